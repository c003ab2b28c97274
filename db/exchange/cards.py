"""The cards that copies leave in a shared folder, `SITE.card`: who was there, when, and what they knew then.

Each is written by its own copy alone. Only words and comparisons rest on them, so one that cannot be read
is passed over.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from db.exchange import bundle, disk_calls
from db.journal.vector import Vector
from db.tables.columns import moment_text
from db.views.exchange import Card

FORMAT = "loftesplan card"
LONGEST = 1 << 20
"""Bytes of a card: a vector of thousands of copies is shorter."""


def read_cards(folder: Path, names: Iterable[str], plan: str | None) -> dict[str, Card]:
    """Read each copy's latest card; of one plan, if one is asked for."""
    cards: dict[str, Card] = {}
    for name in names:
        if name.lower().endswith(".card") and not name.startswith("."):
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
                of, card = _read(folder / name)
                known = cards.get(card.site)
                if plan in (None, of) and (known is None or known.at < card.at):
                    cards[card.site] = card
    return cards


def _read(path: Path) -> tuple[str, Card]:
    if not stat.S_ISREG(disk_calls.look(path).st_mode):
        raise ValueError(path)
    handle = disk_calls.open_to_read(path)
    try:
        content = b""
        while len(content) < LONGEST and (block := disk_calls.read(handle, LONGEST)):
            content += block
    finally:
        disk_calls.close(handle)
    line, check = content.rstrip(b"\n").split(b"\n")
    if hashlib.sha256(line).hexdigest().encode() != check:
        raise ValueError(path)
    said = json.loads(line)
    at = dt.datetime.fromisoformat(said["at"])
    words = tuple(said[name] for name in ("site", "letter", "name", "knows", "state", "plan"))
    if said["format"] != FORMAT or at.tzinfo is None or not all(isinstance(word, str) for word in words):
        raise ValueError(path)
    site, letter, name, knows, state, plan = words
    return plan, Card(site, letter, name, at.astimezone(dt.UTC), Vector.parse(knows).text(), state)


def write_card(folder: Path, plan: str, card: Card) -> None:
    """Put a copy's card in the place of its last one."""
    said = {
        "format": FORMAT, "plan": plan, "site": card.site, "letter": card.letter, "name": card.name,
        "at": moment_text(card.at), "knows": card.knows, "state": card.state,
    }  # fmt: skip
    line = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
    content = b"%b\n%b\n" % (line, hashlib.sha256(line).hexdigest().encode())
    part = bundle.part_of(folder, card.site)
    with bundle.begun(part) as handle:
        disk_calls.write(handle, content)
    bundle.put_over(part, folder / f"{card.site}.card")
