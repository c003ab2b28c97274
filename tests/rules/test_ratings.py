"""Which area people feel least safe in, on scales that run either way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import GoodEnd
from db.rules.ratings import Rating, Scale, least_safe, safety_by_area

SAFFLE = Scale(lowest=1, highest=5, good_end=GoodEnd.HIGHEST)
POLICE = Scale(lowest=0, highest=6, good_end=GoodEnd.LOWEST)


def rated(area: str, rating: float, scale: Scale = SAFFLE, respondents: int | None = None) -> Rating[str]:
    return Rating(area=area, rating=rating, scale=scale, respondents=respondents)


def least(*ratings: Rating[str]) -> list[str]:
    return [each.area for each in least_safe(ratings)]


def test_the_ends_of_a_scale_are_nought_and_one_whichever_way_it_runs() -> None:
    assert (SAFFLE.safety(1), SAFFLE.safety(5), SAFFLE.safety(3)) == (0, 1, 0.5)
    assert (POLICE.safety(6), POLICE.safety(0), POLICE.safety(3)) == (0, 1, 0.5)
    assert SAFFLE.safety(3.8) == pytest.approx(0.7)


def test_where_five_is_best_the_lowest_figure_is_least_safe() -> None:
    assert least(rated("Centrum", 3.8), rated("Annelund", 3.1), rated("Höglunda", 4.2)) == ["Annelund"]


def test_where_nought_is_best_the_highest_figure_is_least_safe() -> None:
    assert least(rated("Centrum", 1.2, POLICE), rated("Annelund", 3.4, POLICE)) == ["Annelund"]


def test_figures_of_two_sources_stand_side_by_side() -> None:
    assert least(rated("Centrum", 3.8), rated("Annelund", 4.5, POLICE)) == ["Annelund"]
    assert least(rated("Centrum", 1.1), rated("Annelund", 4.5, POLICE)) == ["Centrum"]


def test_areas_that_share_the_lowest_place_are_all_given_in_the_order_met() -> None:
    assert least(rated("B", 3), rated("C", 4), rated("A", 3, POLICE)) == ["B", "A"]
    assert least(rated("A", 1.0 + 0.1 + 0.2), rated("B", 1.3)) == ["A", "B"]


def test_without_ratings_no_area_is_named() -> None:
    assert least_safe([]) == ()


def test_several_ratings_of_one_area_weigh_by_their_respondents() -> None:
    few, many = rated("A", 1, respondents=10), rated("A", 5, respondents=90)
    (area,) = safety_by_area([few, many])
    assert area.safety == pytest.approx(0.9)
    assert area.ratings == 2


def test_where_one_source_does_not_tell_its_respondents_all_weigh_alike() -> None:
    (area,) = safety_by_area([rated("A", 1), rated("A", 5, respondents=90)])
    assert area.safety == 0.5
    (area,) = safety_by_area([rated("A", 1, respondents=0), rated("A", 5, respondents=90)])
    assert area.safety == 0.5


def test_a_scale_without_length_says_nothing() -> None:
    flat = Scale(lowest=3, highest=3, good_end=GoodEnd.HIGHEST)
    assert least(rated("A", 3, flat), rated("B", 4)) == ["B"]
    assert least_safe([rated("A", 3, Scale(lowest=5, highest=1, good_end=GoodEnd.HIGHEST))]) == ()


def test_a_figure_past_the_end_of_its_scale_counts_as_the_end() -> None:
    assert (SAFFLE.safety(0), SAFFLE.safety(38), POLICE.safety(-1)) == (0, 1, 1)


@given(st.floats(0, 10), st.floats(-100, 100), st.floats(0.1, 100))
def test_turning_the_scale_round_turns_the_safety_round(rating: float, lowest: float, length: float) -> None:
    highest = lowest + length
    up = Scale(lowest=lowest, highest=highest, good_end=GoodEnd.HIGHEST).safety(rating)
    down = Scale(lowest=lowest, highest=highest, good_end=GoodEnd.LOWEST).safety(rating)
    assert up is not None
    assert down is not None
    assert 0 <= up <= 1
    assert up + down == pytest.approx(1)


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.floats(1, 5)), min_size=1))
def test_no_area_is_less_safe_than_the_one_named(figures: list[tuple[str, float]]) -> None:
    ratings = [rated(area, figure) for area, figure in figures]
    every = safety_by_area(ratings)
    assert [each.safety for each in every] == sorted(each.safety for each in every)
    assert least_safe(ratings)[0] == every[0]
    assert {each.area for each in every} == {area for area, _ in figures}
