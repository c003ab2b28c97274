"""The room Overview: where the plan stands today, each number a way into it."""
