"""Which rows of a table a few typed letters can mean, the most fitting first."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Boolean, ColumnElement, Select, String, case, cast, func, literal, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.drafts import DRAFTS, fields_by_name
from db.queries.finding import NAMES
from db.queries.naming import NUMBERED, PARTS, name_things
from db.queries.ordering import list_order
from db.tables import THINGS, FocusArea, Organisation, table_of
from db.tables.belonging import REFERENCES
from db.views.things import ThingName

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"

LOOKED_AT: Final = 300
"""Rows that are weighed against each other; nobody reads so far down a list."""

LONGEST: Final = 120
"""Characters of a text that are sought; more tells nothing more."""

ACCENTED: Final = frozenset("aceinosuyz")
"""Letters that many keyboards write without their dots and accents."""


class opened_like(FunctionElement[bool]):  # noqa: N801 - reads as the SQL that it is
    """A text held against a pattern whatever its capitals, of the letters a to z at least."""

    name = "opened_like"
    type = Boolean()
    inherit_cache = True


@compiles(opened_like)
def _opened_like(element: opened_like, compiler: SQLCompiler, **options: Any) -> str:
    text, pattern = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({text} LIKE {pattern})"


@compiles(opened_like, "postgresql")
def _opened_like_there(element: opened_like, compiler: SQLCompiler, **options: Any) -> str:
    text, pattern = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({text} ILIKE {pattern})"


def choices(
    session: Session,
    entity: str,
    text: str = "",
    limit: int = 12,
    *,
    agreement: str | None = None,
    without: Collection[str] = (),
) -> list[ThingName]:
    """The living rows of a table whose names have words that begin as those typed, the most fitting first.

    Case, dots and accents make no difference, nor does the order of the words. With `agreement` only its own
    rows are offered, where the table's rows belong to one; `without` are rows that would be no choice.
    """
    columns = table_of(THINGS[entity]).c
    names = _names(entity)
    typed = _bare(text)[:LONGEST].split()
    asked = _asked(entity, names).where(columns.alive)
    if agreement is not None:
        asked = _within(asked, entity, agreement)
    if without:
        asked = asked.where(columns.id.not_in(list(without)))
    if not typed:
        found = session.execute(asked.order_by(*list_order(entity, ())).limit(limit)).all()
        return _named(session, entity, [row.id for row in found])
    texts = list(_texts(entity, names).values())
    for word in typed:
        asked = asked.where(or_(*(_like(one, word) for one in texts)))
    first = case((_is_called(texts, typed[0]), 0), (_like(texts[0], typed[0], before=""), 1), else_=2)
    rows = session.execute(asked.order_by(first, func.length(texts[0])).limit(LOOKED_AT)).all()
    fitting = sorted(
        (rank, place, row.id)
        for place, row in enumerate(rows)
        if (rank := _rank(typed, [str(said) for said in row[1:] if said])) is not None
    )
    return _named(session, entity, [key for _, _, key in fitting[:limit]])


def _named(session: Session, entity: str, keys: list[str]) -> list[ThingName]:
    named = name_things(session, [(entity, key) for key in keys])
    return [named[key] for key in keys]


def _names(entity: str) -> tuple[str, ...]:
    """The columns by which a person knows a row: what it is called, then its number."""
    fields = fields_by_name(DRAFTS[entity])
    plain = tuple(name for name in PARTS[entity] if name not in REFERENCES[entity] and name in fields)
    number = ("number",) if entity in NUMBERED else ()
    return (*(NAMES.get(entity) or plain), *number) or ("id",)


def _asked(entity: str, names: tuple[str, ...]) -> Select[Any]:
    table = table_of(THINGS[entity])
    asked = select(table.c.id, *_texts(entity, names).values()).select_from(table)
    if entity == "contact":
        return asked.outerjoin(Organisation, Organisation.id == table.c.organisation)
    if entity == "cause":
        return asked.outerjoin(FocusArea, FocusArea.id == table.c.focus_area)
    return asked


def _texts(entity: str, names: Iterable[str]) -> Mapping[str, ColumnElement[str]]:
    """What is searched, as texts; a contact is known by its organisation too, a cause as 2:1."""
    columns = table_of(THINGS[entity]).c
    texts: dict[str, ColumnElement[str]] = {}
    for name in names:
        column = columns[name]
        texts[name] = column if isinstance(column.type, String) else cast(column, String)
    if entity == "contact":
        organisation = table_of(Organisation).c
        texts |= {"organisation": organisation.name, "short": organisation.short_name}
    if entity == "cause":
        number = cast(table_of(FocusArea).c.number, String)
        texts["number"] = func.coalesce(number, "") + ":" + func.coalesce(cast(columns.number, String), "")
    return texts


def _within(asked: Select[Any], entity: str, agreement: str) -> Select[Any]:
    columns = table_of(THINGS[entity]).c
    if "agreement" in columns:
        return asked.where(columns.agreement == agreement)
    if entity == "cause":
        return asked.where(table_of(FocusArea).c.agreement == agreement)
    return asked


def _like(column: ColumnElement[str], word: str, before: str = "%") -> ColumnElement[bool]:
    """A wide net: letters that may bear an accent, and all beyond ASCII, are left open."""
    opened = "".join("_" if one in ACCENTED or not one.isascii() or one in "%_/" else one for one in word)
    return opened_like(column, literal(f"{before}{opened}%", String()))


def _is_called(texts: list[ColumnElement[str]], word: str) -> ColumnElement[bool]:
    """Whether a row is called just so, or numbered so after its letter."""
    patterns = [word, f"_{word}"] if word.isdecimal() else [word]
    plain = [one.replace("%", "_") for one in patterns]
    return or_(*(opened_like(text, literal(one, String())) for text in texts for one in plain))


def _rank(typed: list[str], texts: list[str]) -> tuple[int, int, int] | None:
    """How well a row's texts fit what was typed, the lower the better; None if some word begins nothing."""
    names = [_bare(text) for text in texts]
    beginnings = [word for name in names for word in _beginnings(name)]
    if not all(any(word.startswith(one) for word in beginnings) for one in typed):
        return None
    said = " ".join(typed)
    place = next((number for number, name in enumerate(names) if name.startswith(typed[0])), len(names))
    numbered = said.isdecimal() and any(name.lstrip(LETTERS) == said for name in names)
    how = 0 if said in names or numbered else 1 if names and names[0].startswith(said) else 2
    return how, place, len(names[0]) if names else 0


def _beginnings(name: str) -> Iterable[str]:
    """The words of a name, and the digits of a number such as K12 by themselves."""
    word = "".join(letter if letter.isalnum() or letter == ":" else " " for letter in name)
    for one in (*name.split(), *word.split()):
        yield one
        if one[-1:].isdigit() and not one[:1].isdigit():
            yield one.lstrip(LETTERS)


def _bare(text: str) -> str:
    """A text in small letters, without dots, rings and accents."""
    spread = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
