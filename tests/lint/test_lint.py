"""The spec of this distribution is clean, and its lint speaks in one form."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dingtalk_contract.contract import find_carried
from dingtalk_contract.lint import FREEDOMS, lint_spec

from .edits import copy_to
from .test_clauses import FAULTS as CLAUSES_FAULTS
from .test_document import FAULTS as DOCUMENT_FAULTS

FILES: list[tuple[str, Callable[[Path], object], str, str, str]] = [
    (
        "example with another type",
        lambda spec: (spec / "examples/cancelTaskGroup.minimal.json").write_text('{"request": []}', encoding="utf-8"),
        "cancelTaskGroup.minimal.json",
        "/request",
        "not of type",
    ),
    (
        "example that is no JSON",
        lambda spec: (spec / "examples/cancelTaskGroup.rejected.json").write_text("{", encoding="utf-8"),
        "cancelTaskGroup.rejected.json",
        "/",
        "is no JSON",
    ),
    (
        "missing example",
        lambda spec: (spec / "examples/cancelTaskGroup.accepted.json").unlink(),
        "cancelTaskGroup.accepted.json",
        "/",
        "is missing",
    ),
    (
        "example of nothing",
        lambda spec: (spec / "examples/ghost.request.json").write_text("{}", encoding="utf-8"),
        "ghost.request.json",
        "/",
        "is nobody's",
    ),
    (
        "record with a key twice",
        lambda spec: (spec / "recorded/ghost.yaml").write_text("a: 1\na: 1\n", encoding="utf-8"),
        "ghost.yaml",
        "/",
        "cannot be read",
    ),
    (
        "record of another form",
        lambda spec: (spec / "recorded/ghost.yaml").write_text("[]", encoding="utf-8"),
        "ghost.yaml",
        "/",
        "does not keep its schema",
    ),
]


def test_the_spec_has_no_fault() -> None:
    """The spec of this distribution is clean."""
    assert lint_spec() == ()


@pytest.mark.parametrize(("edit", "file", "pointer", "words"), [pytest.param(*each[1:], id=each[0]) for each in FILES])
def test_each_fault_of_a_file_beside_is_named_alone(
    edit: Callable[[Path], object], file: str, pointer: str, words: str, tmp_path: Path
) -> None:
    """One fault in an example or a record is named with its file."""
    spec = copy_to(tmp_path)

    edit(tmp_path / "spec")
    faults = spec.lint()

    assert [(Path(fault.file).name, fault.pointer, words in fault.message) for fault in faults] == [
        (file, pointer, True)
    ], faults


def test_every_message_has_one_form(tmp_path: Path) -> None:
    """A message says what is wrong, why, and what to do."""
    spec = copy_to(tmp_path)

    for name, rows in (("openapi.yaml", DOCUMENT_FAULTS), ("clauses.yaml", CLAUSES_FAULTS)):
        for row in rows[3:12:2]:
            spec.edit(name, row[1])
    messages = [fault.message for fault in spec.lint()]

    assert len(messages) > 8
    assert [each for each in messages if not re.fullmatch(r".+?: .+\. [A-Z][^.]+\.", each)] == []


def test_every_freedom_is_explained() -> None:
    """The README of spec/ says of each word of x-free what the code says."""
    text = (find_carried("spec") / "README.md").read_text(encoding="utf-8")

    rows = [f"| `{word}` | {', '.join(freedom.fits)} | {freedom.meaning} |" for word, freedom in FREEDOMS.items()]

    assert [row for row in rows if row not in text] == []
