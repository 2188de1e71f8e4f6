"""Named queries: one file is one question, with a header, typed parameters and examples."""
