"""What must hold between the fields of one draft, said once for each draft beside its fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from db.errors import Fault, FaultKind
from db.rules.recurrence import BadRule, check_rule

NOON = dt.time(12)


class Law(Protocol):
    """A condition on several fields; asked only when each of them is in order by itself."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it looks at."""

    def broken(self, entity: str, draft: object) -> Iterable[Fault]:
        """The faults, each on the field that a person would change."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An end may not come before its start.

    With `overnight`, an end in the morning after a start in the afternoon is the next morning: night
    walks and foot patrols go on past midnight.
    """

    start: str
    end: str
    overnight: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The start and the end."""
        return self.start, self.end

    def broken(self, entity: str, draft: object) -> Iterable[Fault]:
        """A fault on the end; `detail` is the start."""
        start, end = getattr(draft, self.start), getattr(draft, self.end)
        if start is None or end is None or end >= start:
            return
        if self.overnight and end < NOON <= start:
            return
        yield Fault(entity, self.end, FaultKind.ENDS_BEFORE_START, str(end), str(start))


@dataclass(frozen=True, slots=True)
class Ascending:
    """A scale's highest value is above its lowest."""

    lowest: str
    highest: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The two ends of the scale."""
        return self.lowest, self.highest

    def broken(self, entity: str, draft: object) -> Iterable[Fault]:
        """A fault on the highest value; `detail` is the lowest."""
        lowest, highest = getattr(draft, self.lowest), getattr(draft, self.highest)
        if lowest is not None and highest is not None and highest <= lowest:
            yield Fault(entity, self.highest, FaultKind.TOO_SMALL, f"{highest:g}", f"{lowest:g}")


@dataclass(frozen=True, slots=True)
class EitherOr:
    """At least one of several references is filled in; with `only_one`, not two of them."""

    fields: tuple[str, ...]
    only_one: bool = False

    def broken(self, entity: str, draft: object) -> Iterable[Fault]:
        """A fault on the first; `detail` names all of them, `given` those that are filled in."""
        given = [name for name in self.fields if getattr(draft, name)]
        if not given or (self.only_one and len(given) > 1):
            yield Fault(entity, self.fields[0], FaultKind.EITHER_OR, ",".join(given), ",".join(self.fields))


@dataclass(frozen=True, slots=True)
class Needs:
    """When `choice` is one of `among`, the field `needed` is filled in and is not zero."""

    choice: str
    among: frozenset[str]
    needed: str
    kind: FaultKind

    @property
    def fields(self) -> tuple[str, ...]:
        """The choice and what it needs."""
        return self.choice, self.needed

    def broken(self, entity: str, draft: object) -> Iterable[Fault]:
        """A fault on what is needed; `detail` is the choice that needs it."""
        choice = str(getattr(draft, self.choice))
        if choice in self.among and not getattr(draft, self.needed):
            yield Fault(entity, self.needed, self.kind, detail=choice)


@dataclass(frozen=True, slots=True)
class Strikes:
    """When `choice` is `value`, the rule gives at least one date from its start on."""

    choice: str
    value: str
    rule: str
    start: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The choice, the rule and its start."""
        return self.choice, self.rule, self.start

    def broken(self, entity: str, draft: object) -> Iterable[Fault]:
        """A fault on the rule; `detail` is the reason, as `db.rules.rule_text.RuleFault` words it."""
        rule, start = getattr(draft, self.rule), getattr(draft, self.start)
        if getattr(draft, self.choice) != self.value or not rule or start is None:
            return
        try:
            check_rule(rule, start)
        except BadRule as bad:
            yield Fault(entity, self.rule, FaultKind.NOT_A_RULE, rule, bad.reason.value)
