"""What is wrong with a filter, in words, with the place shown under its text."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from db.errors import BadFilter
from db.filter import FilterFault
from desktop.words.faults import perhaps
from desktop.words.speech import N_, Words

FAULTS: Final[Mapping[FilterFault, str]] = {
    FilterFault.TOO_LONG: N_("it is too long"),
    FilterFault.TOO_DEEP: N_("it has too many brackets inside each other"),
    FilterFault.TOO_MANY: N_("it has too many parts"),
    FilterFault.CONTROL_CHARACTER: N_("it holds an invisible sign"),
    FilterFault.OPEN_QUOTE: N_("a quotation mark is not closed"),
    FilterFault.OPEN_BRACKET: N_("a bracket is not closed"),
    FilterFault.STRAY_BRACKET: N_("a bracket is closed that was never opened"),
    FilterFault.EMPTY_BRACKETS: N_("there is nothing between the brackets"),
    FilterFault.MISSING_FIELD: N_("there is no field before “{given}”"),
    FilterFault.MISSING_VALUE: N_("a value is missing"),
    FilterFault.MISSING_SIDE: N_("“{given}” stands between two parts, and one of them is missing"),
    FilterFault.SEVERAL_VALUES: N_("there is one value too many in “{given}”"),
    FilterFault.UNKNOWN_FIELD: N_("there is no field “{given}”"),
    FilterFault.NOT_A_CHOICE: N_("“{given}” is none of {choices}"),
    FilterFault.NOT_A_DATE: N_("“{given}” is not a day, a week, a month or a year (2017-06-01, 2017-v23)"),
    FilterFault.NOT_A_TIME: N_("“{given}” is not a time of day (09:30)"),
    FilterFault.NOT_A_NUMBER: N_("“{given}” is not a number"),
    FilterFault.NOT_A_WEEK: N_("“{given}” is not a week (17, 2017-v17)"),
    FilterFault.NOT_YES_OR_NO: N_("“{given}” is neither yes nor no"),
    FilterFault.NOT_COMPARABLE: N_("“{given}” can only be asked for with a colon, not with more or less"),
    FilterFault.BACKWARDS: N_("“{given}” ends before it begins"),
}
"""Why a filter cannot be read, to stand after a colon."""

LONGEST_SHOWN: Final = 70
MOST_CHOICES: Final = 40


def filter_fault_words(words: Words, error: BadFilter) -> str:
    """One sentence, and under it the filter with the place marked."""
    text = short_filter_fault(words, error)
    return f"{text}\n{_place(error)}" if error.text.strip() else text


def short_filter_fault(words: Words, error: BadFilter) -> str:
    """The sentence alone, for where the place is shown otherwise."""
    _ = words
    fault = FilterFault(error.reason)
    choices = ", ".join(error.choices[:MOST_CHOICES])
    why = words(FAULTS[fault]).format(given=error.given, choices=choices)
    text = _("The filter can not be read: {why}.").format(why=why)
    if error.nearest:
        text += f" {perhaps(words, error.nearest)}"
    elif fault is FilterFault.UNKNOWN_FIELD and choices:
        text += " " + _("These are there: {fields}.").format(fields=choices)
    return text


def marked_filter(error: BadFilter, colour: str) -> str:
    """The filter as a window shows it, with the place underlined; nothing where there is no place."""
    start = max(0, error.start - LONGEST_SHOWN // 2)
    end = min(len(error.text), start + LONGEST_SHOWN)
    if not error.text.strip():
        return ""
    until = min(error.start + max(1, error.length), end)
    before, after = error.text[start : error.start], error.text[until:end]
    shown = escape(error.text[error.start : until]).strip() or "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
    marked = f'<span style="color: {colour}; text-decoration: underline; font-weight: bold">{shown}</span>'
    cut_before, cut_after = "…" if start else "", "…" if end < len(error.text) else ""
    return f"{cut_before}{escape(before)}{marked}{escape(after)}{cut_after}"


def _place(error: BadFilter) -> str:
    """The filter, or the part of it round the mistake, and a line that points."""
    start = max(0, error.start - LONGEST_SHOWN // 2)
    shown = error.text[start : start + LONGEST_SHOWN].replace("\n", " ").replace("\t", " ")
    before = "…" if start else ""
    after = "…" if len(error.text) > start + LONGEST_SHOWN else ""
    place = len(before) + error.start - start
    length = max(1, min(error.length, len(before) + len(shown) - place))
    return f"  {before}{shown}{after}\n  {' ' * place}{'^' * length}"
