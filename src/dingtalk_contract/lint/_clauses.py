"""The problems of clauses.yaml: incomplete, repeated, or at odds with the document."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..contract import (
    ANY_OPERATION,
    LIMIT_RULES,
    Document,
    Field,
    TargetKind,
    Verb,
    derived_rules,
    derived_slug,
    find_carried,
)
from ._places import members
from ._problems import Problem, Steps, point, problem_at, schema_problems

STATED = {"required", "type", *LIMIT_RULES}
"""The derived rules that a keyword of the document cannot be without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of clauses.yaml that has the form of one."""

    steps: Steps
    rule: str
    """What proves it: the slug of a clause, or the name of a derived rule."""
    data: Mapping[str, Any]


def form_problems(file: object, raw: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Find where the file does not have the form that clauses.schema.json gives it."""
    schema = json.loads((find_carried("spec") / "clauses.schema.json").read_text(encoding="utf-8"))
    return tuple(schema_problems(file, (), schema, raw, "the file of clauses"))


def sound_entries(raw: Mapping[str, Any], problems: Collection[Problem]) -> list[Entry]:
    """Return the entries in which none of these problems stands."""
    entries: list[Entry] = []
    for section, name in (("derived", "rule"), ("clauses", "slug")):
        found = raw.get(section)
        for index, data in enumerate(found if isinstance(found, list) else ()):
            steps = (section, index)
            if not any(f"{problem.pointer}/".startswith(f"{point(steps)}/") for problem in problems):
                entries.append(Entry(steps=steps, rule=data[name], data=data))
    return entries


def all_names(raw: Mapping[str, Any]) -> set[str]:
    """Return every rule and slug, of malformed entries too; none where a whole section is malformed."""
    sections = [raw.get("derived"), raw.get("clauses")]
    if not all(isinstance(section, list) for section in sections):
        return set()
    return {str(members(each).get(key)) for section in sections for each in section or () for key in ("rule", "slug")}


def entry_problems(
    file: object,
    raw: Mapping[str, Any],
    entries: list[Entry],
    operations: Collection[str],
    document: Document | None,
) -> Iterator[Problem]:
    """Find the problems of well-formed entries.

    Args:
        operations: the names of the document's operations.
        document: None where it has problems that keep it from being loaded.
    """
    derived = _derived_slugs(document)
    seen = dict.fromkeys(derived, "a rule derives it")
    for entry in entries:
        if entry.rule in seen:
            why, remedy = seen[entry.rule], "Name one of them otherwise"
            yield problem_at(file, entry.steps, wrong=f"the name {entry.rule!r} is not unique", why=why, remedy=remedy)
        seen[entry.rule] = "another entry has it"
        yield from _place_problems(file, entry)
        yield from _source_problems(file, raw, entry)
        yield from _operation_problems(file, entry, operations)
        yield from _verb_problems(file, entry)
    if document is not None and all_names(raw):
        yield from _statement_problems(file, raw, entries, document)
        for entry in entries:
            yield from _cause_problems(file, entry, derived | all_names(raw))


def _fields(document: Document | None) -> Iterator[Field]:
    for operation in document.operations if document else ():
        yield from (*operation.body.walk(), *operation.answer.walk())


def _derived_slugs(document: Document | None) -> set[str]:
    return {
        derived_slug(field, rule)
        for field in _fields(document)
        for kind in TargetKind
        for rule in derived_rules(field, kind)
    }


def _statement_problems(
    file: object, raw: Mapping[str, Any], entries: list[Entry], document: Document
) -> Iterator[Problem]:
    """Find the keywords of the document whose rule says nothing in this file."""
    unbound = {(entry.rule, kind) for entry in entries for kind in TargetKind if kind not in entry.data["level"]}
    stated = {(name, kind) for name in all_names(raw) for kind in TargetKind} - unbound
    needed = {
        (rule, kind): field.place
        for field in _fields(document)
        for kind in TargetKind
        for rule in derived_rules(field, kind)
        if rule.removeprefix("sent-").removeprefix("answer-") in STATED
    }
    for (rule, kind), place in needed.items():
        if (rule, kind) not in stated:
            wrong, why = f"the rule {rule!r} states nothing for a {kind}", f"{place} of the document has its keyword"
            yield problem_at(file, ("derived",), wrong=wrong, why=why, remedy="Write its entry")


def _place_problems(file: object, entry: Entry) -> Iterator[Problem]:
    for language, text in entry.data["statement"].items() if entry.steps[0] == "derived" else ():
        if "{place}" not in text:
            wrong, why = f"the rule {entry.rule!r} does not say where", "its statement has no {place}"
            yield problem_at(file, (*entry.steps, "statement", language), wrong=wrong, why=why, remedy="Write it in")


def _source_problems(file: object, raw: Mapping[str, Any], entry: Entry) -> Iterator[Problem]:
    source = entry.data["provenance"]["source"]
    if isinstance(raw.get("sources"), dict) and source not in raw["sources"]:
        wrong, why = f"the source {source!r} is not declared", "the sources have no such name"
        steps = (*entry.steps, "provenance", "source")
        yield problem_at(file, steps, wrong=wrong, why=why, remedy="Declare it, or name another")


def _operation_problems(file: object, entry: Entry, operations: Collection[str]) -> Iterator[Problem]:
    name = entry.data.get("operation", "*")
    if name not in {"*", *operations}:
        wrong, why = f"the operation {name!r} of {entry.rule!r} does not exist", "the document has no such operationId"
        yield problem_at(file, (*entry.steps, "operation"), wrong=wrong, why=why, remedy='Name one of its own, or "*"')


def _verb_problems(file: object, entry: Entry) -> Iterator[Problem]:
    named = [str(each).partition("/")[0] for each in entry.data.get("deeds", ())]
    named += [str(entry.data["sight"])] if "sight" in entry.data else []
    for name in named:
        if name not in {verb.value for verb in Verb}:
            wrong, why = f"the clause {entry.rule!r} names the deed {name!r}", "no operation can do it"
            remedy = f"Name one of {', '.join(verb.value for verb in Verb)}"
            yield problem_at(file, entry.steps, wrong=wrong, why=why, remedy=remedy)


def _cause_problems(file: object, entry: Entry, slugs: set[str]) -> Iterator[Problem]:
    for index, cause in enumerate(entry.data.get("consequence_of", ())):
        named = cause.removeprefix(ANY_OPERATION)
        is_known = any(slug.startswith(named) for slug in slugs) if named.endswith("/") else named in slugs
        if not is_known:
            wrong, why = f"the cause {cause!r} of {entry.rule!r} is no clause", "no slug is that, or begins so"
            remedy = "Name a slug, or a beginning that ends in a slash"
            yield problem_at(file, (*entry.steps, "consequence_of", index), wrong=wrong, why=why, remedy=remedy)
