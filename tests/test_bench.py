"""The benchmarks can be run, tell every row of the budgets, and call nothing good that was not measured."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bench import main
from tests.bench.budgets import BENCHMARKS
from tests.bench.growth import exponents
from tests.bench.reading import Budget, Reading, Row, State
from tests.bench.run import measure
from tests.bench.table import as_json, as_table

NOT_BUILT: set[str] = set()


def a_row(*, ours: float = 10.0, floor: float = 2.0, state: State = State.MEASURED, **budget: float) -> Row:
    reading = Reading(ours=(ours,), floor=(floor,))
    return Row(name="a", what="b", unit="ms", budget=Budget(**budget), state=state, reading=reading)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """All rows, tried on tiny sizes."""
    file = tmp_path_factory.mktemp("bench") / "rows.json"
    assert main(["--quick", "--json", str(file)]) == 0
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_every_row_of_the_budgets_is_told_with_the_same_keys(rows: list[dict[str, Any]]) -> None:
    assert [row["name"] for row in rows] == [benchmark.name for benchmark in BENCHMARKS]
    assert {tuple(row) for row in rows} == {
        ("name", "what", "unit", "state", "value", "spread", "floor", "ratio", "budget", "within", "note")
    }


def test_what_is_built_is_measured_against_its_floor(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row["name"] not in NOT_BUILT:
            assert row["value"] is not None
            assert row["spread"][0] <= row["value"] <= row["spread"][1]
        if row["name"].startswith(("save", "list", "paper")) and not row["name"].endswith("memory"):
            assert row["ratio"] == pytest.approx(row["value"] / row["floor"])


def test_what_is_not_built_yet_or_only_tried_keeps_no_budget(rows: list[dict[str, Any]]) -> None:
    assert {row["name"] for row in rows if row["state"] == State.NOT_BUILT} == NOT_BUILT
    assert {row["within"] for row in rows} == {None}


def test_a_row_keeps_its_budget_only_if_it_keeps_all_of_it() -> None:
    assert a_row(most=10.0, ratio=5.0).within
    assert not a_row(most=9.0, ratio=5.0).within
    assert not a_row(most=10.0, ratio=4.0).within
    assert a_row(most=10.0, state=State.TRIED).within is None


def test_the_table_says_what_is_over_its_budget_and_what_is_not_built() -> None:
    missing = Row(name="m", what="merge", unit="s", budget=Budget(most=0.25), state=State.NOT_BUILT)
    heading, good, dear, unbuilt = as_table([a_row(most=11.0), a_row(ratio=4.0), missing]).splitlines()
    assert "median" in heading
    assert good.startswith("ok")
    assert dear.startswith("OVER")
    assert "5.0 ×" in dear
    assert unbuilt.startswith("–")
    assert "not built yet" in unbuilt


def test_what_could_not_be_measured_is_told_and_fails_the_run() -> None:
    def break_down(*_: object) -> Reading:
        raise RuntimeError("no disk")

    broken = BENCHMARKS[0].__class__(name="x", what="y", unit="s", budget=Budget(), measure=break_down)
    row = measure(broken, None, None, State.MEASURED)  # type: ignore[arg-type]  # asks for none
    assert row.state is State.FAILED
    assert row.within is None
    assert json.loads(as_json([row]))[0]["note"] == "RuntimeError: no disk"


def test_growth_is_the_exponent_of_the_size() -> None:
    assert exponents([1.0, 2.0], [8.0, 16.0], factor=2) == pytest.approx((3.0, 3.0))
    assert exponents([5.0], [5.0], factor=10) == (0.0,)


def test_a_name_that_begins_no_row_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--quick", "spara"])
    assert ended.value.code == 2
    assert "save-field" in capsys.readouterr().err


def test_rows_are_chosen_by_the_beginning_of_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--json", "-", "merge", "list-sort"]) == 0
    named = {row["name"] for row in json.loads(capsys.readouterr().out)}
    assert named == {"merge-10000", "list-sort-due", "list-sort-title"}
