"""The clauses of two contracts compared, for each kind of target."""

from collections.abc import Collection, Iterator, Mapping

from ..contract import Level, TargetKind
from ._changes import Change, change
from ._nodes import Node
from ._prose import compare_rest
from ._schemas import EMPTY

REFUSALS = {"method", "token", "body", "required", "type", "null", "digits"}
"""Where the name of a clause or a rule begins so, a server must refuse something, and no client counts on it."""
READ = {"slug", "rule", "operation", "level", "statement", "hint", "provenance", "consequence_of"}


def compare_clauses(old: Node, new: Node, operations: Collection[str]) -> Iterator[Change]:
    """Compare two files of clauses.

    Args:
        operations: the names of the operations that are in both documents.
    """
    for section, key in (("clauses", "slug"), ("derived", "rule")):
        before, after = (_entries(each, section, key, operations) for each in (old, new))
        for name in dict.fromkeys((*before, *after)):
            yield from _compare_levels(before.get(name), after.get(name), name)
            if name in before and name in after:
                yield from _compare_words(before[name], after[name], name)
    sources = [each.get("sources") or EMPTY for each in (old, new)]
    yield from compare_rest(sources[0], sources[1], "sources", read=(), default="documentation/provenance")
    others = {"clauses", "derived", "sources"}
    yield from compare_rest(old, new, "clauses", read=others, default="clause/other")


def _entries(root: Node, section: str, key: str, operations: Collection[str]) -> Mapping[str, Node]:
    """Return the entries that speak of operations in both documents; those of a new one come with it."""
    listed = root.get(section)
    return {
        str(entry.read(key)): entry
        for entry in (listed.items if listed is not None else [])
        if entry.get("operation") is None or str(entry.read("operation")) in {"*", *operations}
    }


def _compare_levels(old: Node | None, new: Node | None, name: str) -> Iterator[Change]:
    for kind in TargetKind:
        before, after = (each.read("level", kind) if each is not None else None for each in (old, new))
        node = new or old
        if before == after or node is None:
            continue
        words = f"`{name}` was {before or 'nothing'} for {kind}s, and is {after or 'nothing'}."
        yield change(_rule_of(kind, name, before, after), node, name, words, is_old=new is None)


def _rule_of(kind: TargetKind, name: str, before: str | None, after: str | None) -> str:
    if after == Level.MUST:
        return f"clause/{kind}/strengthened"
    if before != Level.MUST:
        return f"clause/{kind}/advice"
    is_refusal = kind is TargetKind.SERVER and name.split("/", maxsplit=1)[0] in REFUSALS
    return f"clause/{kind}/{'refusal' if is_refusal else 'weakened'}"


def _compare_words(old: Node, new: Node, name: str) -> Iterator[Change]:
    rules = {"statement": "clause/reworded", "hint": "clause/reworded", "consequence_of": "clause/consequence"}
    rules |= {"provenance": "documentation/provenance", "operation": "clause/other"}
    for key, rule in rules.items():
        before, after = old.get(key), new.get(key)
        if (before.canonical if before else "") != (after.canonical if after else ""):
            node = after or before or new
            yield change(rule, node, name, f"`{key}` of `{name}` is another.", is_old=after is None)
    yield from compare_rest(old, new, name, read=READ, default="clause/other")
