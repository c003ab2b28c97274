"""Reading numbers as people in Sweden write them: 1 819, 3,8 and 3.8."""

from __future__ import annotations

import re

from db.drafts.fields import DraftField
from db.drafts.tidying import shown
from db.errors import Fault, FaultKind, InvalidDraft

BLANK = "[ \u00a0\u2009\u202f]"
NUMBER = re.compile(rf"([+-]?)([0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+|[0-9]+)(?:[.,]([0-9]+))?")
"""Sign, whole part (perhaps in groups of three), decimals."""

MINUS_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})

MOST_DIGITS = 40


def read_float(field: DraftField, text: str) -> float:
    """A number, with a decimal comma or point."""
    sign, whole, decimals = _parts(field, text, FaultKind.NOT_A_NUMBER)
    return float(f"{sign}{whole}.{decimals or 0}")


def read_int(field: DraftField, text: str) -> int:
    """A whole number; decimals are let pass only where all of them are zeros."""
    sign, whole, decimals = _parts(field, text, FaultKind.NOT_A_WHOLE_NUMBER)
    if decimals.strip("0"):
        # Three digits after a point were perhaps meant as thousands: 1.819 people answered.
        nearest = whole + decimals if len(decimals) == 3 else whole
        raise _invalid(field, FaultKind.NOT_A_WHOLE_NUMBER, text, f"{sign}{nearest}")
    return int(f"{sign}{whole}")


def _parts(field: DraftField, text: str, kind: FaultKind) -> tuple[str, str, str]:
    """Sign ("" or "-"), whole digits and decimals of a written number."""
    plain = text.translate(MINUS_SIGNS)
    match = NUMBER.fullmatch(plain)
    if match is None:
        # "60 %" and "ca 20" hold a number, and it is most likely the one that is meant.
        within = NUMBER.search(plain[:MOST_DIGITS])
        raise _invalid(field, kind, text, within[0] if within else "")
    sign, whole, decimals = match.groups(default="")
    digits = re.sub(BLANK, "", whole).lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        limit = field.lowest if sign == "-" else field.highest
        too_far = FaultKind.TOO_SMALL if sign == "-" else FaultKind.TOO_LARGE
        raise InvalidDraft((Fault(field.entity, field.name, too_far, shown(text), str(limit)),))
    return sign.replace("+", ""), digits, decimals[:MOST_DIGITS]


def _invalid(field: DraftField, kind: FaultKind, text: str, nearest: str) -> InvalidDraft:
    """The failure to read a number, with the number that was perhaps meant."""
    return InvalidDraft((Fault(field.entity, field.name, kind, shown(text), nearest=nearest),))
