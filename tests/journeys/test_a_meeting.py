"""A meeting from its call to its minutes: the paper tells what is new since the last one, and nothing else.

The plan is Götene's of 2018: K1 speed controls, K2 slower roads, K3 a dog in the schools, K4 a drug policy,
K5 neighbourhood watch, K6 safety walks.
"""

from __future__ import annotations

from tests.journeys.office import ROOT, Office, OpenOffice, part

PLAN = "gotene.plan"
FEBRUARY, MAY, AUTUMN = "2018-02-06", "2018-05-08", "2018-09-11"
CHANGED, UNTOUCHED, FOCUS = "Ändrat sedan förra mötet", "Det som ingen har rört", "Fokusområde 1"

TITLES = (
    "Hastighetskontroller med mobil kamera i Hällekis",
    "Planera hastighetssänkande åtgärder i Hällekis",
    "Förebyggande sök med narkotikahund i grundskolan",
    "Drogpolicy för grundskolan",
    "Utveckla grannsamverkan",
    "Trygghetsvandringar",
)


def test_the_paper_tells_exactly_what_is_new_since_the_last_meeting(open_office: OpenOffice) -> None:
    office = open_office
    office.is_handed(PLAN, (ROOT / "tests/plans/gotene-2018.toml").read_text(encoding="utf-8"))
    for day in (FEBRUARY, MAY):
        office.adds(PLAN, "möte", "slag=styrgrupp", f"datum={day}", "läge=kallat", "plats=Kommunhuset")

    _the_first_meeting_has_nothing_to_compare_with(office)
    _three_months_go_by(office)
    _the_paper_for_may_tells_of_them(office)
    _the_minutes_are_kept(office)
    _the_paper_for_autumn_begins_where_that_for_may_ended(office)


def _the_first_meeting_has_nothing_to_compare_with(office: Office) -> None:
    answer = office.does(
        "report", PLAN, "status", "-o", "februari.pdf", "--meeting", FEBRUARY, "--final", "--today", FEBRUARY
    )
    assert answer.startswith("februari.pdf: ")
    assert "Mötet minns den" in answer

    paper = office.reads("februari.pdf")
    assert "SLUTLIG" in paper
    assert "UTKAST" not in paper
    assert "det första mötet" in part(paper, CHANGED, UNTOUCHED)


def _three_months_go_by(office: Office) -> None:
    # The clock of the one who types may be wrong, or the day given to reckon from: it is new all the same.
    office.does("set", PLAN, "K1", "slutar=2018-11-30", "--today", "2018-01-15", "--actor", "kommunpolis")
    office.does("set", PLAN, "K3", "läge=inställd", "skäl=hunden är sjuk")
    office.does("set", PLAN, "K4", "tidplan=en gång", "senast klart=2018-04-15")
    office.does("log", PLAN, "K5", "--on", "2018-03-21", "grupper=3", "hushåll=41", "--text", "Nya grupper")
    office.adds(PLAN, "uppföljning", "aktivitet=K5", "år=2018", "period=T1", "färg=gul", "skäl=färre kom")
    office.adds(
        PLAN, "beslut", f"möte={FEBRUARY}", "text=Kommunen tar fram en drogpolicy", "aktivitet=K4",
        "ansvarig=kommunal samordnare", "senast klart=2018-04-30",
    )  # fmt: skip
    # What was changed and taken back again is no news.
    office.does("set", PLAN, "K6", "plats=Kyrkparken")
    office.does("undo", PLAN)


def _the_paper_for_may_tells_of_them(office: Office) -> None:
    office.does("report", PLAN, "status", "-o", "maj.pdf", "--meeting", MAY, "--today", "2018-05-02")
    paper = office.reads("maj.pdf")
    assert "UTKAST" in paper
    assert "Styrgrupp tisdag 8 maj 2018 (vecka 19), Kommunhuset" in paper

    news = part(paper, f"{CHANGED} (styrgrupp {FEBRUARY})", UNTOUCHED)
    for told in (
        "Till och med 2018-12-31 2018-11-30 kommunpolis",
        "Läge Genomförd Inställd",
        "Skäl till läget – hunden är sjuk",
        "Tidplan Löpande En gång",
        "Senast klart – 2018-04-15",
        "2018-03-21",
        "3 grupper",
        "41 hushåll",
        "Färg: Gul Skäl: färre kom",
        "Kommunen tar fram en drogpolicy",
    ):
        assert news.count(told) == 1, (told, news)
    numbers = [one for one in ("K1", "K2", "K3", "K4", "K5", "K6") if f"{one} " in news]
    assert numbers == ["K1", "K3", "K4", "K5"]
    assert "Kyrkparken" not in paper

    untouched = part(paper, UNTOUCHED, FOCUS)
    assert [one for one in ("K1", "K2", "K3", "K4", "K5", "K6") if f"{one} " in untouched] == ["K2"]

    body = part(paper, FOCUS, "Aktiviteter utan löfte")
    assert [title for title in TITLES if body.count(title) != 1] == []
    assert "Försenad sedan 2018-04-15" in part(body, "K4", "Fokusområde 3")
    assert body.count("Försenad sedan") == 1
    assert "Uppföljning T1 2018: gul. färre kom" in body
    assert "hunden är sjuk" in part(body, "K3", "K4")

    decisions = part(paper, "Öppna beslut från tidigare möten", "Försenat och närmast på tur")
    assert "Kommunen tar fram en drogpolicy" in decisions
    assert "Försenad" in decisions


def _the_minutes_are_kept(office: Office) -> None:
    office.does(
        "report", PLAN, "status", "-o", "maj.pdf", "--meeting", MAY, "--final", "--today", MAY,
    )  # fmt: skip
    office.does("set", PLAN, MAY, "läge=hållet")
    office.adds(PLAN, "närvaro", f"möte={MAY}", "kontakt=kommunpolis", "närvarande=ja")
    office.adds(PLAN, "beslut", f"möte={MAY}", "text=Vandringen i höst går vid skolan", "aktivitet=K6")
    decided = office.asks("list", PLAN, "--table", "beslut", "läge:öppen", "--sort", "text")
    assert [one["text"] for one in decided] == [
        "Kommunen tar fram en drogpolicy", "Vandringen i höst går vid skolan",
    ]  # fmt: skip
    office.does("set", PLAN, decided[0]["id"], "läge=åtgärdat")


def _the_paper_for_autumn_begins_where_that_for_may_ended(office: Office) -> None:
    office.adds(PLAN, "möte", "slag=styrgrupp", f"datum={AUTUMN}")
    office.does("report", PLAN, "status", "-o", "host.pdf", "--meeting", AUTUMN, "--today", AUTUMN)
    paper = office.reads("host.pdf")

    news = part(paper, f"{CHANGED} (styrgrupp {MAY})", UNTOUCHED)
    assert "Kommunen tar fram en drogpolicy" in part(news, "Samverkansmöte", "Öppen Åtgärdad")
    assert "Vandringen i höst går vid skolan" in news
    for old in ("hunden är sjuk", "41 hushåll", "2018-11-30", "Känt"):
        assert old not in news, news

    decisions = part(paper, "Öppna beslut från tidigare möten", "Försenat och närmast på tur")
    assert "Vandringen i höst går vid skolan" in decisions
    assert "drogpolicy" not in decisions

    told = office.does("history", PLAN, "--since", MAY)
    assert "Vandringen i höst går vid skolan" in told
    assert "hunden är sjuk" not in told
