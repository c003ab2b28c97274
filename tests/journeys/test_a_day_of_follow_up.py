"""A day of follow-up: what was promised against what was done, tertial by tertial, and what goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from tests.journeys.office import ROOT, OpenOffice, part

HEADING = """
[[organisation]]
handle = "polisen"
name = "Polisen"
kind = "police"

[[contact]]
handle = "kommunpolis"
function = "kommunpolis"
organisation = "polisen"

[[agreement]]
municipality = "Kungsbacka kommun"
starts_on = 2021-01-01
ends_on = 2022-12-31

[[promise]]
handle = "synas"
number = 1
text = "Polisen ska synas."
"""


def _activity(title: str, target: str, count: int, days: Iterable[dt.date]) -> str:
    """An activity over two years, as a readable plan has it, with the days on which it was done."""
    occurrences = ", ".join(f"{{ on = {day} }}" for day in days)
    return f"""
[[activity]]
title = "{title}"
owner = "kommunpolis"
responsibility = "police"
schedule = "standing"
starts_on = 2021-01-01
ends_on = 2022-12-31
target = "{target}"
target_count = {count}
promises = ["synas"]
occurrences = [{occurrences}]
"""


def _every(days: int, first: str, count: int) -> list[dt.date]:
    begin = dt.date.fromisoformat(first)
    return [begin + dt.timedelta(days * number) for number in range(count)]


def _line(office: OpenOffice, plan: str, number: str, today: str) -> dict[str, Any]:
    found = office.asks("list", plan, "--today", today)
    return next(one for one in found if one["number"] == number)


def _standing(
    office: OpenOffice, plan: str, number: str, today: str
) -> tuple[float, float | None, bool | None]:
    """The outcome, the goal, and whether the target is met."""
    line = _line(office, plan, number, today)
    return line["outcome"], line["outcome_goal"], line["met"]


def test_each_kind_of_target_is_held_against_what_was_done(open_office: OpenOffice) -> None:
    office, plan = open_office, "kungsbacka.plan"
    # 62 visits in two years are fewer than one a week, and those of the summers make up for no winter.
    summers = [*_every(3, "2021-06-01", 31), *_every(3, "2022-06-01", 31)]
    office.is_handed(
        plan,
        HEADING
        + _activity("Föräldramöten", "at_least", 8, _every(30, "2021-02-01", 20))
        + _activity("Besök på torget", "per_week", 1, summers)
        + _activity("Kontakter", "average_per_week", 3, []),
    )

    assert _standing(office, plan, "K1", "2021-07-01") == (6, 8, None)
    assert _standing(office, plan, "K1", "2022-12-31") == (20, 8, True)

    outcome, goal, met = _standing(office, plan, "K2", "2023-01-01")
    assert (outcome, met) == (62, False)
    assert goal is not None
    assert 104 <= goal <= 106
    assert _standing(office, plan, "K2", "2021-01-05")[2] is None

    office.does("set", plan, "K3", "vad som räknas=kontakter")
    office.does("log", plan, "K3", "--on", "2021-03-01", "kontakter=200", "tips=4")
    assert _standing(office, plan, "K3", "2022-12-31")[::2] == (200, None)
    office.does("log", plan, "K3", "--on", "2022-10-01", "kontakter=113")
    assert _standing(office, plan, "K3", "2022-12-31")[::2] == (313, True)
    # Logging the same day again corrects it.
    office.does("log", plan, "K3", "--on", "2022-10-01", "kontakter=13")
    assert _standing(office, plan, "K3", "2023-01-01")[::2] == (213, False)

    office.does("report", plan, "status", "-o", "tva-ar.pdf", "--today", "2023-01-10")
    paper = office.reads("tva-ar.pdf")
    assert "Mål: minst 8" in paper
    assert "Utfall: 20" in paper
    assert "Utfall: 62" in paper
    assert "213" in part(paper, "K3", "Aktiviteter utan löfte")


def test_many_things_are_counted_under_one_activity(open_office: OpenOffice) -> None:
    office, plan = open_office, "toreboda.plan"
    office.is_handed(plan, (ROOT / "tests/plans/toreboda-2018.toml").read_text(encoding="utf-8"))
    office.does("report", plan, "status", "-o", "toreboda.pdf", "--today", "2019-01-15")
    paper = office.reads("toreboda.pdf")
    for counted in (
        "57 insatser", "16 alkoholpåverkade förare", "17 drogpåverkade förare", "49 förare utan körkort",
        "55 drogpåverkade personer", "11 beslagtagna fordon",
    ):  # fmt: skip
        assert counted in paper

    # Only what the activity is counted by is its outcome; a by-product never is.
    assert _standing(office, plan, "K1", "2019-01-15") == (57, None, None)
    office.does("set", plan, "K1", "mål=minst", "målantal=60")
    assert _standing(office, plan, "K1", "2019-01-15") == (57, 60, False)
    occurrence = office.asks("show", plan, "K1")["occurrences"][0]
    assert occurrence["counters"]["beslagtagna fordon"] == 11
    assert len(occurrence["counters"]) == 6


def test_a_monthly_forum_is_late_soon_or_neither_by_its_own_calendar(open_office: OpenOffice) -> None:
    office, plan, forum = open_office, "nykoping.plan", "K7"
    office.is_handed(plan, (ROOT / "tests/plans/nykoping-2017-2019.toml").read_text(encoding="utf-8"))
    assert _line(office, plan, forum, "2018-01-03")["late"] is False
    assert _line(office, plan, forum, "2018-01-04")["late"] is True

    for day in ("2018-01-03", "2018-02-07", "2018-03-07", "2018-04-04", "2018-05-02"):
        office.does("log", plan, forum, "--on", day, "--attendance", "12")
    # The sixth of June is a holiday: the forum was moved a week. July is left out.
    seen = _line(office, plan, forum, "2018-05-29")
    assert (seen["due"], seen["due_soon"], seen["late"]) == ("2018-06-13", False, False)
    assert _line(office, plan, forum, "2018-05-30")["due_soon"] is True
    assert _line(office, plan, forum, "2018-06-14")["late"] is True
    office.does("log", plan, forum, "--on", "2018-06-13")
    assert _line(office, plan, forum, "2018-07-10")["due"] == "2018-08-01"

    def found(text: str, today: str) -> list[str]:
        return [one["number"] for one in office.asks("list", plan, text, "--today", today)]

    assert found("läge:snart", "2018-07-20") == [forum]
    assert found("läge:försenad", "2018-07-20") == []
    assert found("läge:försenad", "2018-08-02") == [forum]
    assert found("vecka:31", "2018-07-20") == [forum]

    office.adds(plan, "uppföljning", f"aktivitet={forum}", "år=2018", "period=T3", "färg=röd", "skäl=få kom")
    lights = office.asks("list", plan, "--table", "uppföljning", "år:2018", "--sort", "period")
    assert [(one["period"], one["light"]) for one in lights] == [
        ("T1", "yellow"), ("T2", "green"), ("T3", "red"),
    ]  # fmt: skip
    # The light is a judgement; it says nothing of how far the activity has come.
    assert _line(office, plan, forum, "2018-12-31")["state"] == "ongoing"
    office.does("report", plan, "status", "-o", "t3.pdf", "--today", "2018-12-31")
    assert "Uppföljning T3 2018: röd. få kom" in office.reads("t3.pdf")


def test_a_promise_goes_on_under_next_years_agreement(open_office: OpenOffice) -> None:
    office, plan = open_office, "saffle.plan"
    office.is_handed(plan, (ROOT / "resources/plans/saffle-2017.toml").read_text(encoding="utf-8"))
    old = office.asks("list", plan, "--table", "agreement")[0]["id"]
    promises = {one["number"]: one["id"] for one in office.asks("list", plan, "--table", "löfte")}
    new = office.adds(
        plan, "överenskommelse", "kommun=Säffle kommun", "lokalpolisområde=Lokalpolisområde Arvika",
        "titel=Medborgarlöften 2018", "från=2018-01-01", "till=2018-12-31", f"ersätter={old}",
    )  # fmt: skip

    # With two agreements in the plan, nothing is guessed.
    answer = office.types("add", plan, "löfte", "nummer=2", "text=Fortsätta synas")
    assert (answer.code, answer.out) == (2, "")
    carried = office.adds(
        plan, "löfte", "överenskommelse=Medborgarlöften 2018", "nummer=2", "text=Fortsätta synas",
        f"överförd från={promises[2]}",
    )  # fmt: skip
    number = office.adds(
        plan, "aktivitet", f"överenskommelse={new}", "titel=Fotpatrull", "senast klart=2018-03-01",
        "överförd från=K5",
    )  # fmt: skip
    office.does("link", plan, number, carried)

    assert office.asks("show", plan, carried)["carried_from"] == promises[2]
    shown = office.does("show", plan, "K5")
    assert f"{number} Fotpatrull" in shown

    office.does("report", plan, "status", "-o", "2018.pdf", "--today", "2018-02-05")
    paper = office.reads("2018.pdf")
    assert "Medborgarlöften 2018" in paper
    assert "Överfört från en tidigare överenskommelse" in paper
    assert "Trygghetsvandring i området" not in paper
    office.does("report", plan, "status", "-o", "2017.pdf", "--today", "2018-02-05", "--agreement", old)
    assert "Trygghetsvandring i området" in office.reads("2017.pdf")
