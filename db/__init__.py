"""The plan and its keeping: rules, tables, log, operations. Runs without a screen and knows no Qt."""
