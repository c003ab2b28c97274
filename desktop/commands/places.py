"""`places`: where this copy of a plan meets others, and when each of them was last heard of."""

from __future__ import annotations

from db.exchange.memory import Memory
from db.operations import name_copy
from db.queries.copies import copies
from db.views.copies import OtherCopy
from db.views.exchange import KnownPlace
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Option, Refusal
from desktop.commands.plain_json import Json, plain
from desktop.commands.terminal import safe_line
from desktop.words import N_
from desktop.words.exchange import KINDS, age_words, copy_words
from desktop.words.place_faults import trouble_words


def run(desk: Desk, given: Given) -> int:
    """List the places and the copies, after forgetting a place if that was asked for."""
    words = desk.words
    name = given.get("call")
    with desk.open(given["file"]) if name is None else desk.open_to_write(given["file"]) as store:
        if name is not None:
            store.do(name_copy, name)
        memory = Memory.of(store)
        if (gone := given.get("forget")) is not None:
            if memory.find(gone) is None:
                raise Refusal(words("{place} is none of the places that are met.").format(place=gone))
            memory.forget(gone)
        places, known = memory.places(), store.read(copies)
    here = known.here
    lines = [words("This copy: {copy}").format(copy=copy_words(words, here.letter, here.name)), ""]
    lines += [_place(desk, place) for place in places] or [words("No place has been met yet.")]
    lines += ["", *(_copy(desk, copy) for copy in known.others)]
    answer = {
        "copy": here.letter, "copy_name": here.name, "places": [_place_json(place) for place in places],
        "copies": [_copy_json(copy) for copy in known.others],
    }  # fmt: skip
    return desk.answer("\n".join(safe_line(line) for line in lines).rstrip(), answer)


def _place(desk: Desk, place: KnownPlace) -> str:
    words = desk.words
    kind, name = words(KINDS[place.kind]), f"{place.name}  " if place.name else ""
    if place.trouble:
        when = trouble_words(words, place.trouble)
    elif place.last_met:
        when = words("last met: {when}").format(
            when=age_words(words, words.day_of(place.last_met), desk.today)
        )
    else:
        when = words("never met")
    return f"{kind}  {name}{place.address}  {when}"


def _copy(desk: Desk, copy: OtherCopy) -> str:
    words = desk.words
    when = age_words(words, words.day_of(copy.met), desk.today) if copy.met else words("never met")
    return f"{copy_words(words, copy.letter, copy.name)}: {when}"


def _copy_json(copy: OtherCopy) -> Json:
    return {
        "copy": copy.letter, "copy_name": copy.name, "last_met": plain(copy.met) if copy.met else None,
    }  # fmt: skip


def _place_json(place: KnownPlace) -> dict[str, Json]:
    return {
        "place": place.address, "kind": place.kind.value, "name": place.name, "automatic": place.automatic,
        "last_met": plain(place.last_met) if place.last_met else None, "trouble": place.trouble or None,
    }  # fmt: skip


COMMAND = Command(
    "places",
    (PLAN,),
    (
        Option("forget", N_("meet this place no more; what is there stays"), N_("PLACE"), is_path=True),
        Option("call", N_("what this copy is to be called among the others"), N_("NAME")),
    ),
    ("places saffle.plan", "places saffle.plan --call stationen"),
    run,
)
