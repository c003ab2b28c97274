"""Whole days at the window, by real clicks and keys."""
