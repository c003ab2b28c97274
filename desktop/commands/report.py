"""`report`: the paper that two coordinators carry into the meeting."""

from __future__ import annotations

import errno
from contextlib import ExitStack
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from db.errors import DiskFull
from db.filter import parse
from db.operations import record_paper
from db.queries import agreements_meant
from db.queries.papers import status_paper
from db.store import Store
from db.views.here import AgreementLine
from db.views.status import StatusReport
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place, Refusal
from desktop.commands.program import command_line
from desktop.words import N_, Words

REPORTS: Final = ("status",)
"""The reports that there are."""

PDF: Final = b"%PDF-"
"""How every PDF begins."""


def run(desk: Desk, given: Given) -> int:
    """Print it, and answer with the file and its pages; a final paper is remembered by its meeting."""
    _ = words = desk.words
    _see_report(words, given["report"])
    out = desk.path(given["out"])
    see_place(words, out)
    final = given.has("final")
    wants_memory = final and given.get("meeting") is not None
    with ExitStack() as stack:
        path = given["file"]
        store = stack.enter_context(desk.open_to_write(path) if wants_memory else desk.open(path))
        meeting = _meeting(desk, store, given.get("meeting"))
        agreement = _agreement(desk, store, given.get("agreement"), meeting)
        with desk.terminal.busy(_("Reading the plan …")) as progress:
            view, known = store.read(
                status_paper,
                agreement=agreement,
                meeting=meeting,
                today=desk.today,
                filter=parse(given.get("filter") or ""),
                final=final,
                zone=desk.zone,
                language=words.language,
            )
            progress.show(_("Printing …"))
            pages = print_status(words, view, out)
        if wants_memory and meeting is not None:
            store.do(record_paper, meeting, known)
    text = f"{out}: {words.plural('{count} page', '{count} pages', pages)}."
    if wants_memory:
        text += " " + _("The meeting remembers it: the next paper tells what is new since.")
    elif final:
        text += " " + _("No meeting remembers it, since none was named: add --meeting.")
    return desk.answer(
        text,
        {
            "file": str(out),
            "pages": pages,
            "agreement": agreement,
            "meeting": meeting,
            "final": final,
            "state": view.state,
        },
    )


def see_place(words: Words, out: Path) -> None:
    """Refuse to print over anything but an earlier paper: a plan has been lost to less."""
    _ = words
    if out.is_dir():
        raise Refusal(_("{path} is a folder: say which file to print to.").format(path=out))
    if not out.parent.is_dir():
        raise Refusal(_("There is no folder {path}: make it first.").format(path=out.parent))
    if out.exists() and out.stat().st_size:
        with out.open("rb") as file:
            begins = file.read(len(PDF))
        if begins != PDF:
            text = _("{path} is there already and is not a PDF: choose another name with -o.")
            raise Refusal(text.format(path=out))


def print_status(words: Words, view: StatusReport, out: Path) -> int:
    """Write the PDF and give the number of its pages."""
    # ReportLab is slow to import, and no other command needs it.
    from desktop.reports.status import write_status

    try:
        return write_status(view, words, out)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(str(out)) from error
        _ = words
        text = _("{path} can not be written to: choose another place with -o.")
        raise Refusal(text.format(path=out)) from error


def _see_report(words: Words, name: str) -> None:
    _ = words
    if name in REPORTS:
        return
    text = _("There is no report “{name}”.").format(name=name)
    near = get_close_matches(name[:40], REPORTS, n=1, cutoff=0.5)
    more = _("Did you mean “{nearest}”?").format(nearest=near[0]) if near else ""
    raise Misuse(
        f"{text} {more}"
        if near
        else f"{text} " + _("These are there: {reports}.").format(reports=", ".join(REPORTS))
    )


def _meeting(desk: Desk, store: Store, word: str | None) -> str | None:
    return desk.living(store, word, ("meeting",)).id if word else None


def _agreement(desk: Desk, store: Store, word: str | None, meeting: str | None) -> str:
    """The agreement asked for, or the one that can be meant; where several can, say which there are."""
    _ = words = desk.words
    if word:
        return desk.living(store, word, ("agreement",)).id
    meant = store.read(agreements_meant, today=desk.today, meeting=meeting)
    if len(meant) == 1:
        return meant[0].id
    if not meant:
        text = _("The plan has no agreement to report on yet. Add one with: {command}")
        raise Refusal(text.format(command=command_line("add", Path(store.name), "agreement", "…")))
    told = "; ".join(f"{one.id[:8]} {_told(words, one)}" for one in meant)
    text = _("The plan has several agreements; say which one with --agreement: {agreements}.")
    raise Misuse(text.format(agreements=told))


def _told(words: Words, one: AgreementLine) -> str:
    days = "–".join(words.date(day) if day else "" for day in (one.starts_on, one.ends_on))
    return ", ".join(part for part in (one.municipality, one.title, days.strip("–")) if part)


COMMAND = Command(
    "report",
    (PLAN, Place("report", N_("REPORT"), N_("which one: status"))),
    (
        Option("out", N_("the PDF to make"), N_("OUT.pdf"), short="o", required=True, is_path=True),
        Option("meeting", N_("the meeting that it is for"), "ID"),
        Option("agreement", N_("the agreement, where the plan has several"), "ID"),
        Option("filter", N_("only these activities"), "FILTER"),
        Option("final", N_("final instead of draft; the meeting remembers what it showed")),
    ),
    (
        "report saffle.plan status -o status.pdf",
        "report saffle.plan status -o status.pdf --meeting 3f2a --final",
    ),
    run,
)
