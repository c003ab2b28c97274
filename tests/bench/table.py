"""A benchmark's rows as a table for people, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tests.bench.reading import Budget, Row, State

HEADINGS = ("", "what", "median", "least–most", "floor", "ratio", "budget", "measured on")
MARKS = {True: "ok", False: "OVER", None: "–"}
_RIGHT = frozenset({2, 3, 4, 5})


def as_table(rows: Sequence[Row]) -> str:
    """Write the rows in columns; what breaks its budget says OVER, and what was not measured why."""
    cells = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.rjust(wide) if column in _RIGHT else cell.ljust(wide)
            for column, (cell, wide) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def _cells(row: Row) -> tuple[str, ...]:
    budget = _budget(row.budget, row.unit)
    reading = row.reading
    if reading is None:
        why = f"{row.state.value}: {row.fault}" if row.state is State.FAILED else row.state.value
        mark = "FAILED" if row.state is State.FAILED else MARKS[None]
        return (mark, row.what, "", "", "", "", budget, why)
    least, most = reading.spread
    return (
        MARKS[row.within],
        row.what,
        _amount(reading.value, row.unit),
        f"{_figure(least)}–{_figure(most)}",
        _amount(reading.least, row.unit) if reading.least is not None else "",
        f"{reading.ratio:.1f} ×" if reading.ratio is not None else "",
        budget,
        reading.note,
    )


def _budget(budget: Budget, unit: str) -> str:
    parts = []
    if budget.most is not None:
        parts.append(f"≤ {_amount(budget.most, unit)}")
    if budget.ratio is not None:
        parts.append(f"≤ {budget.ratio:g} ×")
    return ", ".join(parts)


def _amount(value: float, unit: str) -> str:
    return _figure(value) if unit == "exponent" else f"{_figure(value)} {unit}"


def _figure(value: float) -> str:
    """Three figures, and never a power of ten."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def as_json(rows: Sequence[Row]) -> str:
    """Write the rows as an array of objects, always with the same keys."""
    return json.dumps([_object(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def _object(row: Row) -> dict[str, object]:
    reading = row.reading
    return {
        "name": row.name,
        "what": row.what,
        "unit": row.unit,
        "state": row.state.value,
        "value": reading.value if reading else None,
        "spread": list(reading.spread) if reading else None,
        "floor": reading.least if reading else None,
        "ratio": reading.ratio if reading else None,
        "budget": {"most": row.budget.most, "ratio": row.budget.ratio},
        "within": row.within,
        "note": reading.note if reading else row.fault,
    }
