"""The status report as a PDF, from the plan to the last byte, beside ReportLab drawing the same text."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.reports.faces import Face, load_faces
from tests.bench.clock import Duel
from tests.bench.plans import Plans, opened
from tests.bench.printing import print_status
from tests.bench.reading import Reading

SAMPLE = 200
"""Activities in the plan by which it is told how many make a page."""


@contextmanager
def printing(plans: Plans, pages: int) -> Iterator[Duel]:
    """Print a status report of about so many pages."""
    activities = _activities_for(plans, pages)
    with opened(plans.of(activities)) as store:
        made = io.BytesIO()
        print_status(store, made)
        text = _text_of(made)
        yield Duel(
            ours=lambda: print_status(store, io.BytesIO()),
            floor=lambda: _draw(text),
            note=f"{len(text)} pages, {activities} activities",
        )


def weigh_status(plans: Plans, pages: int) -> Reading:
    """Print it in a process of its own, and see how much memory that had at its most, in MiB."""
    path = plans.of(_activities_for(plans, pages))
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.peak", str(path)], stdout=subprocess.PIPE, text=True, check=True
    )
    peak, count = done.stdout.split()
    return Reading(ours=(float(peak),), note=f"{count} pages")


def _activities_for(plans: Plans, pages: int) -> int:
    """Find how many activities make so many pages: a report grows with them."""
    with opened(plans.of(SAMPLE)) as store:
        sample = print_status(store, io.BytesIO())
    return max(1, round(SAMPLE * pages / sample))


def _text_of(made: io.BytesIO) -> list[list[str]]:
    """Read the lines of each page."""
    return [page.extract_text().splitlines() for page in PdfReader(made).pages]


def _draw(pages: list[list[str]]) -> None:
    """Draw lines from the top of each page downwards, in the report's own typeface."""
    load_faces()
    canvas = Canvas(io.BytesIO(), pagesize=A4, pageCompression=1, invariant=1)
    for lines in pages:
        canvas.setFont(Face.PLAIN.value, 9)
        for number, line in enumerate(lines):
            canvas.drawString(40, A4[1] - 40 - 11 * number, line)
        canvas.showPage()
    canvas.save()
