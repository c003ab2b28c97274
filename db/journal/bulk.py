"""Writing many rows at once: the driver is handed plain rows, since SQLAlchemy's care for each costs more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table


def put_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows, each the values of these columns in their order."""
    if rows:
        place = _place(connection)
        columns, places = ", ".join(f'"{name}"' for name in names), ", ".join(place for _ in names)
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})'
        connection.exec_driver_sql(statement, _as_kept(connection, [table.c[name] for name in names], rows))


def set_fields(
    connection: Connection, table: Table, names: Sequence[str], rows: Mapping[str, Sequence[Any]]
) -> None:
    """Give rows, by their ids, the values of these columns in their order."""
    if rows:
        place = _place(connection)
        columns = ", ".join(f'"{name}" = {place}' for name in names)
        statement = f'UPDATE "{table.name}" SET {columns} WHERE id = {place}'
        kinds = [table.c[name] for name in (*names, "id")]
        new = [(*row, key) for key, row in rows.items()]
        connection.exec_driver_sql(statement, _as_kept(connection, kinds, new))


def drop_rows(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Delete the rows that have these values in these columns."""
    if rows:
        place = _place(connection)
        where = " AND ".join(f'"{name}" = {place}' for name in names)
        statement = f'DELETE FROM "{table.name}" WHERE {where}'
        connection.exec_driver_sql(statement, _as_kept(connection, [table.c[name] for name in names], rows))


def _place(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


def _as_kept(
    connection: Connection, columns: Sequence[Column[Any]], rows: Sequence[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """Write each value as the database keeps it, such as a date as text, where that is another way."""
    dialect = connection.dialect
    writers = [
        (place, write)
        for place, column in enumerate(columns)
        if (write := column.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    ]
    if not writers:
        return [tuple(row) for row in rows]
    kept = []
    for row in rows:
        values = list(row)
        for place, write in writers:
            values[place] = write(values[place])
        kept.append(tuple(values))
    return kept
