"""How a plan's tables came to be, step by step: small, forward, and importing nothing of ours."""
