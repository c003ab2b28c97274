"""The detail pane, by clicks and keys."""
