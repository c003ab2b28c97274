"""How copies stand to each other and what an exchange does, in words that a coordinator uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from db.views.exchange import (
    Awaited,
    Exchange,
    HeldReason,
    PlaceFault,
    PlaceFaultKind,
    PlaceKind,
    Share,
)
from desktop.words.attachments import traffic_words
from desktop.words.speech import N_, Words

KINDS: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.FOLDER: N_("Folder"),
    PlaceKind.FILE: N_("Plan file"),
    PlaceKind.SERVER: N_("Server"),
}

A_FORTNIGHT: Final = 14
TWO_MONTHS: Final = 61
DAYS_OF_A_MONTH: Final = 30.4

FAULTS: Final[Mapping[PlaceFaultKind, str]] = {
    PlaceFaultKind.UNFINISHED: N_("{name} is not yet whole: it may still be on its way"),
    PlaceFaultKind.DAMAGED: N_("{name} is damaged and was passed over; its writer will give it again"),
    PlaceFaultKind.OTHER_PLAN: N_("{name} belongs to another plan and was left alone"),
    PlaceFaultKind.NEWER: N_("{name} was written by a newer version of Löftesplan: install it to read that"),
    PlaceFaultKind.UNREADABLE: N_("{name} could not be read"),
    PlaceFaultKind.UNKNOWN: N_("{name} is none of ours and was left alone"),
}


def copy_words(words: Words, letter: str, name: str) -> str:
    """What a copy is called: stationen (P)."""
    if not (letter or name):
        return words("a copy that is not known here yet")
    return f"{name} ({letter})" if name and letter else name or letter


def age_words(words: Words, met: dt.date, today: dt.date) -> str:
    """How long ago a day is, as people say it; a clock that goes wrong may put it into the future."""
    _, days = words, (today - met).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < A_FORTNIGHT:
        return words.plural("{count} day ago", "{count} days ago", days)
    if days < TWO_MONTHS:
        return words.plural("{count} week ago", "{count} weeks ago", days // 7)
    return words.plural("{count} month ago", "{count} months ago", int(days / DAYS_OF_A_MONTH))


def received_words(words: Words, exchange: Exchange, *, done: bool) -> list[str]:
    """What comes from each copy, a sentence for each."""
    _ = words
    if not exchange.received:
        return [_("You got nothing new.") if done else _("You get nothing new.")]
    text = _("You got {what} from {copy}.") if done else _("You get {what} from {copy}.")
    return [
        text.format(what=share_words(words, one), copy=copy_words(words, one.letter, one.name))
        for one in exchange.received
    ]


def given_words(words: Words, exchange: Exchange, *, done: bool) -> list[str]:
    """What goes there, of one's own and of what others have left here."""
    _ = words
    if not exchange.given:
        return [_("You gave nothing new.") if done else _("You give nothing new.")]
    text = _("You gave {what} ({copy}).") if done else _("You give {what} ({copy}).")
    return [
        text.format(what=share_words(words, one), copy=copy_words(words, one.letter, one.name))
        for one in exchange.given
    ]


def share_words(words: Words, share: Share) -> str:
    """How much of one copy's work it is: 3 new, 5 changed, 1 deleted."""
    counts = (
        words.plural("{count} new thing", "{count} new", share.new) if share.new else "",
        words.plural("{count} changed thing", "{count} changed", share.changed) if share.changed else "",
        words.plural("{count} deleted thing", "{count} deleted", share.deleted) if share.deleted else "",
    )
    told = [text for text in counts if text]
    return ", ".join(told) if told else words("nothing that shows in the plan")


def to_decide_words(words: Words, exchange: Exchange, *, done: bool) -> str:
    """How many conflicts it brings; nothing where there are none at all."""
    _, fresh, old = words, exchange.fresh_conflicts, exchange.conflicts - exchange.fresh_conflicts
    parts = []
    if fresh and done:
        parts.append(
            words.plural(
                "{count} conflict needs to be decided.", "{count} conflicts need to be decided.", fresh
            )
        )
    elif fresh:
        parts.append(
            words.plural(
                "{count} conflict will need to be decided.",
                "{count} conflicts will need to be decided.",
                fresh,
            )
        )
    if old > 0:
        parts.append(
            words.plural("{count} conflict waits since before.", "{count} conflicts wait since before.", old)
        )
    return " ".join(parts)


def awaited_words(words: Words, one: Awaited) -> str:
    """What waits, and for whom."""
    copy = copy_words(words, one.letter, one.name)
    match one.reason:
        case HeldReason.GAP:
            return words.plural(
                "{count} change waits for earlier changes of {copy}",
                "{count} changes wait for earlier changes of {copy}",
                one.ops,
                copy=copy,
            )
        case HeldReason.PARENT:
            return words.plural(
                "{count} change waits for changes of {copy} that it rests on",
                "{count} changes wait for changes of {copy} that they rest on",
                one.ops,
                copy=copy,
            )
        case HeldReason.REFERENCE:
            return words.plural(
                "{count} change of {copy} waits for the thing that it is about",
                "{count} changes of {copy} wait for the things that they are about",
                one.ops,
                copy=copy,
            )
        case HeldReason.UNREADABLE:
            return words.plural(
                "{count} change of {copy} waits for a newer version of Löftesplan here",
                "{count} changes of {copy} wait for a newer version of Löftesplan here",
                one.ops,
                copy=copy,
            )
        case HeldReason.FORK:
            return words.plural(
                "{count} change of {copy} was written twice under one number",
                "{count} changes of {copy} were written twice under one number",
                one.ops,
                copy=copy,
            )


def place_fault_words(words: Words, fault: PlaceFault) -> str:
    """What was passed over at a place, and why."""
    return words(FAULTS[fault.kind]).format(name=fault.name)


def forked_words(words: Words, count: int) -> str:
    """That copies had been put back to what they were and wrote on: nothing of either is thrown away."""
    return words.plural(
        "A copy had been put back from a backup and written on. Both its stories are kept; where they "
        "differ, it is yours to decide.",
        "{count} copies had been put back from backups and written on. Both stories of each are kept; where "
        "they differ, it is yours to decide.",
        count,
    )


def exchange_lines(words: Words, exchange: Exchange, *, done: bool) -> list[str]:
    """All that there is to say of an exchange that has been made, or would be, the main things first."""
    return [line for line in _lines(words, exchange, done=done) if line]


def _lines(words: Words, exchange: Exchange, *, done: bool) -> Iterator[str]:
    _ = words
    if exchange.is_quiet:
        yield _("Both have all that the other has.")
    else:
        yield from received_words(words, exchange, done=done)
        yield from given_words(words, exchange, done=done)
    yield from traffic_words(words, exchange, done=done)
    yield to_decide_words(words, exchange, done=done)
    if exchange.erased:
        yield words.plural(
            "{count} value is erased for good, as somebody has asked for.",
            "{count} values are erased for good, as somebody has asked for.",
            exchange.erased,
        )
    if exchange.unerased:
        yield _(
            "{names} may still hold what is to be erased, until its writer is there the next time."
        ).format(names=", ".join(exchange.unerased[:MOST_FAULTS]))
    if exchange.forked:
        yield forked_words(words, len(exchange.forked))
    yield from (f"{awaited_words(words, one)}." for one in exchange.awaited)
    yield from (f"{line}." for line in faults_listed(words, exchange.faults))


MOST_FAULTS: Final = 5


def faults_listed(words: Words, faults: Sequence[PlaceFault]) -> list[str]:
    """The first few things that were passed over at a place, and how many more there are."""
    told = [place_fault_words(words, fault) for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        told.append(words.plural("{count} more", "{count} more", len(faults) - MOST_FAULTS))
    return told
