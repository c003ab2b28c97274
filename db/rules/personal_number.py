"""Finding what looks like somebody's personal identity number in a text.

A plan handed to the other party becomes a public document, so such a number is warned of; it is not
refused, since a registration number may look the same.
"""

from __future__ import annotations

import re
from calendar import monthrange

_CANDIDATE = re.compile(
    r"(?<![0-9])(?:1[89]|20)?([0-9]{2})([0-9]{2})([0-9]{2})[-+ \u00a0\u2010-\u2014\u2212]?([0-9]{4})(?![0-9])"
)

_LEAP_YEAR = 2000
_COORDINATION = 60
"""A samordningsnummer has 60 added to its day."""


def personal_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Find where personnummer and samordningsnummer stand in a text, as (start, end).

    Ten or twelve digits, with "-", "+", a dash of any kind, a space or nothing before the last four; the
    date must exist and the check digit (Luhn, over the ten) be right.
    """
    return tuple(match.span() for match in _CANDIDATE.finditer(text) if _is_possible(*match.groups()))


def has_personal_number(text: str) -> bool:
    """Tell whether a text holds anything that looks like a personnummer or samordningsnummer."""
    return bool(personal_numbers(text))


def _is_possible(year: str, month: str, day: str, last: str) -> bool:
    if not 1 <= int(month) <= 12:
        return False
    born = int(day) % _COORDINATION if int(day) > _COORDINATION else int(day)
    # The century is not always told, so 29 February passes in every year.
    return 1 <= born <= monthrange(_LEAP_YEAR, int(month))[1] and _luhn_holds(year + month + day + last)


def _luhn_holds(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
