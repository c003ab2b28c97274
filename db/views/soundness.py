"""What a check of the file and its log finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """What can be unsound about a plan file."""

    FILE = "file"
    REFERENCE = "reference"
    CHAIN_GAP = "chain_gap"
    CHAIN_DIGEST = "chain_digest"
    CHAIN_SEAL = "chain_seal"
    TABLE_DIFFERS = "table_differs"
    HEAD_DIFFERS = "head_differs"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is unsound: what, in which table or field, about which row, and the details."""

    kind: ProblemKind
    entity: str = ""
    row: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Soundness:
    """The outcome of a check; `state` is the hash of what the plan says, in hexadecimal."""

    plan: str
    ops: int
    sites: int
    steps: int
    state: str
    conflicts: int
    held: int
    problems: tuple[Problem, ...]
