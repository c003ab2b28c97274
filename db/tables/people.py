"""Who and where: organisations, contacts and areas."""

from sqlalchemy.orm import Mapped, mapped_column

from db.kinds import AreaKind, OrganisationKind
from db.tables.columns import Line, Thing, Word, reference


class Organisation(Thing, kw_only=True):
    """A body that takes part: the police, the municipality, a housing company."""

    __tablename__ = "organisation"

    name: Mapped[Line] = mapped_column(default="")
    short_name: Mapped[Line] = mapped_column(default="")
    kind: Mapped[Word] = mapped_column(default=OrganisationKind.OTHER.value)


class Contact(Thing, kw_only=True):
    """A function in an organisation; the person's name may stay empty, since papers become public."""

    __tablename__ = "contact"

    function: Mapped[Line] = mapped_column(default="")
    organisation: Mapped[str | None] = reference("organisation")
    name: Mapped[Line] = mapped_column(default="")
    email: Mapped[Line] = mapped_column(default="")
    telephone: Mapped[Line] = mapped_column(default="")


class Area(Thing, kw_only=True):
    """A place in the municipality, perhaps within a larger one."""

    __tablename__ = "area"

    name: Mapped[Line] = mapped_column(default="")
    kind: Mapped[Word] = mapped_column(default=AreaKind.OTHER.value)
    parent: Mapped[str | None] = reference("area")
