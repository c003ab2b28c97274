"""Several things in a row, of which a person is to choose one."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.words.speech import Words


def either(words: Words, parts: Sequence[str]) -> str:
    """Join them as a person says them: A, B or C."""
    if len(parts) < 2:
        return "".join(parts)
    _ = words
    return _("{all_but_the_last} or {the_last}").format(
        all_but_the_last=", ".join(parts[:-1]), the_last=parts[-1]
    )
