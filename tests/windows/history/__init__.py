"""The history, through clicks and keys."""
