"""The rows of design.md's section 8, and how each is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from db.queries import SortKey
from tests.bench.clock import fight
from tests.bench.growth import LINEAR, grow
from tests.bench.lists import listing
from tests.bench.meeting import giving, merging, taking
from tests.bench.paper import printing, weigh_status
from tests.bench.plans import Plans
from tests.bench.reading import Budget, Reading
from tests.bench.saving import saving
from tests.bench.window import SHOWN, starting, working

FILTER = "ansvarig:polis läge:försenad löfte:2 vecka:17"
WORDS = "fotpatrull hamnen"
NOWHERE = "ordningsvakt"
"""The worst that a filter can be asked: every text of every activity is read, and no screen is ever full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large the plans and papers are that are measured, and how often."""

    small: int
    large: int
    short_paper: int
    long_paper: int
    window: int
    saves: int
    lists: int
    papers: int
    ops: int

    @property
    def factor(self) -> int:
        """How many times the small plan the large one is."""
        return self.large // self.small


FULL = Sizes(
    small=10_000,
    large=100_000,
    short_paper=30,
    long_paper=500,
    window=5_000,
    saves=300,
    lists=20,
    papers=5,
    ops=10_000,
)
"""What the budgets speak of."""

QUICK = Sizes(small=6, large=60, short_paper=1, long_paper=10, window=6, saves=3, lists=2, papers=1, ops=40)
"""Whether everything can be measured at all; the figures say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A row to be measured; without `measure` what it is about is not built yet."""

    name: str
    what: str
    unit: str
    budget: Budget
    measure: Callable[[Plans, Sizes], Reading] | None = None


def _list(plans: Plans, sizes: Sizes, text: str = "", order: tuple[SortKey, ...] = ()) -> Reading:
    return fight(listing(plans, sizes.large, text=text, order=order), sizes.lists, "ms")


def _grown_list(plans: Plans, sizes: Sizes, text: str = "", order: tuple[SortKey, ...] = ()) -> Reading:
    of = partial(listing, plans, text=text, order=order)
    return grow(of(sizes.small), of(sizes.large), sizes.factor, sizes.lists)


def _grown_save(plans: Plans, sizes: Sizes) -> Reading:
    return grow(saving(plans, sizes.small), saving(plans, sizes.large), sizes.factor, sizes.saves)


def _grown_paper(plans: Plans, sizes: Sizes) -> Reading:
    pages = sizes.short_paper
    return grow(printing(plans, pages), printing(plans, 10 * pages), 10, sizes.papers)


def _in_the_window(plans: Plans, sizes: Sizes, deed: str) -> Reading:
    return working(plans, sizes.window, deed, sizes.lists)


_AT_ONCE = Budget(most=100.0)
"""What a person feels as at once; from the key until it is on the screen."""
_SCREEN = Budget(most=60.0)
_LINEAR = Budget(most=LINEAR)
_BY_TITLE = (SortKey("title"),)
_BY_DUE = (SortKey("due", descending=True),)

BENCHMARKS = (
    Benchmark(
        name="save-field",
        what="save one field, durably",
        unit="ms",
        budget=Budget(ratio=6.0),
        measure=lambda plans, sizes: fight(saving(plans, sizes.small), sizes.saves, "ms"),
    ),
    Benchmark(
        name="merge-10000",
        what="merge 10 000 foreign ops",
        unit="s",
        budget=Budget(most=0.25, ratio=8.0),
        measure=lambda plans, sizes: fight(merging(plans, sizes.small, sizes.ops), sizes.papers, "s"),
    ),
    Benchmark(
        name="give-folder",
        what="give a plan of ten years to an empty folder",
        unit="s",
        budget=Budget(),
        measure=lambda plans, sizes: fight(giving(plans, sizes.small), 2, "s"),
    ),
    Benchmark(
        name="take-folder",
        what="take it out of the folder again",
        unit="s",
        budget=Budget(),
        measure=lambda plans, sizes: fight(taking(plans, sizes.small), 2, "s"),
    ),
    Benchmark(name="list-first", what="first screen of a list", unit="ms", budget=_SCREEN, measure=_list),
    Benchmark(
        name="list-sort-due",
        what="sort it by date",
        unit="ms",
        budget=_SCREEN,
        measure=partial(_list, order=_BY_DUE),
    ),
    Benchmark(
        name="list-sort-title",
        what="sort it by title",
        unit="ms",
        budget=_SCREEN,
        measure=partial(_list, order=_BY_TITLE),
    ),
    Benchmark(
        name="list-filter-fields",
        what="filter it by fields",
        unit="ms",
        budget=_SCREEN,
        measure=partial(_list, text=FILTER),
    ),
    Benchmark(
        name="list-filter-words",
        what="filter it by words",
        unit="ms",
        budget=_SCREEN,
        measure=partial(_list, text=WORDS),
    ),
    Benchmark(
        name="list-filter-nowhere",
        what="filter it by a word that is nowhere",
        unit="ms",
        budget=_SCREEN,
        measure=partial(_list, text=NOWHERE),
    ),
    Benchmark(
        name="window-shown",
        what="start to a window that says what it opens",
        unit="s",
        budget=Budget(ratio=3.0),
        measure=lambda plans, sizes: fight(starting(plans, sizes.window, SHOWN), sizes.papers, "s"),
    ),
    Benchmark(
        name="window-start",
        what="start to a painted window",
        unit="s",
        budget=Budget(most=1.2, ratio=3.0),
        measure=lambda plans, sizes: fight(starting(plans, sizes.window), sizes.papers, "s"),
    ),
    *(
        Benchmark(
            name=f"window-{deed}",
            what=what,
            unit="ms",
            budget=_AT_ONCE,
            measure=partial(_in_the_window, deed=deed),
        )
        for deed, what in (
            ("sort", "sort in the window"),
            ("filter", "filter in the window"),
            ("type", "a letter in the search box"),
            ("detail", "open an activity's details"),
        )
    ),
    Benchmark(
        name="paper-short",
        what="status PDF of 30 pages",
        unit="s",
        budget=Budget(most=0.5),
        measure=lambda plans, sizes: fight(printing(plans, sizes.short_paper), sizes.papers, "s"),
    ),
    Benchmark(
        name="paper-long",
        what="status PDF of 500 pages",
        unit="s",
        budget=Budget(most=6.0),
        measure=lambda plans, sizes: fight(printing(plans, sizes.long_paper), sizes.papers, "s"),
    ),
    Benchmark(
        name="paper-long-memory",
        what="its memory at the most",
        unit="MiB",
        budget=Budget(most=200.0),
        measure=lambda plans, sizes: weigh_status(plans, sizes.long_paper),
    ),
    Benchmark(
        name="growth-save",
        what="growth: save one field",
        unit="exponent",
        budget=_LINEAR,
        measure=_grown_save,
    ),
    Benchmark(
        name="growth-list-first",
        what="growth: first screen",
        unit="exponent",
        budget=_LINEAR,
        measure=_grown_list,
    ),
    Benchmark(
        name="growth-list-sort",
        what="growth: sort by title",
        unit="exponent",
        budget=_LINEAR,
        measure=partial(_grown_list, order=_BY_TITLE),
    ),
    Benchmark(
        name="growth-list-filter",
        what="growth: filter by a word that is nowhere",
        unit="exponent",
        budget=_LINEAR,
        measure=partial(_grown_list, text=NOWHERE),
    ),
    Benchmark(
        name="growth-paper",
        what="growth: status PDF",
        unit="exponent",
        budget=_LINEAR,
        measure=_grown_paper,
    ),
)
