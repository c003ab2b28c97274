"""Whatever copies do apart, what they disagree about is listed alike, can be decided, and then is over."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db.drafts import CauseDraft, PromiseDraft
from db.errors import InvalidDraft, MovedOn, NothingToRedo, NothingToUndo, NotLinked, UnknownThing
from db.operations import (
    add,
    change,
    decide,
    decide_several,
    delete,
    link,
    log_occurrence,
    note,
    redo,
    undo,
    unlink,
)
from db.queries.conflicts import conflict_count, conflicts, rows_in_conflict
from db.store import Store
from db.views.conflicts import ALIVE, Choice, Conflict, DeletionConflict, FieldConflict, Flag
from tests.apart import Apart, apart
from tests.builders import Plan, an_activity
from tests.effort import tried

WORDS = ("Ett", "Två", "Tre")
REFUSALS = (InvalidDraft, UnknownThing, NothingToUndo, NothingToRedo, MovedOn, NotLinked)
"""What somebody may be told who does things at random."""


def gestures(plan: Plan, chance: random.Random) -> list[Callable[[Store], object]]:
    """What somebody may do, all to the same few things, so that others are bound to be in the way."""
    things = (plan.activity, plan.promise, plan.cause, plan.meeting, plan.focus_area, plan.agreement)
    day = dt.date(2017, 5, chance.randint(1, 4))
    word = chance.choice(WORDS)
    return [
        lambda store: store.do(change, plan.activity, {"title": word, "place": chance.choice(WORDS)}),
        lambda store: store.do(change, plan.activity, {"starts_on": day}),
        lambda store: store.do(change, plan.activity, {"ends_on": day, "owner": None}),
        lambda store: store.do(change, plan.cause, {"text": word}),
        lambda store: store.do(change, plan.promise, {"text": word, "focus_area": None}),
        lambda store: store.do(log_occurrence, plan.activity, on=day, place=word, counters={"samtal": 2}),
        lambda store: store.do(note, chance.choice(things), word),
        lambda store: store.do(link, plan.activity, plan.owner),
        lambda store: store.do(unlink, plan.activity, plan.promise),
        lambda store: store.do(add, an_activity(plan.agreement, carried_from=plan.activity)),
        lambda store: store.do(add, PromiseDraft(agreement=plan.agreement, text=word)),
        lambda store: store.do(add, CauseDraft(focus_area=plan.focus_area, text=word)),
        lambda store: store.do(delete, chance.choice(things[:4])),
        lambda store: store.do(delete, chance.choice(things)),
        lambda store: store.do(undo),
        lambda store: store.do(redo),
        lambda store: decide_something(store, chance),
    ]


def decide_something(store: Store, chance: random.Random) -> None:
    """Decide one conflict, or all there are, one way or the other; undo it now and then."""
    found = [one for one in store.read(conflicts) if not isinstance(one, Flag)]
    if not found:
        return
    chosen = found if chance.random() < 0.3 else [chance.choice(found)]
    before = told(store)
    choices = [choice(one, chance) for one in chosen]
    if len(choices) == 1:
        store.do(decide, choices[0].row, choices[0].field, choices[0].value)
    else:
        store.do(decide_several, choices)
    if chance.random() < 0.3:
        store.do(undo)
        assert told(store) == before


def choice(one: FieldConflict | DeletionConflict, chance: random.Random) -> Choice:
    if isinstance(one, DeletionConflict):
        return Choice(one.thing.id, ALIVE, chance.random() < 0.5)
    return Choice(one.thing.id, one.field, chance.choice(one.sides).value)


def told(store: Store) -> list[tuple[object, ...]]:
    """What a copy lists, but for what is only its own to say, in an order that does not follow names."""
    return sorted((_told(one) for one in store.read(conflicts)), key=str)


def _told(one: Conflict) -> tuple[object, ...]:
    match one:
        case FieldConflict():
            said = sorted(str(side.value) for side in one.sides)
            return (one.thing.id, one.field, said, str(one.sides[0].value))
        case DeletionConflict():
            return (one.thing.id, one.field, sorted(voice.actor for voice in one.deleted), one.parts)
    return (one.thing.id, one.field, one.fault)


def hold(copies: Apart) -> None:
    """After a meeting: all list the same, count and mark what they list, and the log says so too."""
    copies.agree()
    listed = [told(store) for store in copies.all]
    assert listed[0] == listed[1] == listed[2]
    for store in copies.all:
        found = store.read(conflicts)
        assert store.read(conflict_count).total == len(found)
        marked = store.read(rows_in_conflict)
        assert {row for one in found for row in (one.thing.id, one.whole.id)} <= marked
        for one in found:
            assert one in store.read(conflicts, [one.thing.id])
            if isinstance(one, FieldConflict):
                assert sum(side.mine for side in one.sides) == sum(side.shown for side in one.sides) == 1


def live(copies: Apart, chance: random.Random) -> None:
    """Work apart, meet, and in the end decide all that is left."""
    for _ in range(3):
        for store in copies.all:
            for _ in range(chance.randint(0, 5)):
                with suppress(*REFUSALS):
                    chance.choice(gestures(copies.plan, chance))(store)
        if chance.random() < 0.5:
            copies.meet(*chance.sample(copies.all, 2))
        else:
            hold(copies)
        for store in copies.all:
            if chance.random() < 0.6:
                with suppress(*REFUSALS):
                    decide_something(store, chance)
    hold(copies)
    decider = chance.choice(copies.all)
    for _ in range(20):
        left = [one for one in decider.read(conflicts) if not isinstance(one, Flag)]
        if not left:
            break
        one = choice(left[0], chance)
        decider.do(decide, one.row, one.field, one.value)
    assert not [one for one in decider.read(conflicts) if not isinstance(one, Flag)]
    hold(copies)


@settings(max_examples=tried(6, 400), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_copies_disagree_about_can_be_decided_and_then_is_over(seed: int) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="loftesplan-")))
        live(apart(folder, stack), random.Random(seed))
