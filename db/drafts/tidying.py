"""The one written form of a value, so that two coordinators who mean the same write the same.

Text is kept in Unicode's composed form (NFC), with line feeds between lines and nothing blank at its
ends. Nothing that a person can see is changed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from typing import TypeVar

from db.drafts.draft import Draft
from db.drafts.fields import DraftField, FieldType, fields_of

AnyDraft = TypeVar("AnyDraft", bound=Draft)

LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
BYTE_ORDER_MARK = "\ufeff"

DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters other than tab and line feed, marks that turn the reading order of what follows
round (a text could then read as something else than it says), half characters, and none at all."""


BLANKS = str.maketrans(dict.fromkeys("\n\t\u2028\u2029", " "))


def tidy_text(text: str) -> str:
    """A text in its one written form."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text.replace(BYTE_ORDER_MARK, "")))
    elif "\r" in text:
        text = LINE_ENDS.sub("\n", text)
    return text.strip()


def tidied(draft: AnyDraft) -> AnyDraft:
    """The same draft with each value in its one written form; what is of the wrong kind is let be."""
    changes: dict[str, object] = {}
    for field in fields_of(type(draft)):
        old = getattr(draft, field.name)
        new = tidy_value(field, old)
        if new is not old:
            changes[field.name] = new
    return replace(draft, **changes) if changes else draft


def tidy_value(field: DraftField, value: object) -> object:
    """One field's value in its one written form."""
    match field.type:
        case FieldType.TEXT if isinstance(value, str):
            return tidy_text(value)
        case FieldType.REFERENCE if isinstance(value, str):
            return value.strip() or None
        case FieldType.CHOICE if isinstance(value, str) and field.choices is not None:
            return field.choices(str(value)) if value in field.words else value
        case FieldType.FLOAT if isinstance(value, int | float) and not isinstance(value, bool):
            # Adding nothing makes the negative zero an ordinary one: they are equal but written apart.
            return float(value) + 0.0 if abs(value) < 1e300 else value
    return value


def shown(value: object) -> str:
    """A value as a fault may quote it: short, on one line, and with nothing in it that acts on a screen."""
    match value:
        case str():
            text = str(value)[:81]
        case int() if value.bit_length() > 64:
            text = "…"
        case None | bool() | int() | float() | dt.date() | dt.time():
            text = str(value)
        case _:
            text = type(value).__name__
    text = DANGEROUS.sub("\N{REPLACEMENT CHARACTER}", text).translate(BLANKS)
    return text if len(text) <= 80 else text[:79] + "…"
