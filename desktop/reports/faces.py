"""The typefaces of all paper, how wide their signs are, and which signs they have."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace


class Face(StrEnum):
    """A typeface, by the name under which the font stands in the PDF."""

    PLAIN = "SourceSansPro"
    BOLD = "SourceSansProSemibold"


FILES: Final = {Face.PLAIN: "SourceSansPro-Regular.ttf", Face.BOLD: "SourceSansPro-Semibold.ttf"}
"""TrueType outlines, since ReportLab can embed no others."""

STAND_IN: Final = "\N{BLACK SQUARE}"
"""Printed in the place of each sign that the typefaces lack: seen by everyone, and never nothing."""

LONGEST_REMEMBERED: Final = 40
"""Longer words are hardly met twice, so their widths are not kept."""


@cache
def load_faces() -> None:
    """Make the typefaces known to ReportLab, which embeds in each PDF the signs that it uses."""
    for face in Face:
        with as_file(files("font_source_sans_pro") / "files" / FILES[face]) as path:
            pdfmetrics.registerFont(TTFont(face.value, str(path), asciiReadable=True))


@cache
def advances(face: Face) -> dict[str, float]:
    """How wide each sign of a face is at size 1."""
    load_faces()
    outlines: TTFontFace = cast(TTFont, pdfmetrics.getFont(face.value)).face
    widths, other = outlines.charWidths, outlines.defaultWidth
    return {chr(code): widths.get(code, other) / 1000 for code in outlines.charToGlyph}


@lru_cache(maxsize=20_000)
def _remembered(face: Face, text: str) -> float:
    widths = advances(face)
    return sum([widths[sign] for sign in text])


def width(face: Face, text: str) -> float:
    """How wide a printable text is at size 1; kerning is not used."""
    if len(text) <= LONGEST_REMEMBERED:
        return _remembered(face, text)
    widths = advances(face)
    return sum([widths[sign] for sign in text])


class _Signs(dict[int, str]):
    """What is printed for each sign that a person has typed, found out once per sign."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = shown = _shown(sign)
        return shown


def _shown(sign: str) -> str:
    if sign == "\n" or sign in _common():
        return sign
    if sign in "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029" or unicodedata.category(sign) == "Zs":
        return " "
    # Controls, joiners, direction and variation marks have no picture of their own.
    if unicodedata.category(sign) in ("Cc", "Cf") or 0xFE00 <= ord(sign) <= 0xFE0F:
        return ""
    if sign in "\u2010\u2011":
        return "-"
    plainer = unicodedata.normalize("NFKC", sign)
    if plainer != sign and all(part in _common() for part in plainer):
        return plainer
    return STAND_IN


@cache
def _common() -> frozenset[str]:
    # Only what both faces have: a name must not lose a letter by standing in a heading.
    shared = frozenset.intersection(*(frozenset(advances(face)) for face in Face))
    return frozenset(
        sign for sign in shared if sign >= " " and unicodedata.category(sign) not in ("Cc", "Cf")
    )


_SIGNS: Final = _Signs()


def printable(text: str) -> str:
    """Text as the faces can print it: line ends are kept, signs that they lack become `STAND_IN`."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.translate(_SIGNS)
