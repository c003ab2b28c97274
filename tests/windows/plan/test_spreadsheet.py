"""Rows go to a spreadsheet and come back, whatever their cells hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from db.drafts import ActivityDraft
from db.kinds import ActivityState, Responsibility, ScheduleKind, TargetKind
from db.operations import NewActivity
from db.views.activity import ActivityLine
from db.views.pasting import PasteGround
from db.views.plan_table import PlanRow
from db.views.things import NamePart, ThingName
from desktop.windows.plan.columns import BY_ID, COLUMNS
from desktop.windows.plan.pasting import Pasted, read_rows
from desktop.windows.plan.spreadsheet import as_mime, read_cells
from desktop.words import Words

SV = Words("sv")
ALL = list(range(len(COLUMNS)))
POLICE = ThingName(
    "organisation", "o", True, "", (NamePart("name", "Polisen"), NamePart("short_name", "Pol"))
)
SCHOOL = ThingName("organisation", "s", True, "", (NamePart("name", "Tegnérskolan"),))
OF_SCHOOL = NamePart("organisation", "s", SCHOOL)
OF_POLICE = NamePart("organisation", "o", POLICE)
KEYS = [f"00000000-0000-4000-8000-{number:012}" for number in range(6)]
GROUND = PasteGround(
    contacts=(
        ThingName("contact", KEYS[0], True, "", (NamePart("function", "Kommunpolis"), OF_POLICE)),
        ThingName("contact", KEYS[1], True, "", (NamePart("function", "Rektor"), OF_POLICE)),
        ThingName("contact", KEYS[2], True, "", (NamePart("function", "Rektor"), OF_SCHOOL)),
    ),
    areas=(ThingName("area", KEYS[3], True, "", (NamePart("name", "Centrum"),)),),
    promises=(
        ThingName("promise", KEYS[4], True, "1", (NamePart("text", "Vi syns mer"),)),
        ThingName("promise", KEYS[5], True, "2", (NamePart("text", "Mer ljus"),)),
    ),
)  # fmt: skip


def a_row(**values: Any) -> PlanRow:
    known: dict[str, Any] = {
        "id": "a", "number": "K1", "title": "Torgmöte", "kind": "", "responsibility": Responsibility.POLICE,
    }  # fmt: skip
    return PlanRow(line=ActivityLine(**known | values), due_on=dt.date(2017, 6, 1))


def read(text: str, shown: list[int] | None = None) -> Pasted:
    return read_rows(
        SV,
        read_cells(text),
        shown=shown if shown is not None else ALL,
        ground=GROUND,
        preset=NewActivity(ActivityDraft(agreement=KEYS[0])),
        today=dt.date(2017, 5, 2),
    )


def test_rows_are_copied_with_headings_as_text_and_as_a_table() -> None:
    data = as_mime(SV, [a_row(owner="Kommunpolis")], [BY_ID["title"], BY_ID["owner"], BY_ID["when"]])
    assert data.text() == "Aktivitet\tAnsvarig\tNär\nTorgmöte\tKommunpolis\t2017-06-01"
    assert "<th>Aktivitet</th>" in data.html()
    assert ">Kommunpolis</td>" in data.html()


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+46 70 123", "-5 grader", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"],
)
def test_no_spreadsheet_takes_a_copied_cell_for_a_formula_and_it_comes_back_as_it_was(title: str) -> None:
    text = as_mime(SV, [a_row(title=title)], [BY_ID["title"], BY_ID["number"]]).text()
    cell = text.splitlines()[1].split("\t")[0]
    assert cell == "'" + title
    assert read(text).good[0].draft.title == title


def test_tabs_and_line_breaks_within_a_cell_make_no_new_cells() -> None:
    text = as_mime(SV, [a_row(title="En\trad\ntill", place="Här\r\noch där")], ALL).text()
    assert len(text.splitlines()) == 2
    assert text.splitlines()[1].split("\t")[1] == "En rad till"


def test_html_of_a_title_is_no_html() -> None:
    html = as_mime(SV, [a_row(title="<script>alert(1)</script>")], [1]).html()
    assert "<script>" not in html


def test_a_target_is_copied_as_two_figures() -> None:
    row = a_row(outcome=3.0, goal=8.0, target=TargetKind.AT_LEAST, target_count=8.0)
    assert as_mime(SV, [row], [BY_ID["target"]]).text() == "Utfall\tMålantal\n3\t8"


def test_what_was_copied_can_be_pasted_back() -> None:
    row = a_row(
        owner="Kommunpolis", owner_organisation="Pol", owner_id=KEYS[0], area="Centrum", place="Torget",
        state=ActivityState.PLANNED, late=True, target=TargetKind.AT_LEAST, target_count=8.0, goal=8.0,
        kind="market_stall",
    )  # fmt: skip
    pasted = read(as_mime(SV, [row], ALL).text())
    assert (pasted.mistakes, pasted.unknown) == ([], [])
    draft = pasted.good[0].draft
    assert (draft.title, draft.owner, draft.area, draft.place) == ("Torgmöte", KEYS[0], KEYS[3], "Torget")
    assert (draft.state, draft.responsibility, draft.kind) == (
        ActivityState.PLANNED, Responsibility.POLICE, "market_stall",
    )  # fmt: skip
    assert (draft.due_on, draft.schedule) == (dt.date(2017, 6, 1), ScheduleKind.ONCE)
    assert (draft.target, draft.target_count) == (TargetKind.AT_LEAST, 8.0)


def test_headings_are_known_in_either_language_and_in_any_order() -> None:
    pasted = read("State\tTitle\tLöften\nOngoing\tTorgmöte\t1, 2\n")
    assert pasted.good[0].draft.state is ActivityState.ONGOING
    assert pasted.good[0].links == (KEYS[4], KEYS[5])


def test_lines_without_tabs_are_titles() -> None:
    assert [one.draft.title for one in read("Torgmöte\n\nNattvandring\r\n").good] == [
        "Torgmöte",
        "Nattvandring",
    ]


def test_without_headings_the_shown_columns_say_which_cell_is_which() -> None:
    shown = [BY_ID["number"], BY_ID["title"], BY_ID["when"]]
    draft = read("Torgmöte\t1/6\nNattvandring\tv 23", shown).good[1].draft
    assert (draft.title, draft.due_on) == ("Nattvandring", dt.date(2017, 6, 9))


def test_every_mistake_is_told_by_row_and_column_and_the_right_rows_are_kept() -> None:
    pasted = read(
        "Aktivitet\tNär\tAnsvarig\tLäge\tLöften\tFärg\n"
        "Rätt\t2017-06-01\tKommunpolis\tPågår\t2\tröd\n"
        "\t32/13\tIngen\tKanske\t9\t\n"
        f"{'x' * 10_000}\t\tRektor\t\t\t\n"
        "Torg\u202emöte\t\t\t\t\t\n"
    )
    assert [one.draft.title for one in pasted.good] == ["Rätt"]
    assert pasted.unknown == ["Färg"]
    assert pasted.rows == 4
    told = {row: " ".join(one.text for one in pasted.mistakes if one.row == row) for row in (2, 3, 4, 5)}
    assert told[2] == ""
    for words in ("Titel måste fyllas i", "Senast klart: ”32/13”", "”Ingen”", "”Kanske”", "”9”"):
        assert words in told[3]
    assert "för lång" in told[4]
    assert "måste fyllas i" not in told[4]
    assert "Rektor" in told[4], "there are two of them, so it names nobody"
    assert "U+202E" in told[5]


def test_quoted_cells_may_hold_tabs_and_line_breaks_and_other_marks_are_letters() -> None:
    assert read_cells('a\t"b\tc\nd ""e"""\n"Föräldrar på stan"-möte\tf') == [
        ["a", 'b\tc\nd "e"'], ['"Föräldrar på stan"-möte', "f"],
    ]  # fmt: skip
    assert read_cells('"öppen\tb\nc') == [['"öppen', "b"], ["c"]]
    assert read_cells("\n \t \n") == []
    assert read_cells("") == []
