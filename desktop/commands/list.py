"""`list`: the plan's activities, or the rows of any other table, narrowed by a filter."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from math import ceil
from pathlib import Path
from typing import Final

from db.queries import SortKey, sortable
from db.queries.listing import activity_lines, thing_lines
from db.store import Store
from db.views.activity import ActivityLine
from db.views.things import ThingLine
from desktop.commands import plain_json
from desktop.commands.columns import Column, in_columns
from desktop.commands.desk import DONE, Desk
from desktop.commands.grammar import PLAN, Command, Given, Misuse, Option, Place
from desktop.commands.program import command_line
from desktop.commands.table_words import field_by_name, table_meant
from desktop.words import N_, Words
from desktop.words.fields import entity_label, field_label
from desktop.words.kinds import in_sentence, label, plain
from desktop.words.things import field_words

SHORT_ID: Final = 8
MOST_COLUMNS: Final = 7
"""Columns of a table of any sort before the rest is left to `show`."""

SORTS: Final = {
    "due": N_("due"),
    "touched": N_("touched"),
    "promises": N_("promise"),
}
"""What an activity can be sorted by that is no field of it, as each language calls it."""

_SORT_WORDS: Final = {"förfaller": "due", "nästa": "due", "ändrad": "touched", "löfte": "promises"}


def run(desk: Desk, given: Given) -> int:
    """List what the filter lets through."""
    words = desk.words
    entity = table_meant(words, given.get("table") or "activity")
    order = _order(words, entity, given.get("sort"))
    text = " ".join(given.all("filter"))
    with desk.open(given["file"]) as store:
        if entity == "activity":
            return _activities(desk, store, text, order)
        return _things(desk, store, entity, text, order)


def _activities(desk: Desk, store: Store, text: str, order: Sequence[SortKey]) -> int:
    lines = store.read(
        activity_lines, text, today=desk.today, zone=desk.zone, language=desk.words.language, order=order
    )
    if desk.as_json:
        return desk.answer("", [plain_json.activity(line) for line in lines])
    _ = words = desk.words
    if not lines:
        return _nothing(desk, store, "activity", text)
    columns = (
        Column(_("No.")),
        Column(_("Activity"), narrowest=24),
        Column(_("Party"), spare=3),
        Column(_("Owner"), narrowest=12, spare=1),
        Column(_("Due")),
        Column(_("State"), narrowest=8),
        Column(_("promise").capitalize(), spare=2),
        Column(_("Outcome"), right=True, spare=4),
    )
    desk.terminal.say(in_columns(columns, [_row(words, line) for line in lines], desk.terminal.width))
    late = sum(line.late for line in lines)
    count = words.plural("{count} activity", "{count} activities", len(lines))
    told = count if not late else f"{count}, " + words.plural("{count} late", "{count} late", late)
    desk.terminal.say(f"\n{told}")
    return DONE


def _row(words: Words, line: ActivityLine) -> list[str]:
    _ = words
    owner = ", ".join(part for part in (line.owner, line.owner_organisation) if part)
    state = label(words, line.state)
    if line.late:
        state = _("{state}, late").format(state=state)
    elif line.due_soon:
        state = _("{state}, soon").format(state=state)
    done = words.number(line.outcome) if line.outcome else ""
    if line.goal:
        done = f"{words.number(line.outcome)}/{words.number(ceil(line.goal))}"
    return [
        line.number,
        line.title,
        label(words, line.responsibility),
        _("{who} (deleted)").format(who=owner) if line.owner_deleted else owner,
        words.date(line.due) if line.due else "",
        state,
        ", ".join(str(promise.number or promise.id[:SHORT_ID]) for promise in line.promises),
        done,
    ]


def _things(desk: Desk, store: Store, entity: str, text: str, order: Sequence[SortKey]) -> int:
    lines = store.read(
        thing_lines, entity, text, today=desk.today, zone=desk.zone, language=desk.words.language, order=order
    )
    if desk.as_json:
        return desk.answer("", [plain_json.thing_line(line) for line in lines])
    words = desk.words
    if not lines:
        return _nothing(desk, store, entity, text)
    told = _told_fields(lines)
    columns = [Column(words("Id")), *(Column(field_label(words, entity, name), narrowest=8) for name in told)]
    rows = [[line.id[:SHORT_ID], *(_cell(words, entity, line, name) for name in told)] for line in lines]
    desk.terminal.say(in_columns(columns, rows, desk.terminal.width))
    many = in_sentence(entity_label(words, entity, many=len(lines) != 1))
    desk.terminal.say(f"\n{words.number(len(lines))} {many}")
    return DONE


def _told_fields(lines: Sequence[ThingLine]) -> list[str]:
    """The fields that say something in any of the rows, at most as many as a person takes in."""
    names = [field.name for field in lines[0].fields]
    said = {field.name for line in lines for field in line.fields if field.value not in (None, "")}
    # What all rows have in common, the plan's one agreement, tells nobody which row is which.
    agreements = {field.value for line in lines for field in line.fields if field.name == "agreement"}
    same = {"agreement"} if len(agreements) == 1 else set()
    return [name for name in names if name in said - same][:MOST_COLUMNS] or names[:1]


def _cell(words: Words, entity: str, line: ThingLine, name: str) -> str:
    field = next(field for field in line.fields if field.name == name)
    return field_words(words, entity, field)


def _nothing(desk: Desk, store: Store, entity: str, text: str) -> int:
    """An empty list says what to do."""
    _ = words = desk.words
    many = in_sentence(entity_label(words, entity, many=True))
    if text.strip():
        desk.terminal.say(
            _("The filter “{filter}” finds none of the plan's {things}. Without it, all are listed.").format(
                filter=text, things=many
            )
        )
    else:
        desk.terminal.say(
            _("The plan has no {things} yet. Add one with: {command}").format(
                things=many, command=command_line("add", Path(store.name), entity, "…")
            )
        )
    return DONE


def _order(words: Words, entity: str, sort: str | None) -> list[SortKey]:
    """Read `--sort`: fields with commas between, each turned round by a hyphen in front."""
    return [_key(words, entity, part.strip()) for part in (sort or "").split(",") if part.strip()]


def _key(words: Words, entity: str, text: str) -> SortKey:
    _ = words
    name, descending = text.removeprefix("-"), text.startswith("-")
    known = sortable(entity)
    field = _SORT_WORDS.get(plain(name)) if entity == "activity" else None
    field = field or (name if name in known else None) or field_by_name(entity, name)
    if field in known:
        return SortKey(field, descending)
    shown = {plain(_shown(words, entity, key)): _shown(words, entity, key) for key in known}
    near = get_close_matches(plain(name)[:80], shown, n=1, cutoff=0.5)
    text = _("A list can not be sorted by “{field}”.").format(field=name)
    if near:
        raise Misuse(text + " " + _("Did you mean “{nearest}”?").format(nearest=in_sentence(shown[near[0]])))
    fields = ", ".join(in_sentence(one) for one in shown.values())
    raise Misuse(text + " " + _("These are there: {fields}.").format(fields=fields))


def _shown(words: Words, entity: str, key: str) -> str:
    return words(SORTS[key]) if entity == "activity" and key in SORTS else field_label(words, entity, key)


COMMAND = Command(
    "list",
    (
        PLAN,
        Place("filter", "FILTER", N_("what to list"), optional=True, many=True, free=True),
    ),
    (
        Option("table", N_("what to list, instead of activities"), N_("TABLE")),
        Option("sort", N_("by which field; -due for the last first"), N_("FIELD")),
    ),
    (
        "list saffle.plan",
        N_('list saffle.plan "owner:police state:late promise:2 before:2017-06-01 -state:cancelled"'),
        N_("list saffle.plan --table contact"),
    ),
    run,
    N_(
        "A filter is words that must be found, and fields with values: owner:police state:late. Parts stand "
        "side by side; or, not and brackets work as one expects. Fields and words are Swedish or English."
    ),
)  # fmt: skip
