"""Benchmarks: run by hand, never by CI. Read the ratios; machines are noisy."""
