"""Views as plain JSON, with the keys that README promises."""

from __future__ import annotations

import datetime as dt

from db.views.activity import ActivityLine
from db.views.attachments import AttachmentView
from db.views.history import Change, StepView
from db.views.things import HeadView, ThingLine, ThingName, ThingView, Value

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def plain(value: Value) -> Json:
    """A day as 2017-06-01, a time as 09:30, a moment in UTC as 2017-06-01T07:30:00Z, all else as it is."""
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.strftime("%H:%M")
        case float() if value.is_integer():
            return int(value)
    return value


def activity(line: ActivityLine) -> Json:
    """An activity in a list."""
    return {
        "id": line.id,
        "number": line.number,
        "title": line.title,
        "kind": line.kind,
        "responsibility": line.responsibility.value,
        "owner": line.owner or None,
        "owner_organisation": line.owner_organisation or None,
        "owner_id": line.owner_id,
        "area": line.area or None,
        "place": line.place or None,
        "schedule": line.schedule.value,
        "starts_on": plain(line.starts_on),
        "ends_on": plain(line.ends_on),
        "when_words": line.when_words or None,
        "due": plain(line.due),
        "due_soon": line.due_soon,
        "late": line.late,
        "state": line.state.value,
        "one_off": line.one_off,
        "promises": [promise.number for promise in line.promises],
        "promise_ids": [promise.id for promise in line.promises],
        "target": line.target.value,
        "target_count": plain(line.target_count),
        "target_counter": line.target_counter or None,
        "outcome": plain(line.outcome),
        "outcome_goal": plain(line.goal),
        "met": line.met,
        "touched": plain(line.touched_at),
        "agreement_id": line.agreement_id,
    }


def thing_line(line: ThingLine) -> Json:
    """A row of any other table in a list: its id, and its fields under their own names."""
    return {"id": line.id} | {field.name: plain(field.value) for field in line.fields}


def thing(view: ThingView) -> dict[str, Json]:
    """A row with all that is known of it, its fields by their own names.

    No table has a field of any of the other keys' names.
    """
    return {
        "id": view.name.id,
        "table": view.name.entity,
        **{field.name: plain(field.value) for field in view.fields},
        "in_plan": view.name.alive,
        "deleted": {"by": view.deleted.actor, "at": plain(view.deleted.at)} if view.deleted else None,
        "conflicts": {
            one.name: [_head(head) for head in one.conflict] for one in view.fields if one.conflict
        },
        "links": [
            {"id": link.id, "table": link.entity, "to": link.to.id, "to_table": link.to.entity}
            for link in view.links
        ],
        "notes": [
            {"id": note.id, "text": note.text, "by": note.actor, "at": plain(note.at)} for note in view.notes
        ],
        "occurrences": [
            {
                "id": one.id,
                "on": plain(one.on),
                "starts_at": plain(one.starts_at),
                "ends_at": plain(one.ends_at),
                "place": one.place,
                "state": one.state,
                "attendance": one.attendance,
                "text": one.text,
                "counters": {label: plain(number) for label, number in one.counters},
            }
            for one in view.occurrences
        ],
        "related": [
            {"id": one.id, "table": group.entity, "field": group.field, "belongs": group.belong}
            for group in view.related
            for one in group.things
        ],
    }


def attachment(view: AttachmentView, *, here: bool) -> Json:
    """A file that hangs on a thing; `here` says whether what it holds is in this copy."""
    return {
        "id": view.id, "name": view.name, "media_type": view.media_type, "size": view.size,
        "sha256": view.sha256, "here": here,
    }  # fmt: skip


def _head(head: HeadView) -> Json:
    return {"value": plain(head.value), "by": head.actor, "at": plain(head.at), "op": head.op}


def step(view: StepView) -> Json:
    """A gesture with its changes."""
    return {
        "id": view.id,
        "at": plain(view.wall),
        "actor": view.actor,
        "copy": view.letter,
        "gesture": view.gesture,
        "undoes": view.undoes,
        "changes": [change(one) for one in view.changes],
    }


def change(view: Change) -> Json:
    """One field as a gesture changed it."""
    return {
        "op": view.op,
        "table": view.entity,
        "id": view.row,
        "field": view.field,
        "old": plain(view.old),
        "new": plain(view.new),
        "erased": view.erased,
    }


def named(name: ThingName) -> dict[str, Json]:
    """Which row something is about."""
    return {"id": name.id, "table": name.entity, "number": name.number or None}
