"""A tiny ontology whose answers are known by hand."""
