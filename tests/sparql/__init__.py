"""The SPARQL service against the W3C suites, broken HTTP, hostile queries and many clients at once."""
