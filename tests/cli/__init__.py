"""The command line, command by command, in the process that tests it."""
