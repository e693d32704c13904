"""The clauses: what they are, and how they are read from clauses.yaml and derived from the document."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ..errors import ClausesError
from ._carried import find_carried
from ._deeds import SIGHTS, Deed, Verb
from ._document import Document, Operation
from ._fields import ITEM, Field
from ._limits import LIMIT_RULES, limits_of
from ._showing import shorten
from ._yaml import read_yaml

LANGUAGES = ("en", "zh")
_SENT = "sent-"
"""How the rules begin that derive what a client sends in a field."""
_ANSWER = "answer-"
"""How the rules begin that derive what an answer holds in a field."""
_PAGE = "page"
"""The source that means the page of the field, or else of the operation: `x-provenance` names it."""
_NEEDS: Mapping[str, Callable[[Operation], bool]] = {
    "body": lambda operation: bool(operation.media_type),
    "query": lambda operation: not operation.media_type,
    "token": lambda operation: operation.token_name is not None,
    # What deletes is done once.
    "repeatable": lambda operation: not operation.is_destructive,
}
"""What the request of an operation must have for a clause to bind it, beside fields of a type."""
_ANSWER_PLACE = "answer/"
"""How a place begins that a clause needs the answer to have."""
ANY_OPERATION = "*/"
"""How a cause begins that is a clause of whichever operation."""
_SECTIONS = (("derived", "rule"), ("clauses", "slug"))
_ON_VALUES = ("value", "beyond-32-bit", "beyond-53-bit")
"""The rules on what stands in a field of the right type."""


class Level(StrEnum):
    """How much a clause binds its kind of target."""

    MUST = "MUST"
    """The page says it, or it follows; broken, it fails."""
    SHOULD = "SHOULD"
    """Said beyond the page, or implied by it; broken, it warns."""

    def __lt__(self, other: object) -> bool:
        return self is Level.MUST and other is Level.SHOULD


class TargetKind(StrEnum):
    """The kinds of target that a clause can bind."""

    SERVER = "server"
    """What answers at the documented path."""
    GATEWAY = "gateway"
    """What stands before a server and forwards."""
    CLIENT = "client"
    """What calls."""
    LOAD = "load"
    """What answers at the documented path, while many ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a clause comes from: documented, observed or inferred, with source and date."""

    kind: str
    source: str
    date: str
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One obligation of one kind of target on an operation."""

    id: str
    operation_id: str
    rule: str
    """What proves it: the slug of a clause of clauses.yaml, or the name of a rule that derives clauses."""
    level: Level
    statements: Mapping[str, str]
    hints: Mapping[str, str]
    provenance: Provenance
    field: Field | None = None
    """The place of the document that it was derived from."""
    causes: tuple[str, ...] = ()
    """Ids, or beginnings of ids, of clauses that explain why this one is broken too, where they are broken."""
    sight: Verb | None = None
    """What shows whether a deed was done: the verb of another operation, mostly."""

    @property
    def statement(self) -> str:
        """The obligation in one English sentence."""
        return self.statements["en"]


def clause_address(clause_id: str, kind: str, language: str) -> str:
    """Return where the site has a clause on a kind of target, below the site's own address."""
    operation, _, slug = clause_id.partition("/")
    folder = "" if language == "en" else f"{language}/"
    return f"{folder}clauses/{operation}.html#{kind}.{slug.replace('/', '.')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every clause on every operation of one document, for one kind of target."""

    kind: TargetKind
    clauses: tuple[Clause, ...]
    sha256: str
    """Covers the document and clauses.yaml."""
    rules: frozenset[str] = frozenset()
    """Every rule of clauses.yaml, whatever it binds."""

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.clauses)

    def __getitem__(self, clause_id: str) -> Clause:
        return next(each for each in self.clauses if each.id == clause_id)

    def proven_by(self, rule: str) -> tuple[Clause, ...]:
        """Return the clauses that one rule proves."""
        return tuple(each for each in self.clauses if each.rule == rule)


def default_clauses_path() -> Path:
    """Return the path of the clauses that travel with the distribution."""
    return find_carried("spec") / "clauses.yaml"


def load_catalogue(
    document: Document,
    kind: TargetKind = TargetKind.SERVER,
    path: Path | None = None,
    *,
    operations: Iterable[Operation] | None = None,
) -> Catalogue:
    """Load the clauses of one kind of target on some operations of a document, by default on all.

    Raises:
        ClausesError: the file cannot be read, or lacks what each clause needs.
    """
    path = path or default_clauses_path()
    raw = read_clauses(path)
    try:
        chosen = document.operations if operations is None else operations
        clauses = tuple(clause for operation in chosen for clause in _clauses(raw, operation, kind))
        rules = frozenset(entry[name] for part, name in _SECTIONS for entry in raw[part])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ClausesError(path, f"an entry lacks what each clause needs: {error}") from error
    digest = hashlib.sha256(document.path.read_bytes() + path.read_bytes()).hexdigest()
    return Catalogue(kind=kind, clauses=clauses, sha256=digest, rules=rules)


def read_clauses(path: Path) -> Mapping[str, Any]:
    """Read clauses.yaml as plain data.

    Raises:
        ClausesError: it cannot be read.
    """
    try:
        raw = read_yaml(path)
    except ValueError as error:
        raise ClausesError(path, str(error)) from error
    if not isinstance(raw, dict):
        raise ClausesError(path, "it is no mapping")
    return raw


def _clauses(raw: Mapping[str, Any], operation: Operation, kind: TargetKind) -> Iterator[Clause]:
    entries = [entry for entry in raw["clauses"] if _binds(entry, operation)]
    listed = [
        _clause(raw, entry, operation, kind, rule=entry["slug"], slug=entry["slug"], field=None)
        for entry in entries
        if kind in entry["level"]
    ]
    derived = list(_derive(raw, operation, kind))
    first, *others = dict.fromkeys(map(_group, listed))
    own = [each for each in dict.fromkeys(map(_group, derived)) if each not in {first, *others}]
    groups = [first, *others]
    # A field's clauses come before what can only be said of the whole request, causes before consequences.
    for group in reversed(own):
        causes = {cause.split("/")[1] for each in derived if _group(each) == group for cause in each.causes}
        groups.insert(1 + max((groups.index(each) for each in causes if each in groups), default=0), group)
    for group in groups:
        yield from (clause for clause in (*derived, *listed) if _group(clause) == group)


def _binds(entry: Mapping[str, Any], operation: Operation) -> bool:
    if "token" in entry["slug"].split("/") and operation.token_name is None:
        return False
    needed = str(entry.get("needs", ""))
    if needed in _NEEDS:
        has_needed = _NEEDS[needed](operation)
    elif needed.startswith(_ANSWER_PLACE):
        has_needed = any(field.place == needed for field in operation.answer.walk())
    else:
        has_needed = not needed or any(needed in _named_types(field) for field in operation.body.walk())
    has_deed = "deeds" not in entry or any(_does(operation.deed, wanted) for wanted in entry["deeds"])
    return entry["operation"] in ("*", operation.id) and has_needed and has_deed


def _does(deed: Deed | None, wanted: str) -> bool:
    verb, _, role = wanted.partition("/")
    return deed is not None and deed.verb == verb and (not role or role in deed.takes)


def _named_types(field: Field) -> tuple[str, ...]:
    named = field.schema.get("type", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _group(clause: Clause) -> str:
    return clause.id.split("/")[1]


def _derive(raw: Mapping[str, Any], operation: Operation, kind: TargetKind) -> Iterator[Clause]:
    rules = {entry["rule"]: entry for entry in raw["derived"] if kind in entry["level"]}
    for tree in (operation.body, operation.answer):
        found = [(field, rule) for field in tree.walk() for rule in derived_rules(field, kind) if rule in rules]
        # What stands in a field is said after all that lies below it is of its type.
        for field, rule in sorted(found, key=lambda each: each[1].removeprefix(_SENT) in _ON_VALUES):
            slug = derived_slug(field, rule)
            yield _clause(raw, rules[rule], operation, kind, rule=rule, slug=slug, field=field)


def derived_slug(field: Field, rule: str) -> str:
    """Return the slug of the clause that a rule derives from a field; what a client sends stands apart."""
    if rule.startswith(_SENT):
        return f"sent/{field.place}/{rule.removeprefix(_SENT)}"
    return f"{field.place}/{rule.removeprefix(_ANSWER)}"


def derived_rules(field: Field, kind: TargetKind) -> Iterator[str]:
    """Name the rules that derive a clause on one kind of target from a field."""
    is_asked = not field.place.startswith("answer")
    if kind is TargetKind.SERVER and not is_asked:
        yield from (f"{_ANSWER}{rule}" for rule in _answer_rules(field))
    elif kind is TargetKind.SERVER:
        yield from _body_rules(field)
        if field.is_item and "null" not in field.types:
            yield "null"
        if field.is_secret:
            yield "secret"
    elif kind is TargetKind.CLIENT and is_asked:
        yield from (f"{_SENT}{rule}" for rule in (*_body_rules(field), *_value_rules(field)))


def all_rules(field: Field) -> Iterator[str]:
    """Name the rules that derive a clause on any kind of target from a field."""
    return (rule for kind in TargetKind for rule in derived_rules(field, kind))


def _value_rules(field: Field) -> Iterator[str]:
    if ITEM in field.steps or not field.steps or field.types & {"object", "null"}:
        return
    yield "value"
    is_bounded = bool({"maximum", "enum", "const"} & field.schema.keys())
    if "integer" in field.schema.get("type", ()) and field.schema.get("format") != "int32" and not is_bounded:
        yield from ("beyond-32-bit", "beyond-53-bit")


def _answer_rules(field: Field) -> Iterator[str]:
    if not field.steps:
        return
    if field.required and not field.is_item:
        yield "required"
    if "type" in field.schema:
        yield "type"
    yield from (limit.rule for limit in limits_of(field))


def _body_rules(field: Field) -> Iterator[str]:
    in_query = field.place.startswith("query")
    if in_query and not field.steps:
        return
    if field.required and not field.is_item and "absent" not in field.free:
        yield "required"
    # All that stands in a query is text.
    if "type" in field.schema and not in_query:
        yield "type"
        if not field.required and "null" not in field.types:
            yield "null"
        if field.types & {"number", "integer"} and "string" not in field.types and "digits" not in field.free:
            yield "digits"
    yield from (limit.rule for limit in limits_of(field))


def _clause(
    raw: Mapping[str, Any],
    entry: Mapping[str, Any],
    operation: Operation,
    kind: TargetKind,
    *,
    rule: str,
    slug: str,
    field: Field | None,
) -> Clause:
    words = _words(field, rule) if field else {}
    return Clause(
        id=f"{operation.id}/{slug}",
        operation_id=operation.id,
        rule=rule,
        level=Level(entry["level"][kind]),
        statements={language: _fill(entry["statement"][language], words) for language in LANGUAGES},
        hints={language: _fill(entry["hint"][language], words) for language in LANGUAGES},
        provenance=_provenance(raw, entry["provenance"], operation, field),
        field=field,
        causes=tuple(
            cause if cause.startswith(ANY_OPERATION) else f"{operation.id}/{cause}"
            for cause in _causes(entry, rule, field)
        ),
        sight=_sight(entry, operation.deed),
    )


def _sight(entry: Mapping[str, Any], deed: Deed | None) -> Verb | None:
    if "sight" in entry:
        return Verb(entry["sight"])
    return SIGHTS.get(deed.verb) if deed is not None and "deeds" in entry else None


def _words(field: Field, rule: str) -> Mapping[str, str]:
    limit = LIMIT_RULES.get(rule.removeprefix(_SENT).removeprefix(_ANSWER))
    words = {"place": field.place, "type": field.type_phrase}
    return words | ({"limit": _show_limit(field.schema[limit.keyword])} if limit else {})


def _show_limit(value: Any) -> str:
    texts = [json.dumps(each, ensure_ascii=False) for each in (value if isinstance(value, list) else [value])]
    return shorten(", ".join(texts), 400)


def _provenance(
    raw: Mapping[str, Any], stated: Mapping[str, Any], operation: Operation, field: Field | None
) -> Provenance:
    """Return where a clause comes from; what comes from the page names the very page."""
    source, date = stated["source"], str(stated["date"])
    if source == _PAGE:
        own = (field.schema.get("x-provenance") if field else None) or operation.provenance
        source = own.get("source", source)
        date = str(own.get("date") or raw["sources"][source].get("date") or date)
    return Provenance(
        kind=stated["kind"],
        source=source,
        date=date,
        note=stated.get("note", ""),
        link=raw["sources"][source].get("link", ""),
    )


def _causes(entry: Mapping[str, Any], rule: str, field: Field | None) -> Iterator[str]:
    """Return the causes listed with an entry; a field that may be absent, or lie in one that may, is not looked at."""
    yield from entry.get("consequence_of", ())
    if field is None or field.place.startswith("answer"):
        return
    start, own = ("sent/", rule.removeprefix(_SENT)) if rule.startswith(_SENT) else ("", rule)
    places = field.place.split("/")
    for depth in range(1, len(places) + 1):
        place = "/".join(places[:depth])
        if own != "required" or place != field.place:
            yield f"{start}{place}/required"
        if place != field.place or own not in {"required", "type"}:
            yield f"{start}{place}/type"
    if own in _ON_VALUES:
        others = [each for each in ("null", "digits", *LIMIT_RULES, *_ON_VALUES) if each != own]
        yield from (f"{start}{field.place}/{other}" for other in (*others, f"{ITEM}/"))


def _fill(template: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        template = template.replace(f"{{{name}}}", value)
    return template
