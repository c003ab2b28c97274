"""What attachments hold: how much of it goes along when copies meet, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from db.views.attachments import LackReason, MissingContent
from db.views.exchange import Exchange
from desktop.words.sizes import size_words
from desktop.words.speech import N_, Words

LACKING: Final[Mapping[LackReason, str]] = {
    LackReason.NOWHERE: N_("The file {name} is not here yet: it is awaited from {copy}."),
    LackReason.DAMAGED: N_("The file {name} came damaged and was put aside: it is awaited anew from {copy}."),
    LackReason.FAILED: N_(
        "The file {name} could not be fetched now: it is tried again at the next exchange."
    ),
}

MOST_MISSING: Final = 5


def traffic_words(words: Words, exchange: Exchange, *, done: bool) -> Iterator[str]:
    """How much goes each way, and what is lacking after it."""
    _ = words
    if exchange.content_received:
        text = _("You got attached files of {size}.") if done else _("You get attached files of {size}.")
        yield text.format(size=size_words(words, exchange.content_received))
    if exchange.content_given:
        text = _("You gave attached files of {size}.") if done else _("You give attached files of {size}.")
        yield text.format(size=size_words(words, exchange.content_given))
    yield from (missing_words(words, one) for one in exchange.missing[:MOST_MISSING])
    if (more := len(exchange.missing) - MOST_MISSING) > 0:
        yield words.plural(
            "{count} more attached file is not here yet.",
            "{count} more attached files are not here yet.",
            more,
        )


def missing_words(words: Words, missing: MissingContent) -> str:
    """That the content of an attachment is not here, and from whom it is awaited."""
    of = missing.attachment
    copy = f"{of.copy} ({of.letter})" if of.copy and of.letter else of.copy or of.letter
    copy = copy or words("the copy that it was attached in")
    return words(LACKING[missing.reason]).format(name=missing.name or "–", copy=copy)
