"""The room of meetings and meeting mode, through real clicks and keys."""
