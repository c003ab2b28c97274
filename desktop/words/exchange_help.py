"""How two copies of a plan become one and what to do with a conflict, in ten sentences."""

from __future__ import annotations

from typing import Final

from desktop.words.speech import N_, Words

TITLE: Final = N_("How two copies become one")

SENTENCES: Final = (
    N_(
        "Each of you has a whole copy of the plan on your own computer and works in it as you please, with "
        "or without a network."
    ),
    N_(
        "Now and then the copies meet at a place that both can reach: a shared folder, a USB stick, another "
        "plan file or a server."
    ),
    N_(
        "When a copy meets a place it fetches what the others have left there and leaves what is new here; "
        "when the other copy has been there too, both say the same."
    ),
    N_(
        "Nothing is thrown away: what different people have written in different fields is simply put "
        "together, and what is missing at a place never means that something was deleted."
    ),
    N_(
        "Before an exchange you can see what you will get and give, and you can break it off at any moment "
        "without harm."
    ),
    N_(
        "A conflict arises only where two people have written different things in the same field, or where "
        "one has deleted what another has changed."
    ),
    N_(
        "Then the plan shows one of the two and marks it, and in the room Exchange you see what stood there "
        "before, what each of you wrote, and when."
    ),
    N_(
        "You decide by keeping yours, keeping theirs or writing a third thing; if you are not sure, leave "
        "it and ask the other, for nothing is in a hurry."
    ),
    N_(
        "What one of you has decided is decided in every copy that hears of it, and undo opens the question "
        "again."
    ),
    N_(
        "Meet at least once a week: the window says how long ago each copy was heard of, and says so clearly "
        "when it has been too long."
    ),
)
"""Ten sentences, in this order; README has the same."""


def help_sentences(words: Words) -> list[str]:
    """The ten sentences in the reader's language."""
    return [words(sentence) for sentence in SENTENCES]
