"""A readable plan is taken apart into drafts, or answered with the place of what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.drafts import (
    ActivityDraft,
    AgendaItemDraft,
    AreaDraft,
    CounterDraft,
    DateExceptionDraft,
    MeetingDraft,
    SignatoryDraft,
    faults,
)
from db.errors import BadPlanFile, FaultKind, PlanFileFault
from db.operations.readable_plan import NO_KEY_YET, TABLES, Entry, read_entries

ROOT = Path(__file__).parents[2]
PLANS = sorted([*(ROOT / "resources" / "plans").glob("*.toml"), *(ROOT / "tests" / "plans").glob("*.toml")])

AGREEMENT = """
[[agreement]]
handle = "a"
municipality = "Provköping"
"""


def entries_of(text: str) -> dict[str, Entry]:
    return {entry.place: entry for entry in read_entries(AGREEMENT + text)}


def refusal(text: str, before: str = AGREEMENT) -> BadPlanFile:
    with pytest.raises(BadPlanFile) as caught:
        read_entries(before + text)
    return caught.value


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_plan_that_comes_with_the_project_can_be_read(path: Path) -> None:
    entries = read_entries(path.read_text(encoding="utf-8"))
    assert {entry.draft.ENTITY for entry in entries} <= set(TABLES)
    assert all(not faults(entry.draft) for entry in entries)


@given(st.data())
def test_whatever_the_order_in_the_file_a_thing_comes_after_those_it_refers_to(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PLANS))
    text = path.read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=\[\[\w+\]\]$)", text)
    shuffled = read_entries("\n".join(data.draw(st.permutations(blocks))))
    met: set[str] = set()
    for entry in shuffled:
        assert met.issuperset(entry.references.values())
        met.add(entry.place)
    assert Counter(entry.draft for entry in shuffled) == Counter(entry.draft for entry in read_entries(text))


def test_the_order_of_the_file_is_kept_where_nothing_else_is_asked() -> None:
    entries = read_entries(AGREEMENT + '[[area]]\nname = "B"\n[[area]]\nname = "A"\n')
    assert [entry.place for entry in entries] == ["agreement[1]", "area[1]", "area[2]"]


def test_what_belongs_to_the_only_agreement_need_not_name_it() -> None:
    entry = entries_of('[[activity]]\ntitle = "Fotpatrull"')["activity[1]"]
    assert entry.references == {"agreement": "agreement[1]"}
    assert entry.draft == ActivityDraft(agreement=NO_KEY_YET, title="Fotpatrull")


def test_dates_times_numbers_and_truths_keep_their_types() -> None:
    text = """
    [[activity]]
    title = "Vandring"
    due_on = 2017-10-12
    one_off = false
    target = "at_least"
    target_count = 2
    [[meeting]]
    on = 2017-02-07
    starts_at = 13:30:00
    """
    entries = entries_of(text)
    activity, meeting = entries["activity[1]"].draft, entries["meeting[1]"].draft
    assert isinstance(activity, ActivityDraft)
    assert isinstance(meeting, MeetingDraft)
    assert activity.due_on == dt.date(2017, 10, 12)
    assert activity.one_off is False
    assert (activity.target_count, type(activity.target_count)) == (2.0, float)
    assert meeting.starts_at == dt.time(13, 30)


def test_what_is_written_inside_a_thing_refers_to_it() -> None:
    text = """
    [[activity]]
    title = "Forum"
    schedule = "recurring"
    rule = "FREQ=MONTHLY"
    starts_on = 2018-01-03
    exceptions = [{ on = 2018-07-03, reason = "Semester" }]
    """
    entry = entries_of(text)["activity[1].exceptions[1]"]
    assert entry.references == {"activity": "activity[1]"}
    assert entry.draft == DateExceptionDraft(activity=NO_KEY_YET, on=dt.date(2018, 7, 3), reason="Semester")


def test_counters_are_a_table_of_labels_and_numbers() -> None:
    text = """
    [[activity]]
    title = "Insatser"
    occurrences = [{ on = 2018-12-31, counters = { insatser = 57, "utan körkort" = 49 } }]
    """
    entries = entries_of(text)
    counters = [entry.draft for entry in entries.values() if isinstance(entry.draft, CounterDraft)]
    assert {counter.label: counter.number for counter in counters} == {"insatser": 57.0, "utan körkort": 49.0}
    assert entries["activity[1].occurrences[1].counters.insatser"].references == {
        "occurrence": "activity[1].occurrences[1]"
    }


def test_signatories_and_agenda_items_are_numbered_as_they_are_listed() -> None:
    text = """
    [[contact]]
    handle = "ks"
    function = "kommunalråd"
    [[contact]]
    handle = "lpo"
    function = "lokalpolisområdeschef"
    [[agreement]]
    municipality = "Säffle kommun"
    signatories = ["lpo", "ks"]
    [[meeting]]
    on = 2017-02-07
    agenda = [{ title = "Öppnande" }, { title = "Läget" }]
    """
    entries = {entry.place: entry for entry in read_entries(text)}
    signatories = [
        (entry.draft.position, entry.references["contact"])
        for entry in entries.values()
        if isinstance(entry.draft, SignatoryDraft)
    ]
    agenda = [entry.draft for entry in entries.values() if isinstance(entry.draft, AgendaItemDraft)]
    assert sorted(signatories) == [(1, "contact[2]"), (2, "contact[1]")]
    assert [(item.number, item.title) for item in agenda] == [(1, "Öppnande"), (2, "Läget")]


def test_participants_may_be_contacts_and_organisations() -> None:
    text = """
    [[organisation]]
    handle = "polisen"
    name = "Polisen"
    [[contact]]
    handle = "kommunpolis"
    function = "kommunpolis"
    [[activity]]
    title = "Vandring"
    participants = ["polisen", "kommunpolis"]
    """
    assert entries_of(text)["activity[1]"].links == ("organisation[1]", "contact[1]")


def test_a_file_that_is_not_toml_is_answered_with_line_and_column() -> None:
    wrong = refusal('[[agreement]]\nmunicipality = "Säffle\n', before="")
    assert (wrong.reason, wrong.place) == (PlanFileFault.NOT_TOML, "2:23")


def test_a_file_that_breaks_off_is_answered_with_its_end() -> None:
    wrong = refusal("[[agreement]]\nmunicipality = ", before="")
    assert wrong.reason is PlanFileFault.NOT_TOML
    assert wrong.place.startswith("2:")


def test_a_day_that_does_not_exist_is_answered_with_its_line() -> None:
    wrong = refusal('[[agreement]]\nmunicipality = "Karlstad"\nstarts_on = 2023-06-31', before="")
    assert (wrong.reason, wrong.place[:2]) == (PlanFileFault.NOT_TOML, "3:")


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 50_000])
def test_what_no_reader_can_hold_is_not_toml(value: str) -> None:
    assert refusal(f"x = {value}", before="").reason is PlanFileFault.NOT_TOML


@pytest.mark.parametrize(
    ("value", "reason"),
    [("9" * 18, PlanFileFault.INVALID), ("0x" + "f" * 9999, PlanFileFault.WRONG_TYPE)],
)
def test_a_number_too_large_for_any_target_is_refused(value: str, reason: PlanFileFault) -> None:
    wrong = refusal(f'[[activity]]\ntitle = "X"\ntarget_count = {value}')
    assert (wrong.reason, wrong.place) == (reason, "activity[1].target_count")


def test_an_unknown_table_is_answered_with_the_nearest() -> None:
    wrong = refusal('[[activty]]\ntitle = "X"')
    assert (wrong.reason, wrong.place, wrong.nearest) == (PlanFileFault.UNKNOWN_TABLE, "activty", "activity")


@pytest.mark.parametrize("table", ["activity_promise", "activity_cause", "participant", "note", "op", "site"])
def test_links_notes_and_the_log_are_no_tables_of_a_file(table: str) -> None:
    assert refusal(f"[[{table}]]").reason is PlanFileFault.UNKNOWN_TABLE


@pytest.mark.parametrize("field", ["id", "alive", "number", "next_due", "colour"])
def test_a_field_that_is_not_a_persons_to_write_is_unknown(field: str) -> None:
    wrong = refusal(f'[[activity]]\ntitle = "X"\n{field} = 1')
    assert (wrong.reason, wrong.place) == (PlanFileFault.UNKNOWN_FIELD, f"activity[1].{field}")


def test_an_unknown_field_is_answered_with_the_nearest_even_of_links() -> None:
    assert refusal('[[activity]]\ntitle = "X"\npromise = ["p"]').nearest == "promises"


def test_a_part_may_not_name_another_whole() -> None:
    text = '[[activity]]\nhandle = "x"\ntitle = "X"\noccurrences = [{ on = 2017-01-01, activity = "x" }]'
    wrong = refusal(text)
    assert (wrong.reason, wrong.place) == (
        PlanFileFault.UNKNOWN_FIELD,
        "activity[1].occurrences[1].activity",
    )


def test_an_unknown_handle_is_answered_with_the_nearest_of_the_right_table() -> None:
    text = """
    [[contact]]
    handle = "samordnare"
    function = "samordnare"
    [[area]]
    handle = "samordnar"
    name = "X"
    [[activity]]
    title = "X"
    owner = "samordnaren"
    """
    wrong = refusal(text)
    assert (wrong.reason, wrong.place) == (PlanFileFault.UNKNOWN_HANDLE, "activity[1].owner")
    assert (wrong.given, wrong.nearest) == ("samordnaren", "samordnare")


def test_an_unknown_handle_in_a_list_is_placed_by_its_number() -> None:
    assert refusal('[[activity]]\ntitle = "X"\npromises = ["nej"]').place == "activity[1].promises[1]"


def test_a_handle_of_another_table_is_refused() -> None:
    wrong = refusal('[[activity]]\ntitle = "X"\nparticipants = ["a"]')
    assert (wrong.reason, wrong.given) == (PlanFileFault.WRONG_TABLE, "a")
    assert wrong.choices == ("contact", "organisation")


def test_a_handle_belongs_to_one_thing_only() -> None:
    wrong = refusal('[[area]]\nhandle = "a"\nname = "X"')
    assert (wrong.reason, wrong.place) == (PlanFileFault.HANDLE_TWICE, "area[1].handle")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('activity = "X"', "activity"),
        ('activity = ["X"]', "activity[1]"),
        ("[[activity]]\ntitle = 7", "activity[1].title"),
        ('[[activity]]\ntitle = "X"\none_off = 1', "activity[1].one_off"),
        ('[[activity]]\ntitle = "X"\ndue_on = 2017-01-01T12:00:00', "activity[1].due_on"),
        ('[[activity]]\ntitle = "X"\ndue_on = "2017-01-01"', "activity[1].due_on"),
        ('[[activity]]\ntitle = "X"\ntarget_count = true', "activity[1].target_count"),
        ('[[activity]]\ntitle = "X"\nowner = 1', "activity[1].owner"),
        ('[[activity]]\ntitle = "X"\nnotes = "ett"', "activity[1].notes"),
        ('[[activity]]\ntitle = "X"\nnotes = ["ett", 2]', "activity[1].notes[2]"),
        ('[[activity]]\ntitle = "X"\npromises = [1]', "activity[1].promises[1]"),
        ('[[area]]\nhandle = 1\nname = "X"', "area[1].handle"),
        ("[[source]]\nfindings = 1", "source[1].findings"),
        (
            '[[activity]]\ntitle = "X"\noccurrences = [{ on = 2017-01-01, counters = 1 }]',
            "activity[1].occurrences[1].counters",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_answered_with_its_place(text: str, place: str) -> None:
    wrong = refusal(text + "\n", before="") if text.startswith("activity =") else refusal(text)
    assert (wrong.reason, wrong.place) == (PlanFileFault.WRONG_TYPE, place)


def test_an_invalid_draft_is_answered_with_its_place_and_all_its_faults() -> None:
    wrong = refusal('[[activity]]\nschedule = "recurring"\nrule = "FREQ=OFTEN"\nstate = "klar"')
    assert (wrong.reason, wrong.place) == (PlanFileFault.INVALID, "activity[1].title")
    assert {(fault.field, fault.kind) for fault in wrong.faults} >= {
        ("title", FaultKind.REQUIRED),
        ("rule", FaultKind.NOT_A_RULE),
        ("state", FaultKind.NOT_A_CHOICE),
    }


def test_two_occurrences_on_one_day_would_be_one_and_are_refused() -> None:
    text = '[[activity]]\ntitle = "X"\noccurrences = [{ on = 2017-01-01 }, { on = 2017-01-01, text = "Y" }]'
    wrong = refusal(text)
    assert (wrong.reason, wrong.place) == (PlanFileFault.SAME_TWICE, "activity[1].occurrences[2]")
    assert wrong.given == "2017-01-01"


def test_things_that_refer_to_each_other_in_a_circle_are_refused() -> None:
    text = '[[area]]\nhandle = "x"\nname = "X"\nparent = "y"\n[[area]]\nhandle = "y"\nname = "Y"\nparent="x"'
    wrong = refusal(text)
    assert (wrong.reason, wrong.choices) == (PlanFileFault.CIRCLE, ("area[1]", "area[2]"))


def test_a_plan_file_has_an_agreement() -> None:
    assert refusal('[[area]]\nname = "X"', before="").reason is PlanFileFault.NO_AGREEMENT


def test_where_there_are_several_agreements_each_thing_names_its_own() -> None:
    wrong = refusal('[[agreement]]\nmunicipality = "Grannby"\n[[activity]]\ntitle = "X"')
    assert (wrong.reason, wrong.place) == (PlanFileFault.WHICH_AGREEMENT, "activity[1].agreement")


@given(st.text())
def test_any_text_is_read_or_refused_as_a_plan_file(text: str) -> None:
    with pytest.raises(BadPlanFile):
        read_entries(text)


def test_a_long_chain_of_references_is_read() -> None:
    links = "".join(
        f'[[area]]\nhandle = "{n}"\nname = "X"\n' + (f'parent = "{n + 1}"\n' if n < 3000 else "")
        for n in range(3001)
    )
    entries = read_entries(AGREEMENT + links)
    assert next(entry.place for entry in entries if isinstance(entry.draft, AreaDraft)) == "area[3001]"
