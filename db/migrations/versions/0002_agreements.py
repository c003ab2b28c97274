"""Make organisations, agreements and the situation picture."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("organisation", sa.String(36), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.id"],
            name="fk_contact_organisation",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
    )
    op.create_index("ix_contact_organisation", "contact", ["organisation"])
    op.create_table(
        "area",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("parent", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent"], ["area.id"], name="fk_area_parent", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
    )
    op.create_index("ix_area_parent", "area", ["parent"])
    op.create_table(
        "agreement",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("police_area", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("registration_number", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("replaces", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["replaces"],
            ["agreement.id"],
            name="fk_agreement_replaces",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
    )
    op.create_index("ix_agreement_replaces", "agreement", ["replaces"])
    op.create_table(
        "signatory",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("agreement", sa.String(36), nullable=True),
        sa.Column("contact", sa.String(36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name="fk_signatory_agreement",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["contact"], ["contact.id"], name="fk_signatory_contact", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_signatory"),
    )
    op.create_index("ix_signatory_agreement", "signatory", ["agreement"])
    op.create_index("ix_signatory_contact", "signatory", ["contact"])
    op.create_table(
        "focus_area",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("agreement", sa.String(36), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name="fk_focus_area_agreement",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_focus_area"),
    )
    op.create_index("ix_focus_area_agreement", "focus_area", ["agreement"])
    op.create_table(
        "cause",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("focus_area", sa.String(36), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["focus_area"],
            ["focus_area.id"],
            name="fk_cause_focus_area",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cause"),
    )
    op.create_index("ix_cause_focus_area", "cause", ["focus_area"])
    op.create_table(
        "source",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.Column("scale_lowest", sa.Double(), nullable=True),
        sa.Column("scale_highest", sa.Double(), nullable=True),
        sa.Column("good_end", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("focus_area", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name="fk_finding_source", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["focus_area"],
            ["focus_area.id"],
            name="fk_finding_focus_area",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_focus_area", "finding", ["focus_area"])
    op.create_index("ix_finding_source", "finding", ["source"])
    op.create_table(
        "area_rating",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(36), nullable=True),
        sa.Column("area", sa.String(36), nullable=True),
        sa.Column("rating", sa.Double(), nullable=True),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name="fk_area_rating_source", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["area"], ["area.id"], name="fk_area_rating_area", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_area_rating"),
    )
    op.create_index("ix_area_rating_area", "area_rating", ["area"])
    op.create_index("ix_area_rating_source", "area_rating", ["source"])
    op.create_table(
        "statistic",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Double(), nullable=True),
        sa.Column("preliminary", sa.Boolean(), nullable=False),
        sa.Column("suppressed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_statistic"),
    )
    op.create_table(
        "promise",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("agreement", sa.String(36), nullable=True),
        sa.Column("focus_area", sa.String(36), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("expected_effect", sa.Text(), nullable=False),
        sa.Column("carried_from", sa.String(36), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name="fk_promise_agreement",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["focus_area"],
            ["focus_area.id"],
            name="fk_promise_focus_area",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["carried_from"],
            ["promise.id"],
            name="fk_promise_carried_from",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_promise"),
    )
    op.create_index("ix_promise_agreement", "promise", ["agreement"])
    op.create_index("ix_promise_carried_from", "promise", ["carried_from"])
    op.create_index("ix_promise_focus_area", "promise", ["focus_area"])
