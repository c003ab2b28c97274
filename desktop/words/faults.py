"""What is wrong with a field, in words, with the nearest right value where there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from db.errors import Fault, FaultKind
from db.rules.recurrence import BadRule, RuleFault
from db.rules.rule_text import read_rule
from desktop.words.choosing import either
from desktop.words.fields import ENTITY_WORDS, entity_label, field_label, nearest_field
from desktop.words.kinds import FIELD_KINDS, by_word, in_sentence, label, nearest_word, plain, value_label
from desktop.words.speech import N_, Words

FAULTS: Final[Mapping[FaultKind, str]] = {
    FaultKind.REQUIRED: N_("{field} must be filled in."),
    FaultKind.TOO_LONG: N_("{field}: the text is too long, at most {detail} characters."),
    FaultKind.TOO_SMALL: N_("{field}: {given} is too small, {detail} is the least."),
    FaultKind.TOO_LARGE: N_("{field}: {given} is too large, {detail} is the most."),
    FaultKind.NOT_TEXT: N_("{field} takes a text, and “{given}” is none."),
    FaultKind.NOT_A_NUMBER: N_("{field}: “{given}” is not a number."),
    FaultKind.NOT_A_WHOLE_NUMBER: N_("{field}: “{given}” is not a whole number."),
    FaultKind.NOT_A_DATE: N_("{field}: “{given}” is not a date; one is written as 2017-06-30."),
    FaultKind.NOT_A_TIME: N_("{field}: “{given}” is not a time of day; one is written as 09:30."),
    FaultKind.NOT_YES_OR_NO: N_("{field}: “{given}” is neither yes nor no."),
    FaultKind.NOT_A_CHOICE: N_("{field} can be {choices}, but not “{given}”."),
    FaultKind.NOT_AN_EMAIL: N_("{field}: “{given}” is not an e-mail address."),
    FaultKind.NOT_A_RULE: N_("{field} can not be read: {why}."),
    FaultKind.NOT_A_HASH: N_("{field} takes 64 of the signs 0–9 and a–f."),
    FaultKind.CONTROL_CHARACTER: N_("{field} holds an invisible sign ({detail}); take it away."),
    FaultKind.SEVERAL_LINES: N_("{field} takes one line, and the text has several."),
    FaultKind.ENDS_BEFORE_START: N_("{field}: {given} is before the beginning, {detail}."),
    FaultKind.UNKNOWN_FIELD: N_("{table} has no field “{given}”."),
    FaultKind.UNKNOWN_ROW: N_("{field}: “{given}” is not among {tables}."),
    FaultKind.WRONG_TABLE: N_("{field}: “{given}” is among {others}, not among {tables}."),
    FaultKind.CIRCLE: N_("{field}: this way it would lead back to itself."),
    FaultKind.NUMBER_TWICE: N_("{field}: {given} is the number of another one too."),
    FaultKind.EITHER_OR: N_("Fill in one of {fields}, not none and not several."),
    FaultKind.UNCHANGEABLE: N_("{field} can not be changed."),
    FaultKind.MISSING_FOR_SCHEDULE: N_("{field} must be filled in when the schedule is “{detail}”."),
    FaultKind.MISSING_FOR_TARGET: N_("{field} must be filled in when the kind of target is “{detail}”."),
}
"""One sentence for each kind of fault."""

DATES: Final[Mapping[FaultKind, str]] = {
    FaultKind.TOO_SMALL: N_("{field}: {given} is too early, {detail} is the first day."),
    FaultKind.TOO_LARGE: N_("{field}: {given} is too late, {detail} is the last day."),
}
"""What the same faults are called with a day."""

RULES: Final[Mapping[RuleFault, str]] = {
    RuleFault.EMPTY: N_("the rule is empty"),
    RuleFault.TOO_LONG: N_("the rule is too long"),
    RuleFault.NOT_A_PART: N_("“{given}” is not written NAME=VALUE"),
    RuleFault.UNKNOWN_PART: N_("there is no part “{given}”, only {choices}"),
    RuleFault.REPEATED_PART: N_("{part} stands there twice"),
    RuleFault.NO_FREQUENCY: N_("FREQ is missing; a rule begins as FREQ=WEEKLY"),
    RuleFault.TIME_OF_DAY: N_("a rule goes by days and knows no time of day"),
    RuleFault.NOT_A_NUMBER: N_("“{given}” in {part} is not a number"),
    RuleFault.NOT_A_WEEKDAY: N_("“{given}” in {part} is not a weekday (MO, TU, WE, TH, FR, SA, SU)"),
    RuleFault.NOT_A_DATE: N_("“{given}” in {part} is not a day; one is written as 20171231"),
    RuleFault.NOT_A_CHOICE: N_("{part} can be {choices}, but not “{given}”"),
    RuleFault.OUT_OF_RANGE: N_("{part} lies between {lowest} and {highest}"),
    RuleFault.NOT_TOGETHER: N_("{part} can not stand beside {other}"),
    RuleFault.NEEDS_ANOTHER_PART: N_("{part} needs one of {choices} beside it"),
    RuleFault.NO_DATES: N_("the rule never comes to any day"),
}
"""Why a recurrence rule is refused."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fault_words(words: Words, fault: Fault, called: str = "") -> str:
    """Say what is wrong with a field; `called` is the name it was given by, where that is not its own."""
    _ = words
    kind = fault.kind
    template = DATES.get(kind, FAULTS[kind]) if _DAY.fullmatch(fault.detail) else FAULTS[kind]
    known = fault.entity in ENTITY_WORDS
    text = words(template).format(
        field=called or _field(words, fault.entity, fault.field),
        table=entity_label(words, fault.entity) if known else fault.entity,
        given=fault.given,
        detail=_detail(words, fault),
        choices=_choices(words, fault),
        tables=_tables(words, fault.detail),
        others=_tables(words, fault.nearest),
        fields=_fields(words, fault),
        why=_why(words, fault),
    )
    near = _nearest(words, fault)
    if near:
        return f"{text} {perhaps(words, near)}"
    if kind is FaultKind.UNKNOWN_FIELD and fault.detail and known:
        labels = [in_sentence(_field(words, fault.entity, one)) for one in fault.detail.split(",")]
        return text + " " + _("It has these: {fields}.").format(fields=", ".join(labels))
    return text


def perhaps(words: Words, nearest: str) -> str:
    """Ask whether the nearest right word was meant."""
    _ = words
    return _("Did you mean “{nearest}”?").format(nearest=nearest)


def rule_fault_words(words: Words, reason: RuleFault, bad: BadRule | None) -> str:
    """Say why a recurrence is refused; without the failure itself, only which sort it is."""
    if bad is None:
        bad = BadRule("", reason)
    return words(RULES[reason]).format(
        part=bad.part, given=bad.given, other=bad.other, lowest=bad.lowest, highest=bad.highest,
        choices=either(words, bad.choices),
    )  # fmt: skip


def _field(words: Words, entity: str, field: str) -> str:
    try:
        return field_label(words, entity, field)
    except KeyError:
        return field


def _detail(words: Words, fault: Fault) -> str:
    """The limit, or the choice that asks for the field, in words."""
    if fault.kind in (FaultKind.MISSING_FOR_SCHEDULE, FaultKind.MISSING_FOR_TARGET):
        field = "schedule" if fault.kind is FaultKind.MISSING_FOR_SCHEDULE else "target"
        kinds = FIELD_KINDS.get((fault.entity, field))
        return in_sentence(value_label(words, kinds, fault.detail)) if kinds else fault.detail
    return fault.detail


def _choices(words: Words, fault: Fault) -> str:
    kinds = FIELD_KINDS.get((fault.entity, fault.field))
    if kinds is None or fault.kind is not FaultKind.NOT_A_CHOICE:
        return fault.detail
    return either(words, [in_sentence(label(words, member)) for member in kinds])


def _without_dots(words: Words, entity: str, given: str) -> str:
    """The field that was typed on a keyboard without å, ä and ö."""
    labels = [words(message) for message in ENTITY_WORDS[entity].fields.values()]
    bare = _bare(given)
    return next((text for text in labels if _bare(text) == bare), "")


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", plain(text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _tables(words: Words, entity: str) -> str:
    _ = words
    if entity not in ENTITY_WORDS:
        return _("the things of the plan")
    return in_sentence(entity_label(words, entity, many=True))


def _fields(words: Words, fault: Fault) -> str:
    names = [name for name in fault.detail.split(",") if name]
    return words.listed([_field(words, fault.entity, name) for name in names])


def _why(words: Words, fault: Fault) -> str:
    """Why a rule is refused: read once more, since the fault itself only carries the reason."""
    if fault.kind is not FaultKind.NOT_A_RULE:
        return ""
    try:
        reason = RuleFault(fault.detail)
    except ValueError:
        return fault.detail
    again = read_rule(fault.given)
    bad = again if isinstance(again, BadRule) and again.reason is reason else None
    return rule_fault_words(words, reason, bad)


def _nearest(words: Words, fault: Fault) -> str:
    """What was perhaps meant, by the name that the person's language has for it."""
    kinds = FIELD_KINDS.get((fault.entity, fault.field))
    if fault.kind is FaultKind.NOT_A_CHOICE and kinds is not None:
        member = by_word(kinds, fault.nearest)
        near = label(words, member) if member else nearest_word(words, kinds, fault.given)
        return in_sentence(near) if near else fault.nearest
    if fault.kind is FaultKind.UNKNOWN_FIELD and fault.entity in ENTITY_WORDS:
        alike = _without_dots(words, fault.entity, fault.given)
        return in_sentence(alike or nearest_field(words, fault.entity, fault.given)) or fault.nearest
    return "" if fault.kind is FaultKind.WRONG_TABLE else fault.nearest
