"""`report`: the paper that two coordinators carry into the meeting."""

from __future__ import annotations

import errno
from collections.abc import Iterator
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
from db.store.as_it_was import paper_as_it_was
from db.views.here import AgreementLine
from db.views.papers import PaperAsItWas, PrintedPaper
from db.views.status import StatusReport
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place, Refusal
from desktop.commands.program import command_line
from desktop.version import version
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
    if given.has("as-it-was"):
        return _as_it_was(desk, given, out)
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
            store.do(record_paper, meeting, known, printed_now(words, view))
    text = f"{out}: {words.plural('{count} page', '{count} pages', pages)}."
    if wants_memory:
        text += " " + _("The meeting remembers it: the next paper tells what is new since.")
    elif final:
        text += " " + _("No meeting remembers it, since none was named: add --meeting.")
    return desk.answer(text, _answer(out, pages, view))


def _answer(out: Path, pages: int, view: StatusReport) -> dict[str, object]:
    return {
        "file": str(out),
        "pages": pages,
        "agreement": view.agreement.key,
        "meeting": view.meeting.key if view.meeting else None,
        "final": view.final,
        "state": view.state,
    }


def printed_now(words: Words, view: StatusReport) -> PrintedPaper:
    """How a paper that shows a view is printed by this program, for its meeting to remember."""
    return PrintedPaper(
        today=view.today,
        language=words.language,
        filter_text=view.filter_text,
        final=view.final,
        version=version(),
        state=view.state,
    )


def _as_it_was(desk: Desk, given: Given, out: Path) -> int:
    """Print a past meeting's paper again, as of the day and with all that it was made with."""
    _ = words = desk.words
    if not given.get("meeting"):
        raise Misuse(_("Say which meeting's paper is to be printed again, with --meeting."))
    for name in ("filter", "final"):
        if given.has(name) or given.get(name):
            text = _("A paper is printed again with what it was made with: leave out --{option}.")
            raise Misuse(text.format(option=name))
    with desk.open(given["file"]) as store:
        meeting = _meeting(desk, store, given.get("meeting")) or ""
        with desk.terminal.busy(_("Reading the plan …")) as progress:
            again = paper_as_it_was(store, meeting, zone=desk.zone, language=words.language)
            progress.show(_("Printing …"))
            its_words = words if again.printed.language == words.language else Words(again.printed.language)
            pages = print_status(its_words, again.report, out)
    text = f"{out}: {words.plural('{count} page', '{count} pages', pages)}."
    text = " ".join([text, *how_alike(words, again)])
    return desk.answer(text, _answer(out, pages, again.report) | {"same": again.is_same})


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


def how_alike(words: Words, again: PaperAsItWas) -> Iterator[str]:
    """Say how far a paper that is printed again is the one that was handed out."""
    _ = words
    if again.is_guessed:
        yield _("How it was printed then is not known, so the day is the meeting's and nothing is left out.")
    elif not again.is_same:
        yield _("Something in it has been erased since, and stays erased.")
    else:
        yield _("It shows the plan exactly as the paper of {date} did.").format(
            date=words.date(again.printed.today)
        )
    if again.printed.version not in ("", version()):
        yield _("It was set by version {version} then, so lines may break otherwise.").format(
            version=again.printed.version
        )


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
        Option("as-it-was", N_("the meeting's final paper once more, as the plan was then")),
        Option("final", N_("final instead of draft; the meeting remembers what it showed")),
    ),
    (
        "report saffle.plan status -o status.pdf",
        "report saffle.plan status -o status.pdf --meeting 3f2a --final",
        "report saffle.plan status -o status.pdf --meeting 3f2a --as-it-was",
    ),
    run,
)
