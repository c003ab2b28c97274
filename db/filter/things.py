"""The fields of every other table: its own columns, under their Swedish and English names."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    String,
    Table,
    Time,
    false,
    or_,
    select,
)

from db.filter.asked import Matcher
from db.filter.columns import CLOSED_LISTS, CODES, KNOWN_BY, SPOKEN_LISTS, english, swedish
from db.filter.fields import FilterField, Takes
from db.filter.links import PARTY_NAMES, Party, apart, contacts, lacks
from db.filter.matchers import (
    Days,
    Named,
    Numbers,
    Spelled,
    Texts,
    Through,
    Times,
    YesNo,
    contains,
    spelled_in,
)
from db.filter.nodes import Value, Word
from db.filter.vocabulary import WORDS
from db.tables import THINGS, Base, Contact


@cache
def thing_fields(table: str) -> tuple[FilterField, ...]:
    """Every field that a table's rows are filtered by."""
    return tuple(_field(table, column) for column in _table(table).columns)


def thing_word(table: str, word: Word) -> ColumnElement[bool]:
    """Rows with a word in their texts, in what they are a kind of, or in what they refer to."""
    value = Value(word.text, word.quoted, word.span)
    clauses: list[ColumnElement[bool]] = []
    for column in _table(table).columns:
        if target := _refers_to(column):
            clauses.append(_named(column, target, value))
        elif (table, column.name) in CLOSED_LISTS:
            if column.name in SPOKEN_LISTS:
                clauses.append(column.in_(spelled_in(value, WORDS[CLOSED_LISTS[table, column.name]])))
        elif isinstance(column.type, String) and column.name not in CODES:
            clauses.append(contains(column, value))
    return or_(false(), *clauses)


def _table(name: str) -> Table:
    return Base.metadata.tables[THINGS[name].__tablename__]


def _refers_to(column: Column[Any]) -> str:
    return next((key.column.table.name for key in column.foreign_keys), "")


def _field(table: str, column: Column[Any]) -> FilterField:
    takes, matcher, finds = _way(table, column)
    listed = column.name not in CODES and column.name != "alive"
    names = swedish(column.name), english(column.name)
    return FilterField(column.name, *names, takes, finds, matcher, listed=listed)


def _way(table: str, column: Column[Any]) -> tuple[Takes, Matcher, str]:
    """How a column is held against a value, by its type."""
    if target := _refers_to(column):
        words = "a word in what it refers to, its number, or the beginning of its id"
        return Takes.WORDS, _reference(column, target), words
    if closed := CLOSED_LISTS.get((table, column.name)):
        return Takes.CHOICE, Spelled(column, WORDS[closed]), "one of its words"
    match column.type:
        case Boolean():
            return Takes.YES_NO, YesNo(column), "whether it is so"
        case Date():
            return Takes.DATE, Days(column), "the date"
        case Time():
            return Takes.TIME, Times(column), "the time of day"
        case Integer() | Float():
            return Takes.NUMBER, Numbers(column), "the number"
        case _ if column.name in ("id", "about"):
            return Takes.WORDS, Named(column, (column,)), "the beginning of the id"
        case _:
            return Takes.WORDS, Texts((column,)), "a word in it"


def _reference(column: Column[Any], target: str) -> Through:
    """A column that refers to a row, held against what that row is known by."""
    there = _table(target)
    living = select(there.c.id).where(there.c.alive)
    if target == Contact.__tablename__:
        return Through(column, contacts, Party(), lacks(column, living))

    def rows(fits: ColumnElement[bool]) -> Select[Any]:
        return apart(select(there.c.id).where(fits))

    number = there.c.get("number")
    counted = number if number is not None and isinstance(number.type, Integer) else None
    known = Named(there.c.id, tuple(there.c[name] for name in KNOWN_BY[target]), counted)
    return Through(column, rows, known, lacks(column, living))


def _named(column: Column[Any], target: str, value: Value) -> ColumnElement[bool]:
    """Rows that refer to what has a word in its names."""
    if target == Contact.__tablename__:
        return column.in_(contacts(or_(*(contains(name, value) for name in PARTY_NAMES))))
    there = _table(target)
    fits = or_(*(contains(there.c[name], value) for name in KNOWN_BY[target]))
    return column.in_(apart(select(there.c.id).where(fits)))
