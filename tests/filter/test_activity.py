"""What each field finds among a plan's activities, in either language and on either database."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from db.errors import BadFilter
from db.filter import FilterFault, fields, filter_rows
from db.tables import Activity
from tests.filter.plans import find, key, plan

FOUND = [
    ("", "K1 K2 K5 P12 P3", "an empty filter lets all through"),
    ("vandring", "K1", "a word is found inside another"),
    ("VANDRING", "K1", "capitals never matter"),
    ("översyn", "P12", "nor for letters beyond a to z"),
    ("ÖVERSYN", "P12", "either way"),
    ("skördefest eller översyn", "K5 P12", "or"),
    ("årshjul", "", "which is the one without a number"),
    ("monter", "K2", "a kind's Swedish word"),
    ('"foot patrol"', "P3", "a kind's English word"),
    ("cirkus", "K5", "a kind of the plan's own"),
    ("säkerhetssamordnare", "K1 K5", "what the owner is called"),
    ("öberg", "K1 K5", "whose name it is"),
    ("torget", "K1", "what the area is called"),
    ("höstmarknaden", "K2", "a place in words"),
    ("fot*ring", "P3", "a star is any characters"),
    ('"fot*ring"', "", "but not in quotes"),
    ('"100 % genom"', "P12", "a per cent sign is itself"),
    ("genomgånget_klart", "P12", "and so is an underscore"),
    ("genomgånget%klart", "", "so that a pattern's signs find only themselves"),
    ("g_meensam", "", "wherever they stand"),
    ("nummer:K1", "K1", "a number is whole"),
    ("number:k1", "K1", "in any case"),
    ("nr:12", "P12", "and goes without its letter"),
    ("nummer:K*", "K1 K2 K5", "unless one asks for its beginning"),
    ("nummer:K1,P3", "K1 P3", "a list is any of them"),
    ("titel:monter", "K2", ""),
    ("title:miljö", "", "the title, not the text"),
    ("text:miljö", "K1", ""),
    ("effekt:fysisk", "K1", ""),
    ("goal:genomgånget", "P12", ""),
    ("slag:marknad", "K2", "a kind by any of its words"),
    ("kind:Cirkus", "K5", ""),
    ("ansvar:polis", "P12 P3", ""),
    ("responsibility:joint", "K1 K2", ""),
    ("party:gemensam,kommun", "K1 K2 K5", ""),
    ("ansvarig:polis", "K2 P12 P3", "at the police, or theirs alone"),
    ("owner:police", "K2 P12 P3", "in English too"),
    ("ansvarig:kommun", "K1 K5", "which no kommunpolis is"),
    ("ansvarig:kommunpolis", "K2 P3", "a function"),
    ("ansvarig:Åsa", "K1 K5", "a name"),
    ("ansvarig:PM", "K2 P3", "an organisation's short name"),
    ("ansvarig:saknas", "P12", "nobody"),
    ("ansvarig:", "P12", "nobody, left out"),
    ("ansvarig:*", "K1 K2 K5 P3", "somebody"),
    ("-ansvarig:polis", "K1 K5", "not, whatever SQL thinks of what is empty"),
    ("medverkande:räddningstjänst", "K1", "an organisation"),
    ("with:police", "K1", "a contact of that kind"),
    ("medverkande:saknas", "K2 K5 P12 P3", ""),
    ("område:säffle", "K1", "an area within it"),
    ("område:skola", "K5", "a kind of area"),
    ("plats:höstmarknad", "K2", "a place in words"),
    ("område:saknas", "P12 P3", ""),
    ("överenskommelse:arvika", "K1 K2 K5 P12 P3", ""),
    ("kommun:säffle", "K1 K2 K5 P12 P3", ""),
    ("dnr:A123.456/2017", "K1 K2 K5 P12 P3", ""),
    ("agreement:saknas", "", "which is the one without a number"),
    ("löfte:2", "K2 P3", "by number; a link that was taken away is none"),
    ("promise:utemiljön", "K1", "by its words"),
    (f"löfte:{key('l1')[:8]}", "K1", "by the beginning of its id"),
    ("löfte:inget", "K5 P12", "a promise that was struck is none"),
    ("löfte:struket", "K5", "but is still found by its words"),
    ("löfte:1..2", "K1 K2 P3", ""),
    ("löfte>1", "K2 K5 P3", ""),
    ("orsak:belysning", "K1", ""),
    ("orsak:ingen", "K2 K5 P12 P3", ""),
    ("fokus:2", "K2 P3", ""),
    ("focus:utemiljö", "K1", ""),
    ("fokusområde:mörka", "K1", ""),
    ("fokus:saknas", "K5 P12", ""),
    ("läge:planerad", "K1", ""),
    ("state:done", "P12", ""),
    ("läge:genomfört", "P12", ""),
    ('läge:"ej påbörjad"', "K2", ""),
    ("läge:ej_påbörjad,pågående", "K2 P3", ""),
    ("läge:försenad", "K2", ""),
    ("is:late", "K2", ""),
    ("läge:snart", "K1 P3", ""),
    ("läge:öppen", "K1 K2 P3", ""),
    ("status:closed", "K5 P12", ""),
    ("ställt:in", "K5", "two words for one"),
    ("called:off", "K5", ""),
    ("-ställt:in", "K1 K2 P12 P3", ""),
    ("skäl:regn", "K5", ""),
    ("förfaller:2017-05-10", "K1", ""),
    ("due:2017-05", "K1 P3", "a month"),
    ("due:2017-04-26..2017-05-05", "K2 P3", ""),
    ("due:..2017-04-26", "K2 P12", "what is done keeps its date"),
    ("due>=2017-05-05", "K1 K5 P3", ""),
    ("due>2017-05", "K5", "after all of a month"),
    ("före:2017-05-05", "K2 P12", ""),
    ("senast:2017-05-05", "K2 P12 P3", ""),
    ("efter:2017-05-05", "K1 K5", ""),
    ("från:2017-05-05", "K1 K5 P3", ""),
    ("efter:idag", "K1 K5 P3", ""),
    ("senast:+1v", "K2 P12 P3", "a week from today"),
    ("due:2017-v19", "K1", ""),
    ("förfaller:saknas", "", "which is the one without a number"),
    ("vecka:17", "K2", "in any year"),
    ("week:2017-W17", "K2", "in one"),
    ("vecka:2018-v17", "", "and not in another"),
    ("vecka:18..19", "K1 P3", ""),
    ("vecka:2", "P3", "an occurrence"),
    ("vecka:5", "", "but not a cancelled one"),
    ("vecka:23", "P3", "a date that was moved there"),
    ("vecka:nästa", "K1", ""),
    ("när:2017-08", "K5 P3", "a period that goes on"),
    ("år:2017", "K1 K2 K5 P12 P3", ""),
    ("year:2016", "", ""),
    ("börjar:2017-08-01", "K5", ""),
    ("slutar<2017-10", "K5", ""),
    ("tidplan:återkommande", "P3", ""),
    ("schedule:period", "K5", ""),
    ("punktinsats:nej", "P3", ""),
    ("one-off:yes", "K1 K2 K5 P12", ""),
    ("mål:inget", "K1 K2 K5 P12", ""),
    ('mål:"per vecka"', "P3", ""),
    ("target:2", "P3", ""),
    ("mål>=2", "P3", ""),
    ("mål:genomgånget", "P12", ""),
    ("antal>1", "P3", ""),
    ("antal = 2", "P3", ""),
    ("antal!=2", "K1 K2 K5 P12", ""),
    ("tillfällen>=2", "P3", ""),
    ("times:0", "K1 K2 K5 P12", ""),
    ("räknare:besökare", "P3", ""),
    ("räknare:timmar", "P3", ""),
    ("räknare:saknas", "K1 K2 K5 P12", ""),
    ("ljus:gul", "P3", ""),
    ("light:green", "", ""),
    ("ändrad:2017-04-30", "K1", "a day by the clock that was handed in"),
    ("touched<2017-02", "K2", ""),
    ("orörd:2017-03-01", "K2 K5 P12 P3", "before it, or never"),
    ("anteckning:tillstånd", "K2", ""),
    ("anteckning:saknas", "K1 K5 P12 P3", ""),
    ("har:anteckning", "K2", ""),
    ("has:attachment", "P12", ""),
    ("har:tillfälle,uppföljning", "K2 P3", ""),
    ("har:beslut", "K2", ""),
    ("saknar:orsak", "K2 K5 P12 P3", ""),
    ("utan:ansvarig", "P12", ""),
    ("har:datum", "K1 K2 K5 P12 P3", ""),
    ("överförd:ja", "", ""),
    ("ansvarig:polis läge:försenad löfte:2 före:2017-06-01 vecka:17 -ställt:in", "K2", "the whole example"),
    ("owner:police state:late promise:2 before:2017-06-01 week:17 not called:off", "K2", "in English"),
    ("(titel:monter eller titel:fest) och inte läge:inställd", "K2", ""),
    ("inte (ansvarig:polis eller ansvarig:kommun)", "", ""),
    ("not not monter", "K2", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers", "why"), FOUND, ids=[text for text, _, _ in FOUND])
def test_a_filter_finds_what_it_says(saffle: Session, text: str, numbers: str, why: str) -> None:
    assert find(saffle, text).strip() == numbers, why


def test_postgresql_finds_the_same_for_every_filter(saffle: Session, postgres_url: str) -> None:
    with plan(create_engine(postgres_url)) as there:
        differing = [text for text, _, _ in FOUND if find(there, text) != find(saffle, text)]
    assert differing == []


def test_every_field_has_been_asked_for_what_is_empty_and_what_is_not(
    saffle: Session, postgres_url: str
) -> None:
    with plan(create_engine(postgres_url)) as there:
        for field in fields():
            for name in field.spellings:
                none, some = f'{name}:""', f"{name}:*"
                assert find(there, none) == find(saffle, none)
                assert find(there, some) == find(saffle, some)
                assert not set(find(saffle, none).split()) & set(find(saffle, some).split())


def test_a_moment_falls_on_the_day_of_the_readers_clock(saffle: Session) -> None:
    def touched_on(day: str, zone: dt.tzinfo) -> list[str]:
        wanted = filter_rows(f"ändrad:{day}", today=dt.date(2017, 5, 2), zone=zone)
        return list(saffle.scalars(select(Activity.number).where(wanted)))

    summer = dt.timezone(dt.timedelta(hours=2))
    assert touched_on("2017-05-01", summer) == ["K1"]
    assert touched_on("2017-04-30", dt.UTC) == ["K1"]
    assert touched_on("2017-04-30", summer) == []


def test_late_and_due_soon_follow_the_day_that_is_handed_in(saffle: Session) -> None:
    assert find(saffle, "läge:försenad", today=dt.date(2017, 5, 11)) == "K1 K2 P3"
    assert find(saffle, "läge:snart", today=dt.date(2017, 4, 26)) == "K1 K2 P3"
    assert find(saffle, "läge:snart", today=dt.date.max) == ""


def test_an_owner_who_was_deleted_is_missing_but_still_found_by_name(saffle: Session) -> None:
    def titles(text: str) -> list[str]:
        wanted = filter_rows(text, today=dt.date(2017, 5, 2))
        return list(saffle.scalars(select(Activity.title).where(wanted)))

    assert titles("ansvarig:trafiksamordnare") == ["ÅRSHJUL utan allt"]
    assert "ÅRSHJUL utan allt" in titles("ansvarig:saknas")


def test_two_areas_within_each_other_do_not_go_on_for_ever() -> None:
    from db.tables import Area
    from tests.filter.plans import sqlite

    with plan(sqlite()) as session:
        session.add(Area(id=key("x"), name="Norr", parent=key("y")))
        session.add(Area(id=key("y"), name="Söder", parent=key("x")))
        session.add(Activity(id=key("z"), number="K99", area=key("y")))
        session.commit()
        assert find(session, "område:norr") == "K99"


def test_the_longest_filters_that_can_be_read_can_also_be_answered(saffle: Session) -> None:
    for joint in (" ", " eller "):
        assert find(saffle, joint.join(["monter"] * 200)) == "K2"
        assert find(saffle, joint.join(["årsmöte"] * 200)) == ""
    assert find(saffle, "ansvarig:" + ",".join(["PM"] * 200)) == "K2 P3"
    assert find(saffle, "-" * 12 + "monter") == "K2"
    deepest = "fokus:utemiljö"
    for _ in range(3):
        deepest = f"(fokus:utemiljö -(fokus:utemiljö eller {deepest}))"
    for wrong in ("", "-"):
        assert find(saffle, f"monter {wrong}{deepest}") == ("K2" if wrong else "")
    with pytest.raises(BadFilter) as caught:
        find(saffle, " ".join(["monter"] * 201))
    assert caught.value.reason == FilterFault.TOO_MANY
