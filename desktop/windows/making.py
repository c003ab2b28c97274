"""Making new things: what is known goes into a dialog, what comes out of it goes into the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from db.drafts import DRAFTS, ActivityDraft, AgreementDraft, Draft, compose, fields_by_name
from db.operations import add, begin_agreement
from db.queries import first_day, only_agreement
from db.views.things import Place
from desktop.windows.fields.thing_dialog import ThingDialog
from desktop.windows.workplace import Workplace

NOTHING: Mapping[str, object] = MappingProxyType({})


def make(
    workplace: Workplace,
    entity: str,
    defaults: Mapping[str, object] = NOTHING,
    then: Callable[[str], object] | None = None,
) -> None:
    """Ask for a new thing of a table, add it to the plan and select it; `then(key)` hears of it."""

    def made(key: str | None) -> None:
        if key is None:
            return
        if entity == "agreement":
            workplace.set_agreement(key)
        workplace.select(Place(entity, key))
        if then is not None:
            then(key)

    ask_for_new(workplace, entity, defaults, made)


def ask_for_new(
    workplace: Workplace,
    entity: str,
    defaults: Mapping[str, object],
    made: Callable[[str | None], object],
    parent: QWidget | None = None,
) -> None:
    """Ask for a new thing and add it; `made` gets its key, or None when the person thought better of it."""
    belongs = "agreement" in fields_by_name(DRAFTS[entity]) and not defaults.get("agreement")

    def known(agreement: str | None) -> None:
        more = {"agreement": agreement} if agreement else {}
        _open(workplace, compose(DRAFTS[entity], {**defaults, **more}), made, parent)

    if not belongs:
        _open(workplace, compose(DRAFTS[entity], defaults), made, parent)
    elif workplace.agreement is not None:
        known(workplace.agreement)
    else:
        workplace.runner.ask(workplace, known, only_agreement)


def _open(
    workplace: Workplace,
    draft: Draft,
    made: Callable[[str | None], object],
    parent: QWidget | None,
) -> None:
    if isinstance(draft, ActivityDraft) and draft.agreement:
        # Its dates lie in the time of its agreement, which may be next year's.
        workplace.runner.ask(
            workplace, lambda day: _ask(workplace, draft, made, parent, day), first_day, draft.agreement
        )
    else:
        _ask(workplace, draft, made, parent)


def _ask(
    workplace: Workplace,
    draft: Draft,
    made: Callable[[str | None], object],
    parent: QWidget | None,
    agreement_starts_on: dt.date | None = None,
) -> None:
    dialog = ThingDialog(
        draft, workplace, parent or QApplication.activeWindow(), agreement_starts_on=agreement_starts_on
    )
    keys: list[str] = []

    def keep(offered: Draft) -> None:
        def kept(key: str) -> None:
            keys.append(key)
            dialog.kept(offered)

        operation: Any = begin_agreement if isinstance(offered, AgreementDraft) else add
        workplace.runner.do(dialog, operation, offered, then=kept, failed=dialog.show_failure)

    dialog.offered.connect(keep)
    dialog.finished.connect(lambda _result: made(keys[0] if keys else None))
    dialog.open()
