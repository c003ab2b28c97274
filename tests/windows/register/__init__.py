"""The room Register, through real keys and clicks."""
