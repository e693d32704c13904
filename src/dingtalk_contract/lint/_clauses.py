"""
The faults of clauses.yaml: incomplete, repeated, or without a test.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..contract import find_carried
from ._document import schema_faults
from ._faults import Fault, point


def clause_faults(file: str, raw: Mapping[str, Any], operations: set[str], suite: Path) -> Iterator[Fault]:
    """
    Find the faults of the clauses on these operations, proven by the tests of this suite.
    """
    schema = json.loads((find_carried("spec") / "clauses.schema.json").read_text(encoding="utf-8"))
    structural = list(schema_faults(file, (), schema, raw, "the file"))
    yield from structural
    if structural:
        return
    entries = [("derived", index, entry, entry["rule"]) for index, entry in enumerate(raw["derived"])]
    entries += [("clauses", index, entry, entry["slug"]) for index, entry in enumerate(raw["clauses"])]
    yield from _repeat_faults(file, entries)
    for section, index, entry, rule in entries:
        for message in _entry_faults(raw, entry, operations):
            yield Fault(file=file, pointer=point((section, index)), message=f"{rule}: {message}")
    yield from _test_faults(file, entries, suite)


def _repeat_faults(file: str, entries: list[tuple[str, int, Any, str]]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for section, index, entry, rule in entries:
        key = (rule, entry.get("operation", "*"))
        if key in seen:
            yield Fault(file=file, pointer=point((section, index)), message=f"{rule}: stands twice; names are unique.")
        seen.add(key)


def _entry_faults(raw: Mapping[str, Any], entry: Mapping[str, Any], operations: set[str]) -> Iterator[str]:
    if entry["provenance"]["source"] not in raw["sources"]:
        yield f"the source {entry['provenance']['source']!r} is not declared: name it in the sources."
    if entry.get("operation", "*") not in {"*", *operations}:
        yield f"the operation {entry['operation']!r} is not in the document."
    slugs = [each["slug"] for each in raw["clauses"]]
    for cause in entry.get("consequence_of", ()):
        known = cause.endswith("/") or cause in slugs or cause.startswith("body/")
        if not known:
            yield f"the cause {cause!r} is no clause: name a slug, or a beginning that ends in a slash."
    if "rule" in entry:
        for language, text in entry["statement"].items():
            if "{place}" not in text:
                yield f"the {language} statement does not say {{place}}."


def _test_faults(file: str, entries: list[tuple[str, int, Any, str]], suite: Path) -> Iterator[Fault]:
    known = {rule for *_, rule in entries}
    for kind in ("server", "gateway", "client"):
        tested = _tests(suite / kind)
        for section, index, entry, rule in entries:
            if kind not in entry["level"]:
                continue
            if rule not in tested:
                message = f'{rule}: no {kind} test proves it: mark a class with @pytest.mark.rule("{rule}").'
                yield Fault(file=file, pointer=point((section, index)), message=message)
            elif any(docstring != entry["statement"]["en"] for docstring in tested[rule]):
                message = f"{rule}: the docstring of its test class is not the statement, word by word."
                yield Fault(file=file, pointer=point((section, index)), message=message)
        for rule in sorted(set(tested) - known):
            yield Fault(file=file, pointer="/", message=f"a {kind} test proves {rule!r}, which is no clause.")


def _tests(folder: Path) -> dict[str, list[str]]:
    """
    Give the docstrings of the test classes by the rule that each proves, without importing them.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                for rule in filter(None, map(_rule, node.decorator_list)):
                    found.setdefault(rule, []).append(ast.get_docstring(node) or "")
    return found


def _rule(decorator: ast.expr) -> str | None:
    is_rule = isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.rule"
    return str(ast.literal_eval(decorator.args[0])) if is_rule and isinstance(decorator, ast.Call) else None
