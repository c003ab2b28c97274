"""Paper: reports made from views and words, as PDF; nothing here knows SQL or Qt."""
