"""Whole days of use, told through the command line as a person types it."""
