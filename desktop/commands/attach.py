"""`attach`: hang a file on anything in the plan."""

from __future__ import annotations

import mimetypes
import os

from db.operations.attachments import attach
from db.queries.naming import name_of
from db.store.contents import keep_file
from desktop.commands.desk import Desk
from desktop.commands.grammar import PLAN, THING, Command, Given, Option, Place, Refusal
from desktop.words import N_
from desktop.words.sizes import size_words
from desktop.words.things import thing_words


def run(desk: Desk, given: Given) -> int:
    """Keep what the file holds beside the plan, hang it on the thing, and answer with the attachment's id."""
    _ = words = desk.words
    path = desk.path(given["path"])
    name = given.get("name") or os.fsencode(path.name).decode("utf-8", "replace")
    if path.exists() and not path.is_file():
        raise Refusal(_("{path} is no file, so it can not be attached.").format(path=path))
    with desk.open_to_write(given["file"]) as store:
        place = desk.living(store, given["id"])
        called = thing_words(words, store.read(name_of, place), with_table=True)
        sha256, size = keep_file(store.contents, path)
        media_type = mimetypes.guess_type(name, strict=False)[0] or ""
        done = store.do(attach, place.id, name, media_type, size, sha256)
    said = _("Attached to {thing} ({size}): {id}").format(
        thing=called, size=size_words(words, size), id=done.value
    )
    answer = {"id": done.value, "about": place.id, "sha256": sha256, "size": size, "step": done.step}
    return desk.answer(said, answer)


COMMAND = Command(
    "attach",
    (PLAN, THING, Place("path", N_("PATH"), N_("the file to attach"), is_path=True)),
    (Option("name", N_("what it is called in the plan, if not as the file"), N_("NAME")),),
    (
        "attach saffle.plan K3 karta.pdf",
        N_('attach saffle.plan K3 IMG_0412.jpg --name "The tunnel before.jpg"'),
    ),
    run,
    N_(
        "What the file holds is copied into a folder beside the plan (saffle.bilagor) and goes along when "
        "copies meet. The file itself is left alone."
    ),
)
