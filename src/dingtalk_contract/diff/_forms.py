"""A comparison as text, as JSON and as Markdown."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ..contract import Step
from ._changes import Change
from ._comparison import Comparison
from ._rules import Side

LONGEST = 300
"""How much of one change's words is shown to people; JSON has them whole."""


def as_text(comparison: Comparison) -> str:
    """Write a comparison for a terminal."""
    lines = [_heading(comparison), ""]
    for each in comparison.changes:
        lines += [f"{each.rule.impact}: {each.rule.name}", f"  {_place(each)}", f"  {_shorten(each.words)}"]
        lines.append("")
    return "\n".join([*lines, *_conclusion(comparison)])


def as_json(comparison: Comparison) -> str:
    """Write a comparison for programs."""
    value = {
        "old": _contract(comparison.old.name, comparison.old.version, comparison.old.sha256),
        "new": _contract(comparison.new.name, comparison.new.version, comparison.new.sha256),
        "clauses_compared": comparison.has_clauses,
        "changes": [_entry(each) for each in comparison.changes],
        "step": comparison.step.name.lower(),
        "lowest_version": str(comparison.lowest),
        "moved_enough": comparison.has_moved_enough,
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def as_markdown(comparison: Comparison) -> str:
    """Write a comparison as a table."""
    lines = [_escape(_heading(comparison)), ""]
    if comparison.changes:
        lines += ["| impact | rule | place | change |", "|---|---|---|---|"]
    for each in comparison.changes:
        words = _escape(_shorten(each.words))
        lines.append(f"| {each.rule.impact} | `{each.rule.name}` | {_escape(_place(each))} | {words} |")
    return "\n".join([*lines, *([""] if comparison.changes else []), *map(_escape, _conclusion(comparison))])


FORMS: Mapping[str, Callable[[Comparison], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}


def _contract(name: str, version: object, sha256: str) -> dict[str, str]:
    return {"name": name, "version": str(version), "sha256": sha256}


def _entry(each: Change) -> dict[str, Any]:
    return {
        "rule": each.rule.name,
        "impact": each.rule.impact,
        **{side.value: "breaks" if side in each.rule.breaks else "compatible" for side in Side},
        "documentation_only": each.rule.is_documentation,
        "file": each.file,
        "pointer": each.pointer,
        "pointer_in": "old" if each.is_old else "new",
        "subject": each.subject,
        "words": each.words,
    }


def _heading(comparison: Comparison) -> str:
    names = [
        _show(f"{each.version} ({each.name})" if each.name != str(each.version) else each.name)
        for each in (comparison.old, comparison.new)
    ]
    return f"{names[0]} → {names[1]}"


def _place(each: Change) -> str:
    where = "the old " if each.is_old else ""
    return _shorten(f"{where}{each.file} {each.pointer}")


def _conclusion(comparison: Comparison) -> list[str]:
    counts: dict[str, int] = {}
    for each in comparison.changes:
        counts[each.rule.impact] = counts.get(each.rule.impact, 0) + 1
    told = ", ".join(f"{count} {impact}" for impact, count in counts.items())
    number = len(comparison.changes)
    lines = [f"{number or 'no'} change{'s' * (number != 1)}{f': {told}' if told else ''}"]
    if not comparison.has_clauses:
        lines.append("the clauses were not compared: not both documents have them beside")
    if comparison.step is not Step.NONE:
        state = "has" if comparison.has_moved_enough else "has not"
        asked = f"at least {comparison.lowest}, a {comparison.step.name.lower()} step"
        lines.append(f"the version must be {asked}; it {state} moved enough: {comparison.new.version}")
    return lines


def _shorten(text: str) -> str:
    shown = _show(text)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def _show(text: str) -> str:
    # A document may come from anywhere: nothing in it moves the cursor or hides a line.
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _escape(text: str) -> str:
    for char, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "&#124;"), ("@", "&#64;")):
        text = text.replace(char, escaped)
    return text.replace("[", "&#91;").replace("*", "&#42;")
