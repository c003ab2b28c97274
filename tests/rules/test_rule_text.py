"""Which rules are taken, and what is said of the others."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import PlanError
from db.rules.recurrence import check_rule
from db.rules.rule_text import BadRule, Frequency, Pattern, RuleFault, read_rule

GOOD = [
    "FREQ=DAILY",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=FR",
    "freq=weekly;byday=fr",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=1MO,+3MO",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=5,9;BYDAY=1SA",
    "FREQ=YEARLY;BYWEEKNO=37",
    "FREQ=YEARLY;BYWEEKNO=37;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=WEEKLY;UNTIL=20171231",
    "FREQ=WEEKLY;COUNT=10",
]

BAD = [
    ("", RuleFault.EMPTY, ""),
    ("   ", RuleFault.EMPTY, ""),
    ("FREQ=WEEKLY;BYDAY=" + ",".join(["FR"] * 200), RuleFault.TOO_LONG, ""),
    ("varje fredag", RuleFault.NOT_A_PART, ""),
    ("FREQ=WEEKLY;", RuleFault.NOT_A_PART, ""),
    ("FREQ=", RuleFault.NOT_A_PART, ""),
    ("=WEEKLY", RuleFault.NOT_A_PART, ""),
    ("BYDAY=FR", RuleFault.NO_FREQUENCY, "FREQ"),
    ("RRULE:FREQ=WEEKLY", RuleFault.UNKNOWN_PART, "RRULE:FREQ"),
    ("DTSTART=20170101;FREQ=WEEKLY", RuleFault.UNKNOWN_PART, "DTSTART"),
    ("FREQ=YEARLY;BYEASTER=0", RuleFault.UNKNOWN_PART, "BYEASTER"),
    ("FREQ=YEARLY; BYMONTH=2", RuleFault.UNKNOWN_PART, " BYMONTH"),
    ("FREQ=WEEKLY;FREQ=DAILY", RuleFault.REPEATED_PART, "FREQ"),
    ("FREQ=WEEKLY;byday=FR;BYDAY=MO", RuleFault.REPEATED_PART, "BYDAY"),
    ("FREQ=HOURLY", RuleFault.TIME_OF_DAY, "FREQ"),
    ("FREQ=MINUTELY", RuleFault.TIME_OF_DAY, "FREQ"),
    ("FREQ=SECONDLY", RuleFault.TIME_OF_DAY, "FREQ"),
    ("FREQ=DAILY;BYHOUR=8", RuleFault.TIME_OF_DAY, "BYHOUR"),
    ("FREQ=DAILY;BYMINUTE=8", RuleFault.TIME_OF_DAY, "BYMINUTE"),
    ("FREQ=DAILY;BYSECOND=8", RuleFault.TIME_OF_DAY, "BYSECOND"),
    ("FREQ=DAILY;UNTIL=20170101T080000Z", RuleFault.TIME_OF_DAY, "UNTIL"),
    ("FREQ=FORTNIGHTLY", RuleFault.NOT_A_CHOICE, "FREQ"),
    ("FREQ=DAILY;INTERVAL=two", RuleFault.NOT_A_NUMBER, "INTERVAL"),
    ("FREQ=DAILY;INTERVAL=2.5", RuleFault.NOT_A_NUMBER, "INTERVAL"),
    ("FREQ=DAILY;INTERVAL=２", RuleFault.NOT_A_NUMBER, "INTERVAL"),
    ("FREQ=DAILY;INTERVAL=1_0", RuleFault.NOT_A_NUMBER, "INTERVAL"),
    ("FREQ=DAILY;INTERVAL=99999999999999999999", RuleFault.NOT_A_NUMBER, "INTERVAL"),
    ("FREQ=DAILY;INTERVAL=0", RuleFault.OUT_OF_RANGE, "INTERVAL"),
    ("FREQ=DAILY;INTERVAL=-1", RuleFault.OUT_OF_RANGE, "INTERVAL"),
    ("FREQ=DAILY;INTERVAL=3661", RuleFault.OUT_OF_RANGE, "INTERVAL"),
    ("FREQ=WEEKLY;INTERVAL=521", RuleFault.OUT_OF_RANGE, "INTERVAL"),
    ("FREQ=MONTHLY;INTERVAL=121", RuleFault.OUT_OF_RANGE, "INTERVAL"),
    ("FREQ=YEARLY;INTERVAL=11", RuleFault.OUT_OF_RANGE, "INTERVAL"),
    ("FREQ=DAILY;COUNT=0", RuleFault.OUT_OF_RANGE, "COUNT"),
    ("FREQ=DAILY;COUNT=1001", RuleFault.OUT_OF_RANGE, "COUNT"),
    ("FREQ=YEARLY;BYMONTH=13", RuleFault.OUT_OF_RANGE, "BYMONTH"),
    ("FREQ=YEARLY;BYMONTH=-1", RuleFault.OUT_OF_RANGE, "BYMONTH"),
    ("FREQ=YEARLY;BYMONTH=0", RuleFault.OUT_OF_RANGE, "BYMONTH"),
    ("FREQ=YEARLY;BYMONTH=maj", RuleFault.NOT_A_NUMBER, "BYMONTH"),
    ("FREQ=YEARLY;BYMONTH=5,,9", RuleFault.NOT_A_NUMBER, "BYMONTH"),
    ("FREQ=MONTHLY;BYMONTHDAY=32", RuleFault.OUT_OF_RANGE, "BYMONTHDAY"),
    ("FREQ=YEARLY;BYWEEKNO=54", RuleFault.OUT_OF_RANGE, "BYWEEKNO"),
    ("FREQ=YEARLY;BYYEARDAY=367", RuleFault.OUT_OF_RANGE, "BYYEARDAY"),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", RuleFault.OUT_OF_RANGE, "BYSETPOS"),
    ("FREQ=WEEKLY;BYDAY=FRE", RuleFault.NOT_A_WEEKDAY, "BYDAY"),
    ("FREQ=WEEKLY;BYDAY=FR,", RuleFault.NOT_A_WEEKDAY, "BYDAY"),
    ("FREQ=MONTHLY;BYDAY=FR(1)", RuleFault.NOT_A_WEEKDAY, "BYDAY"),
    ("FREQ=WEEKLY;WKST=1", RuleFault.NOT_A_WEEKDAY, "WKST"),
    ("FREQ=MONTHLY;BYDAY=0FR", RuleFault.OUT_OF_RANGE, "BYDAY"),
    ("FREQ=MONTHLY;BYDAY=6FR", RuleFault.OUT_OF_RANGE, "BYDAY"),
    ("FREQ=YEARLY;BYDAY=54FR", RuleFault.OUT_OF_RANGE, "BYDAY"),
    ("FREQ=YEARLY;BYMONTH=5;BYDAY=6FR", RuleFault.OUT_OF_RANGE, "BYDAY"),
    ("FREQ=WEEKLY;BYDAY=1FR", RuleFault.NOT_TOGETHER, "BYDAY"),
    ("FREQ=YEARLY;BYWEEKNO=5;BYDAY=1FR", RuleFault.NOT_TOGETHER, "BYDAY"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", RuleFault.NOT_TOGETHER, "BYMONTHDAY"),
    ("FREQ=MONTHLY;BYYEARDAY=1", RuleFault.NOT_TOGETHER, "BYYEARDAY"),
    ("FREQ=MONTHLY;BYWEEKNO=17", RuleFault.NOT_TOGETHER, "BYWEEKNO"),
    ("FREQ=DAILY;COUNT=3;UNTIL=20171231", RuleFault.NOT_TOGETHER, "COUNT"),
    ("FREQ=MONTHLY;BYSETPOS=1", RuleFault.NEEDS_ANOTHER_PART, "BYSETPOS"),
    ("FREQ=DAILY;UNTIL=20230631", RuleFault.NOT_A_DATE, "UNTIL"),
    ("FREQ=DAILY;UNTIL=2023-06-30", RuleFault.NOT_A_DATE, "UNTIL"),
    ("FREQ=DAILY;UNTIL=snart", RuleFault.NOT_A_DATE, "UNTIL"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", RuleFault.NO_DATES, ""),
    ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", RuleFault.NO_DATES, ""),
    ("FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31", RuleFault.NO_DATES, ""),
    ("FREQ=WEEKLY;BYDAY=FR;BYSETPOS=3", RuleFault.NO_DATES, ""),
    ("FREQ=YEARLY;BYWEEKNO=30;BYMONTH=1", RuleFault.NO_DATES, ""),
    ("FREQ=YEARLY;BYMONTH=2;BYYEARDAY=200", RuleFault.NO_DATES, ""),
]


@pytest.mark.parametrize("rule", GOOD)
def test_a_rule_of_the_trade_is_taken(rule: str) -> None:
    check_rule(rule)
    check_rule(rule, date(2017, 1, 2))


@pytest.mark.parametrize(("rule", "reason", "part"), BAD)
def test_a_rule_without_meaning_is_refused_with_its_reason(rule: str, reason: RuleFault, part: str) -> None:
    with pytest.raises(BadRule) as refusal:
        check_rule(rule)
    assert refusal.value.reason is reason
    assert refusal.value.part == part.upper()
    assert refusal.value.text == rule
    with pytest.raises(BadRule):
        check_rule(rule, date(2017, 1, 2))


@pytest.mark.parametrize("reason", list(RuleFault))
def test_every_reason_has_a_rule_that_is_refused_for_it(reason: RuleFault) -> None:
    assert reason in {each for _, each, _ in BAD}


def test_a_refusal_points_at_the_words_that_are_wrong() -> None:
    rule = "FREQ=MONTHLY;BYDAY=1FR,6FR;BYMONTH=5"
    with pytest.raises(BadRule) as refusal:
        check_rule(rule)
    fault = refusal.value
    assert rule[fault.start : fault.start + fault.length] == "BYDAY=1FR,6FR"
    assert (fault.given, fault.lowest, fault.highest) == ("6FR", -5, 5)
    assert isinstance(fault, PlanError)
    assert isinstance(fault, ValueError)
    assert "out_of_range BYDAY '6FR' at 13" in str(fault)


def test_a_refusal_names_the_part_that_the_other_cannot_stand_beside() -> None:
    with pytest.raises(BadRule) as refusal:
        check_rule("FREQ=WEEKLY;BYMONTHDAY=1")
    assert refusal.value.other == "FREQ=WEEKLY"


def test_a_refusal_offers_the_words_that_would_do() -> None:
    with pytest.raises(BadRule) as refusal:
        check_rule("FREQ=FORTNIGHTLY")
    assert refusal.value.choices == ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def test_a_rule_that_no_date_of_this_start_fits_is_refused_with_the_start() -> None:
    each_seventh_day = "FREQ=DAILY;INTERVAL=7;BYDAY=MO"
    check_rule(each_seventh_day)
    check_rule(each_seventh_day, date(2017, 1, 2))
    with pytest.raises(BadRule) as refusal:
        check_rule(each_seventh_day, date(2017, 1, 3))
    assert refusal.value.reason is RuleFault.NO_DATES
    with pytest.raises(BadRule):
        check_rule("FREQ=WEEKLY;UNTIL=20161231", date(2017, 1, 3))
    with pytest.raises(BadRule):
        check_rule("FREQ=YEARLY;BYMONTH=2", date(2017, 1, 31))


def test_a_rule_is_read_into_figures() -> None:
    assert read_rule("FREQ=YEARLY;INTERVAL=2;BYMONTH=9,5;BYDAY=-1SA;WKST=SU;UNTIL=20201231") == Pattern(
        frequency=Frequency.YEARLY,
        interval=2,
        months=(5, 9),
        weekdays=((5, -1),),
        week_start=6,
        until=date(2020, 12, 31),
    )


def check_or_refuse(rule: str) -> None:
    with suppress(BadRule):
        check_rule(rule, date(2017, 1, 2))


@given(st.text(alphabet="FREQ=WKLYDAINTVBOU;,0123456789-+MOTHSP ", max_size=60))
def test_any_text_is_either_a_rule_or_refused(text: str) -> None:
    read = read_rule(text)
    if isinstance(read, Pattern):
        check_or_refuse(text)
    else:
        assert read.text == text
        assert 0 <= read.start <= read.start + read.length <= len(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_value_of_any_part_is_either_taken_or_refused(name: str, value: str) -> None:
    for rule in (f"FREQ=WEEKLY;{name}={value}", f"FREQ=MONTHLY;BYDAY={value}", f"FREQ=DAILY;UNTIL={value}"):
        check_or_refuse(rule)
