"""Tests of the network view and the paths through it."""
