"""What an activity is to reach and how far it has come, as a bar and in figures."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from db.kinds import TargetKind
from db.rules.progress import Progress, Target
from db.views.detail import DetailView
from desktop.reports.phrases import outcome_words, periods_words, target_words, totals_words
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace


class Goal(QWidget):
    """The bar, with the same in words below it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._words = workplace.words
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(workplace.theme.space)
        self.figures = WrappedLabel(parent=self)
        self.figures.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(workplace.words("Target and outcome"))
        self.rest = WrappedLabel(parent=self)
        self.rest.setProperty("role", "muted-small")
        self.rest.setWordWrap(True)
        for widget in (self.figures, self.bar, self.rest):
            rows.addWidget(widget)

    def show_view(self, view: DetailView) -> None:
        """Show how far it has come."""
        progress = view.progress
        self.setVisible(progress is not None)
        if progress is None:
            return
        kept: dict[str, Any] = {field.name: field.value for field in view.thing.fields}
        target = Target(
            kind=TargetKind(kept["target"]), count=kept["target_count"], counter=kept["target_counter"]
        )
        words = self._words
        asked = target.kind is not TargetKind.NONE and target.count is not None
        self.bar.setVisible(progress.share is not None and asked)
        if progress.share is not None:
            self.bar.setMaximum(100)
            self.bar.setValue(min(100, round(100 * progress.share)))
            self.bar.setAccessibleDescription(words.percent(round(100 * progress.share)))
        self.figures.setText(self._figures(target, progress))
        rest = [periods_words(words, target, progress) if asked else "", totals_words(words, progress)]
        self.rest.setText("\n".join(line for line in rest if line))
        self.rest.setVisible(any(rest))

    def _figures(self, target: Target, progress: Progress) -> str:
        _ = words = self._words
        outcome = outcome_words(words, target, progress)
        if target.kind is TargetKind.NONE or target.count is None:
            return outcome[:1].upper() + outcome[1:]
        if progress.goal is not None:
            figures = _("{outcome} of {goal}").format(outcome=outcome, goal=words.number(ceil(progress.goal)))
        else:
            figures = outcome
        if progress.share is not None:
            figures = f"{figures} ({words.percent(round(100 * progress.share))})"
        parts = [_("Target: {target}").format(target=target_words(words, target)), figures]
        if progress.met is not None:
            parts.append(_("reached") if progress.met else _("not reached"))
        return " · ".join(parts)
