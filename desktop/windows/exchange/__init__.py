"""The room Exchange: how the copies stand, where they meet, and what is to be decided afterwards."""
