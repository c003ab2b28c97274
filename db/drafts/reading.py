"""From the words on a command line to the values of a draft's fields.

The words of other languages are handed in as mappings from a word to a value, since the plan's keeping
knows no translations. Case, hyphens, underscores and blanks make no difference in a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, cast

from db.drafts.checking import field_faults
from db.drafts.draft import Draft, Value
from db.drafts.fields import DraftField, FieldType, fields_by_name, fixed_fields
from db.drafts.figures import read_float, read_int
from db.drafts.moments import read_date, read_time
from db.drafts.tidying import AnyDraft, shown, tidy_text, tidy_value
from db.errors import Fault, FaultKind, InvalidDraft

NO_WORDS: Mapping[str, str] = MappingProxyType({})

YES = frozenset({"ja", "j", "yes", "y", "true", "sant", "1"})
NO = frozenset({"nej", "n", "no", "false", "falskt", "0"})

LONGEST_WORD = 80
"""Nobody means a word longer than this; looking for the nearest to it would only take time."""


def read_field(
    draft_type: type[Draft],
    name: str,
    text: str,
    *,
    names: Mapping[str, str] = NO_WORDS,
    choices: Mapping[str, str] = NO_WORDS,
) -> Value:
    """The value that `text` means in the field `name`; an empty text clears what may be empty.

    `names` gives other words for fields, `choices` other words for choices (word → value); entries
    that this field has no use for are passed over. Raises `InvalidDraft` with what is wrong.
    """
    field = find_field(draft_type, name, names)
    value = tidy_value(field, _read(field, tidy_text(text), choices))
    found = tuple(field_faults(field, value))
    if found:
        raise InvalidDraft(found)
    return cast(Value, value)


def find_field(draft_type: type[Draft], name: str, names: Mapping[str, str] = NO_WORDS) -> DraftField:
    """The field of that name, or of another word for it; raises `InvalidDraft` with the nearest one."""
    fields = fields_by_name(draft_type)
    others = {folded(word): field for word, field in names.items() if field in fields}
    words = others | {folded(field): field for field in fields}
    known = words.get(folded(name))
    if known is not None:
        return fields[known]

    fixed = {folded(column): column for column in fixed_fields(draft_type)}
    fixed |= {folded(word): column for word, column in names.items() if column in fixed.values()}
    entity = draft_type.ENTITY
    if folded(name) in fixed:
        column = fixed[folded(name)]
        raise InvalidDraft((Fault(entity, column, FaultKind.UNCHANGEABLE, shown(name)),))
    nearest = nearest_word(name, [*fields, *(word for word, field in names.items() if field in fields)])
    raise InvalidDraft(
        (Fault(entity, shown(name), FaultKind.UNKNOWN_FIELD, shown(name), ",".join(fields), nearest),)
    )


def compose(draft_type: type[AnyDraft], values: Mapping[str, object]) -> AnyDraft:
    """A draft from its fields' names and values, such as a row's; raises `InvalidDraft` on other names.

    The values themselves are not judged, but a choice that is stored as a plain word becomes one.
    """
    fields = fields_by_name(draft_type)
    fixed = fixed_fields(draft_type)
    strange = tuple(
        Fault(draft_type.ENTITY, name, _why_not(name in fixed), shown(name))
        for name in values
        if name not in fields
    )
    if strange:
        raise InvalidDraft(strange)
    given: dict[str, Any] = dict(values)
    for name, value in values.items():
        if fields[name].type is FieldType.CHOICE:
            given[name] = tidy_value(fields[name], value)
    return draft_type(**given)


def _why_not(fixed: bool) -> FaultKind:
    """Why a column cannot be filled in: there is one, or there is none."""
    return FaultKind.UNCHANGEABLE if fixed else FaultKind.UNKNOWN_FIELD


def folded(word: str) -> str:
    """A word without what makes no difference in it."""
    plain = unicodedata.normalize("NFC", word).casefold()
    return "".join(letter for letter in plain if letter not in "-_" and not letter.isspace())


def nearest_word(given: str, words: Iterable[str]) -> str:
    """The word that was perhaps meant, or nothing."""
    if len(given) > LONGEST_WORD:
        return ""
    by_folded = {folded(word): word for word in words}
    close = get_close_matches(folded(given), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else ""


def _read(field: DraftField, text: str, choices: Mapping[str, str]) -> Value:
    """A tidied text as the field's type of value."""
    if not text:
        return field.empty
    match field.type:
        case FieldType.INT:
            return read_int(field, text)
        case FieldType.FLOAT:
            return read_float(field, text)
        case FieldType.DATE:
            return read_date(field, text)
        case FieldType.TIME:
            return read_time(field, text)
        case FieldType.BOOL:
            return _read_bool(field, text)
        case FieldType.CHOICE:
            return _read_choice(field, text, choices)
        case FieldType.TEXT if field.choices is not None:
            return _words_for(field, choices).get(folded(text), text)
    return text


def _read_bool(field: DraftField, text: str) -> bool:
    """Yes or no, in either language."""
    word = folded(text)
    if word in YES:
        return True
    if word in NO:
        return False
    nearest = nearest_word(text, ("ja", "nej", "yes", "no", "true", "false"))
    fault = Fault(field.entity, field.name, FaultKind.NOT_YES_OR_NO, shown(text), nearest=nearest)
    raise InvalidDraft((fault,))


def _read_choice(field: DraftField, text: str, choices: Mapping[str, str]) -> str:
    """One of the field's words, by its value or by another word for it."""
    value = _words_for(field, choices).get(folded(text))
    if value is not None:
        return value
    words = [*field.words, *(word for word, value in choices.items() if value in field.words)]
    fault = Fault(
        field.entity,
        field.name,
        FaultKind.NOT_A_CHOICE,
        shown(text),
        ",".join(field.words),
        nearest_word(text, words),
    )
    raise InvalidDraft((fault,))


def _words_for(field: DraftField, choices: Mapping[str, str]) -> dict[str, str]:
    """Each folded word for one of the field's choices, and the choice's value; the values come first."""
    other = {folded(word): value for word, value in choices.items() if value in field.words}
    return other | {folded(value): value for value in field.words}
