"""Make activities and all that hangs on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

MOMENT = sa.String(27).with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "activity",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("agreement", sa.String(36), nullable=True),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("responsibility", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(36), nullable=True),
        sa.Column("area", sa.String(36), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("schedule", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("when_words", sa.Text(), nullable=False),
        sa.Column("one_off", sa.Boolean(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("target", sa.String(40), nullable=False),
        sa.Column("target_count", sa.Double(), nullable=True),
        sa.Column("target_counter", sa.Text(), nullable=False),
        sa.Column("expected_effect", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("carried_from", sa.String(36), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("touched_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name="fk_activity_agreement",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["contact.id"], name="fk_activity_owner", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["area"], ["area.id"], name="fk_activity_area", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["carried_from"],
            ["activity.id"],
            name="fk_activity_carried_from",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
    )
    op.create_index("ix_activity_agreement", "activity", ["agreement"])
    op.create_index("ix_activity_agreement_alive", "activity", ["agreement", "alive"])
    op.create_index("ix_activity_area", "activity", ["area"])
    op.create_index("ix_activity_carried_from", "activity", ["carried_from"])
    op.create_index("ix_activity_next_due", "activity", ["next_due"])
    op.create_index("ix_activity_number", "activity", ["number"])
    op.create_index("ix_activity_owner", "activity", ["owner"])
    op.create_table(
        "activity_promise",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.Column("promise", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_activity_promise_activity",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["promise"],
            ["promise.id"],
            name="fk_activity_promise_promise",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_promise"),
    )
    op.create_index("ix_activity_promise_activity", "activity_promise", ["activity"])
    op.create_index("ix_activity_promise_promise", "activity_promise", ["promise"])
    op.create_table(
        "activity_cause",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.Column("cause", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_activity_cause_activity",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["cause"], ["cause.id"], name="fk_activity_cause_cause", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_cause"),
    )
    op.create_index("ix_activity_cause_activity", "activity_cause", ["activity"])
    op.create_index("ix_activity_cause_cause", "activity_cause", ["cause"])
    op.create_table(
        "participant",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.Column("contact", sa.String(36), nullable=True),
        sa.Column("organisation", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_participant_activity",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["contact"], ["contact.id"], name="fk_participant_contact", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.id"],
            name="fk_participant_organisation",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
    )
    op.create_index("ix_participant_activity", "participant", ["activity"])
    op.create_index("ix_participant_contact", "participant", ["contact"])
    op.create_index("ix_participant_organisation", "participant", ["organisation"])
    op.create_table(
        "date_exception",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_date_exception_activity",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_date_exception"),
    )
    op.create_index("ix_date_exception_activity", "date_exception", ["activity"])
    op.create_table(
        "occurrence",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_occurrence_activity",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_occurrence"),
    )
    op.create_index("ix_occurrence_activity", "occurrence", ["activity"])
    op.create_table(
        "counter",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("occurrence", sa.String(36), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.id"],
            name="fk_counter_occurrence",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_counter"),
    )
    op.create_index("ix_counter_occurrence", "counter", ["occurrence"])
    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("activity", sa.String(36), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("light", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("hindered", sa.Text(), nullable=False),
        sa.Column("resources", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity"], ["activity.id"], name="fk_follow_up_activity", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_index("ix_follow_up_activity", "follow_up", ["activity"])
