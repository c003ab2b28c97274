"""Make meetings, safety walks, effect figures, publications, notes and attachments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("about", sa.String(36), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_about", "attachment", ["about"])
    op.create_table(
        "walk_finding",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("occurrence", sa.String(36), nullable=True),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("organisation", sa.String(36), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("photo", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.id"],
            name="fk_walk_finding_occurrence",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.id"],
            name="fk_walk_finding_organisation",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["photo"], ["attachment.id"], name="fk_walk_finding_photo", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_walk_finding"),
    )
    op.create_index("ix_walk_finding_occurrence", "walk_finding", ["occurrence"])
    op.create_index("ix_walk_finding_organisation", "walk_finding", ["organisation"])
    op.create_index("ix_walk_finding_photo", "walk_finding", ["photo"])
    op.create_table(
        "indicator",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("promise", sa.String(36), nullable=True),
        sa.Column("focus_area", sa.String(36), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("better", sa.String(40), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["promise"], ["promise.id"], name="fk_indicator_promise", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["focus_area"],
            ["focus_area.id"],
            name="fk_indicator_focus_area",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
    )
    op.create_index("ix_indicator_focus_area", "indicator", ["focus_area"])
    op.create_index("ix_indicator_promise", "indicator", ["promise"])
    op.create_table(
        "measurement",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("indicator", sa.String(36), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("source", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator"],
            ["indicator.id"],
            name="fk_measurement_indicator",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name="fk_measurement_source", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_measurement"),
    )
    op.create_index("ix_measurement_indicator", "measurement", ["indicator"])
    op.create_index("ix_measurement_source", "measurement", ["source"])
    op.create_table(
        "publication",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("promise", sa.String(36), nullable=True),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["promise"], ["promise.id"], name="fk_publication_promise", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_publication_activity",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
    )
    op.create_index("ix_publication_activity", "publication", ["activity"])
    op.create_index("ix_publication_promise", "publication", ["promise"])
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("agreement", sa.String(36), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("registration_number", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("known", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name="fk_meeting_agreement",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_agreement", "meeting", ["agreement"])
    op.create_table(
        "attendance",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("meeting", sa.String(36), nullable=True),
        sa.Column("contact", sa.String(36), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name="fk_attendance_meeting", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["contact"], ["contact.id"], name="fk_attendance_contact", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
    )
    op.create_index("ix_attendance_contact", "attendance", ["contact"])
    op.create_index("ix_attendance_meeting", "attendance", ["meeting"])
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("meeting", sa.String(36), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("registration_number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name="fk_agenda_item_meeting", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
    )
    op.create_index("ix_agenda_item_meeting", "agenda_item", ["meeting"])
    op.create_table(
        "decision",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("meeting", sa.String(36), nullable=True),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(36), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name="fk_decision_meeting", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["activity"], ["activity.id"], name="fk_decision_activity", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["contact.id"], name="fk_decision_owner", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_activity", "decision", ["activity"])
    op.create_index("ix_decision_meeting", "decision", ["meeting"])
    op.create_index("ix_decision_owner", "decision", ["owner"])
    op.create_table(
        "note",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("about", sa.String(36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_about", "note", ["about"])
