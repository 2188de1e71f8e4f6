"""The doors of painkg: HTTP, SPARQL and the command line. All thin: answers are made in `painkg`."""
