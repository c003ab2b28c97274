"""Printing: reports, their preview, and the ways that a paper leaves the program."""
