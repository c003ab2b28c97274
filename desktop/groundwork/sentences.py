"""What set-up says, in Swedish and English, before there is a catalogue of words to look in."""

import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

SENTENCES = {
    "too_old": (
        "Löftesplan behöver Python {needed} eller nyare, och {program} är Python {found}: "
        "kör samma kommando med till exempel python{needed}.",
        "Löftesplan needs Python {needed} or newer, and {program} is Python {found}: "
        "run the same command with, for instance, python{needed}.",
    ),
    "making": (
        "Löftesplan gör sig i ordning i {folder} (bara denna gång; någon minut).",
        "Löftesplan sets itself up in {folder} (this once; a minute or so).",
    ),
    "refreshing": (
        "Något har ändrats sedan sist: ser till att {folder} har allt som behövs.",
        "Something has changed since last time: seeing to it that {folder} has all that is needed.",
    ),
    "redoing": (
        "Förra gången blev Löftesplan inte färdig med att göra sig i ordning: börjar om från början.",
        "Last time the set-up of Löftesplan did not come to its end: beginning afresh.",
    ),
    "waiting": (
        "Löftesplan görs redan i ordning av ett annat kommando: väntar på det …",
        "Another command is already setting Löftesplan up: waiting for it …",
    ),
    "interpreter": ("  gör en egen Python-miljö", "  making a Python environment of its own"),
    "fetching": ("  hämtar {name} {version} ({size})", "  fetching {name} {version} ({size})"),
    "installing": ("  installerar {count} paket …", "  installing {count} packages …"),
    "done": ("Klart på {seconds} s.", "Done in {seconds} s."),
    "interrupted": (
        "Avbrutet. Nästa gång görs allt i ordning från början.",
        "Broken off. The next command begins the set-up afresh.",
    ),
    "apt": ("  # {command}", "  # {command}"),
    "qt_installing": (
        "Fönstret behöver systembibliotek som saknas; installerar dem:",
        "The window needs system libraries that are missing; installing them:",
    ),
    "qt_missing": (
        "Fönstret behöver systembibliotek som saknas (kommandoraden klarar sig utan). "
        "Installera dem med: {command}",
        "The window needs system libraries that are missing (the command line does without). "
        "Install them with: {command}",
    ),
    "qt_missing_elsewhere": (
        "Fönstret behöver systembibliotek som saknas (kommandoraden klarar sig utan): {libraries}",
        "The window needs system libraries that are missing (the command line does without): {libraries}",
    ),
    "no_venv": (
        "Denna Python saknar det som gör egna miljöer (ensurepip): installera det med `{command}` "
        "och kör kommandot igen.",
        "This Python lacks what makes environments (ensurepip): install it with `{command}` "
        "and run the command again.",
    ),
    "no_network": (
        "Paketförrådet går inte att nå: se efter att nätet och en eventuell proxy fungerar, "
        "och kör kommandot igen. Hela förloppet står i {log}",
        "The package index can not be reached: see that the network and any proxy work, "
        "and run the command again. The full account is in {log}",
    ),
    "no_space": (
        "Disken är full: Löftesplan behöver ungefär {megabytes} MB i {folder}, och under tiden hälften så "
        "mycket i mappen för tillfälliga filer. Hela förloppet står i {log}",
        "The disk is full: Löftesplan needs about {megabytes} MB in {folder}, and half as much for a while "
        "in the folder for temporary files. The full account is in {log}",
    ),
    "no_permission": (
        "Det går inte att skriva i {folder}: lägg Löftesplan i en mapp där du får skriva, "
        "eller låt den som äger mappen köra kommandot en gång.",
        "{folder} can not be written to: put Löftesplan in a folder where you may write, "
        "or let its owner run the command once.",
    ),
    "not_available": (
        "Paketförrådet har inte allt som Löftesplan behöver för denna Python på denna dator. "
        "Hela förloppet står i {log}",
        "The package index does not have all that Löftesplan needs for this Python on this machine. "
        "The full account is in {log}",
    ),
    "failed": (
        "Löftesplan kunde inte göras i ordning ({reason}). Hela förloppet står i {log}",
        "Löftesplan could not be set up ({reason}). The full account is in {log}",
    ),
}


class Voice:
    """Says the sentences in one language, on standard error, so that a command's own output stays clean."""

    def __init__(self, language: str, stream: "TextIO | None" = None) -> None:
        self.language = language
        self._stream = stream

    @classmethod
    def of(cls, words: "Sequence[str]", surroundings: "Mapping[str, str]") -> "Voice":
        """The voice that a command line's `--lang`, or else the locale, asks for."""
        return cls(language_of(words, surroundings))

    def say(self, sentence: str, **places: object) -> None:
        """Say one of the sentences, with its places filled, and see that it is seen at once."""
        swedish, english = SENTENCES[sentence]
        stream = self._stream or sys.stderr
        stream.write((english if self.language == "en" else swedish).format(**places) + "\n")
        stream.flush()


def language_of(words: "Sequence[str]", surroundings: "Mapping[str, str]") -> str:
    """`sv` or `en`: what `--lang` names, else what the locale names; Swedish where neither says anything."""
    asked = ""
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            asked = words[place + 1]
        elif word.startswith("--lang="):
            asked = word.split("=", 1)[1]
    if not asked:
        names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
        asked = next((surroundings[name] for name in names if surroundings.get(name)), "")
    tongue = asked.split(":")[0].split(".")[0].lower()
    return "sv" if tongue in ("", "c", "posix") or tongue.startswith("sv") else "en"
