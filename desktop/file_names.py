"""Names that every system takes for a file's, whatever somebody once called it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]+')
"""What no file's name may have in it on one system or another; control characters go anyway."""

RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)", re.IGNORECASE
)
"""What Windows takes for a device, whatever comes after the full stop."""

LONGEST: Final = 200
"""Bytes: most systems take 255, and something may be put after the name."""


def safe_file_name(name: str, otherwise: str) -> str:
    """A name to save a file under: close to its own, but none that leads elsewhere or hides what it is."""
    seen = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    tidy = " ".join(FORBIDDEN.sub("-", seen).split()).strip(" .")
    if RESERVED.match(tidy):
        tidy = f"_{tidy}"
    stem, dot, ending = tidy.rpartition(".")
    if not stem or len(ending.encode()) > 20:
        stem, dot, ending = tidy, "", ""
    room = LONGEST - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    return f"{stem}{dot}{ending}" if stem else otherwise
