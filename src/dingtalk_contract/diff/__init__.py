"""The diff: what changed between two contracts, in words, and whom it breaks."""

from ._changes import Change
from ._comparison import Comparison, compare_contracts
from ._contracts import (
    RELEASED,
    Contract,
    clauses_beside,
    read_contract,
    read_files,
    released_path,
    released_versions,
)
from ._forms import FORMS
from ._rules import RULES, Rule, Side

__all__ = [
    "FORMS",
    "RELEASED",
    "RULES",
    "Change",
    "Comparison",
    "Contract",
    "Rule",
    "Side",
    "clauses_beside",
    "compare_contracts",
    "read_contract",
    "read_files",
    "released_path",
    "released_versions",
]
