"""The detail pane: everything about what is selected, each field saved as it is left."""
