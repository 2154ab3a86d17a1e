"""Checking documents for a person: the project's settings, many files, mending, watching."""
