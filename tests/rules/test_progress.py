"""What was done against what was promised, with the figures that real follow-ups gave."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import TargetKind
from db.rules.progress import CounterTotal, Done, Progress, Target, progress

YEAR = (date(2018, 1, 1), date(2018, 12, 31))
AFTER = date(2019, 2, 1)
ONE_A_WEEK = Target(kind=TargetKind.PER_WEEK, count=1)
ONE_A_WEEK_ON_AVERAGE = Target(kind=TargetKind.AVERAGE_PER_WEEK, count=1)
NO_TARGET = Target(kind=TargetKind.NONE)
TARGETS = st.builds(
    Target,
    kind=st.sampled_from(TargetKind),
    count=st.none() | st.integers(0, 20),
    counter=st.sampled_from(["", "insatser"]),
)
DONE = st.builds(
    Done,
    on=st.dates(date(2017, 6, 1), date(2020, 6, 1)),
    counters=st.lists(
        st.tuples(st.sampled_from(["insatser", "Insatser ", "fordon"]), st.integers(0, 9)), max_size=3
    ).map(tuple),
)


def at_least(count: float, counter: str = "") -> Target:
    return Target(kind=TargetKind.AT_LEAST, count=count, counter=counter)


def times(count: int, first: date = date(2018, 1, 10), every: int = 7) -> list[Done]:
    return [Done(on=first + timedelta(days=n * every)) for n in range(count)]


def reckoned(
    target: Target,
    done: list[Done],
    period: tuple[date | None, date | None] = YEAR,
    today: date = AFTER,
    is_closed: bool = False,
) -> Progress:
    return progress(target, done, starts_on=period[0], ends_on=period[1], today=today, is_closed=is_closed)


def test_twenty_of_at_least_eight_is_met_by_far() -> None:
    found = reckoned(at_least(8), times(20))
    assert (found.outcome, found.goal, found.share, found.met, found.times) == (20, 8, 2.5, True, 20)


def test_six_of_six_is_met_exactly() -> None:
    assert reckoned(at_least(6), times(6)).met is True
    assert reckoned(at_least(6), times(5)).met is False


def test_a_number_in_all_is_expected_at_an_even_pace() -> None:
    noon_of_the_year = date(2018, 7, 2)
    found = reckoned(at_least(8), times(3), today=noon_of_the_year)
    assert found.expected == pytest.approx(8 * 182 / 365)
    assert found.met is None
    assert reckoned(at_least(8), [], today=date(2018, 1, 1)).expected == 0
    assert reckoned(at_least(8), [], today=date(2018, 12, 31)).expected < 8
    assert reckoned(at_least(8), [], today=date(2019, 1, 1)).expected == 8


def test_the_eighth_meets_at_least_eight_before_the_year_is_over() -> None:
    done = times(8)
    assert reckoned(at_least(8), done, today=done[6].on).met is None
    assert reckoned(at_least(8), done, today=done[7].on).met is True


def test_on_the_last_day_there_are_hours_left() -> None:
    assert reckoned(at_least(2), times(1), today=date(2018, 12, 31)).met is None
    assert reckoned(at_least(2), times(1), today=date(2019, 1, 1)).met is False


def test_what_is_closed_too_early_has_missed_its_target() -> None:
    assert reckoned(at_least(8), times(4), today=date(2018, 6, 1), is_closed=True).met is False
    assert reckoned(at_least(4), times(4), today=date(2018, 6, 1), is_closed=True).met is True


def test_sixty_two_against_one_a_week_over_two_years_tells_how_many_weeks_had_one() -> None:
    two_years = (date(2016, 1, 1), date(2017, 12, 31))
    in_summers = times(31, date(2016, 5, 2), 4) + times(31, date(2017, 5, 1), 4)
    found = reckoned(ONE_A_WEEK, in_summers, two_years, date(2018, 1, 10))
    assert (found.outcome, found.goal, found.expected) == (62, 104, 104)
    assert (found.periods, found.periods_over, found.periods_met) == (104, 104, 36)
    assert found.met is False
    assert found.share == pytest.approx(62 / 104)


def test_one_each_week_of_two_years_is_met() -> None:
    two_years = (date(2016, 1, 1), date(2017, 12, 31))
    each_week = times(104, date(2016, 1, 8))
    found = reckoned(ONE_A_WEEK, each_week, two_years, date(2018, 1, 1))
    assert (found.periods_met, found.met) == (104, True)
    one_missing = reckoned(ONE_A_WEEK, each_week[:-1], two_years, date(2018, 1, 1))
    assert (one_missing.periods_met, one_missing.met) == (103, False)


def test_a_number_a_week_is_settled_only_when_the_last_week_is_over() -> None:
    target = ONE_A_WEEK
    in_may = reckoned(target, times(3), today=date(2018, 5, 2))
    assert in_may.met is None
    assert (in_may.periods, in_may.periods_over, in_may.periods_met) == (52, 17, 3)
    assert (in_may.expected, in_may.goal) == (17, 52)


def test_the_week_that_runs_is_not_yet_expected_but_may_be_filled() -> None:
    target = Target(kind=TargetKind.PER_WEEK, count=2)
    monday, sunday = date(2018, 1, 8), date(2018, 1, 14)
    done = [Done(on=monday), Done(on=monday)]
    assert reckoned(target, done, today=sunday).periods_over == 1
    assert reckoned(target, done, today=sunday).periods_met == 1
    assert reckoned(target, done, today=sunday + timedelta(days=1)).periods_over == 2


def test_a_cut_last_week_is_over_when_the_plan_is() -> None:
    to_a_friday = (date(2018, 1, 1), date(2018, 1, 12))
    found = reckoned(ONE_A_WEEK, times(2, date(2018, 1, 2)), to_a_friday, date(2018, 1, 13))
    assert (found.periods, found.periods_over, found.periods_met, found.met) == (2, 2, 2, True)


def test_work_in_a_week_too_short_to_count_is_in_the_total_alone() -> None:
    from_a_friday = (date(2016, 1, 1), date(2016, 1, 17))
    found = reckoned(ONE_A_WEEK, [Done(on=date(2016, 1, 2))], from_a_friday)
    assert (found.outcome, found.periods, found.periods_met) == (1, 2, 0)


def test_work_in_a_cut_week_at_the_end_does_not_fill_the_week_before() -> None:
    to_a_tuesday = (date(2018, 1, 1), date(2018, 1, 16))
    found = reckoned(ONE_A_WEEK, [Done(on=date(2018, 1, 3)), Done(on=date(2018, 1, 15))], to_a_tuesday)
    assert (found.outcome, found.periods, found.periods_met, found.met) == (2, 2, 1, False)


def test_a_forum_once_a_month() -> None:
    done = [Done(on=date(2018, month, 28)) for month in range(1, 13)]
    target = Target(kind=TargetKind.PER_MONTH, count=1)
    assert reckoned(target, done).met is True
    without_july = reckoned(target, done[:6] + done[7:])
    assert (without_july.periods, without_july.periods_met, without_july.met) == (12, 11, False)


def test_ten_each_year_is_asked_of_each_year() -> None:
    target = Target(kind=TargetKind.PER_YEAR, count=10)
    two_years = (date(2018, 1, 1), date(2019, 12, 31))
    all_in_the_first = reckoned(target, times(20), two_years, date(2020, 1, 1))
    assert (all_in_the_first.outcome, all_in_the_first.goal) == (20, 20)
    assert (all_in_the_first.periods_met, all_in_the_first.met) == (1, False)


def test_three_a_week_on_average_may_be_uneven() -> None:
    target = Target(kind=TargetKind.AVERAGE_PER_WEEK, count=3)
    in_one_spring = [Done(on=date(2018, 3, 1))] * 160
    found = reckoned(target, in_one_spring)
    assert found.goal == pytest.approx(3 * 365 / 7)
    assert found.average == pytest.approx(160 * 7 / 365)
    assert found.met is True
    assert reckoned(target, in_one_spring[:156]).met is False
    assert reckoned(target, in_one_spring[:157]).met is True


def test_an_average_is_reckoned_over_the_days_that_have_begun() -> None:
    target = Target(kind=TargetKind.AVERAGE_PER_WEEK, count=3)
    after_two_weeks = reckoned(target, times(6, every=1), today=date(2018, 1, 14))
    assert after_two_weeks.average == pytest.approx(5 / 2)
    after_two_weeks = reckoned(target, times(6, date(2018, 1, 2), 1), today=date(2018, 1, 14))
    assert after_two_weeks.average == pytest.approx(3)
    assert after_two_weeks.expected == pytest.approx(3 * 13 / 7)
    assert after_two_weeks.met is None


def test_before_the_start_nothing_is_expected_or_averaged() -> None:
    before = date(2017, 11, 1)
    for kind in TargetKind:
        found = reckoned(Target(kind=kind, count=3), times(9), today=before)
        assert (found.outcome, found.expected, found.met, found.average) == (0, 0, None, None)
        assert (found.periods_over, found.periods_met, found.times, found.totals) == (0, 0, 0, ())


def test_an_open_end_has_no_goal_per_week_and_is_never_settled() -> None:
    open_end = (date(2018, 1, 1), None)
    per_week = reckoned(ONE_A_WEEK, times(10, date(2018, 1, 2)), open_end, date(2018, 3, 14))
    assert (per_week.goal, per_week.expected, per_week.share, per_week.met) == (None, 10, 1.0, None)
    assert (per_week.periods, per_week.periods_over, per_week.periods_met) == (11, 10, 10)
    average = reckoned(ONE_A_WEEK_ON_AVERAGE, times(10), open_end, date(2018, 3, 12))
    assert (average.goal, average.expected, average.share, average.met) == (None, 10, 0.9, None)
    in_all = reckoned(at_least(8), times(4), open_end, date(2018, 3, 14))
    assert (in_all.goal, in_all.expected, in_all.share, in_all.met) == (8, 0, 0.5, None)


def test_an_open_end_that_is_closed_is_judged_by_the_weeks_that_are_over() -> None:
    open_end = (date(2018, 1, 1), None)
    target = ONE_A_WEEK
    done = times(10, date(2018, 1, 2))
    assert reckoned(target, done, open_end, date(2018, 3, 14), is_closed=True).met is True
    assert reckoned(target, done[1:], open_end, date(2018, 3, 14), is_closed=True).met is False
    assert reckoned(target, [], open_end, date(2018, 1, 2), is_closed=True).met is None
    average = ONE_A_WEEK_ON_AVERAGE
    assert reckoned(average, done, open_end, date(2018, 3, 12), is_closed=True).met is True
    assert reckoned(average, done[1:], open_end, date(2018, 3, 12), is_closed=True).met is False


def test_without_a_start_the_time_begins_with_the_first_thing_done() -> None:
    found = reckoned(ONE_A_WEEK, times(3, date(2018, 5, 8)), (None, date(2018, 6, 3)), AFTER)
    assert (found.outcome, found.periods, found.periods_met) == (3, 4, 3)
    assert reckoned(ONE_A_WEEK, [], (None, None), AFTER).outcome == 0


def test_a_period_that_ends_before_it_starts_breaks_nothing() -> None:
    backwards = (date(2018, 12, 31), date(2018, 1, 1))
    for kind in TargetKind:
        found = reckoned(Target(kind=kind, count=3), times(9), backwards)
        assert found.outcome == 0
        assert found.met is not True or found.goal == 0


def test_what_was_done_outside_the_period_or_after_today_does_not_count() -> None:
    done = [
        Done(on=date(2017, 12, 31)),
        Done(on=date(2018, 1, 1)),
        Done(on=date(2018, 12, 31)),
        Done(on=date(2019, 1, 1)),
    ]
    assert reckoned(at_least(1), done).outcome == 2
    assert reckoned(at_least(1), done, today=date(2018, 12, 30)).outcome == 1


@pytest.mark.parametrize("kind", list(TargetKind))
def test_a_target_without_a_number_is_none(kind: TargetKind) -> None:
    found = reckoned(Target(kind=kind), times(5))
    assert (found.outcome, found.goal, found.share, found.met, found.expected) == (5, None, None, None, 0)


def test_without_a_target_what_was_done_is_counted_all_the_same() -> None:
    found = reckoned(NO_TARGET, times(5))
    assert (found.outcome, found.times, found.goal, found.met) == (5, 5, None, None)


TOREBODA = (
    "trafikinsatser",
    "alkoholpåverkade",
    "drogpåverkade förare",
    "utan körkort",
    "drogpåverkade",
    "fordon",
)


def test_one_activity_may_count_several_things_and_one_of_them_towards_the_target() -> None:
    half = Done(on=date(2018, 3, 1), counters=tuple(zip(TOREBODA, (30, 9, 8, 20, 25, 5), strict=True)))
    rest = Done(on=date(2018, 9, 1), counters=tuple(zip(TOREBODA, (27, 7, 9, 29, 30, 6), strict=True)))
    found = reckoned(at_least(50, "Trafikinsatser"), [rest, half])
    assert (found.outcome, found.met, found.times) == (57, True, 2)
    assert [each.number for each in found.totals] == [57, 16, 17, 49, 55, 11]
    assert tuple(each.label for each in found.totals) == TOREBODA


def test_a_counter_is_the_same_however_it_is_typed_and_keeps_its_first_spelling() -> None:
    done = [
        Done(on=date(2018, 2, 1), counters=(("Besökare", 10),)),
        Done(on=date(2018, 3, 1), counters=((" besökare ", 5), ("BESÖKARE", 1))),
    ]
    found = reckoned(at_least(20, "besökare"), done)
    assert found.totals == (CounterTotal(label="Besökare", number=16),)
    assert found.outcome == 16


def test_an_occurrence_without_the_targets_counter_adds_nothing_to_it() -> None:
    found = reckoned(at_least(1, "insatser"), [Done(on=date(2018, 2, 1), counters=(("fordon", 3),))])
    assert (found.outcome, found.met, found.times) == (0, False, 1)


@given(TARGETS, st.lists(DONE, max_size=12), st.dates(date(2017, 1, 1), date(2021, 1, 1)), st.randoms())
def test_the_order_in_which_work_was_written_down_does_not_matter(
    target: Target, done: list[Done], today: date, rng: random.Random
) -> None:
    shuffled = list(done)
    rng.shuffle(shuffled)
    period = (date(2018, 1, 1), date(2019, 12, 31))
    assert reckoned(target, done, period, today) == reckoned(target, shuffled, period, today)


@given(
    TARGETS, st.lists(DONE, max_size=12), DONE, st.dates(date(2017, 1, 1), date(2021, 1, 1)), st.booleans()
)
def test_more_work_never_takes_a_target_further_away(
    target: Target, done: list[Done], more: Done, today: date, is_closed: bool
) -> None:
    period = (date(2018, 1, 1), date(2019, 12, 31))
    less = reckoned(target, done, period, today, is_closed)
    greater = reckoned(target, [*done, more], period, today, is_closed)
    assert greater.outcome >= less.outcome
    assert greater.periods_met >= less.periods_met
    assert (greater.expected, greater.goal) == (less.expected, less.goal)
    assert not (less.met is True and greater.met is not True)


@given(
    TARGETS, st.lists(DONE, max_size=12), st.dates(date(2017, 1, 1), date(2021, 1, 1)), st.integers(0, 400)
)
def test_what_is_expected_only_grows_and_never_past_the_goal(
    target: Target, done: list[Done], today: date, days: int
) -> None:
    period = (date(2018, 1, 1), date(2019, 12, 31))
    now = reckoned(target, done, period, today)
    later = reckoned(target, done, period, today + timedelta(days=days))
    assert now.expected <= later.expected
    if now.goal is not None:
        assert now.expected <= now.goal + 1e-9
    assert now.periods_over <= now.periods
    assert now.periods_met <= now.periods


@given(TARGETS, st.lists(DONE, max_size=12), st.dates(date(2020, 1, 1), date(2021, 1, 1)))
def test_a_target_is_settled_once_its_time_is_over(target: Target, done: list[Done], today: date) -> None:
    found = reckoned(target, done, (date(2018, 1, 1), date(2019, 12, 31)), today)
    assert (found.met is None) == (target.kind is TargetKind.NONE or target.count is None)
