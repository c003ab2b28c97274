"""Recurrence rules made at random, with the laws that they carry, for the properties of the tests."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from db.rules.recurrence import DateException, Recurrence, dates
from db.rules.rule_text import WEEKDAYS

STARTS = st.dates(date(1995, 1, 1), date(2040, 12, 31))


def _listed(values: st.SearchStrategy[int] | st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    listed = st.lists(values.map(str), min_size=1, max_size=most, unique=True)
    return listed.map(",".join)


def _part(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), values.map(lambda value: f";{name}={value}"))


def _signed(highest: int) -> st.SearchStrategy[int]:
    return st.integers(1, highest) | st.integers(-highest, -1)


_DAYS = st.sampled_from(WEEKDAYS)
_NTH_DAYS = st.builds(lambda nth, day: f"{nth}{day}", _signed(4), _DAYS)
_INTERVAL = _part("INTERVAL", st.integers(1, 6).map(str))
_MONTHS = _part("BYMONTH", _listed(st.integers(1, 12)))

DAILY = st.tuples(st.just("FREQ=DAILY"), _INTERVAL, _MONTHS, _part("BYDAY", _listed(_DAYS, 7))).map("".join)
WEEKLY = st.tuples(
    st.just("FREQ=WEEKLY"),
    _INTERVAL,
    _MONTHS,
    _part("BYDAY", _listed(_DAYS, 7)),
    _part("WKST", _DAYS),
).map("".join)
MONTHLY = st.tuples(
    st.just("FREQ=MONTHLY"),
    _INTERVAL,
    _MONTHS,
    st.one_of(
        st.just(""),
        _listed(_signed(31)).map(";BYMONTHDAY={}".format),
        _listed(_NTH_DAYS).map(";BYDAY={}".format),
        st.tuples(_listed(_DAYS, 7), _listed(_signed(4))).map(
            lambda two: ";BYDAY={};BYSETPOS={}".format(*two)
        ),
    ),
).map("".join)
YEARLY = st.tuples(
    st.just("FREQ=YEARLY"),
    _part("INTERVAL", st.integers(1, 3).map(str)),
    st.one_of(
        st.just(""),
        _listed(_signed(366)).map(";BYYEARDAY={}".format),
        st.tuples(_listed(_signed(53)), _listed(_DAYS)).map(lambda two: ";BYWEEKNO={};BYDAY={}".format(*two)),
        st.tuples(_listed(st.integers(1, 12)), _listed(_NTH_DAYS)).map(
            lambda two: ";BYMONTH={};BYDAY={}".format(*two)
        ),
        st.tuples(_listed(st.integers(1, 12)), _listed(_signed(31))).map(
            lambda two: ";BYMONTH={};BYMONTHDAY={}".format(*two)
        ),
    ),
).map("".join)

RULES = st.one_of(DAILY, WEEKLY, MONTHLY, YEARLY)


@st.composite
def recurrences(draw: st.DrawFn, rules: st.SearchStrategy[str] = RULES) -> Recurrence:
    """Make a recurrence with or without an end, and some of its dates moved or skipped."""
    starts_on = draw(STARTS)
    ends_on = draw(st.none() | st.integers(0, 2000).map(lambda days: starts_on + timedelta(days=days)))
    plain = Recurrence(rule=draw(rules), starts_on=starts_on, ends_on=ends_on)
    some = dates(plain, starts_on, starts_on + timedelta(days=1000))[:20]
    if not some:
        return plain
    exceptions = draw(
        st.lists(
            st.builds(
                lambda on, days: DateException(
                    on=on, moved_to=None if days is None else on + timedelta(days=days)
                ),
                st.sampled_from(some),
                st.none() | st.integers(-40, 40),
            ),
            max_size=4,
            unique_by=lambda each: each.on,
        )
    )
    return Recurrence(rule=plain.rule, starts_on=starts_on, ends_on=ends_on, exceptions=tuple(exceptions))
