"""`save-attachment`: what an attachment holds, as a file again."""

from __future__ import annotations

from db.errors import UnknownThing
from db.queries.attachments import attachment
from db.store.contents import save_content
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, Command, Given, Option, Place, Refusal
from desktop.file_names import safe_file_name
from desktop.words import N_


def run(desk: Desk, given: Given) -> int:
    """Write it, and answer with the file."""
    _ = desk.words
    with desk.open(given["file"]) as store:
        place = desk.living(store, given["id"], ("attachment",))
        found = store.read(attachment, place.id)
        if found is None:
            raise UnknownThing(given["id"])
        out = desk.path(given["out"])
        if out.is_dir():
            out = out / safe_file_name(found.name, found.id)
        if out.exists():
            raise Refusal(_("{path} is there already: give another name.").format(path=out))
        save_content(store.contents, found.sha256, out)
    return desk.answer(_("Saved: {path}").format(path=out), {"file": str(out), "size": found.size})


COMMAND = Command(
    "save-attachment",
    (PLAN, Place("id", "ID", N_("the attachment: an id, at least four characters of one, or its name"))),
    (Option("out", N_("the file to make, or a folder"), N_("PATH"), short="o", required=True, is_path=True),),
    ("save-attachment saffle.plan karta.pdf --out karta.pdf",),
    run,
)
