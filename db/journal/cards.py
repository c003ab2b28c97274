"""The cards of the copies: when each was last known to have met another, and what it knew then."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.journal.pen import pen_down
from db.tables import CardRow, table_of
from db.views.exchange import Card

_CARDS = table_of(CardRow)


def cards(session: Session) -> list[Card]:
    """Read every card that is kept here."""
    columns = (_CARDS.c.site, _CARDS.c.letter, _CARDS.c.name, _CARDS.c.at, _CARDS.c.knows, _CARDS.c.state)
    return [Card(*row) for row in session.execute(select(*columns).order_by(_CARDS.c.site))]


def keep_cards(session: Session, found: Iterable[Card]) -> None:
    """Keep of each copy the card that is newest by that copy's own clock."""
    known = {card.site: card for card in cards(session)}
    newer = {card.site: card for card in found if card.site not in known or known[card.site].at < card.at}
    if newer:
        with pen_down(session):
            session.execute(delete(_CARDS).where(_CARDS.c.site.in_(newer)))
            session.execute(
                insert(_CARDS),
                [
                    {"site": card.site, "letter": card.letter, "name": card.name, "at": card.at,
                     "knows": card.knows, "state": card.state}
                    for card in newer.values()
                ],
            )  # fmt: skip
