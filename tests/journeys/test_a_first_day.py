"""A first day: a municipality's plan from nothing, typed in by somebody who has the paper beside them."""

from __future__ import annotations

from tests.journeys.office import Office, OpenOffice

PLAN = "boden.plan"


def test_a_plan_is_made_from_nothing_in_a_day(office: Office, open_office: OpenOffice) -> None:
    _the_agreement(office)
    _who_takes_part(office)
    _what_is_promised(open_office)
    _what_is_to_be_done(open_office)

    _lists_find_it(open_office)
    _one_thing_tells_all_of_itself(open_office)
    _the_plan_is_sound(open_office)


def _the_agreement(office: Office) -> None:
    told = office.does(
        "new", PLAN, "--municipality", "Bodens kommun", "--police-area", "Lokalpolisområde Luleå/Boden",
        "--from", "2018-01-01", "--to", "2018-12-31", "--dnr", "KS 2017/512",
    )  # fmt: skip
    assert told.startswith("boden.plan är ")
    assert "add boden.plan" in told

    empty = office.does("list", PLAN)
    assert "Planen har inga aktiviteter" in empty
    assert "add boden.plan activity" in empty

    parties = office.asks("list", PLAN, "--table", "organisation", "--sort", "namn")
    assert [(one["name"], one["kind"]) for one in parties] == [
        ("Bodens kommun", "municipality"),
        ("Lokalpolisområde Luleå/Boden", "police"),
    ]


def _who_takes_part(office: Office) -> None:
    office.adds(PLAN, "organisation", "namn=Räddningstjänsten i Boden", "slag=räddningstjänst")
    office.adds(PLAN, "kontakt", "funktion=kommunpolis", "organisation=Lokalpolisområde Luleå/Boden")
    office.adds(PLAN, "kontakt", "funktion=trygghetssamordnare", "organisation=Bodens kommun")
    office.adds(PLAN, "område", "namn=Byarna", "slag=kransort")


def _what_is_promised(office: Office) -> None:
    office.adds(PLAN, "fokusområde", "nummer=1", "titel=Unga", "problem=Unga dricker för tidigt.")
    office.adds(PLAN, "fokusområde", "nummer=2", "titel=Trafik", "problem=Det körs för fort i byarna.")
    office.adds(PLAN, "orsak", "fokusområde=Unga", "nummer=1", "text=Föräldrar känner inte varandra.")
    office.adds(PLAN, "löfte", "fokusområde=Unga", "nummer=1", "text=Starka föräldrar, trygga unga.")
    office.adds(
        PLAN, "löfte", "fokusområde=Trafik", "nummer=2", "text=Lugnare trafik i byarna.",
        "förväntad effekt=Polisen syns mer utanför tätorten.",
    )  # fmt: skip


def _what_is_to_be_done(office: Office) -> None:
    numbers = [
        office.adds(
            PLAN, "aktivitet", "titel=Sociala samverkansträffar för föräldrar", "slag=föräldramöte",
            "ansvarig=trygghetssamordnare", "tidplan=period", "börjar=2018-02-01", "slutar=2018-11-30",
            "mål=minst", "målantal=2",
        ),
        office.adds(
            PLAN, "aktivitet", "titel=Trafikkontroller i byarna", "slag=trafikkontroll", "part=polisen",
            "ansvarig=kommunpolis", "område=Byarna", "tidplan=löpande", "börjar=2018-01-01",
            "slutar=2018-12-31", "mål=minst", "målantal=30", "vad som räknas=kontroller",
        ),
        office.adds(
            PLAN, "aktivitet", "titel=Trygghetsvandring", "slag=trygghetsvandring", "part=kommunen",
            "ansvarig=trygghetssamordnare", "senast klart=2018-09-20",
        ),
        office.adds(
            PLAN, "aktivitet", "titel=Krogtillsyn", "slag=krogtillsyn", "tidplan=återkommande",
            "upprepning=FREQ=MONTHLY;BYDAY=-1FR", "börjar=2018-01-26", "slutar=2018-12-31",
        ),
    ]  # fmt: skip
    assert numbers == ["K1", "K2", "K3", "K4"]

    assert "Kopplade: K1" in office.does("link", PLAN, "K1", "löfte:1")
    assert "Kopplade: K1" in office.does("link", PLAN, "K1", "orsak:1:1")
    assert "K2 Trafikkontroller i byarna" in office.does("link", PLAN, "löfte:2", "K2")
    assert "Kopplade: K3" in office.does("link", PLAN, "K3", "Räddningstjänsten i Boden")
    office.does("note", PLAN, "K3", "Belysningen vid ån tas sist.", "--actor", "trygghetssamordnare")


def _lists_find_it(office: Office) -> None:
    def numbers(*words: str) -> list[str]:
        found = office.asks("list", PLAN, *words, "--today", "2018-02-05")
        return [one["number"] for one in found]

    assert numbers("ansvarig:trygghetssamordnare") == ["K1", "K3"]
    assert numbers("ansvar:polis eller löfte:saknas") == ["K2", "K3", "K4"]
    assert numbers("läge:försenad") == ["K4"]
    assert numbers("före:2018-10-01 -läge:försenad") == ["K3"]
    assert numbers("medverkande:räddningstjänsten") == ["K3"]
    assert numbers("orsak:föräldrar", "--sort", "-titel") == ["K1"]

    table = office.does("list", PLAN, "--sort=förfaller", "--today", "2018-02-05").splitlines()
    assert table[0].split() == ["Nr", "Aktivitet", "Part", "Ansvarig", "Förfaller", "Läge", "Löfte", "Utfall"]
    assert [line.split()[0] for line in table[1:5]] == ["K4", "K3", "K1", "K2"]
    assert "Ej påbörjad, försenad" in table[1]
    assert table[-1] == "4 aktiviteter, 1 försenad"


def _one_thing_tells_all_of_itself(office: Office) -> None:
    shown = office.does("show", PLAN, "K3")
    assert shown.splitlines()[0] == "Aktivitet K3 Trygghetsvandring"
    for told in (
        "trygghetssamordnare, Bodens kommun", "2018-09-20", "Ej påbörjad", "Räddningstjänsten i Boden",
        "Belysningen vid ån tas sist.",
    ):  # fmt: skip
        assert told in shown, shown

    answer = office.asks("show", PLAN, "K2")
    assert (answer["target"], answer["target_count"], answer["target_counter"]) == (
        "at_least", 30, "kontroller",
    )  # fmt: skip
    assert [link["to_table"] for link in answer["links"]] == ["promise"]

    # The same promise by its number, by the beginning of its id, and by its whole id.
    promise = office.asks("show", PLAN, "löfte:2")["id"]
    assert office.asks("show", PLAN, promise[:8])["id"] == promise


def _the_plan_is_sound(office: Office) -> None:
    assert "Planen är hel." in office.does("check", PLAN)
    state = office.state(PLAN)
    office.does("check", PLAN, "--rebuild")
    assert office.state(PLAN) == state

    newest = office.asks("history", PLAN, "--limit", "1")[0]
    assert (newest["actor"], newest["gesture"]) == ("trygghetssamordnare", "note")
    assert sorted(path.name for path in office.folder.iterdir()) == ["boden.plan", "home"]
    # In a home folder the program keeps nothing but its own memory of which copies it has met.
    left = [path.relative_to(office.home).parts for path in office.home.rglob("*") if path.is_file()]
    assert [parts for parts in left if "loftesplan" not in parts] == []
