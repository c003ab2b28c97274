"""The example to try things on: the promises of Säffle for 2017, looked at as of a day in May that year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Final

from db.world import World
from desktop.words import Words

EXAMPLE: Final = "saffle-2017"
"""What its file is called, without the suffix."""

USUAL_DAY: Final = dt.date(2017, 5, 2)
"""The day that the example is looked at as of: a week before its second meeting, a third of a year in."""

BEGUN: Final = dt.datetime(2016, 11, 21, 8, 0, tzinfo=dt.UTC)
"""When the example was written down, by its own calendar: the Monday after the promises were signed."""


def make_example_plan(path: Path, words: Words, world: World, actor: str = "") -> None:
    """Make the example's plan file, whole or not at all; raises PlanError."""
    # The window asks this module at each start whether a plan is the example; it seldom makes one.
    from importlib.resources import files

    from db.operations.read_plan import read_plan
    from desktop.commands.making import make_plan

    text = (files("resources") / "plans" / f"{EXAMPLE}.toml").read_text(encoding="utf-8")
    by = actor or words("the municipality")
    then = replace(world, now=lambda: BEGUN)
    make_plan(path, then, actor=by, letter="K", site_name=by, operation=read_plan, given=text)
