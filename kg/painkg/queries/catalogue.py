def catalogue_triples(library):
    return iter(())
