"""From a curator's row to RDF: tables, their columns, and the templates that turn rows into triples."""
