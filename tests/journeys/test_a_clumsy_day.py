"""A clumsy day: everything that can be typed wrongly is, and nothing comes of it but good advice.

Each mistake is answered by a sentence with the nearest right word where there is one, by exit code 1 (the
world) or 2 (what was typed), by nothing on stdout; and the plan says afterwards what it said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from tests.journeys.office import ROOT, Office, OpenOffice, Word, part, sentence

PLAN = "gotene.plan"
WORLD, TYPED = 1, 2

Mistake = tuple[tuple[Word, ...], str]
"""What was typed, and what the answer must say."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """One office for the whole day."""
    office = OpenOffice(tmp_path_factory.mktemp("office"))
    office.is_handed(PLAN, (ROOT / "tests/plans/gotene-2018.toml").read_text(encoding="utf-8"))
    (office.folder / "brev.txt").write_text("Hej!", encoding="utf-8")
    (office.folder / "mapp").mkdir()
    with office.typist:
        yield office


@pytest.fixture
def nothing_is_written(office: Office) -> Iterator[None]:
    """See that the plan is as sound as before, with no change more in its log, and no file more."""
    before = office.state(PLAN), sorted(path.name for path in office.folder.iterdir())
    yield
    assert (office.state(PLAN), sorted(path.name for path in office.folder.iterdir())) == before


@pytest.fixture
def all_is_taken_back(office: Office) -> Iterator[None]:
    """See that the plan says the same as before, whatever has happened meanwhile."""
    before, _ = office.state(PLAN)
    yield
    assert office.state(PLAN)[0] == before


def _all_are_answered(office: Office, code: int, mistakes: Iterable[Mistake], piped: bytes = b"") -> None:
    for words, advice in mistakes:
        answer = office.types(*words, piped=piped)
        told = sentence(answer, code)
        assert advice in told, answer
        assert len(told) < 700, answer


@pytest.mark.usefixtures("nothing_is_written")
def test_values_that_no_field_takes(office: OpenOffice) -> None:
    def setting(*fields: str) -> tuple[str, ...]:
        return ("set", PLAN, "K4", *fields)

    mistakes: list[Mistake] = [
        (setting("senast klart=2018-06-31"), "Menade du ”2018-06-30”?"),
        (setting("senast klart=31 juni 2018"), "är inget datum"),
        (setting("senast klart=9999-12-31"), "är för sent"),
        (setting("läge=pågåend"), "Menade du ”pågår”?"),
        (setting("titel="), "Titel måste fyllas i."),
        (setting("målantal=åtta"), "är inget tal"),
        (setting("mål=minst"), "Målantal måste fyllas i"),
        (setting("ansvarig=kommunpolisn"), "Menade du ”kommunpolis”?"),
        (setting("område=Hälekis"), "Menade du ”Hällekis”?"),
        (setting("tidplan=återkommande"), "Upprepning måste fyllas i"),
        (setting("upprepning=FREQ=WEKLY"), "WEEKLY"),
        (setting("börjar=2018-12-01", "slutar=2018-01-01"), "är före början"),
        (setting("nummer=K9"), "Nummer går inte att ändra."),
        (("set", PLAN, "busstationen", "del av=busstationen"), "tillbaka till sig självt"),
        (("add", PLAN, "kontakt", "funktion=x", "e-post=hos oss"), "är ingen e-postadress"),
        (("add", PLAN, "löfte", "text=Mer", "nummer=0"), "1 är minst"),
        (("log", PLAN, "K4", "--on", "2018-02-30"), "Menade du ”2018-02-28”?"),
        (("log", PLAN, "K4", "--on", "2018-02-28", "samtal=tre"), "samtal: ”tre” är inget tal"),
        (("log", PLAN, "K4", "--on", "2018-02-28", "samtal=-3"), "0 är minst"),
        (("log", PLAN, "K4", "--on", "2099-02-28"), "ligger efter i dag"),
        (("log", PLAN, "löfte:1", "--on", "2018-02-28"), "bara en aktivitet"),
        (("log", PLAN, "K4", "--on", "2018-02-28", "samtal"), "samtal"),
        (("list", PLAN, "--today", "i morgon"), "är inget datum"),
    ]
    _all_are_answered(office, TYPED, mistakes)

    # Everything that is wrong is told at once, so that nobody has to try five times.
    every = sentence(office.types(*setting("titel=", "läge=nja", "målantal=x", "färg=grön")), TYPED)
    assert len(every.splitlines()) == 4, every


@pytest.mark.usefixtures("nothing_is_written")
def test_names_that_nothing_goes_by(office: OpenOffice) -> None:
    _all_are_answered(
        office,
        TYPED,
        [
            (("set", PLAN, "K4", "tittel=Fest"), "Menade du ”titel”?"),
            (("set", PLAN, "K4", "senast=2018-06-30"), "Menade du ”senast klart”?"),
            (("add", PLAN, "aktivitetr", "titel=Fest"), "Menade du ”aktivitet”?"),
            (("add", PLAN, "möte", "slag=styrgrup", "datum=2018-05-08"), "Menade du ”styrgrupp”?"),
            (("list", PLAN, "--table", "kontaktr"), "Menade du ”kontakt”?"),
            (("add", PLAN, "lofte", "text=Mer"), "Menade du ”löfte”?"),
            (("list", PLAN, "--sort", "titl"), "Menade du ”titel”?"),
            (("show", PLAN, "K99"), "Inget i planen heter ”K99”"),
            (("show", PLAN, "K" + "9" * 5000), "Inget i planen heter ”K999"),
            (("show", PLAN, "Trygghetsvandringr"), "Menade du ”Trygghetsvandringar”?"),
            (("show", PLAN, ""), "Inget i planen heter"),
            (("delete", PLAN, "löfte:7"), "Inget i planen heter"),
            (("delete", PLAN, "Götene kommun"), "kan betyda flera saker"),
            (("report", PLAN, "status", "-o", "x.pdf", "--meeting", "2018-05-08"), "Inget i planen heter"),
            (("redact", PLAN, "K:99999"), "”K:99999”"),
            (("redact", PLAN, "17"), "K:17"),
            (("link", PLAN, "löfte:1", "löfte:2"), "går inte att koppla"),
        ],
    )
    _all_are_answered(office, WORLD, [(("unlink", PLAN, "K4", "löfte:1"), "ingen koppling mellan K4")])


@pytest.mark.usefixtures("nothing_is_written")
def test_words_that_no_command_takes(office: OpenOffice) -> None:
    _all_are_answered(
        office,
        TYPED,
        [
            (("lits", PLAN), "Menade du ”list”?"),
            (("visa", PLAN, "K1"), "Menade du ”show”?"),
            (("list",), "FIL saknas"),
            (("show", PLAN), "ID saknas"),
            (("show", PLAN, "K1", "K2"), "”K2” är ett ord för mycket"),
            (("set", PLAN, "K4"), "FÄLT=VÄRDE saknas"),
            (("set", PLAN, "K4", "titel"), "”titel” ska skrivas fält=värde"),
            (("set", PLAN, "K4", "titel=a", "titel=b"), "är angivet två gånger"),
            (("log", PLAN, "K4"), "--on DATUM saknas"),
            (("list", PLAN, "--jsn"), "--json"),
            (("list", PLAN, "--today"), "--today behöver ett värde"),
            (("list", PLAN, "--lang", "fi"), "sv"),
            (("report", PLAN, "statsu", "-o", "x.pdf"), "Menade du ”status”?"),
            (("report", PLAN, "status"), "UT.pdf saknas"),
            (("new", "ny.plan", "--municipality", "Götene"), "saknas"),
            (
                ("new", "ny.plan", "--municipality", "Götene", "--police-area", "Skaraborg",
                 "--from", "2018-06-31"),
                "Menade du ”2018-06-30”?",
            ),
            ((b"\xe5tg\xe4rd", PLAN), "Det finns inget kommando"),
        ],
    )  # fmt: skip


@pytest.mark.usefixtures("nothing_is_written")
def test_files_that_are_not_what_they_should_be(office: OpenOffice) -> None:
    _all_are_answered(
        office,
        WORLD,
        [
            (("list", "goteen.plan"), "goteen.plan finns inte"),
            (("list", "K1", PLAN), f"list {PLAN} K1”?"),
            (("set", "K4", PLAN, "läge=klar"), f"set {PLAN} K4"),
            (("list", "mapp"), "mapp är ingen plan"),
            (("list", "brev.txt"), "brev.txt är ingen plan"),
            (("list", b"\xe5r.plan"), r"\xe5r.plan finns inte"),
            (("check", "mapp/ingen/alls.plan"), "finns inte"),
            (("report", PLAN, "status", "-o", PLAN), "är ingen PDF"),
            (("report", PLAN, "status", "-o", "mapp"), "mapp är en mapp"),
            (("report", PLAN, "status", "-o", "ingen/x.pdf"), "ingen mapp ingen"),
            (
                ("new", PLAN, "--municipality", "Götene", "--police-area", "X", "--from", "2018-01-01"),
                f"{PLAN} finns redan",
            ),
        ],
    )
    assert (office.folder / "brev.txt").read_text(encoding="utf-8") == "Hej!"


@pytest.mark.usefixtures("nothing_is_written")
def test_texts_that_would_do_harm(office: OpenOffice) -> None:
    _all_are_answered(
        office,
        TYPED,
        [
            (("set", PLAN, "K4", "titel=ring\x07"), "osynligt tecken (U+0007)"),
            (("set", PLAN, "K4", "place=\x1b[31mröd"), "osynligt tecken (U+001B)"),
            (("set", PLAN, "K4", "titel=\u202efdp.nalp"), "osynligt tecken (U+202E)"),
            (("set", PLAN, "K4", "titel=två\nrader"), "en rad"),
            (("set", PLAN, "K4", b"titel=\xe5\xe4\xf6"), r"\xe5\xe4\xf6"),
            (("note", PLAN, "K4", b"\xe5h"), "terminalens teckenkodning"),
            (("show", PLAN, "\x1b[2J\u202e"), "␛[2J"),
            (("list", PLAN, "läge:\x07"), "osynligt tecken"),
            (("note", PLAN, "K4", ""), "Text måste fyllas i."),
        ],
    )
    megabyte = b"x" * 1_000_000
    too_long = [(("set", PLAN, "K4", "text=-"), "för lång"), (("note", PLAN, "K4", "-"), "för lång")]
    _all_are_answered(office, TYPED, too_long, piped=megabyte)
    _all_are_answered(office, TYPED, [(("note", PLAN, "K4", "-"), "osynligt tecken")], piped=b"\xff\xfe")


@pytest.mark.usefixtures("nothing_is_written")
def test_filters_that_can_not_be_read(office: OpenOffice) -> None:
    _all_are_answered(
        office,
        TYPED,
        [
            (("list", PLAN, "ansvrig:polis"), "Menade du ”ansvarig”?\n  ansvrig:polis\n  ^^^^^^^"),
            (("list", PLAN, "läge:försenat och ("), "läge:försenat och (\n                    ^"),
            (("list", PLAN, "läge:klart och"), "en av dem saknas"),
            (("list", PLAN, "läge:bort"), "läge:bort\n       ^^^^"),
            (("list", PLAN, "före:2018-06-31"), "”2018-06-31” är ingen dag"),
            (("list", PLAN, "vecka:99"), "”99” är ingen vecka"),
            (("list", PLAN, "löfte:1 )"), "en parentes avslutas som aldrig började"),
            (("list", PLAN, "(" * 3000), "för många parenteser"),
            (("list", PLAN, "x" * 100_000), "för långt"),
            (("report", PLAN, "status", "-o", "x.pdf", "--filter", "ansvrig:polis"), "Menade du ”ansvarig”?"),
        ],
    )


@pytest.mark.usefixtures("all_is_taken_back")
def test_marks_in_a_text_are_nothing_but_text_all_the_way_to_the_paper(office: OpenOffice) -> None:
    title = "<b>Fest</b> &amp; <i>dans <br/> & <font color='red'>"
    office.does("set", PLAN, "K4", f"titel={title}")
    office.does("note", PLAN, "K4", "</para><img src='x'/> &nbsp; &#65; &bene")

    assert title in office.does("list", PLAN)
    assert office.asks("show", PLAN, "K4")["title"] == title
    office.does("report", PLAN, "status", "-o", "marks.pdf")
    printed = office.reads("marks.pdf")
    assert title in part(printed, "Medborgarlöfte 2", "Fokusområde 3")
    assert "</para><img src='x'/> &nbsp; &#65; &bene" in printed

    (office.folder / "marks.pdf").unlink()
    office.does("undo", PLAN)
    office.does("undo", PLAN)


@pytest.mark.usefixtures("all_is_taken_back")
def test_everything_can_be_taken_back_and_done_again(office: OpenOffice) -> None:
    before, _ = office.state(PLAN)
    gestures = (
        ("set", PLAN, "K2", "läge=inställd", "skäl=inga pengar"),
        ("add", PLAN, "aktivitet", "titel=Grillkväll"),
        ("link", PLAN, "K7", "löfte:3"),
        ("log", PLAN, "K7", "--on", "2018-06-01", "gäster=80"),
        ("delete", PLAN, "K7"),
        ("delete", PLAN, "kommunpolis"),
    )
    for words in gestures:
        office.does(*words)
    after, _ = office.state(PLAN)

    for _ in gestures:
        assert office.does("undo", PLAN).startswith("Ångrat: ")
    assert office.state(PLAN)[0] == before
    for _ in gestures:
        assert office.does("redo", PLAN).startswith("Gjort igen: ")
    assert office.state(PLAN)[0] == after
    assert "inget att göra om" in sentence(office.types("redo", PLAN), WORLD)
    for _ in gestures:
        office.does("undo", PLAN)


@pytest.mark.usefixtures("all_is_taken_back")
def test_an_agreement_goes_with_all_that_is_in_it_and_comes_back_with_all_of_it(office: OpenOffice) -> None:
    told = office.does("delete", PLAN, "Medborgarlöfte 2018 och vidare")
    assert "6 aktiviteter" in told
    assert "3 medborgarlöften" in told
    assert f"undo {PLAN}" in told
    assert office.asks("list", PLAN) == []
    assert "(borttagen)" in office.does("show", PLAN, "K1").splitlines()[0]
    assert "undo" in sentence(office.types("set", PLAN, "K1", "läge=klar"), WORLD)
    assert "ingen överenskommelse" in sentence(office.types("report", PLAN, "status", "-o", "x.pdf"), WORLD)

    office.does("undo", PLAN)
    assert len(office.asks("list", PLAN)) == 6
