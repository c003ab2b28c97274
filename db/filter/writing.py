"""A filter written out again, in a form that reads back as the same filter."""

from __future__ import annotations

from typing import Literal

from db.filter.nodes import And, Filter, Node, Not, Or, Range, Term, Value, Word

Language = Literal["sv", "en"]


def write(filter: Filter, language: Language = "sv") -> str:
    """Write a filter in its plainest form, with the connecting words of one language."""
    return "" if filter.where is None else _node(filter.where, " eller " if language == "sv" else " or ")


def quoted(text: str) -> str:
    """A text between quotes, as a filter takes it by the letter."""
    return '"' + text.replace('"', '""') + '"'


def _node(node: Node, either: str) -> str:
    match node:
        case Word():
            return quoted(node.text) if node.quoted else node.text
        case Term():
            return node.name + node.comparison.value + ",".join(_value(value) for value in node.values)
        case Not():
            return "-" + _part(node.part, either)
        case And():
            return " ".join(_part(part, either) for part in node.parts)
        case Or():
            return either.join(_part(part, either) for part in node.parts)


def _part(node: Node, either: str) -> str:
    text = _node(node, either)
    return f"({text})" if isinstance(node, And | Or) else text


def _value(value: Value | Range) -> str:
    if isinstance(value, Range):
        ends = ("" if end is None else _value(end) for end in (value.low, value.high))
        return "..".join(ends)
    return quoted(value.text) if value.quoted else value.text
