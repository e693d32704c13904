"""The comparison of two contracts: every change, and how far the version must move."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..contract import Step, Version
from ._changes import Change, change
from ._clauses import compare_clauses
from ._contracts import Contract
from ._documents import compare_documents
from ._nodes import Node
from ._operations import walk_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two contracts, and every change between them, those that break first."""

    old: Contract
    new: Contract
    changes: tuple[Change, ...]

    @property
    def has_clauses(self) -> bool:
        """Whether both contracts have clauses, so that these were compared too."""
        return self.old.clauses is not None and self.new.clauses is not None

    @property
    def step(self) -> Step:
        """How far the version must move."""
        return max((_step(each) for each in self.changes), default=Step.NONE)

    @property
    def lowest(self) -> Version:
        """The lowest version that the new contract may have."""
        return self.old.version.after(self.step)

    @property
    def has_moved_enough(self) -> bool:
        """Whether the version has moved as far as the changes ask."""
        if self.step is Step.NONE:
            return self.new.version >= self.old.version
        lowest = self.lowest
        # A pre-release of the version that is asked for will do.
        return self.new.version >= lowest or (self.new.version.pre != () and self._release >= lowest)

    @property
    def breaks_silently(self) -> bool:
        """Whether something breaks and the major number has not moved."""
        return self.step is Step.MAJOR and not self.has_moved_enough

    @property
    def _release(self) -> Version:
        version = self.new.version
        return Version(major=version.major, minor=version.minor, patch=version.patch)


def compare_contracts(old: Contract, new: Contract) -> Comparison:
    """Compare two contracts."""
    document = list(compare_documents(old.document, new.document))
    changes = [*(document or _compare_forms(old.document, new.document, file="document")), *_clauses(old, new)]
    changes.sort(key=lambda each: -_step(each))
    return Comparison(old=old, new=new, changes=tuple(changes))


def _clauses(old: Contract, new: Contract) -> Iterator[Change]:
    if old.clauses is None or new.clauses is None:
        return
    places = [{place.name: place.node for place in walk_places(each.document)} for each in (old, new)]
    before, after = ({name: set(_has(each[name])) for name in places[0].keys() & places[1].keys()} for each in places)
    changes = [replace(each, file="clauses") for each in compare_clauses(old.clauses, new.clauses, (before, after))]
    yield from changes or _compare_forms(old.clauses, new.clauses, file="clauses")


def _has(operation: Node) -> Iterator[str]:
    """Return what an operation has of what clauses can need: types of its request's fields, a body, a token."""
    plain = operation.plain
    yield "body" if "requestBody" in plain else "query"
    if plain.get("security") != []:
        yield "token"
    if not plain.get("x-destructive"):
        yield "repeatable"
    for parameter in plain.get("parameters", ()):
        named = parameter.get("schema", {}).get("type", ()) if isinstance(parameter, dict) else ()
        yield from [named] if isinstance(named, str) else named
    answer = next(iter(_schemas(operation.get("responses", "200", "content"))), None)
    members = answer.get("properties") if answer is not None else None
    yield from (f"answer/{name}" for name in (members.members if members is not None else ()))
    contents = operation.get("requestBody", "content")
    waiting: list[Node | None] = [*_schemas(contents)]
    while waiting:
        schema = waiting.pop()
        if schema is not None:
            yield from schema.texts("type") or [str(schema.read("type"))]
            properties = schema.get("properties")
            waiting += [schema.get("items"), *(properties.members.values() if properties is not None else ())]


def _schemas(contents: Node | None) -> Iterator[Node]:
    for content in contents.members.values() if contents is not None else ():
        schema = content.get("schema")
        if schema is not None:
            yield schema


def _compare_forms(old: Node, new: Node, *, file: str) -> Iterator[Change]:
    """See whether two files that say the same say it alike, but for the version and the order of members."""
    if _without_version(old).canonical != _without_version(new).canonical:
        yield replace(change("documentation/form", new, file, f"The {file} says the same in another form."), file=file)


def _without_version(root: Node) -> Node:
    info = root.get("info")
    if info is None:
        return root
    members = {name: node for name, node in info.members.items() if name != "version"}
    return Node(pointer="", value={**root.members, "info": Node(pointer=info.pointer, value=members)})


def _step(each: Change) -> Step:
    if each.rule.breaks:
        return Step.MAJOR
    return Step.PATCH if each.rule.is_documentation else Step.MINOR
