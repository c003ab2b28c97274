"""`sync`: let this copy of a plan and what is at a place become one."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import closing
from typing import Final

from db.errors import ServerFailed
from db.exchange.memory import Memory
from db.exchange.opening import has_password, kind_of, open_place
from db.exchange.place import Place as MeetingPlace
from db.exchange.sync import Consent, preview, sync
from db.store import Store
from db.views.exchange import Exchange, PlaceKind, Share
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place
from desktop.commands.plain_json import Json, plain
from desktop.commands.terminal import safe_line
from desktop.words import N_
from desktop.words.exchange import exchange_lines

MEETING_PLACE: Final = Place(
    "place",
    N_("PLACE"),
    N_("a folder, another plan file, or postgresql://ROLE@SERVER/DATABASE"),
    is_path=True,
)

CONSENTS: Final = frozenset({Consent.REFILL_EMPTIED, Consent.REFILL_OLDER})


def run(desk: Desk, given: Given) -> int:
    """Exchange, or tell what an exchange would do, and answer with what came and what went."""
    address = given["place"]
    kind = kind_of(address)
    if kind is PlaceKind.SERVER and has_password(address):
        text = desk.words(
            "A password in the address can be read by others on this computer: leave it out. It is asked "
            "for, or taken from PGPASSWORD or the file that PGPASSFILE names."
        )
        raise Misuse(text)
    only_looks = given.has("preview")
    consent = CONSENTS if given.has("fill-again") else frozenset()
    with desk.open(given["file"]) as store, closing(_opened(desk, store, address)) as there:
        doing = desk.words("Exchanging with {place} …").format(place=there.address)
        with desk.terminal.busy(doing) as progress:

            def tell(done: int, of: int) -> None:
                progress.show(doing + (f" {done * 100 // of} %" if of else ""))

            if only_looks:
                told = preview(store, there, kind, consent=consent)
            else:
                told = sync(store, there, kind, consent=consent, tell=tell)
                Memory.of(store).rename(there.address, given.get("name"))
    lines = exchange_lines(desk.words, told, done=not only_looks)
    return desk.answer("\n".join(safe_line(line) for line in lines), as_json(told, done=not only_looks))


def _opened(desk: Desk, store: Store, address: str) -> MeetingPlace:
    """Open the place; where a server wants a password and somebody is there to give it, it is asked for."""
    actor = desk.actor or store.here().name
    try:
        return open_place(store, address, actor=actor)
    except ServerFailed as error:
        wants = "password" in error.detail.casefold() and not os.environ.get("PGPASSWORD")
        if not (wants and sys.stdin and sys.stdin.isatty()):
            raise
    password = getpass.getpass(desk.words("Password for {place}: ").format(place=address))
    return open_place(store, address, actor=actor, password=password)


def as_json(told: Exchange, *, done: bool) -> dict[str, Json]:
    """An exchange with the keys that README promises."""
    return {
        "place": told.address,
        "kind": told.kind.value,
        "done": done,
        "received": [_share(share) for share in told.received],
        "given": [_share(share) for share in told.given],
        "conflicts": told.conflicts,
        "fresh_conflicts": told.fresh_conflicts,
        "waiting": [
            {"copy": one.letter, "copy_name": one.name, "reason": one.reason.value, "changes": one.ops}
            for one in told.awaited
        ],
        "forked": list(told.forked),
        "erased": told.erased,
        "attached": {"received": told.content_received, "given": told.content_given},
        "missing": [
            {"id": one.attachment.id, "name": one.name, "about": one.about, "reason": one.reason.value}
            for one in told.missing
        ],
        "faults": [{"name": one.name, "kind": one.kind.value} for one in told.faults],
        "copies": [
            {"copy": card.letter, "copy_name": card.name, "last_met": plain(card.at)} for card in told.cards
        ],
    }


def _share(share: Share) -> Json:
    return {
        "copy": share.letter, "copy_name": share.name, "gestures": share.steps, "new": share.new,
        "changed": share.changed, "deleted": share.deleted, "changes": share.ops,
    }  # fmt: skip


COMMAND = Command(
    "sync",
    (PLAN, MEETING_PLACE),
    (
        Option("preview", N_("only tell what would come and go")),
        Option("fill-again", N_("also where the place holds less than when it was last met")),
        Option("name", N_("what the place is called here"), N_("NAME")),
    ),
    ("sync saffle.plan /media/stickan", "sync saffle.plan stationen.plan --preview"),
    run,
    N_(
        "Each side is given what it lacks, and nothing is ever deleted by it. What both have changed is "
        "listed by conflicts. It can be broken off at any time, and done again."
    ),
)
