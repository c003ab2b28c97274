"""Telling what is wrong with an option's value by the option's name, since that is what the person typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from db.errors import InvalidDraft
from desktop.commands.grammar import Misuse
from desktop.words import Words
from desktop.words.faults import fault_words


@contextmanager
def named_by_options(words: Words, options: Mapping[str, str]) -> Iterator[None]:
    """Turn an invalid draft into a misuse that names the options; `options` gives them by field."""
    try:
        yield
    except InvalidDraft as error:
        told = [
            fault_words(words, fault, f"--{options[fault.field]}" if fault.field in options else "")
            for fault in error.faults
        ]
        raise Misuse("\n".join(told)) from error
