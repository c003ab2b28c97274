"""Building what panes are handed, without the frame around them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from db.store import Store
from desktop.windows.actions import Actions
from desktop.windows.runner import Runner
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.workplace import Workplace
from desktop.words import Language, Words
from tests.builders import MORNING, a_world


def a_workplace(
    path: Path,
    settings: Settings,
    language: Language = "sv",
    *,
    dark: bool = False,
    inline: bool = True,
    day: dt.date | None = None,
    start: dt.datetime = MORNING,
) -> Workplace:
    """Open a plan as a pane meets it; without a day it is the world's own."""
    world = a_world(start=start)
    words, theme = Words(language), Theme(dark)
    return Workplace(
        words=words,
        world=world,
        runner=Runner(lambda: Store.open(path, world, actor="samordnare"), inline=inline),
        settings=settings,
        theme=theme,
        actions=Actions(words, theme),
        plan_name=str(path),
        actor="samordnare",
        day=day,
    )
