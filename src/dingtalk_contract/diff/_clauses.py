"""The clauses of two contracts compared, for each kind of target."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from ..contract import LIMIT_RULES, Level, TargetKind
from ._changes import Change, change
from ._nodes import Node
from ._prose import compare_rest
from ._schemas import EMPTY

REFUSALS = {"method", "token", "body", "required", "type", "null", "digits", *LIMIT_RULES}
"""Where the name of a clause or a rule begins so, a server must refuse something, and no client counts on it."""
READ = {"slug", "rule", "operation", "level", "statement", "hint", "provenance", "consequence_of", "needs"}
Bound = Mapping[str, AbstractSet[str]]
"""The operations that are in both documents, each with the types that the fields of its request name in one of them."""


def compare_clauses(old: Node, new: Node, bound: tuple[Bound, Bound]) -> Iterator[Change]:
    """Compare two files of clauses, given the operations of the old document and those of the new one."""
    for section, key in (("clauses", "slug"), ("derived", "rule")):
        before, after = (_entries(each, section, key, bound[0]) for each in (old, new))
        for name in dict.fromkeys((*before, *after)):
            yield from _compare_levels(before.get(name), after.get(name), name)
            if name in before and name in after:
                yield from _compare_words(before[name], after[name], name)
                yield from _compare_needs(before[name], after[name], name, bound)
    sources = [each.get("sources") or EMPTY for each in (old, new)]
    yield from compare_rest(sources[0], sources[1], "sources", read=(), default="documentation/provenance")
    others = {"clauses", "derived", "sources"}
    yield from compare_rest(old, new, "clauses", read=others, default="clause/other")


def _entries(root: Node, section: str, key: str, operations: Bound) -> Mapping[str, Node]:
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
        # Under load it is a server all the same.
        party = TargetKind.SERVER if kind is TargetKind.LOAD else kind
        words = f"`{name}` was {before or 'nothing'} for {party}s, and is {after or 'nothing'}."
        yield change(_rule_of(party, name, before, after), node, name, words, is_old=new is None)


def _rule_of(kind: TargetKind, name: str, before: str | None, after: str | None) -> str:
    if after == Level.MUST:
        return f"clause/{kind}/strengthened"
    if before != Level.MUST:
        return f"clause/{kind}/advice"
    is_refusal = kind is TargetKind.SERVER and name.split("/", maxsplit=1)[0] in REFUSALS
    return f"clause/{kind}/{'refusal' if is_refusal else 'weakened'}"


def _compare_needs(old: Node, new: Node, name: str, bound: tuple[Bound, Bound]) -> Iterator[Change]:
    needs = [each.get("needs") for each in (old, new)]
    before, after = (each.plain if each is not None else None for each in needs)
    if before == after:
        return
    are_same = _needing(bound[0], before) == _needing(bound[1], after)
    words = f"`{name}` needed {before or 'nothing'}, and needs {after or 'nothing'}."
    node = needs[1] or needs[0] or new
    yield change("clause/needs" if are_same else "clause/other", node, name, words, is_old=needs[1] is None)


def _needing(bound: Bound, needed: object) -> set[str]:
    return {name for name, types in bound.items() if needed is None or str(needed) in types}


def _compare_words(old: Node, new: Node, name: str) -> Iterator[Change]:
    rules = {"statement": "clause/reworded", "hint": "clause/reworded", "consequence_of": "clause/consequence"}
    rules |= {"provenance": "documentation/provenance", "operation": "clause/other"}
    for key, rule in rules.items():
        before, after = old.get(key), new.get(key)
        if (before.canonical if before else "") != (after.canonical if after else ""):
            node = after or before or new
            yield change(rule, node, name, f"`{key}` of `{name}` is another.", is_old=after is None)
    yield from compare_rest(old, new, name, read=READ, default="clause/other")
