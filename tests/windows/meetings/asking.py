"""What the plan behind a window says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.queries.meeting_round import round_card
from db.queries.meetings import meeting_view, meetings
from db.views.meetings import MeetingView, RoundCard
from desktop.windows.workplace import Workplace


def asked(workplace: Workplace, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The answer to a question, from a runner that carries everything out at once."""
    answers: list[Any] = []
    workplace.runner.ask(workplace, answers.append, query, *args, **kwargs)
    return answers[0]


def the_meeting(workplace: Workplace, key: str | None = None) -> MeetingView:
    """A meeting as it stands in the plan, the first one unless its id is given."""
    key = key or asked(workplace, meetings, today=workplace.today)[0].head.key
    view: MeetingView = asked(workplace, meeting_view, key, today=workplace.today)[0]
    return view


def the_card(workplace: Workplace, activity: str) -> RoundCard:
    """An activity as meeting mode reads it."""
    card: RoundCard = asked(workplace, round_card, activity, today=workplace.today)[0]
    return card
