"""The status report on paper says all that its view holds, in both languages; nothing is lost or cut."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4

from db.kinds import ActivityState
from db.views.status import Named, StatusReport
from desktop.reports.faces import STAND_IN
from desktop.reports.paper import FOOT, LEFT, RIGHT
from desktop.reports.styles import PART, SECTION
from desktop.words import Language
from tests.reports.example_views import a_meeting, a_report, a_summary, an_activity, an_agreement
from tests.reports.hard_views import MARKUP, WORDLESS, absurd, long
from tests.reports.reading import printed, reader, stretches, words_of
from tests.reports.saffle_view import saffle

EXAMPLES = {"saffle": saffle(), "empty": a_report(), "long": long(120), "absurd": absurd()}


@pytest.fixture(scope="module", params=EXAMPLES, name="example")
def fixture_example(request: pytest.FixtureRequest) -> PdfReader:
    return reader(EXAMPLES[request.param])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_view_gives_the_same_bytes(language: Language) -> None:
    assert printed(saffle(), language) == printed(saffle(), language)


def test_another_day_another_language_another_state_give_other_bytes() -> None:
    report = saffle()
    others = [
        printed(replace(report, today=dt.date(2017, 5, 10))),
        printed(report, "en"),
        printed(replace(report, state="0" * 64)),
        printed(replace(report, final=True)),
    ]
    assert len({printed(report), *others}) == 5


def test_every_page_says_whose_it_is_and_which_page_it_is(example: PdfReader) -> None:
    count = len(example.pages)
    for number, page in enumerate(example.pages, 1):
        text = " ".join(page.extract_text().split())
        assert f"Sida {number} av" in text
        assert "4f1d0c9b" in text
        assert "2017-05-09" in text
        assert "Utkast" in text
    resources: Any = example.pages[0]["/Resources"]
    forms = [form.get_object().get_data() for form in resources["/XObject"].values()]
    assert any(f"({count})".encode() in form for form in forms)


def test_each_page_of_a_plain_report_names_both_parties_and_the_registration_number() -> None:
    for page in reader(saffle()).pages:
        text = " ".join(page.extract_text().split())
        assert "Säffle kommun · Lokalpolisområde Arvika · dnr KS 2016/412" in text


def test_a_final_report_is_no_draft() -> None:
    text = words_of(reader(replace(saffle(), final=True)))
    assert "SLUTLIG" in text
    assert "Utkast" not in text
    assert "utkast" not in text


def test_all_fonts_are_embedded(example: PdfReader) -> None:
    for page in example.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            descriptor = font.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor


def test_text_stays_inside_the_margins(example: PdfReader) -> None:
    for page in example.pages:
        for found in stretches(page, example):
            assert found.left >= LEFT - 0.5
            assert found.right <= A4[0] - RIGHT + 0.5
            assert found.bottom >= FOOT - 2
            assert found.top <= A4[1] - 30


def test_no_text_is_drawn_over_another(example: PdfReader) -> None:
    for number, page in enumerate(example.pages, 1):
        for one, other in combinations(stretches(page, example), 2):
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            assert wide < 0.3 or high < 0.3, (number, one, other)


@pytest.mark.parametrize("count", [0, 30, 31, 32, 33, 120])
def test_a_heading_has_something_under_it_on_its_page(count: int) -> None:
    pdf = reader(long(count) if count else saffle())
    for page in pdf.pages:
        found = [each for each in stretches(page, pdf) if each.bottom > FOOT + 25]
        headings = [each for each in found if each.size in (SECTION.size, PART.size)]
        for heading in headings:
            assert any(each.top < heading.bottom + 2 for each in found if each is not heading), heading


def test_a_long_table_repeats_its_heading_and_its_group_on_every_page() -> None:
    pdf = reader(long(120))
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    with_rows = [text for text in texts if "Senaste anteckning" in text]
    assert len(with_rows) > 10
    assert all("Mål och utfall" in text for text in with_rows)
    assert any("aktiviteter, forts." in text for text in with_rows)


def test_every_activity_is_told_in_full_once() -> None:
    text = words_of(reader(long(120)))
    for number in range(120):
        assert text.count(f"omgång {number + 1} ") >= 1
        assert f"Avstämt vecka {number % 52 + 1}:" in text


def test_the_report_tells_all_that_the_meeting_needs() -> None:
    text = words_of(reader(saffle()))
    for said in (
        "Arbetsgrupp tisdag 9 maj 2017 (vecka 19), 13:00, Stadshuset, Säffle",
        "2016-11-18 av kommunalråd, Kommunen och lokalpolisområdeschef, Polisen",
        "Ändrat sedan förra mötet (arbetsgrupp 2017-02-07)",
        "Senast klart 2017-09-28 2017-10-12",
        "varannan fredag varje fredag",
        "Det som ingen har rört",
        "26 % Önskar mer satsning på utemiljön. (Medborgardialog vecka 17 2016)",
        "Höglunda",
        "Lägst trygghet av alla områden",
        "Orsak 1:2: Nedskräpning vid återvinningen (ingen aktivitet verkar mot den)",
        "Försenat. 8 aktiviteter, 1 genomförd, 1 försenad.",
        "Gemensamma aktiviteter",
        "Polisens aktiviteter",
        "Kommunens aktiviteter",
        "Första lördagen i maj och oktober",
        "nått i 13 av 16 veckor hittills",
        "55 insatser, 11 alkoholpåverkade förare",
        "Uppföljning T1 2017: gul.",
        "K1 Trygghetsvandring i området med lägst trygghetsbetyg (planerad) står under medborgarlöfte 1.",
        "kommunpolis, Polisen (borttagen)",
        "Ingen ansvarig",
        "Aktiviteter utan löfte",
        "Öppna beslut från tidigare möten",
        "Försenat och närmast på tur",
    ):
        assert said in text, said


def test_the_report_speaks_english_as_well() -> None:
    text = words_of(reader(saffle(), "en"))
    for said in ("Status report", "Changes since the last meeting", "The police's activities", "Page 1 of"):
        assert said in text
    for unsaid in ("Sammanfattning", "Försenad", "Gemensamma aktiviteter"):
        assert unsaid not in text


def test_an_empty_plan_says_of_each_part_that_it_is_empty_and_what_to_do() -> None:
    text = words_of(reader(a_report()))
    for said in (
        "Planen har inga aktiviteter ännu.",
        "Överenskommelsen har inga löften ännu.",
        "Detta är det första mötet i planen",
        "Det finns inga aktiviteter att se på.",
        "Inget beslut från ett tidigare möte är öppet.",
        "Inget är försenat",
    ):
        assert said in text


def test_earlier_meetings_without_a_paper_are_told_apart_from_none() -> None:
    text = words_of(reader(replace(a_report(), earlier_meetings=True)))
    assert "Inget papper gjordes till ett tidigare möte" in text


def test_nothing_changed_since_is_said() -> None:
    text = words_of(reader(replace(a_report(), previous=a_meeting(dt.date(2017, 2, 7)))))
    assert "Inget i planen har ändrats sedan dess." in text


def test_names_from_all_over_europe_print_as_they_are_written() -> None:
    assert "Łukasz, Đorđević och Şahin" in words_of(reader(saffle()))
    assert STAND_IN not in words_of(reader(saffle()))


def test_signs_that_the_typeface_lacks_are_stood_in_for_and_named() -> None:
    text = words_of(reader(a_report((an_activity(title="Möte 日本 👮"),))))
    assert f"Möte {STAND_IN}{STAND_IN} {STAND_IN}" in text
    assert f"{STAND_IN} står för ett tecken som papprets typsnitt saknar" in text


def test_a_square_that_somebody_has_typed_is_no_lacking_sign() -> None:
    text = words_of(reader(a_report((an_activity(title=f"Möte {STAND_IN}"),))))
    assert "typsnitt saknar" not in text


def test_markup_in_a_text_is_only_text() -> None:
    text = words_of(reader(a_report((an_activity(title=MARKUP),))))
    for said in ("<b>fet</b>", "&", "<para>stycke</para>", "&amp;", "{klammer}", "%s"):
        assert said in text


def test_a_word_of_ten_thousand_letters_is_printed_to_its_last_letter() -> None:
    pages = reader(a_report((an_activity(text=WORDLESS),))).pages
    found = "".join(page.extract_text() for page in pages).replace("\n", "")
    broken_by_a_page = len(pages) - 1
    assert found.count("ord") >= len(WORDLESS) // 3 - broken_by_a_page


def test_an_activity_higher_than_a_page_goes_on_under_its_number() -> None:
    text = words_of(reader(a_report((an_activity("K7", text="Lång text. " * 1500),))))
    assert "K7 forts." in text


def test_a_selection_is_named_on_the_first_page_and_in_every_foot() -> None:
    report = replace(a_report((an_activity(),)), filter_text="ansvarig:polis", activities_in_all=8)
    pdf = reader(report)
    assert "ansvarig:polis: 1 av 8 aktiviteter ingår i rapporten" in words_of(pdf)
    assert all("urval: ansvarig:polis" in page.extract_text() for page in pdf.pages)


def test_a_change_that_is_not_in_force_says_so() -> None:
    report = saffle()
    line = replace(report.changes[0].lines[0], overruled=True)
    thing = replace(report.changes[0], lines=(line,))
    assert "(gäller inte:" in words_of(reader(replace(report, changes=(thing,))))


def test_a_deleted_thing_is_shown_as_such() -> None:
    report = saffle()
    thing = replace(
        report.changes[0], subject=Named(entity="activity", number="K9", text="Cirkus", deleted=True)
    )
    assert "K9 Cirkus (borttagen)" in words_of(reader(replace(report, changes=(thing,))))


def test_the_pdf_says_what_it_is_to_those_who_cannot_see_it() -> None:
    pdf = reader(saffle())
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Statusrapport – Medborgarlöften 2017 – Säffle kommun"
    assert pdf.metadata.author == "Säffle kommun, Lokalpolisområde Arvika"
    assert str(pdf.metadata.creation_date_raw).startswith("D:20170509000000")
    catalogue: Any = pdf.trailer["/Root"].get_object()
    assert catalogue["/Lang"] == "sv-SE"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_outline_leads_to_every_part() -> None:
    titles = [entry.title for entry in reader(saffle()).outline if not isinstance(entry, list)]
    assert titles[0] == "Sammanfattning"
    assert "Fokusområde 2: Synlighet" in titles
    assert titles[-1] == "Så läses tecknen"


def test_a_plan_without_names_still_prints() -> None:
    nameless = an_agreement(
        municipality="", police_area="", title="", registration_number="", signed_on=None, starts_on=None,
        ends_on=None, signatories=(),
    )  # fmt: skip
    text = words_of(reader(replace(a_report(), agreement=nameless, meeting=a_meeting(None))))
    assert "inte angivet" in text
    assert "utan diarienummer" in text


def test_a_thousand_activities_are_set_in_time_that_grows_with_their_number() -> None:
    small, large = _rows_set(long(100)), _rows_set(long(400))
    assert large < 4.6 * small


def _rows_set(report: StatusReport) -> int:
    """How many rows are set while a report is made: a table that measured its rest again would square it."""
    import sys

    from desktop.reports.table import Grid

    counted = 0
    code = Grid.laid.__code__

    def count(frame: object, event: str, _: object) -> None:
        nonlocal counted
        if event == "call" and getattr(frame, "f_code", None) is code:
            counted += 1

    sys.setprofile(count)
    try:
        printed(report)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(("due", "said"), [(1, "1 ska vara klar till"), (2, "2 ska vara klara till")])
def test_one_that_is_due_is_told_of_as_one(due: int, said: str) -> None:
    activities = (an_activity(), an_activity("K2"))
    report = replace(a_report(activities), summary=a_summary(activities, due_before=due))
    assert said in words_of(reader(report))


def test_figures_of_a_summary_are_those_of_the_view() -> None:
    activities = (an_activity(state=ActivityState.ONGOING, is_late=True), an_activity("K2"))
    report = replace(a_report(activities), summary=a_summary(activities, open_decisions=7))
    text = words_of(reader(report))
    assert "2 aktiviteter" in text
    assert "1, varav 1 försenad" in text
    assert "7 öppna beslut" in text
