"""Filters of every shape for Hypothesis: built from the grammar, and thrown together from its characters."""

from __future__ import annotations

from hypothesis import strategies as st

from db.filter import fields

NAMES = sorted(
    {name for field in fields() for name in field.spellings} | {"läget", "ansvarg", "x", "i̇", "a-b_c9"}
)
WORDS = st.one_of(
    st.sampled_from(
        ["möte", "K12", "100%", "a_b", "fot*", "*", "saknas", "polis", "i", "Straße", "İ", "ŉ", "e\u0301"]
    ),
    st.text(alphabet="abåäöÅÄÖéß*%_/'.;:=<>-!K12 ", min_size=1, max_size=8).filter(str.strip),
    st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs", "Cf", "Z"]), min_size=1, max_size=5),
)
VALUES = st.one_of(
    st.sampled_from(
        [
            "2",
            "17",
            "53",
            "2.5",
            "-3",
            "2017",
            "2017-05",
            "2017-05-02",
            "2017-v17",
            "idag",
            "+14d",
            "-9999y",
            "nästa",
            "klar",
            "försenad",
            "in",
            "gul",
            "ja",
            "nej",
            "minst",
        ]
    ),
    st.sampled_from(["0000-01-01", "9999-12-31", "999999999999", "12:30", "18", "polis", "anteckning", "V9"]),
    WORDS,
)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


VALUE = st.one_of(VALUES, VALUES.map(_quoted), st.tuples(VALUES, VALUES).map("..".join))
TERM = st.builds(
    "{}{}{}".format,
    st.sampled_from(NAMES),
    st.sampled_from([":", ":", ":", ": ", "=", "!=", "<", "<=", ">", ">=", " > ", ":>"]),
    st.lists(VALUE, max_size=3).map(",".join),
)
LEAF = st.one_of(WORDS, WORDS.map(_quoted), TERM, TERM)
GRAMMATICAL = st.recursive(
    LEAF,
    lambda part: st.one_of(
        part.map("-{}".format),
        part.map("inte {}".format),
        part.map("({})".format),
        st.builds("{} {}".format, part, part),
        st.builds("{} eller {}".format, part, part),
        st.builds("{} AND {}".format, part, part),
    ),
    max_leaves=8,
)
"""Filters that are mostly right, and wrong in the ways of people."""

SCRAMBLED = st.lists(
    st.sampled_from(
        [
            *'"”“«»():<>=!,.-–* \t\n',
            "..",
            "…",
            "och",
            "eller",
            "inte",
            "läge",
            "löfte",
            "a",
            "å",
            "2",
            "\u202e",
        ]
    )
    | st.characters(),
    max_size=30,
).map("".join)
"""Filters from somebody who leans on the keyboard."""

ANY = st.one_of(GRAMMATICAL, SCRAMBLED, st.text(max_size=40))
