"""The words that a person reads, in both languages: for messages, kinds, fields, things, dates and faults."""

from __future__ import annotations

from desktop.words.speech import (
    HOME,
    LANGUAGES,
    LOCALES,
    N_,
    Language,
    Words,
    catalogue,
    compile_catalogue,
)

__all__ = ["HOME", "LANGUAGES", "LOCALES", "N_", "Language", "Words", "catalogue", "compile_catalogue"]
