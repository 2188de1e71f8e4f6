"""The build: sources → one OWL ontology → reasoned → rules → checks → snapshot. `pipeline` lists the steps."""
