"""`python3 -m tests bench [--json FILE|-] [--quick] [NAME …]`: measures, and shows what it found.

A NAME is a row's, or the beginning of several rows': `list`, `growth`. The clock never fails a run, since
machines differ: the exit code is 0 unless something could not be measured at all.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.bench.budgets import BENCHMARKS, FULL, QUICK, Benchmark, Sizes
from tests.bench.plans import Plans
from tests.bench.reading import Row, State
from tests.bench.table import as_json, as_table


def main(words: Sequence[str]) -> int:
    """Run what the words ask for; the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tests bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--json", metavar="FILE", help="write the rows as JSON to a file, or to - instead")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: only whether it can be measured")
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(row.name for row in BENCHMARKS))
    asked = parser.parse_args(words)
    chosen = [row for row in BENCHMARKS if not asked.names or row.name.startswith(tuple(asked.names))]
    for name in asked.names:
        if not any(row.name.startswith(name) for row in BENCHMARKS):
            parser.error(f"no row is called {name!r}; there are {', '.join(row.name for row in BENCHMARKS)}")
    if asked.quick:
        with tempfile.TemporaryDirectory() as folder:
            rows = [measure(row, Plans(Path(folder)), QUICK, State.TRIED) for row in chosen]
    else:
        rows = [measure(row, Plans.cached(), FULL, State.MEASURED) for row in chosen]
    _tell_if_busy()
    if asked.json and asked.json != "-":
        Path(asked.json).write_text(as_json(rows), encoding="utf-8")
    print(as_json(rows) if asked.json == "-" else as_table(rows))
    return int(any(row.state is State.FAILED for row in rows))


def measure(benchmark: Benchmark, plans: Plans, sizes: Sizes, done: State) -> Row:
    """Measure one row, which is then `done`; what fails is told, and does not stop the rest."""
    state, reading, fault = State.NOT_BUILT, None, ""
    if benchmark.measure is not None:
        print(f"{benchmark.name} …", file=sys.stderr, flush=True)
        try:
            state, reading = done, benchmark.measure(plans, sizes)
        except Exception as error:
            traceback.print_exc()
            state, fault = State.FAILED, f"{type(error).__name__}: {error}"
    return Row(
        name=benchmark.name, what=benchmark.what, unit=benchmark.unit, budget=benchmark.budget,
        state=state, reading=reading, fault=fault,
    )  # fmt: skip


def _tell_if_busy() -> None:
    """Say that times are too long where others had the machine as well; ratios suffer less."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load > cores:
        print(f"the machine was busy: a load of {load:.1f} on {cores} cores", file=sys.stderr)
