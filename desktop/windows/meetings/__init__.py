"""The room of meetings: preparing, holding and following them, and meeting mode for the table."""
