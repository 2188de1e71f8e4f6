"""The tests of painkg; they mirror the folders of the project."""
