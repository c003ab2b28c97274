"""How a field's value is written in an op: canonical JSON, the same bytes for the same value."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from sqlalchemy import Boolean, Column, Date, Float, Integer, Time

from db.tables import Logged, table_of

Plain: TypeAlias = str | int | float | bool | None


def plain(value: object) -> Plain:
    """Turn a column's value into what JSON can carry: dates and times as ISO text."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, dt.datetime):
        raise TypeError("a field holds days and times of day; moments belong to the log")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    raise TypeError(f"no field holds a {type(value).__name__}")


def said(column: Column[object], value: object) -> Plain:
    """Turn a column's value into plain, 8 and 8.0 into the same where the column holds fractions."""
    found = plain(value)
    return float(found) if isinstance(found, int) and isinstance(column.type, Float) else found


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(value: Plain) -> str:
    """Write a plain value as canonical JSON."""
    return _ENCODER.encode(value)


def typed(column: Column[object], value: Plain) -> object:
    """Turn a plain value back into what the column holds."""
    if value is None:
        return None
    if isinstance(column.type, Date):
        return dt.date.fromisoformat(str(value))
    if isinstance(column.type, Time):
        return dt.time.fromisoformat(str(value))
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, Integer):
        return int(value)
    if isinstance(column.type, Float):
        return float(value)
    return str(value)


@cache
def fields(table: type[Logged]) -> Mapping[str, Column[object]]:
    """Give the columns of a table that are fields of the log, by name."""
    return {
        column.name: column
        for column in table_of(table).columns
        if column.name != "id" and column.name not in table.DERIVED
    }


@cache
def defaults(table: type[Logged]) -> Mapping[str, Plain]:
    """Give what each field of a table says while no op has said anything."""
    blank = table(id="")
    return {name: plain(getattr(blank, name)) for name in fields(table)}
