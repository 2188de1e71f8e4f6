"""painkg, `oxigraph serve`, rdflib-endpoint and Virtuoso on the same data and queries, in one run.

`python -m tests.benchmarks.sparql` prints a table; what is not installed here has a row that says so. It
needs `wrk` and, for those to compare with, .venv-oxigraph and .venv-endpoint (made as .venv-sssom is, see
tests/source/test_sssom.py, from requirements/oxigraph.txt and requirements/endpoint.txt) and Debian's
virtuoso-opensource. The engines are asked in turns while the others stand still. Keep the machine quiet
meanwhile: an engine shares it with the client.
"""
