"""One change between two contracts: its rule, its place, and its words."""

from dataclasses import dataclass

from ._nodes import Node
from ._rules import RULES, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, of the document or of the clauses."""

    rule: Rule
    file: str
    """The kind of file that it is in: `document` or `clauses`."""
    pointer: str
    is_old: bool
    """Whether the pointer is one of the old file, since the place is gone from the new one."""
    subject: str
    """The name of what changed, as an entry of the changelog names it."""
    words: str


def change(rule: str, node: Node, subject: str, words: str, *, is_old: bool = False) -> Change:
    """Make a change at the place of a node."""
    pointer = node.pointer or "/"
    return Change(rule=RULES[rule], file="document", pointer=pointer, is_old=is_old, subject=subject, words=words)
