"""The fields as a table in Markdown, for README."""

from __future__ import annotations

from db.filter.compiling import ACTIVITY_TABLE, fields_of


def markdown_table(table: str = ACTIVITY_TABLE) -> str:
    """One line a field: its names in both languages, what it finds, and the words that it knows."""
    lines = ["| Svenska | English | finds | knows |", "|---|---|---|---|"]
    for field in fields_of(table):
        if field.listed:
            words = (
                f"`{choice.word('sv')}` `{choice.word('en')}`"
                if choice.word("sv") != choice.word("en")
                else f"`{choice.word('sv')}`"
                for choice in field.choices
            )
            lines.append(
                f"| {_code(field.swedish)} | {_code(field.english)} | {field.finds} | {', '.join(words)} |"
            )
    return "\n".join(lines) + "\n"


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
