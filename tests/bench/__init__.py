"""What the program costs: each of design.md's budgets, beside a floor that is taken in the same run."""

from __future__ import annotations

from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """Run `python3 -m tests bench`; the exit code."""
    # Not before it is needed: a process whose memory is measured loads nothing but what it measures.
    from tests.bench.run import main

    return main(words)
