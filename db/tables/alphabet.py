"""The order in which numbers and words follow each other, as SQL that an index can be kept by.

An index serves a query only where both say the same to the letter, so all is written out here: values
handed over beside the statement would be different things to the database.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

LETTERS: Final = (("å", "{"), ("ä", "|"), ("ö", "}"), ("é", "e"))
"""The alphabet's last letters, put after z by the signs that follow it in every order of bytes."""


class spoken(FunctionElement[str]):  # noqa: N801 - reads as the SQL that it is
    """A text as a Swede looks it up: capitals make no difference, and å, ä and ö come last; NULL if empty."""

    name = "spoken"
    type = String()
    inherit_cache = True


@compiles(spoken)
def _spoken(element: spoken, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite's own lower() knows only a to z, and a function of ours could not be kept in an index. What has
    # none but these, as most places and all kinds, is spared the rest.
    text = compiler.process(element.clauses, **options)
    ordered = f"lower({text})"
    for letter, sign in LETTERS:
        ordered = f"replace(replace({ordered}, '{letter}', '{sign}'), '{letter.upper()}', '{sign}')"
    return f"nullif(CASE WHEN {text} GLOB '*[^ -~]*' THEN {ordered} ELSE lower({text}) END, '')"


@compiles(spoken, "postgresql")
def _spoken_there(element: spoken, compiler: SQLCompiler, **options: Any) -> str:
    ordered = f'lower({compiler.process(element.clauses, **options)} COLLATE "und-x-icu")'
    for letter, sign in LETTERS:
        ordered = f"replace({ordered}, '{letter}', '{sign}')"
    return f"""nullif({ordered}, '') COLLATE "C\""""


class letters(FunctionElement[str]):  # noqa: N801 - reads as the SQL that it is
    """The letters before the digits of a human number: K of K12."""

    name = "letters"
    type = String()
    inherit_cache = True


@compiles(letters)
def _letters(element: letters, compiler: SQLCompiler, **options: Any) -> str:
    number = compiler.process(element.clauses, **options)
    # Nearly all have one letter, and rtrim costs as much as all the rest of a sorting.
    return (
        f"CASE WHEN substr({number}, 2, 1) <= '9' THEN substr({number}, 1, 1) "
        f"ELSE rtrim({number}, '0123456789') END"
    )
