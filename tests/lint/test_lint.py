"""The spec of this distribution is clean, and its lint speaks in one form."""

import re
from pathlib import Path

import pytest

from dingtalk_contract.contract import find_carried
from dingtalk_contract.lint import FREEDOMS, lint_spec

from .edits import copy_to
from .test_clauses import PROBLEMS as CLAUSES_PROBLEMS
from .test_document import PROBLEMS as DOCUMENT_PROBLEMS

FILES: list[tuple[str, str | None, str, str]] = [
    ("examples/cancelTaskGroup.minimal.json", '{"request": []}', "/request", "not of type"),
    ("examples/cancelTaskGroup.rejected.json", "{", "/", "is no JSON"),
    ("examples/cancelTaskGroup.accepted.json", None, "/", "is missing"),
    ("examples/ghost.request.json", "{}", "/", "is nobody's"),
    ("recorded/ghost.yaml", "a: 1\na: 1\n", "/", "cannot be read"),
    ("recorded/ghost.yaml", "[]", "/", "does not keep its schema"),
]
"""A file, what is written into it, or None where it is removed, and the problem that it then has."""


def test_the_spec_has_no_problem() -> None:
    """The spec of this distribution is clean."""
    assert lint_spec() == ()


@pytest.mark.parametrize(("name", "text", "pointer", "words"), FILES, ids=[each[3] for each in FILES])
def test_each_problem_of_a_file_beside_is_named_alone(
    name: str, text: str | None, pointer: str, words: str, tmp_path: Path
) -> None:
    """One problem in an example or a record is named with its file."""
    spec = copy_to(tmp_path)
    path = tmp_path / "spec" / name

    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    problems = spec.lint()

    assert [(each.file, each.pointer, words in each.message) for each in problems] == [(str(path), pointer, True)]


def test_every_message_has_one_form(tmp_path: Path) -> None:
    """A message says what is wrong, why, and what to do."""
    spec = copy_to(tmp_path)

    for name, rows in (("openapi.yaml", DOCUMENT_PROBLEMS), ("clauses.yaml", CLAUSES_PROBLEMS)):
        for row in rows[3:12:2]:
            spec.edit(name, row[1])
    messages = [problem.message for problem in spec.lint()]

    assert len(messages) > 8
    assert [each for each in messages if not re.fullmatch(r".+?: .+\. [A-Z][^.]+\.", each)] == []


def test_every_freedom_is_explained() -> None:
    """The README of spec/ says of each word of x-free what the code says."""
    text = (find_carried("spec") / "README.md").read_text(encoding="utf-8")

    rows = [f"| `{word}` | {', '.join(freedom.fits)} | {freedom.meaning} |" for word, freedom in FREEDOMS.items()]

    assert [row for row in rows if row not in text] == []
