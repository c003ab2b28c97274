"""A plan as people read and write it: TOML goes in, and what it tells of comes out as drafts, in order.

Every table of a plan is an array of tables, `[[activity]]`, with the table's own field names. A thing
may have a `handle`, by which the others refer to it; the order in the file is free. What belongs to a
thing may be written inside it (see `PARTS`), and so may its links, its notes.
Where the file has a single agreement, what belongs to an agreement need not name it.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.drafts import DRAFTS, Draft, DraftField, FieldType, NoteDraft, faults, fields_by_name, tidied
from db.errors import BadPlanFile, PlanFileFault
from db.operations.identity import MADE_OF

PARTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "source": {"findings": ("finding", "source"), "ratings": ("area_rating", "source")},
    "focus_area": {"causes": ("cause", "focus_area"), "indicators": ("indicator", "focus_area")},
    "promise": {"indicators": ("indicator", "promise"), "publications": ("publication", "promise")},
    "indicator": {"measurements": ("measurement", "indicator")},
    "activity": {
        "exceptions": ("date_exception", "activity"),
        "occurrences": ("occurrence", "activity"),
        "follow_ups": ("follow_up", "activity"),
        "publications": ("publication", "activity"),
    },
    "occurrence": {"walk_findings": ("walk_finding", "occurrence")},
    "meeting": {"agenda": ("agenda_item", "meeting"), "decisions": ("decision", "meeting")},
}
"""For each table, what may be written inside it: the key, the part's table, and its column for the whole."""

LISTS: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "agreement": {"signatories": ("signatory", "agreement", "contact")},
    "meeting": {"attendance": ("attendance", "meeting", "contact")},
}
"""Parts written as a list of handles: their table, their column for the whole, and for the handle."""

COUNTERS = "counters"
"""An occurrence's counters are one table, `counters = {insatser = 57}`."""

LINKS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "activity": {
        "promises": ("promise",),
        "causes": ("cause",),
        "participants": ("contact", "organisation"),
    },
}
"""Links written as a list of handles, and the tables that each may name."""

NUMBERED = {"signatory": "position", "agenda_item": "number", "cause": "number"}
"""Parts that are numbered by their place in the list, unless they say otherwise."""

NO_KEY_YET = "00000000-0000-0000-0000-000000000000"
"""Stands in a draft for a reference whose row is still to be made."""

_WRITTEN_ELSEWHERE = frozenset({"activity_promise", "activity_cause", "participant", "note", "attachment"})
TABLES = tuple(table for table in DRAFTS if table not in _WRITTEN_ELSEWHERE)
"""What a file may hold: links and notes stand inside what they are about, and attachments beside a plan."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a plan file: a draft in good order, but for its references, which have no keys yet.

    `place` is where it stands, and what `references` (by column) and `links` call it by.
    """

    place: str
    draft: Draft
    references: Mapping[str, str]
    links: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A thing as it was written, before its handles are looked up; `whole` is its column for its whole."""

    place: str
    table: str
    written: dict[str, Any]
    whole: tuple[str, str] | None = None


def read_entries(text: str) -> tuple[Entry, ...]:
    """Take a plan file apart; raises `BadPlanFile` with the place of the first thing that is wrong."""
    found = list(_find(_load(text)))
    handles = _handles(found)
    agreements = [thing for thing in found if thing.table == "agreement"]
    if not agreements:
        raise BadPlanFile("agreement", PlanFileFault.NO_AGREEMENT)
    entries = [_entry(thing, handles, agreements) for thing in found]
    _refuse_twins(entries)
    return tuple(_in_order(entries))


def _load(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Not only TOML's own error: absurdly long numbers and absurdly deep brackets fail in Python itself.
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"{at[1]}:{at[2]}" if at else f"{text.count(chr(10)) + 1}:1"
        raise BadPlanFile(place, PlanFileFault.NOT_TOML, given=str(error)) from error


def _find(document: Mapping[str, Any]) -> Iterator[_Found]:
    for table, things in document.items():
        if table not in TABLES:
            raise _unknown(table, PlanFileFault.UNKNOWN_TABLE, table, TABLES)
        for place, thing in _things(things, table):
            yield from _with_parts(_Found(place, table, thing))


def _with_parts(thing: _Found) -> Iterator[_Found]:
    """Give a thing, stripped of what was written inside it, and then each of those."""
    own = dict(thing.written)
    parts = list(_parts(thing, own))
    yield replace(thing, written=own)
    for part in parts:
        yield from _with_parts(part)


def _parts(thing: _Found, own: dict[str, Any]) -> Iterator[_Found]:
    """Take out of a thing's own fields what belongs to it but is a row of another table."""
    for key, (table, whole) in PARTS.get(thing.table, {}).items():
        for number, (place, part) in enumerate(_things(own.pop(key, []), f"{thing.place}.{key}"), 1):
            yield _Found(place, table, _numbered(table, number) | part, (whole, thing.place))
    for key, (table, whole, column) in LISTS.get(thing.table, {}).items():
        for number, (place, handle) in enumerate(_words(own.pop(key, []), f"{thing.place}.{key}"), 1):
            yield _Found(place, table, _numbered(table, number) | {column: handle}, (whole, thing.place))
    if thing.table == "occurrence":
        place = f"{thing.place}.{COUNTERS}"
        for label, count in _table(own.pop(COUNTERS, {}), place).items():
            counter = {"label": label, "number": count}
            yield _Found(f"{place}.{label}", "counter", counter, ("occurrence", thing.place))


def _numbered(table: str, number: int) -> dict[str, Any]:
    return {NUMBERED[table]: number} if table in NUMBERED else {}


def _handles(found: Iterable[_Found]) -> dict[str, _Found]:
    handles: dict[str, _Found] = {}
    for thing in found:
        if "handle" not in thing.written:
            continue
        handle = _word(thing.written.pop("handle"), f"{thing.place}.handle")
        if handle in handles:
            raise BadPlanFile(f"{thing.place}.handle", PlanFileFault.HANDLE_TWICE, given=handle)
        handles[handle] = thing
    return handles


def _entry(thing: _Found, handles: Mapping[str, _Found], agreements: list[_Found]) -> Entry:
    """Look a thing's handles up, and see that each of its fields exists and has the right type."""
    written = dict(thing.written)
    notes = tuple(
        _note(text, place) for place, text in _words(written.pop("notes", []), f"{thing.place}.notes")
    )
    links = tuple(
        _look_up(handles, handle, place, tables)
        for key, tables in LINKS.get(thing.table, {}).items()
        for place, handle in _words(written.pop(key, []), f"{thing.place}.{key}")
    )
    known = fields_by_name(DRAFTS[thing.table])
    references = dict([thing.whole]) if thing.whole else {}
    if "agreement" in known and "agreement" not in references and "agreement" not in written:
        if len(agreements) > 1:
            raise BadPlanFile(f"{thing.place}.agreement", PlanFileFault.WHICH_AGREEMENT)
        references["agreement"] = agreements[0].place
    fields: dict[str, object] = {}
    for name, value in written.items():
        place = f"{thing.place}.{name}"
        if name not in known or name in references:
            raise _unknown(place, PlanFileFault.UNKNOWN_FIELD, name, _keys(thing.table, references))
        if target := known[name].refers_to:
            references[name] = _look_up(handles, _word(value, place), place, (target,))
        else:
            fields[name] = _value(known[name], value, place)
    return Entry(thing.place, _draft(thing, fields, references), references, links, notes)


def _draft(thing: _Found, fields: Mapping[str, Any], references: Iterable[str]) -> Draft:
    draft = DRAFTS[thing.table](**fields, **dict.fromkeys(references, NO_KEY_YET))
    found = faults(draft)
    if found:
        raise BadPlanFile(f"{thing.place}.{found[0].field}", PlanFileFault.INVALID, faults=found)
    return tidied(draft)


def _note(text: str, place: str) -> str:
    found = faults(NoteDraft(about=NO_KEY_YET, text=text))
    if found:
        raise BadPlanFile(place, PlanFileFault.INVALID, faults=found)
    return text


def _keys(table: str, taken: Iterable[str]) -> list[str]:
    """All that may stand in a thing of this table, but for what its place has settled."""
    inside = [*PARTS.get(table, ()), *LISTS.get(table, ()), *LINKS.get(table, ()), "handle", "notes"]
    return [name for name in [*fields_by_name(DRAFTS[table]), *inside] if name not in taken]


def _look_up(handles: Mapping[str, _Found], handle: str, place: str, tables: tuple[str, ...]) -> str:
    if handle not in handles:
        right = [name for name, thing in handles.items() if thing.table in tables]
        raise _unknown(place, PlanFileFault.UNKNOWN_HANDLE, handle, right)
    if handles[handle].table not in tables:
        raise BadPlanFile(place, PlanFileFault.WRONG_TABLE, given=handle, choices=tables)
    return handles[handle].place


def _refuse_twins(entries: Iterable[Entry]) -> None:
    """See that no two entries would become one row, such as two occurrences on one day."""
    met: set[tuple[object, ...]] = set()
    for entry in entries:
        table = entry.draft.ENTITY
        ends = [entry.references.get(name) or getattr(entry.draft, name) for name in MADE_OF.get(table, ())]
        if ends and (table, *ends) in met:
            raise BadPlanFile(entry.place, PlanFileFault.SAME_TWICE, given=str(ends[-1]))
        met.add((table, *ends))


def _in_order(entries: list[Entry]) -> Iterator[Entry]:
    """Put each entry after those it refers to, and otherwise as the file has them."""
    by_place = {entry.place: entry for entry in entries}
    done: set[str] = set()
    for first in by_place:
        waiting = dict.fromkeys([first] if first not in done else [])
        while waiting:
            place = next(reversed(waiting))
            ahead = next((other for other in by_place[place].references.values() if other not in done), None)
            if ahead is None:
                done.add(place)
                del waiting[place]
                yield by_place[place]
            elif ahead in waiting:
                raise BadPlanFile(ahead, PlanFileFault.CIRCLE, choices=tuple(waiting))
            else:
                waiting[ahead] = None


def _value(field: DraftField, value: object, place: str) -> object:
    """A value whose TOML type is the field's own; whether it is a good one, its draft says."""
    # A moment is a date too and a truth value an integer, so the type itself is asked for; and TOML's
    # integers have 64 bits, which its reader does not see to.
    if type(value) not in _TOML_TYPES[field.type] or (isinstance(value, int) and value.bit_length() > 63):
        raise _wrong_type(place, value, field.type.value)
    return value


_TOML_TYPES: Mapping[FieldType, tuple[type, ...]] = {
    FieldType.TEXT: (str,),
    FieldType.CHOICE: (str,),
    FieldType.INT: (int,),
    FieldType.FLOAT: (float, int),
    FieldType.BOOL: (bool,),
    FieldType.DATE: (dt.date,),
    FieldType.TIME: (dt.time,),
}


def _things(value: object, place: str) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(value, list):
        raise _wrong_type(place, value, "tables")
    places = [f"{place}[{number}]" for number in range(1, len(value) + 1)]
    return [(each, dict(_table(thing, each))) for each, thing in zip(places, value, strict=True)]


def _words(value: object, place: str) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        raise _wrong_type(place, value, "texts")
    places = [f"{place}[{number}]" for number in range(1, len(value) + 1)]
    return [(each, _word(word, each)) for each, word in zip(places, value, strict=True)]


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong_type(place, value, "table")
    return value


def _word(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise _wrong_type(place, value, "text")
    return value


def _wrong_type(place: str, value: object, wanted: str) -> BadPlanFile:
    return BadPlanFile(place, PlanFileFault.WRONG_TYPE, given=type(value).__name__, choices=(wanted,))


def _unknown(place: str, reason: PlanFileFault, given: str, known: Iterable[str]) -> BadPlanFile:
    choices = tuple(known)
    near = difflib.get_close_matches(given, choices, n=1)
    return BadPlanFile(place, reason, given=given, nearest=near[0] if near else "", choices=choices)
