"""The minutes on paper say who was there, what was taken up, changed and decided, and leave room to sign."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from db.kinds import ActivityState, MeasureState, MeetingKind, MeetingState
from db.views.meetings import AgendaLine, Attendee, MeetingDecision
from db.views.minutes import Minutes
from db.views.status import (
    AgreementHead,
    ChangedThing,
    ChangeKind,
    ChangeLine,
    MeetingHead,
    Named,
    NoteLine,
    Who,
)
from desktop.reports.minutes import write_minutes
from desktop.words import Language, Words

AT = dt.datetime(2017, 5, 9, 8, tzinfo=dt.UTC)
POLICE = Who(function="Kommunpolis", organisation="Polisen")
HEAD = MeetingHead(
    key="m",
    kind=MeetingKind.WORKING_GROUP,
    state=MeetingState.HELD,
    on=dt.date(2017, 5, 9),
    place="Stadshuset",
)


def some_minutes() -> Minutes:
    """A meeting with one of each thing."""
    line = ChangeLine(
        kind=ChangeKind.CHANGED, entity="activity", field="state", old=ActivityState.PLANNED.value,
        new=ActivityState.ONGOING.value, by="Kommunpolis", at=AT,
    )  # fmt: skip
    torg = Named(entity="activity", number="K1", text="Torgmöte")
    decision = MeetingDecision(
        key="d", text="Ring skolan", owner="c", owner_who=POLICE, due_on=dt.date(2017, 5, 1),
        state=MeasureState.OPEN, is_late=True, activity="a", about=torg,
    )  # fmt: skip
    return Minutes(
        agreement=AgreementHead(
            key="s",
            municipality="Säffle",
            police_area="LPO Arvika",
            title="Trygg",
            registration_number="KS 1",
        ),
        meeting=HEAD,
        today=dt.date(2017, 5, 10),
        state="ab" * 32,
        has_paper=True,
        attendees=(
            Attendee(key="1", contact="c", who=POLICE, present=True),
            Attendee(key="2", contact="e", who=Who(function="Rektor", organisation=""), present=False),
        ),
        agenda=(AgendaLine(key="3", number=1, title="Läget", text="Lugnt\nMen blött"),),
        changes=(ChangedThing(subject=torg, lines=(line,)),),
        activities=23,
        decisions=(decision,),
        notes=(NoteLine(text="Det var fika", by="Kommunpolis", at=AT),),
    )


def text_of(view: Minutes, language: Language = "sv") -> str:
    """All words of the paper."""
    pages = PdfReader(io.BytesIO(printed(view, language))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def printed(view: Minutes, language: Language = "sv") -> bytes:
    """The paper itself."""
    out = io.BytesIO()
    write_minutes(view, Words(language), out)
    return out.getvalue()


def test_everything_of_the_meeting_stands_in_it() -> None:
    text = text_of(some_minutes())
    parts = [
        "Minnesanteckningar", "Arbetsgrupp tisdag 9 maj 2017", "Stadshuset", "Kommunpolis, Polisen",
        "Närvarande", "Frånvarande", "1. Läget", "Men blött", "K1 Torgmöte", "Pågår", "1 av 23",
        "Ring skolan", "2017-05-01", "Försenad", "Det var fika", "Justeras", "EJ JUSTERADE",
    ]  # fmt: skip
    for part in parts:
        assert part in text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_view_gives_the_same_bytes(language: Language) -> None:
    assert printed(some_minutes(), language) == printed(some_minutes(), language)


def test_approved_minutes_say_so() -> None:
    approved = replace(some_minutes(), meeting=replace(HEAD, state=MeetingState.APPROVED))
    assert "JUSTERADE" in text_of(approved)
    assert "EJ JUSTERADE" not in text_of(approved)


def test_a_meeting_of_which_nothing_is_known_says_so() -> None:
    empty = replace(some_minutes(), attendees=(), agenda=(), changes=(), decisions=(), notes=())
    text = text_of(empty, "en")
    assert "Nobody has been called" in text
    assert "The meeting decided nothing." in text


def test_a_meeting_of_absurd_length_is_printed_whole() -> None:
    long = replace(
        some_minutes(),
        agenda=tuple(AgendaLine(key=str(n), number=n, title=f"Punkt{n} " + "lång " * 80) for n in range(60)),
        notes=(NoteLine(text="x" * 3000, by="y" * 500, at=AT),),
    )
    text = text_of(long)
    assert all(f"Punkt{n}" in text for n in range(60))
