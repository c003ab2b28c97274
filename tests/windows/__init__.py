"""The window, tried by real clicks and keys."""
