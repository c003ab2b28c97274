"""The room of what has happened, and the history of one thing beside its details."""
