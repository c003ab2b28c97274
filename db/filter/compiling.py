"""From a filter that has been read to a condition in SQL, for one table of the plan."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true

from db.errors import UnknownTable
from db.filter.activity import activity_fields, activity_word
from db.filter.asked import Asked, Setting, negate
from db.filter.fields import FilterField, find_field
from db.filter.folding import enclosed
from db.filter.nodes import And, Filter, FilterFault, Node, Not, Or, Term, Word, refusal
from db.filter.parser import parse
from db.filter.things import thing_fields, thing_word
from db.filter.words import nearest
from db.filter.writing import Language
from db.tables import THINGS

ACTIVITY_TABLE = "activity"


def fields_of(table: str = ACTIVITY_TABLE) -> tuple[FilterField, ...]:
    """Every field that a table is filtered by; raises UnknownTable."""
    if table not in THINGS:
        close = difflib.get_close_matches(table[:80], THINGS, n=1)
        raise UnknownTable(table, close[0] if close else "", tuple(THINGS))
    return activity_fields() if table == ACTIVITY_TABLE else thing_fields(table)


def filter_rows(
    text: str,
    *,
    table: str = ACTIVITY_TABLE,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
) -> ColumnElement[bool]:
    """Read a filter and compile it; raises BadFilter. An empty filter lets everything through."""
    return compile_filter(parse(text), table=table, today=today, zone=zone, language=language)


def compile_filter(
    filter: Filter,
    *,
    table: str = ACTIVITY_TABLE,
    today: dt.date,
    zone: dt.tzinfo = dt.UTC,
    language: Language = "sv",
) -> ColumnElement[bool]:
    """The condition on a table's own rows that a filter asks for, its values bound as parameters.

    The condition speaks of the table itself, not of an alias, and says nothing of `alive`. `zone` is
    the clock by which a moment falls on a day, `language` the one that suggestions are made in. Raises
    BadFilter for a field that the table has not, or a value that its field cannot take.
    """
    fields = fields_of(table)
    if filter.where is None:
        return true()
    compiler = _Compiler(filter.text, table, fields, Setting(today, zone, language))
    return compiler.node(filter.where)


class _Compiler:
    """One filter on its way to SQL."""

    __slots__ = ("fields", "setting", "table", "text")

    def __init__(self, text: str, table: str, fields: tuple[FilterField, ...], setting: Setting) -> None:
        self.text = text
        self.table = table
        self.fields = fields
        self.setting = setting

    def node(self, node: Node, negated: bool = False) -> ColumnElement[bool]:
        """The condition for a part; a not is carried in to the leaves, as SQLite nests only so deep."""
        match node:
            case Word():
                leaf = activity_word(node) if self.table == ACTIVITY_TABLE else thing_word(self.table, node)
                return negate(leaf) if negated else leaf
            case Term():
                return negate(self.term(node)) if negated else self.term(node)
            case Not():
                return self.node(node.part, not negated)
            case And() | Or():
                parts = [self.node(part, negated) for part in node.parts]
                return _joined(and_ if isinstance(node, And) is not negated else or_, parts)

    def term(self, term: Term) -> ColumnElement[bool]:
        field = find_field(term.name, self.fields)
        if field is None:
            raise self.unknown_field(term)
        asked = (Asked(self.text, term, piece, self.setting) for piece in term.values)
        return _joined(or_, [field.answer(one) for one in asked])

    def unknown_field(self, term: Term) -> Exception:
        listed = [field for field in self.fields if field.listed]
        meant = nearest(term.name, [name for field in listed for name in field.spellings])
        language = self.setting.language
        choices = tuple(field.name(language) for field in listed)
        return refusal(self.text, term.name_span, FilterFault.UNKNOWN_FIELD, nearest=meant, choices=choices)


def _joined(join: Callable[..., ColumnElement[Any]], parts: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Conditions side by side, each in its own brackets: were they dissolved, a hundred would be too many."""
    return parts[0] if len(parts) == 1 else join(*map(enclosed, parts))
