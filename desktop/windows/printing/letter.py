"""A paper as the attachment of an e-mail that is ready to be addressed and sent."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from desktop.windows.printing.saving import file_name


def draft_letter(*, subject: str, text: str, pdf: bytes, name: str, at: dt.datetime) -> bytes:
    """An e-mail with a PDF attached, as a file that a mail program opens for writing on.

    `X-Unsent` is what tells Outlook and its kin that it is a draft. Sender and receivers are left to the
    person: the plan knows functions, and the mail program knows addresses.
    """
    # The usual policy folds a long subject by itself, and writes Swedish letters as every program reads them.
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = " ".join(subject.split())
    letter["Date"] = format_datetime(at)
    letter["X-Unsent"] = "1"
    letter.set_content(text)
    letter.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name(name, ".pdf"))
    return letter.as_bytes()
