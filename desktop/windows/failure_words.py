"""Failures in a window's words: where the command line would name a command or an id, people see a plan."""

from __future__ import annotations

from db.errors import PlanError, PlanMissing, UnknownThing
from desktop.wording import sentence
from desktop.words import Words


def failure_words(words: Words, error: PlanError) -> str:
    """Say to somebody at the window what has gone wrong, and what to do about it."""
    if isinstance(error, UnknownThing):
        return words("This has been deleted meanwhile. What you have typed stands here until you leave it.")
    if isinstance(error, PlanMissing):
        text = words("{path} is not there: it may have been moved, renamed or deleted, or its disk is away.")
        return text.format(path=error.path)
    return sentence(words, error)
