"""`conflicts`: what copies of the plan have said differently, for somebody to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db.queries.conflicts import conflicts
from db.views.conflicts import (
    Base,
    Conflict,
    ConflictCount,
    DeletionConflict,
    FieldConflict,
    Flag,
    Side,
    Voice,
    by_thing,
)
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given
from desktop.commands.plain_json import Json, named, plain
from desktop.commands.program import command_line
from desktop.commands.terminal import safe_line, width_of
from desktop.words import N_, Words
from desktop.words.conflicts import (
    along_words,
    base_words,
    conflict_label,
    conflict_name,
    count_words,
    deletion_words,
    field_to_type,
    flag_words,
    side_words,
    voice_words,
)
from desktop.words.gestures import step_words
from desktop.words.things import thing_words

LONGEST_VALUE: Final = 100

DELETED: Final = "deleted"
"""What a deletion against an edit is called beside fields, in any language."""


def run(desk: Desk, given: Given) -> int:
    """List them, each with the name by which `resolve` knows it."""
    words = desk.words
    with desk.open(given["file"]) as store:
        found = store.read(conflicts)
    if desk.as_json:
        return desk.answer("", [as_json(one) for one in found])
    lines: list[str] = []
    for thing, group in by_thing(found):
        lines += ["" for _ in lines[:1]]
        lines.append(safe_line(thing_words(words, thing, with_table=True)))
        for one in group:
            lines += [f"  {line}" for line in _lines(words, one)]
    count = Counter(type(one) for one in found)
    summary = count_words(words, ConflictCount(count[FieldConflict], count[DeletionConflict], count[Flag]))
    lines += [*([""] if lines else []), summary + ("." if found else "")]
    first = next((one for one in found if not isinstance(one, Flag)), None)
    if first is not None:
        told = (Path(given["file"]), typed_name(words, first), "--keep", words("mine"))
        lines.append(words("To decide one: {command}").format(command=command_line("resolve", *told)))
    return desk.answer("\n".join(lines), None)


def typed_name(words: Words, conflict: Conflict) -> str:
    """What a conflict is called in the person's language."""
    return conflict_name(conflict, field_to_type(words, conflict))


def _lines(words: Words, one: Conflict) -> Iterator[str]:
    _ = words
    part = "" if one.thing.id == one.whole.id else safe_line(thing_words(words, one.thing, with_table=True))
    label = conflict_label(words, one) if not isinstance(one, DeletionConflict) else ""
    yield "  ".join(text for text in (typed_name(words, one), part, label) if text)
    match one:
        case FieldConflict():
            yield from _sides(words, one)
        case DeletionConflict():
            yield f"  {safe_line(deletion_words(words, one))}"
            yield from _unseen(words, one)
            if along := along_words(words, one):
                yield f"  {along}"
            keep, go = (_("mine"), _("theirs")) if one.mine_keeps else (_("theirs"), _("mine"))
            yield "  " + _("keep ({keep}) or delete ({delete})").format(keep=keep, delete=go)
        case Flag():
            yield f"  {safe_line(flag_words(words, one))}"


def _sides(words: Words, one: FieldConflict) -> Iterator[str]:
    """Each side by who it is, then what stood there before; in columns."""
    _ = words
    rows = [(_("mine") if side.mine else _("theirs"), _side(words, one, side)) for side in one.sides]
    rows.sort(key=lambda row: row[0] != _("mine"))
    rows += [(_("before"), _short(base_words(words, one, base))) for base in one.bases]
    column = max(width_of(head) for head, _text in rows) + 2
    for head, text in rows:
        yield f"  {head}{' ' * (column - width_of(head))}{text}"


def _side(words: Words, one: FieldConflict, side: Side) -> str:
    _ = words
    voices = "; ".join(safe_line(voice_words(words, voice)) for voice in side.voices)
    shown = "  " + _("(shown now)") if side.shown else ""
    return f"{_short(side_words(words, one, side))}  ({voices}){shown}"


def _short(text: str) -> str:
    line = " ".join(safe_line(text).split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1].rstrip() + "…"


def _unseen(words: Words, one: DeletionConflict) -> Iterator[str]:
    _ = words
    for voice in one.kept:
        text = _("Said to be there by {who}").format(who=voice_words(words, voice))
        yield f"    {safe_line(text)}"
    for line in one.unseen:
        did = step_words(words, line, known=one.thing.id)
        yield f"    {words.moment(line.wall)}  {safe_line(f'{line.actor} ({line.letter})  {did}')}"
    if one.count > len(one.unseen):
        more = one.count - len(one.unseen)
        yield "    " + words.plural("… and {count} gesture more", "… and {count} gestures more", more)


def as_json(one: Conflict) -> dict[str, Json]:
    """A conflict with the keys that README promises; its name is the same in every language."""
    known: dict[str, Json] = {
        "name": conflict_name(one, DELETED if isinstance(one, DeletionConflict) else one.field),
        "kind": _KINDS[type(one)],
        **named(one.thing),
        "field": one.field,
        "whole": named(one.whole),
    }
    match one:
        case FieldConflict():
            known |= {"sides": [_side_json(side) for side in one.sides]}
            known |= {"bases": [_base_json(base) for base in one.bases]}
        case DeletionConflict():
            known |= {"deleted": [_voice(voice) for voice in one.deleted]}
            known |= {"kept": [_voice(voice) for voice in one.kept]}
            known |= {
                "unseen": [
                    {
                        "step": line.id, "gesture": line.gesture, "by": line.actor, "at": plain(line.wall),
                        "copy": line.letter,
                    }
                    for line in one.unseen
                ]
            }  # fmt: skip
            known |= {"unseen_count": one.count, "parts": one.parts}
            known |= {"mine": "keep" if one.mine_keeps else "delete"}
        case Flag():
            known |= {"fault": one.fault.kind.value, "given": one.fault.given, "detail": one.fault.detail}
            known |= {"others": [named(other) for other in one.others]}
    return known


_KINDS: Final[dict[type, str]] = {FieldConflict: "field", DeletionConflict: "deletion", Flag: "flag"}


def _voice(voice: Voice) -> dict[str, Json]:
    return {
        "op": voice.op, "by": voice.actor, "at": plain(voice.at), "copy": voice.letter,
        "copy_name": voice.copy,
    }  # fmt: skip


def _side_json(side: Side) -> dict[str, Json]:
    return {
        "value": plain(side.value), "erased": side.erased, "mine": side.mine, "shown": side.shown,
        "said": [_voice(voice) for voice in side.voices],
    }  # fmt: skip


def _base_json(base: Base) -> dict[str, Json]:
    said = _voice(base.voice) if base.voice else None
    return {"value": plain(base.value), "erased": base.erased, "said": said}


COMMAND = Command(
    "conflicts",
    (PLAN,),
    (),
    ("conflicts saffle.plan",),
    run,
    N_(
        "What two copies have said differently of one field, or what one has deleted and another changed, "
        "waits here until somebody decides it with resolve. What does not go together since copies met is "
        "mended with set."
    ),
)
