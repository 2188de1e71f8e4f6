"""Other people's SPARQL clients against a server of painkg on loopback."""
