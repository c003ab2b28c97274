"""One activity in large type: what it is, how it stands, and what is new about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.kinds import Light
from db.views.meetings import MeetingRound, RoundCard, RoundStop
from db.views.status import StatusActivity
from desktop.reports.phrases import meeting_words, outcome_words, target_words, when_lines, who_words
from desktop.windows.meetings.phrases import change_words
from desktop.windows.theme import Theme
from desktop.windows.workplace import Workplace
from desktop.words.kinds import in_sentence, label

MOST_NOTES: Final = 3
MOST_CHANGES: Final = 8
"""Lines that a table takes in at a glance; the paper has them all."""

NO_LIGHT: Final = "none"


class Flowing(QWidget):
    """A page whose height follows from its width alone, so that what has room is not scrolled."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class TargetBar(QWidget):
    """How far an activity has come towards its target."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Fill the bar to a share of it; what is above the whole fills it."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * self._theme.space, self.fontMetrics().height() * 2 // 3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(whole, 4, 4)
        if self._share:
            filled = QRectF(whole)
            filled.setWidth(max(whole.width() * self._share, 4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(filled, 4, 4)
        painter.end()


class Card(QScrollArea):
    """The activity that the meeting is at."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.words, self.theme = workplace.words, workplace.theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.words("The activity"))
        self._shown = ""
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        self._build()

    def show_stop(self, stop: RoundStop, whole: MeetingRound) -> None:
        """Show at once what the round itself knows; the rest follows when it has been read."""
        self.number.setText(stop.number)
        self.title.setText(stop.title)
        promise = " ".join(part for part in (stop.promise_number, stop.promise) if part)
        _ = self.words
        self.promise.setText(
            _("Promise {promise}").format(promise=promise) if promise else _("Keeps no promise")
        )
        self._show_changes(stop, whole)
        if stop.key != self._shown:
            self.verticalScrollBar().setValue(0)
            self._shown = stop.key
            self._forget()
            self.late.setVisible(stop.is_late)
            self._put("state", label(_, stop.state))
            self.state_shape.setPixmap(self._icon(f"state-{stop.state.value}"))

    def _forget(self) -> None:
        """Let nothing of the activity before stand beside the name of this one."""
        for name in self._facts:
            self._put(name, "…")
        self.light_shape.setPixmap(self._icon(f"light-{NO_LIGHT}"))
        self.bar.hide()
        for rows in (self.notes, self.decisions):
            self._fill(rows, [])

    def show_card(self, card: RoundCard) -> None:
        """Show all of an activity."""
        _ = words = self.words
        activity = card.activity
        self._put("owner", who_words(words, activity.owner, _("No owner")))
        when = when_lines(words, activity, self.workplace.today)
        self._put("when", "\n".join(when) or _("No date set"))
        state = label(words, activity.state)
        self._put("state", f"{state}: {activity.state_reason}" if activity.state_reason else state)
        self.state_shape.setPixmap(self._icon(f"state-{activity.state.value}"))
        self.late.setVisible(activity.is_late)
        self._put("light", self._light_words(card))
        self.light_shape.setPixmap(self._icon(f"light-{card.light or NO_LIGHT}"))
        self._show_target(activity)
        self._put("effect", activity.goal or activity.expected_effect)
        self._show_notes(card)
        self._show_decisions(card)
        parts = (self.number.text(), self.title.text(), state, _("Late") if activity.is_late else "")
        self.setAccessibleDescription(", ".join(part for part in parts if part))

    def scroll_by(self, lines: int) -> None:
        """Show what stands further down, or up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + lines * 3 * self.fontMetrics().height())

    def _light_words(self, card: RoundCard) -> str:
        _ = words = self.words
        light = label(words, Light(card.light)) if card.light else _("Not judged yet")
        text = f"{light} ({label(words, card.period)} {card.year})"
        return f"{text}: {card.reason}" if card.reason else text

    def _show_target(self, activity: StatusActivity) -> None:
        words = self.words
        has_target = activity.target.count is not None
        self.bar.setVisible(has_target and activity.progress.share is not None)
        self.bar.show_share(activity.progress.share or 0.0)
        outcome = outcome_words(words, activity.target, activity.progress)
        text = outcome[:1].upper() + outcome[1:]
        if has_target:
            _ = words
            text = _("{outcome} of {target}").format(
                outcome=outcome, target=in_sentence(target_words(words, activity.target))
            )
        self._put("target", text)
        self.bar.setAccessibleName(text)

    def _show_changes(self, stop: RoundStop, whole: MeetingRound) -> None:
        _ = words = self.words
        if whole.previous is None:
            self.mark.hide()
            self.news_title.setText(_("Changed since the last meeting"))
            self._fill(
                self.news, [(_("No earlier meeting has a final paper, so nothing can be compared."), "")]
            )
            return
        since = in_sentence(meeting_words(words, whole.previous))
        self.news_title.setText(_("Changed since {meeting}").format(meeting=since))
        self.mark.setVisible(bool(stop.changes))
        lines: list[tuple[str, str]] = []
        for line in stop.changes[:MOST_CHANGES]:
            what, how = change_words(words, line)
            by = f"{line.by}, {words.date(words.day_of(line.at))}"
            if lines and lines[-1][1] == by:
                lines[-1] = (lines[-1][0], "")  # Said once, below the last of those made together.
            lines.append((f"{what}: {how}" if how else what, by))
        if len(stop.changes) > MOST_CHANGES:
            more = len(stop.changes) - MOST_CHANGES
            lines.append((words.plural("and {count} more change", "and {count} more changes", more), ""))
        self._fill(self.news, lines or [(_("Nothing has changed."), "")])

    def _show_notes(self, card: RoundCard) -> None:
        _ = words = self.words
        notes = [
            (one.text, f"{one.by}, {words.date(words.day_of(one.at))}") for one in card.notes[:MOST_NOTES]
        ]
        self._fill(self.notes, notes or [(_("No notes yet. N writes one."), "")])

    def _show_decisions(self, card: RoundCard) -> None:
        _ = words = self.words
        lines = []
        for one in card.decisions:
            who = who_words(words, one.owner_who, _("No owner"))
            due = words.date(one.due_on) if one.due_on else _("No date set")
            late = f" · {_('Late')}" if one.is_late else ""
            lines.append((one.text, f"{who} · {due}{late}"))
        self._fill(self.decisions, lines)
        self.decisions_title.setVisible(bool(lines))

    def _put(self, name: str, text: str) -> None:
        title, value = self._facts[name]
        value.setText(text)
        for one in (title, value):
            one.setVisible(bool(text))

    def _fill(self, rows: QVBoxLayout, lines: list[tuple[str, str]]) -> None:
        while (item := rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for text, by in lines:
            for said, role in ((text, ""), (by, "muted-small")):
                if said:
                    rows.addWidget(self._label(said, role))

    def _icon(self, name: str) -> QPixmap:
        side = self.state_shape.fontMetrics().height()
        return self.theme.icon(name).pixmap(side, side)

    def _label(self, text: str = "", role: str = "") -> QLabel:
        found = QLabel(text)
        found.setTextFormat(Qt.TextFormat.PlainText)
        found.setWordWrap(True)
        found.setProperty("role", role)
        found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        return found

    def _build(self) -> None:
        _ = self.words
        space = self.theme.space
        self.number, self.promise = QLabel(), self._label()
        self.number.setProperty("role", "mode-number")
        self.promise.setProperty("role", "muted")
        self.late = QLabel(_("Late"))
        self.late.setProperty("role", "pill-late")
        self.mark = QLabel(_("Changed since the last meeting"))
        self.mark.setProperty("role", "pill-accent")
        self.title = self._label(role="mode-title")
        top = QHBoxLayout()
        top.setSpacing(3 * space)
        for widget in (self.number, self.late, self.mark):
            top.addWidget(widget)
        top.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2 * space)
        left.addLayout(top)
        left.addWidget(self.title)
        left.addWidget(self.promise)
        left.addSpacing(3 * space)
        left.addLayout(self._fact_grid())
        left.addStretch(1)
        self.news_title, self.news = self._label(role="heading"), QVBoxLayout()
        self.notes, self.decisions = QVBoxLayout(), QVBoxLayout()
        notes_title = self._label(_("Latest notes"), "heading")
        self.decisions_title = self._label(_("Open decisions"), "heading")
        right = QVBoxLayout()
        right.setSpacing(space)
        for title, rows in (
            (self.news_title, self.news),
            (self.decisions_title, self.decisions),
            (notes_title, self.notes),
        ):
            right.addWidget(title)
            right.addLayout(rows)
            right.addSpacing(4 * space)
        right.addStretch(1)
        side = QFrame()
        side.setProperty("role", "card")
        side.setLayout(right)
        right.setContentsMargins(5 * space, 4 * space, 5 * space, 4 * space)
        page = Flowing()
        halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        halves.setContentsMargins(8 * space, 5 * space, 8 * space, 5 * space)
        halves.setSpacing(8 * space)
        halves.addLayout(left, 3)
        halves.addWidget(side, 2)
        self.setWidget(page)

    def _fact_grid(self) -> QGridLayout:
        _ = self.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(5 * self.theme.space)
        grid.setVerticalSpacing(2 * self.theme.space)
        grid.setColumnStretch(2, 1)
        self.state_shape, self.light_shape, self.bar = QLabel(), QLabel(), TargetBar(self.theme)
        names = (
            ("owner", _("Owner")), ("when", _("When")), ("state", _("State")), ("light", _("Follow-up")),
            ("target", _("Outcome")), ("effect", _("Goal")),
        )  # fmt: skip
        shapes = {"state": self.state_shape, "light": self.light_shape}
        row = 0
        for name, text in names:
            title, value = QLabel(text), self._label(role="mode-fact")
            title.setProperty("role", "muted")
            self._facts[name] = title, value
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            if name in shapes:
                grid.addWidget(shapes[name], row, 1, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(value, row, 2)
            else:
                grid.addWidget(value, row, 1, 1, 2)
            row += 1
            if name == "target":
                grid.addWidget(self.bar, row, 1, 1, 2)
                row += 1
        return grid
