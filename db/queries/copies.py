"""How this copy stands among the others: who they are, and when each was last heard to have met another."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.cards import cards
from db.journal.forks import MARK
from db.journal.here import STANDS
from db.queries.agreements import copy_here
from db.tables import Site
from db.views.copies import Copies, OtherCopy


def copies(session: Session) -> Copies:
    """Name this copy and the others; what waits for them is the exchange's to tell.

    A copy goes by the name that it gives itself in the log, which its card may not know yet.
    """
    here = copy_here(session, *session.info[STANDS])
    met = {card.site: card for card in cards(session) if card.site != here.site}
    named = {
        site: (letter, name)
        for site, letter, name in session.execute(select(Site.id, Site.letter, Site.name))
        if site != here.site and not site.startswith(MARK)
    }
    for card in met.values():
        named.setdefault(card.site, (card.letter, card.name))
    others = [
        OtherCopy(site, letter, name, met[site].at if site in met else None)
        for site, (letter, name) in named.items()
    ]
    return Copies(here, tuple(sorted(others, key=_order)))


def _order(copy: OtherCopy) -> tuple[bool, float, str, str]:
    met = copy.met.timestamp() if copy.met else 0.0
    return copy.met is None, -met, copy.letter, copy.site
