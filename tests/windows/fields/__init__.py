"""The field editors, by clicks and keys."""
