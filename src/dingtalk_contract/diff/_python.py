"""Two Python interfaces compared, and what follows for the changes on the wire."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ._changes import Change, change
from ._interface import Interface, Parameter, Signature, make_interface
from ._nodes import Node
from ._rules import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """One difference of two interfaces, with the rule that it has where nothing on the wire explains it."""

    rule: str
    pointer: str
    is_old: bool
    subject: str
    words: str
    is_breaking: bool = True
    is_told: bool = False
    """Whether it stands alone, though it breaks nobody: a change of the low-level code, which is private."""


def add_python(changes: list[Change], old: Node, new: Node) -> Iterator[Change]:
    """Say beside each change what follows in Python, and give the differences that nothing on the wire explains."""
    explained: dict[int, list[str]] = {}
    alone: list[Change] = []
    for each in _differences(make_interface(old), make_interface(new)):
        index = _find_cause(changes, each)
        if index is not None:
            explained.setdefault(index, []).append(each.words)
        elif each.is_breaking or each.is_told:
            node = Node(pointer=each.pointer, value=None)
            alone.append(change(each.rule, node, each.subject, each.words, is_old=each.is_old))
    for index, wire in enumerate(changes):
        yield replace(wire, python=" ".join(dict.fromkeys(explained.get(index, ()))))
    yield from dict.fromkeys(alone)


def _find_cause(changes: list[Change], difference: _Difference) -> int | None:
    """Find the change on the wire that explains a difference: at its place, and breaking clients if it does."""
    for index, wire in enumerate(() if difference.is_told else changes):
        is_near = _covers(wire, difference)
        if is_near and (Side.CLIENTS in wire.rule.breaks or not difference.is_breaking):
            return index
    return None


def _covers(wire: Change, difference: _Difference) -> bool:
    if wire.rule.is_documentation or wire.file != "document":
        return False
    if wire.rule.name.endswith(("field/required", "field/optional")):
        return wire.subject == difference.subject
    if wire.rule.name == difference.rule == "python/parameter":
        # A variable of the path has another name in both, and stands at the same position.
        return wire.pointer.rpartition("/parameters/")[2] == difference.pointer.rpartition("/parameters/")[2]
    here, there = f"{wire.pointer}/", f"{difference.pointer}/"
    return wire.is_old == difference.is_old and (there.startswith(here) or here.startswith(there))


def _differences(old: Interface, new: Interface) -> Iterator[_Difference]:
    renamed = _renamed_classes(old, new)
    for name, was in old.classes.items():
        if name not in new.classes:
            other = renamed.get(name)
            words = f"The class {name} is {f'called {other}' if other else 'gone'}."
            yield _Difference(
                rule="python/class",
                pointer=was.pointer,
                is_old=True,
                subject=other or name,
                words=words,
                is_breaking=False,
                is_told=other is not None,
            )
    for name, is_ in new.classes.items():
        if name not in old.classes and name not in renamed.values():
            words = f"The class {name} is new."
            yield _difference("python/class", is_, name, words, is_breaking=False)
    for name, was in old.classes.items():
        twin = new.classes.get(renamed.get(name, name))
        if twin is not None:
            yield from _compare_parameters(was, twin, renamed, is_made=twin.name in new.sent)
    for operation, was in old.functions.items():
        function = new.functions.get(operation)
        if function is not None:
            yield from _compare_functions(was, function, renamed)
    yield from _renamed_functions(old, new)


def _difference(
    rule: str, place: Signature | Parameter, subject: str, words: str, *, is_breaking: bool, is_told: bool = False
) -> _Difference:
    return _Difference(
        rule=rule,
        pointer=place.pointer,
        is_old=False,
        subject=subject,
        words=words,
        is_breaking=is_breaking,
        is_told=is_told,
    )


def _renamed_classes(old: Interface, new: Interface) -> Mapping[str, str]:
    """Return the classes that are gone and came again, alike in all but the name."""
    fresh = {name: each for name, each in new.classes.items() if name not in old.classes}
    renamed: dict[str, str] = {}
    for name, was in old.classes.items():
        names = [each.name for each in was.parameters]
        twins = [
            other
            for other, is_ in fresh.items()
            if [each.name for each in is_.parameters] == names and other not in renamed.values()
        ]
        if name not in new.classes and twins:
            renamed[name] = twins[0]
    return renamed


def _compare_functions(old: Signature, new: Signature, renamed: Mapping[str, str]) -> Iterator[_Difference]:
    if old.module != new.module:
        words = f"The function {new.name} moved from the module {old.module} to {new.module}."
        yield _difference("python/module", new, new.name, words, is_breaking=False, is_told=True)
    yield from _compare_parameters(old, new, renamed, has_order=False)


def _renamed_functions(old: Interface, new: Interface) -> Iterator[_Difference]:
    gone = {name: each for name, each in old.functions.items() if name not in new.functions}
    for name, is_ in new.functions.items():
        twin = next((each for each in gone.values() if each.pointer == is_.pointer), None)
        if name in old.functions:
            continue
        words = f"The function {twin.name} is called {is_.name}." if twin else f"The function {is_.name} is new."
        yield _difference("python/parameter", is_, name, words, is_breaking=False)


def _compare_parameters(
    old: Signature, new: Signature, renamed: Mapping[str, str], *, is_made: bool = True, has_order: bool = True
) -> Iterator[_Difference]:
    """Compare the parameters of one class or function; callers are free of what a class takes that they never make."""
    before = {each.name: each for each in old.parameters}
    after = {each.name: each for each in new.parameters}
    for name, was in before.items():
        is_ = after.get(name)
        types = {_rename(each, renamed) for each in was.types}
        if is_ is None:
            words = f"{old.name} no longer has {name}."
            yield _Difference(rule="python/parameter", pointer=was.pointer, is_old=True, subject=name, words=words)
        elif types != is_.types:
            words = f"{new.name} had {was}, and has {is_}."
            is_breaking = is_made and not types <= (is_.types | ({"int"} if "float" in is_.types else set()))
            yield _difference("python/parameter", is_, name, words, is_breaking=is_breaking)
    for name, is_ in after.items():
        if name not in before:
            is_breaking = is_made and "Unset" not in is_.types
            yield _difference("python/parameter", is_, name, f"{new.name} has {is_}.", is_breaking=is_breaking)
    common = [[each for each in names if each in before and each in after] for names in (before, after)]
    if is_made and has_order and common[0] != common[1]:
        words = f"{new.name} takes its parameters in another order: {', '.join(common[1])}."
        yield _difference("python/order", new, new.name, words, is_breaking=False, is_told=True)


def _rename(type_: str, renamed: Mapping[str, str]) -> str:
    for name, other in renamed.items():
        type_ = other if type_ == name else type_.replace(f"list[{name}]", f"list[{other}]")
    return type_
