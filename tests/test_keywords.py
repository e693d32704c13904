"""The keywords of limits are the same in clauses, judges, emulator, client and diff, and nothing else is let in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from regeneration.schemas import require_plain

from dingtalk_contract.contract import (
    LIMIT_RULES,
    LIMITS,
    TargetKind,
    default_clauses_path,
    read_clauses,
)
from dingtalk_contract.diff._limits import READ
from dingtalk_contract.emulator._breakages import RULES
from dingtalk_contract.lint import lint_spec

from .limits import SCHEMAS, edited_document

RUNTIME = Path(__file__).resolve().parents[1] / "scripts" / "client_runtime" / "_schemas.py"
EACH = pytest.mark.parametrize("rule", LIMIT_RULES)


def keywords_of_the_runtime() -> Iterator[str]:
    """Return the keywords that the generated client checks, read from the source of its runtime."""
    for node in ast.walk(ast.parse(RUNTIME.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "LIMITS" and node.value is not None:
            assert isinstance(node.value, ast.Dict)
            yield from (str(ast.literal_eval(key)) for key in node.value.keys if key is not None)


@EACH
def test_the_clauses_state_each_limit_three_times(rule: str) -> None:
    """A limit binds servers in requests, clients, and servers in answers."""
    levels = {entry["rule"]: set(entry["level"]) for entry in read_clauses(default_clauses_path())["derived"]}

    assert levels[rule] == {TargetKind.SERVER}
    assert levels[f"sent-{rule}"] == {TargetKind.CLIENT}
    assert levels[f"answer-{rule}"] == {TargetKind.SERVER}


@EACH
def test_the_emulator_can_break_each_limit(rule: str) -> None:
    """A breakage takes what is beyond a limit, another answers it."""
    assert {rule, f"answer-{rule}"} <= RULES.keys()


def test_the_client_checks_each_limit() -> None:
    """The runtime of the generated client has the same keywords."""
    assert set(keywords_of_the_runtime()) == LIMITS.keys()


@pytest.mark.parametrize("keyword", LIMITS)
def test_the_generator_takes_each_limit(keyword: str) -> None:
    """The generator lets a limit through, since its runtime checks it."""
    require_plain(SCHEMAS[keyword], "here")


def test_the_diff_reads_each_limit() -> None:
    """A limit that moves is narrower, wider or another, and never unknown."""
    assert LIMITS.keys() <= READ


@pytest.mark.parametrize("keyword", sorted(READ - LIMITS.keys() - {"type", "format"}))
def test_lint_and_generator_refuse_what_the_diff_alone_reads(keyword: str, tmp_path: Path) -> None:
    """A keyword that limits and has no rule is named in both places."""
    document = edited_document("maxItems", "at the top", tmp_path)
    path = document.path
    path.write_text(path.read_text(encoding="utf-8").replace('"maxItems": 3', f'"{keyword}": 3'), encoding="utf-8")

    assert any(f"'{keyword}' is judged by no rule" in fault.message for fault in lint_spec(path))
    if keyword != "nullable":
        with pytest.raises(ValueError, match=keyword):
            require_plain({"type": "array", keyword: 3}, "here")
