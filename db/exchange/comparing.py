"""Holding what copies say against each other: who knows the same must say the same."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from db.errors import StatesDiffer
from db.exchange.place import Place
from db.store import Store
from db.views.exchange import Card


def compare(here: Store, there: Place, mine: Card) -> None:
    """Compare our card with what a place says itself, and with the cards that copies have left there.

    Raises StatesDiffer, after writing down what is known of it.
    """
    others = [(card.site, card.knows, card.state) for card in there.cards()]
    if (state := there.state()) is not None:
        others.append(("", state[0].text(), state[1]))
    for site, knows, said in others:
        if _is_comparable(mine, knows, said) and said != mine.state:
            raise StatesDiffer(there.address, str(_written_down(here, there, mine, site, said)))


def _is_comparable(mine: Card, knows: str, said: str) -> bool:
    """Whether two know the same, and are of one version: another reads more or less in the same ops."""
    same_version = said.partition(":")[0] == mine.state.partition(":")[0]
    # Both are canonical, so that a card which somebody has written by hand need not be understood.
    return bool(said) and same_version and knows == mine.knows


def _written_down(here: Store, there: Place, mine: Card, site: str, said: str) -> Path:
    """Save a report for whoever looks into it: it says who, not what the plan says."""
    memory = here.world.memory
    folder = memory / "reports" if memory else Path(tempfile.mkdtemp(prefix="loftesplan-"))
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / f"{mine.at:%Y-%m-%d-%H%M%S}-{mine.site}.json"
    told = {
        "at": mine.at.isoformat(), "plan": here.plan, "here": {"site": mine.site, "state": mine.state},
        "there": {"address": there.address, "site": site, "state": said}, "knows": json.loads(mine.knows),
    }  # fmt: skip
    report.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
    return report
