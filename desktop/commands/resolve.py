"""`resolve`: decide what copies of the plan have said differently, once and for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from db.drafts import Value
from db.errors import UnknownThing
from db.operations import decide, decide_several
from db.queries.conflicts import conflicts_seen
from db.queries.telling import account_of_step
from db.store import Done, Store
from db.views.conflicts import (
    ALIVE,
    Choice,
    Conflict,
    DeletionConflict,
    FieldConflict,
    Flag,
    Side,
)
from db.views.things import Place as Where
from desktop.commands import plain_json
from desktop.commands.account_words import step_lines
from desktop.commands.changed import warn_of_persons
from desktop.commands.conflicts import DELETED, typed_name
from desktop.commands.desk import Desk
from desktop.commands.field_values import read_values
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place, Refusal
from desktop.commands.table_words import field_by_name
from desktop.words import LANGUAGES, N_, Words
from desktop.words.conflicts import DELETED as DELETED_WORD
from desktop.words.conflicts import conflict_label, flag_words, side_words, voice_words
from desktop.words.kinds import plain
from desktop.words.things import thing_words

MINE: Final = frozenset({"mine", "min", "mitt", "mina", "vår", "vårt", "våra", "our", "ours"})
THEIRS: Final = frozenset({"theirs", "their", "deras"})
KEEP: Final = frozenset({"keep", "behåll", "behålla", "behall"})
DELETE: Final = frozenset({"delete", "remove", "ta bort", "ta-bort", "tabort", "radera"})
"""What may be said after --keep, in either language; all else is a value."""

LITERAL: Final = "="
"""What a value begins with that is to be taken as it stands, be it “mine”."""


def run(desk: Desk, given: Given) -> int:
    """Decide it, and answer with what it says now."""
    with desk.open_to_write(given["file"]) as store:
        place, field = _meant(desk, store, given["conflict"])
        seen, found = store.read(conflicts_seen)
        chosen = _of(desk, found, place, field)
        choices = [*_choices(desk, store, chosen, given["keep"].strip())]
        if len(choices) == 1:
            (one,) = choices
            done: Done[Any] = store.do_as_seen(seen, decide, one.row, one.field, one.value)
        else:
            done = store.do_as_seen(seen, decide_several, choices)
        return _answer(desk, store, done, chosen)


def _meant(desk: Desk, store: Store, word: str) -> tuple[Where, str | None]:
    """Which thing and which field of it a word such as K5.due-date means; no field means all of the thing."""
    left, dot, right = word.rpartition(".")
    if dot and left and right:
        try:
            place = desk.living(store, left)
        except UnknownThing:
            return desk.living(store, word), None
        field = ALIVE if _is_deleted_word(right) else field_by_name(place.entity, right)
        if field is None:
            _ = desk.words
            text = _("“{field}” is no field of {thing}; the command “conflicts” lists what is to be decided.")
            raise Misuse(text.format(field=right, thing=left))
        return place, field
    return desk.living(store, word), None


def _is_deleted_word(word: str) -> bool:
    known = {DELETED, ALIVE, *(Words(language)(DELETED_WORD) for language in LANGUAGES)}
    return plain(word) in {plain(one) for one in known}


def _of(
    desk: Desk, found: Sequence[Conflict], place: Where, field: str | None
) -> list[FieldConflict | DeletionConflict]:
    """The conflicts that are meant; a thing without a field means all of it, its parts too."""
    _ = desk.words
    about = [
        one
        for one in found
        if place.id in ((one.thing.id,) if field else (one.thing.id, one.whole.id))
        and field in (None, one.field)
    ]
    chosen = [one for one in about if not isinstance(one, Flag)]
    if chosen:
        return chosen
    if about and isinstance(about[0], Flag):
        text = _("Here is nothing to choose between: mend it with the command “set”. {fault}")
        raise Refusal(text.format(fault=flag_words(desk.words, about[0])))
    raise Refusal(_("Here is nothing to decide (any more). The command “conflicts” lists what is."))


def _choices(
    desk: Desk, store: Store, chosen: Sequence[FieldConflict | DeletionConflict], keep: str
) -> Iterator[Choice]:
    """What each of the conflicts is decided to."""
    _ = desk.words
    word = plain(keep)
    by_side = word in MINE | THEIRS
    if not by_side and len(chosen) > 1:
        names = ", ".join(typed_name(desk.words, one) for one in chosen)
        text = _("This is about several conflicts: choose mine or theirs, or decide one at a time: {names}.")
        raise Misuse(text.format(names=names))
    for one in chosen:
        if isinstance(one, DeletionConflict):
            yield Choice(one.thing.id, ALIVE, _stays(desk, one, word))
        else:
            yield Choice(one.thing.id, one.field, _value(desk, store, one, keep))


def _stays(desk: Desk, one: DeletionConflict, word: str) -> bool:
    if word in KEEP | DELETE:
        return word in KEEP
    if word in MINE | THEIRS:
        return one.mine_keeps == (word in MINE)
    _ = desk.words
    text = _("{conflict} is about a deletion: --keep takes mine, theirs, keep or delete.")
    raise Misuse(text.format(conflict=typed_name(desk.words, one)))


def _value(desk: Desk, store: Store, one: FieldConflict, keep: str) -> Value:
    side = _side(desk, one, keep)
    if side is not None:
        if side.erased:
            _ = desk.words
            text = _("What was said there has been erased: give the value that it is to have instead.")
            raise Refusal(text)
        return side.value
    pair = f"{one.field}={keep.removeprefix(LITERAL)}"
    near = desk.near(one.thing.id)
    values = read_values(store, desk.words, one.thing.entity, [pair], desk.terminal.piped, near)
    return values[one.field]


def _side(desk: Desk, one: FieldConflict, keep: str) -> Side | None:
    """The side that is meant by whose it is, or by what an op of it is called; None for a value."""
    _ = desk.words
    word = plain(keep)
    if word in MINE:
        return one.mine
    if word in THEIRS:
        if len(one.theirs) == 1:
            return one.theirs[0]
        said = "; ".join(
            f"“{side_words(desk.words, one, side)}” ({voice_words(desk.words, side.voice)})"
            for side in one.theirs
        )
        text = _("Several others have said different things of {conflict}. Say which of them: {sides}.")
        raise Misuse(text.format(conflict=typed_name(desk.words, one), sides=said))
    named = (side for side in one.sides for voice in side.voices if plain(voice.op) == word)
    return next(named, None)


def _answer(
    desk: Desk, store: Store, done: Done[Any], chosen: Sequence[FieldConflict | DeletionConflict]
) -> int:
    _ = words = desk.words
    account = store.read(account_of_step, str(done.step))
    step = account.steps[0]
    lines = [
        _("Decided: {things}.").format(
            things=", ".join(
                f"{thing_words(words, one.thing)} ({conflict_label(words, one)})" for one in chosen
            )
        ),
        *(f"  {line}" for line in step_lines(words, account, step, full=True)),
    ]
    answer = {
        "decided": [{"id": one.thing.id, "table": one.thing.entity, "field": one.field} for one in chosen],
        "step": done.step,
        "changes": [plain_json.change(one) for one in step.changes],
    }
    desk.answer("\n".join(lines), answer)
    return warn_of_persons(desk, store, done)


COMMAND = Command(
    "resolve",
    (
        PLAN,
        Place("conflict", N_("CONFLICT"), N_("what it is called among conflicts: K5.title; K5 is all of it")),
    ),
    (Option("keep", N_("whose word stays, or another value"), N_("mine|theirs|VALUE"), required=True),),
    (
        "resolve saffle.plan K5.due_on --keep mine",
        "resolve saffle.plan K5.title --keep KB:17",
        N_("resolve saffle.plan K5.due_on --keep 2017-06-30"),
        "resolve saffle.plan K5.deleted --keep theirs",
    ),
    run,
    N_(
        "What is decided here is decided in every copy that hears of it, and undo opens it again. Of a "
        "deletion, keep and delete may be said too. Where several others have said different things, one is "
        "named by what its change is called, KB:17. A value that begins with = is taken as it stands after "
        "that sign."
    ),
)  # fmt: skip
