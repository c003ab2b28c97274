"""How the table's cells and headings look: states with shapes, targets with a bar, headings right across."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.views.activity import ActivityLine
from db.views.plan_table import PlanRow
from desktop.windows.plan.cells import (
    cell_words,
    group_words,
    heading_words,
    share_done,
    target_figures,
)
from desktop.windows.plan.columns import COLUMNS, TITLE
from desktop.windows.plan.model import ROW_ROLE, SPOT_ROLE, UNSAVED_ROLE, PlanModel, Unsaved
from desktop.windows.plan.rows import RowKind, Spot
from desktop.windows.workplace import Workplace
from desktop.words.kinds import label

Index = QModelIndex | QPersistentModelIndex

SHAPE: Final = 16
BAR_WIDTH, BAR_HEIGHT = 56, 6


class PlanPainter(QStyledItemDelegate):
    """Paints the cells. It asks the model itself: through the index each empty answer would take a detour."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self._words = workplace.words
        self._theme = workplace.theme
        self._strong = QFont(self._theme.font("body"))
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._fonts = {
            RowKind.ACTIVITY: self._theme.font("body"),
            RowKind.NEW: self._theme.font("body"),
            RowKind.HEADING: self._strong,
        }
        self.height = QFontMetrics(self._strong).height() + 3 * self._theme.space
        self._cells: Mapping[str, Callable[[QPainter, QRect, PlanRow, QColor], None]] = {
            "state": self._paint_state,
            "target": self._paint_target,
            "when": self._paint_when,
        }

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(PlanModel, index.model())
        spot: Spot = model.data(index, SPOT_ROLE)
        painter.save()
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._ground(spot, chosen))
        if spot.kind is not RowKind.HEADING:
            painter.setFont(self._fonts[spot.kind])
            inner = rect.adjusted(2 * self._theme.space, 0, -self._theme.space, 0)
            if spot.kind is RowKind.NEW:
                self._paint_new(painter, inner, index.column())
            else:
                self._paint_cell(painter, rect, inner, model, index, chosen)
            self._line(painter, rect)
            if option.state & QStyle.StateFlag.State_HasFocus:
                self._ring(painter, rect)
        painter.restore()

    def paint_heading(
        self, painter: QPainter, rect: QRect, model: PlanModel, spot: Spot, current: bool
    ) -> None:
        """Paint a group's heading across the width that is in view, however far one has scrolled aside."""
        space, words = self._theme.space, self._words
        painter.save()
        icon = "chevron-right" if spot.group.folded else "chevron-down"
        middle = rect.center().y()
        arrow = QRect(rect.left() + space, middle - SHAPE // 2, SHAPE, SHAPE)
        self._theme.icon(icon).paint(painter, arrow)
        model.want_targets(spot.group)
        totals = group_words(words, spot.group)
        painter.setFont(self._theme.font("body"))
        room = rect.width() - 5 * SHAPE
        wide = min(painter.fontMetrics().horizontalAdvance(totals), room // 2)
        painter.setFont(self._strong)
        name = painter.fontMetrics().elidedText(
            heading_words(words, model.rows.grouping, spot.group), Qt.TextElideMode.ElideRight, room - wide
        )
        painter.setPen(self._theme.colour("text"))
        left = arrow.right() + 2 * space
        painter.drawText(QRect(left, rect.top(), room - wide, rect.height()), _MIDDLE, name)
        left += painter.fontMetrics().horizontalAdvance(name) + 4 * space
        painter.setFont(self._theme.font("body"))
        late = spot.group.late
        painter.setPen(self._theme.colour("muted"))
        shown = QRect(left, rect.top(), rect.right() - left, rect.height())
        if late:
            self._theme.icon("late", "late").paint(painter, QRect(left, middle - SHAPE // 2, SHAPE, SHAPE))
            shown.setLeft(left + SHAPE + space)
        painter.drawText(shown, _MIDDLE, totals)
        self._line(painter, rect)
        if current:
            self._ring(painter, rect)
        painter.restore()

    def _ground(self, spot: Spot, chosen: bool) -> QColor:
        if chosen:
            return self._theme.colour("selection")
        if spot.kind is RowKind.HEADING:
            return self._theme.colour("raised")
        return self._theme.colour("surface")

    def _paint_new(self, painter: QPainter, rect: QRect, column: int) -> None:
        _ = self._words
        if column == TITLE:
            painter.setPen(self._theme.colour("muted"))
            middle = rect.center().y() - SHAPE // 2
            self._theme.icon("new", "muted").paint(painter, QRect(rect.left(), middle, SHAPE, SHAPE))
            rect.setLeft(rect.left() + SHAPE + 2 * self._theme.space)
            painter.drawText(rect, _MIDDLE, _("New activity …"))

    def _paint_cell(
        self, painter: QPainter, rect: QRect, inner: QRect, model: PlanModel, index: Index, chosen: bool
    ) -> None:
        row: PlanRow | None = model.data(index, ROW_ROLE)
        ink = self._theme.colour("selection_text" if chosen else "text")
        if row is None:
            self._paint_waiting(painter, inner)
            return
        column = COLUMNS[index.column()].id
        unsaved: Unsaved | None = model.data(index, UNSAVED_ROLE)
        if unsaved is not None and not unsaved.fault:
            self._paint_text(painter, inner, unsaved.text, ink)
        elif unsaved is not None:
            painter.fillRect(rect, self._theme.colour("danger_ground"))
            self._paint_shape(painter, inner, "warning", "danger")
            self._paint_text(painter, inner, unsaved.text, self._theme.colour("danger"))
        elif column in self._cells:
            self._cells[column](painter, inner, row, ink)
        else:
            muted = column in ("number", "touched") and not chosen
            if column == "number":
                painter.setFont(self._theme.font("body"))
            if index.column() == TITLE and row.line.id in self.workplace.contested:
                self._paint_shape(painter, inner, "question", "soon")
            text = cell_words(self._words, row, column)
            self._paint_text(painter, inner, text, self._theme.colour("muted") if muted else ink)

    def _paint_waiting(self, painter: QPainter, rect: QRect) -> None:
        """A grey stroke where the contents are still to come."""
        wide = min(rect.width() * 2 // 3, 160)
        stroke = QRectF(rect.left(), rect.center().y() - 4, wide, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(stroke, 4, 4)

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, ink: QColor) -> None:
        painter.setPen(ink)
        # A text of ten thousand letters need not be measured in order to show forty.
        shown = painter.fontMetrics().elidedText(text[:400], Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _MIDDLE, shown)

    def _paint_shape(self, painter: QPainter, rect: QRect, icon: str, colour: str) -> None:
        """A shape at the left of a cell; what follows begins beside it."""
        square = QRect(rect.left(), rect.center().y() - SHAPE // 2, SHAPE, SHAPE)
        self._theme.icon(icon, colour).paint(painter, square)
        rect.setLeft(square.right() + 1 + 2 * self._theme.space)

    def _paint_state(self, painter: QPainter, rect: QRect, row: PlanRow, ink: QColor) -> None:
        _ = self._words
        line = row.line
        colour = "ok" if line.state.value == "done" else "muted" if not line.state.is_open else "accent"
        self._paint_shape(painter, rect, f"state-{line.state.value}", colour)
        word = label(self._words, line.state)
        self._paint_text(painter, rect, word, ink)
        if not (line.late or line.due_soon):
            return
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(word) + 2 * self._theme.space)
        if rect.width() > SHAPE:
            which = "late" if line.late else "soon"
            self._paint_shape(painter, rect, which, which)
            said = _("late") if line.late else _("soon")
            self._paint_text(painter, rect, said, self._theme.colour(which))

    def _paint_when(self, painter: QPainter, rect: QRect, row: PlanRow, ink: QColor) -> None:
        text = cell_words(self._words, row, "when")
        if row.line.schedule.value == "recurring":
            self._paint_shape(painter, rect, "recurrence", "muted")
        self._paint_text(painter, rect, text, self._theme.colour("late") if row.line.late else ink)

    def _paint_target(self, painter: QPainter, rect: QRect, row: PlanRow, ink: QColor) -> None:
        share = share_done(row.line)
        if share is not None:
            self._paint_bar(painter, rect, row.line, share)
            rect.setLeft(rect.left() + BAR_WIDTH + 2 * self._theme.space)
        self._paint_text(painter, rect, target_figures(self._words, row.line), ink)

    def _paint_bar(self, painter: QPainter, rect: QRect, line: ActivityLine, share: float) -> None:
        bar = QRectF(rect.left(), rect.center().y() - BAR_HEIGHT / 2 + 1, BAR_WIDTH, BAR_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(bar, 3, 3)
        if share > 0:
            bar.setWidth(max(BAR_WIDTH * share, BAR_HEIGHT))
            colour = {True: "ok", False: "late", None: "accent"}[line.met]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(colour))
            painter.drawRoundedRect(bar, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _line(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        """Where the keys go."""
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(rect.topLeft() + QPoint(1, 1), rect.size() - QSize(2, 3)))


_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
