"""The tables of the register: their groups, the fields that tell what a row is, and what they are for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.words import N_, Words
from desktop.words.fields import entity_label

TREE: Final = "tree"
"""What is chosen on the left where it is no table."""


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Some tables that belong together, under a heading."""

    title: str
    tables: tuple[str, ...]


GROUPS: Final[Sequence[TableGroup]] = (
    TableGroup(N_("Agreements and promises"), ("agreement", "focus_area", "cause", "promise")),
    TableGroup(N_("People and places"), ("contact", "organisation", "area")),
    TableGroup(N_("Situation picture"), ("source", "finding", "area_rating", "statistic")),
    TableGroup(
        N_("Following up"),
        ("indicator", "measurement", "follow_up", "publication", "decision", "walk_finding"),
    ),
)

TABLES: Final = tuple(table for group in GROUPS for table in group.tables)

TITLES: Final[Mapping[str, str]] = {
    "agreement": N_("Agreements"),
    "finding": N_("Findings"),
    "walk_finding": N_("From safety walks"),
}
"""Shorter names than those on paper, where the heading above says the rest."""

NEW: Final[Mapping[str, str]] = {
    "agreement": N_("New agreement"),
    "focus_area": N_("New focus area"),
    "cause": N_("New cause"),
    "promise": N_("New promise"),
    "contact": N_("New contact"),
    "organisation": N_("New organisation"),
    "area": N_("New area"),
    "source": N_("New source"),
    "finding": N_("New finding"),
    "area_rating": N_("New safety rating"),
    "statistic": N_("New statistic"),
    "indicator": N_("New effect figure"),
    "measurement": N_("New measurement"),
    "follow_up": N_("New follow-up"),
    "publication": N_("New published result"),
    "decision": N_("New decision"),
    "walk_finding": N_("New finding of a walk"),
}
"""What the button says that begins one."""

IN_TREE: Final = frozenset({"agreement", "focus_area", "cause", "promise"})

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": (
        "municipality", "title", "starts_on", "ends_on", "police_area", "registration_number", "signed_on",
    ),
    "focus_area": ("number", "title", "problem", "agreement"),
    "cause": ("focus_area", "number", "text"),
    "promise": ("number", "text", "focus_area", "expected_effect", "published_on", "agreement"),
    "contact": ("function", "organisation", "name", "email", "telephone"),
    "organisation": ("name", "short_name", "kind"),
    "area": ("name", "kind", "parent"),
    "source": ("title", "kind", "starts_on", "ends_on", "respondents"),
    "finding": ("text", "share", "count", "source", "focus_area"),
    "area_rating": ("area", "rating", "respondents", "source"),
    "statistic": ("region", "measure", "year", "month", "count", "rate", "preliminary"),
    "indicator": ("title", "promise", "focus_area", "unit", "better", "baseline", "target"),
    "measurement": ("indicator", "on", "value", "source"),
    "follow_up": ("activity", "year", "period", "light", "outcome", "hindered", "changed"),
    "publication": ("on", "channel", "title", "promise", "activity", "link"),
    "decision": ("text", "owner", "due_on", "state", "meeting", "activity"),
    "walk_finding": ("text", "category", "good", "place", "organisation", "due_on", "state", "occurrence"),
}  # fmt: skip
"""The fields that stand in the list; the detail pane has the rest."""

WIDE: Final = frozenset(
    {"text", "title", "problem", "expected_effect", "outcome", "hindered", "changed", "measure"}
)
"""Fields that take what room there is."""

EMPTY: Final[Mapping[str, str]] = {
    "agreement": N_("Begin with an agreement: who signed it, and for which years."),
    "focus_area": N_("A focus area is a problem that the parties have agreed to work on."),
    "cause": N_("A cause is why the problem is there. Activities act on causes."),
    "promise": N_("A promise is what the citizens are told that will be done."),
    "contact": N_("A contact is a function that answers for something, such as a municipal police officer."),
    "organisation": N_("The police, the municipality, and whoever else takes part."),
    "area": N_("Places where activities are done and safety is rated."),
    "source": N_("What the situation picture rests on: a dialogue, a survey, statistics."),
    "finding": N_("What a source says: a share, a count, or a sentence."),
    "area_rating": N_("How safe an area was rated, by a survey or at a dialogue."),
    "statistic": N_("Published figures for a region, such as reported crime."),
    "indicator": N_("An effect figure tells whether a promise did what it should."),
    "measurement": N_("What an effect figure was on a day."),
    "follow_up": N_("How an activity went in a period, with its light and what hindered it."),
    "publication": N_("Where a result was told to the public."),
    "decision": N_("Decisions are written down at meetings, and are all gathered here."),
    "walk_finding": N_("What was found at safety walks, and who is to mend it."),
}
"""What a table is for, where it has no rows yet."""

GOES_ON_FROM: Final[Mapping[str, tuple[str, ...]]] = {
    "cause": ("focus_area",),
    "promise": ("focus_area",),
    "measurement": ("indicator", "source"),
    "finding": ("source",),
    "area_rating": ("source",),
    "statistic": ("region", "measure", "year"),
    "walk_finding": ("occurrence",),
    "decision": ("meeting",),
    "follow_up": ("year", "period"),
}
"""What a new row has in common with the one that is chosen, since they are written down in a row."""


def title_of(words: Words, table: str) -> str:
    """What the register calls a table."""
    return words(TITLES[table]) if table in TITLES else entity_label(words, table, many=True)
