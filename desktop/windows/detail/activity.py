"""An activity in the pane: everything about it, in the order in which one thinks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from typing_extensions import override

from db.drafts import ActivityCauseDraft, ActivityPromiseDraft, DraftField, ParticipantDraft, fields_by_name
from db.kinds import TargetKind
from db.operations import link, unlink
from db.views.detail import DetailView
from desktop.windows.detail.body import Body
from desktop.windows.detail.follow_ups import FollowUps
from desktop.windows.detail.goal import Goal
from desktop.windows.detail.link_list import LinkList
from desktop.windows.detail.occurrences import Occurrences
from desktop.windows.detail.when import When
from desktop.windows.fields.rows import is_called_for
from desktop.words.fields import entity_label

BASICS: Final = (
    ("title",), ("state", "responsibility"), ("state_reason",), ("owner",), ("kind",), ("text",),
    ("area",), ("place",), ("goal",), ("expected_effect",), ("carried_from",), ("agreement",),
)  # fmt: skip
"""The fields of the first section; those of one line stand beside each other."""

ELSEWHERE: Final = frozenset(
    {"activity_promise", "activity_cause", "participant", "follow_up", "date_exception", "note"}
)


class ActivityBody(Body):
    """The sections of an activity."""

    @override
    def _fill(self) -> Iterator[object]:
        _ = self.words
        self.fields.together = self._together
        basics = self.section("basics", _("Basics"))
        for names in BASICS:
            basics.rows.addWidget(self.fields.line(names))
        yield basics
        self.when = When(self.workplace, self.fields, self.do)
        self.section("when", _("When")).rows.addWidget(self.when)
        yield self.when
        target = self.section("target", _("Target and outcome"))
        self.goal = Goal(self.workplace)
        target.rows.addWidget(self.goal)
        target.rows.addWidget(self.fields.line(("target", "target_count")))
        target.rows.addWidget(self.fields.row("target_counter"))
        yield target
        self.links = {
            "activity_promise": self._links(fields_by_name(ActivityPromiseDraft)["promise"]),
            "activity_cause": self._links(fields_by_name(ActivityCauseDraft)["cause"]),
        }
        self.ties_section = self.section("ties", _("Promises and causes"))
        for found in self.links.values():
            self.ties_section.rows.addWidget(found)
        yield self.ties_section
        self.taking_part = {
            entity: self._links(fields_by_name(ParticipantDraft)[entity])
            for entity in ("contact", "organisation")
        }
        self.participants_section = self.section("participants", _("Taking part"), folded=True)
        for found in self.taking_part.values():
            self.participants_section.rows.addWidget(found)
        yield self.participants_section
        self.occurrences = Occurrences(self.workplace, self.do, self.stale.emit)
        self.occurrences_section = self.section("occurrences", _("Occurrences"))
        self.occurrences_section.rows.addWidget(self.occurrences)
        yield self.occurrences
        self.follow_ups = FollowUps(self.workplace, self.do, self.stale.emit)
        self.follow_ups_section = self.section("follow-ups", _("Follow-up"), folded=True)
        self.follow_ups_section.rows.addWidget(self.follow_ups)

    def begin_log(self) -> None:
        """Make ready to log an occurrence."""
        self.occurrences_section.unfold()
        self.occurrences.begin_log()

    @override
    def finish(self) -> dict[str, str]:
        self.occurrences.finish()
        self.follow_ups.finish()
        return super().finish()

    @override
    def _before_fields(self, view: DetailView) -> None:
        self.when.prepare(view)

    @override
    def _show_parts(self, view: DetailView) -> None:
        assert self.seen is not None
        kept = {field.name: field.value for field in view.thing.fields}
        for name in ("target_count", "target_counter"):
            self.fields.rows[name].setVisible(is_called_for(name, kept["schedule"], kept["target"]))
        self.when.show_view(view)
        self.goal.show_view(view)
        for kind, found in self.links.items():
            names = [one.to for one in view.thing.links if one.entity == kind]
            found.show_names(self.key, names, view.agreement)
        self.ties_section.tell_count(sum(one.entity in self.links for one in view.thing.links))
        taking_part = [one.to for one in view.thing.links if one.entity == "participant"]
        for entity, found in self.taking_part.items():
            names = [name for name in taking_part if name.entity == entity]
            found.show_names(self.key, names, None)
        self.participants_section.tell_count(len(taking_part))
        self.occurrences.show_view(view, self.seen)
        self.occurrences_section.tell_count(len(view.thing.occurrences))
        self.follow_ups.show_view(view, self.seen)
        self.follow_ups_section.tell_count(len(view.follow_ups))

    @override
    def _links_told_elsewhere(self) -> frozenset[str]:
        return ELSEWHERE

    def _together(self, name: str, value: object) -> Mapping[str, object]:
        """What must change in the same step: a target needs a number, a recurrence a rule."""
        if name == "target" and value != TargetKind.NONE and self.view is not None:
            count = next(one.value for one in self.view.thing.fields if one.name == "target_count")
            return {name: value, "target_count": 1.0 if count is None else count}
        return self.when.together(name, value)

    def _links(self, field: DraftField) -> LinkList:
        many = entity_label(self.words, field.name, many=True)
        return LinkList(
            self.workplace,
            many,
            field,
            tie=lambda key: self.do(link, self.key, key),
            untie=lambda key: self.do(unlink, self.key, key),
        )
