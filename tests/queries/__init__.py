"""Tests of painkg."""
