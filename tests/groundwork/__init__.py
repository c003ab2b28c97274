"""Set-up from a bare clone, tried by real commands in folders of their own."""
