"""The build: sources → one OWL ontology → reasoned → rules → checks → snapshot; see `pipeline`."""
