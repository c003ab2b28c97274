"""The filter language, one for command line and window: read, written out, completed, compiled to SQL.

    ansvarig:polis läge:försenad löfte:2 före:2017-06-01 vecka:17 -ställt:in
    (owner:police or owner:municipality) state:planned,ongoing "foot patrol" due:2017-05..2017-08 count>=5

A word, or a phrase in quotes of any sort, must stand somewhere in the row; * in a bare word is any
characters. Parts side by side must all hold; `eller`/`or`, `inte`/`not` or a hyphen, and brackets say
otherwise. A field is held against its value by a colon or by = != < <= > >=, against any of several
with commas between, or against a range from..to with either end open. After any field `saknas`
(`inget`, `ingen`, `none`, or nothing at all) asks for what is empty and `*` for what is not. Names and
words are Swedish or English, mixed as one likes, and capitals never matter.

Dates are days, months or years (2017-06-01, 2017-06, 2017), weeks (2017-v23), `idag`, `igår`,
`imorgon`, or so far from today: +14d, -2v, +1m. A week alone (`vecka:17`) is that week of any year.

`fields` lists what a table is filtered by, and `markdown_table` writes it down. Every mistake is a
`BadFilter` with its place, a `FilterFault` for its reason, and the nearest right word.
"""

from __future__ import annotations

from db.filter.compiling import compile_filter, filter_rows
from db.filter.compiling import fields_of as fields
from db.filter.completion import Completion, complete, field_names, values_of
from db.filter.documentation import markdown_table
from db.filter.fields import FilterField, Takes
from db.filter.folding import FOLD_NAME, fold, fold_text
from db.filter.nodes import Filter, FilterFault
from db.filter.parser import parse
from db.filter.writing import Language, quoted, write

__all__ = [
    "FOLD_NAME",
    "Completion",
    "Filter",
    "FilterFault",
    "FilterField",
    "Language",
    "Takes",
    "compile_filter",
    "complete",
    "field_names",
    "fields",
    "filter_rows",
    "fold",
    "fold_text",
    "markdown_table",
    "parse",
    "quoted",
    "values_of",
    "write",
]
