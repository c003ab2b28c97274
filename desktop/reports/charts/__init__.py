"""The charts of paper and window, each drawn once: bars that are told apart by texture, number and word.

A chart is a function from rows of words and figures, a width in points and inks to a ReportLab drawing and
the spots on it that stand for something.
"""

from __future__ import annotations

from desktop.reports.charts.ink import PAPER, Chart, Inks, Spot
from desktop.reports.charts.promises import Part, PromiseBar, promise_chart
from desktop.reports.charts.targets import TargetBar, target_chart

__all__ = [
    "PAPER",
    "Chart",
    "Inks",
    "Part",
    "PromiseBar",
    "Spot",
    "TargetBar",
    "promise_chart",
    "target_chart",
]
