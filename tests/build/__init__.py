"""Tests of painkg.build."""
