"""Each rule is shown by an example pair, and by it alone."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

from dingtalk_contract.diff import RULES

from .contracts import Edit, compare
from .pairs import CLAUSE_PAIRS, DOCUMENT_PAIRS
from .variants import CLAUSE_VARIANTS, DOCUMENT_VARIANTS


@pytest.mark.parametrize(
    ("rule", "before", "after"), [pytest.param(*each, id=each[0]) for each in DOCUMENT_PAIRS + DOCUMENT_VARIANTS]
)
def test_a_pair_of_documents_shows_its_rule_and_nothing_else(
    rule: str, before: Edit, after: Edit, tmp_path: Path
) -> None:
    """One edit of a document is one change, by its rule."""
    found = compare(tmp_path, before, after)

    assert [each.rule.name for each in found.changes] == [rule], found.changes


@pytest.mark.parametrize(
    ("rule", "before", "after"), [pytest.param(*each, id=each[0]) for each in CLAUSE_PAIRS + CLAUSE_VARIANTS]
)
def test_a_pair_of_clauses_shows_its_rule_and_nothing_else(
    rule: str, before: Edit, after: Edit, tmp_path: Path
) -> None:
    """One edit of the clauses is one change, by its rule."""
    found = compare(tmp_path, before, after, has_clauses=True)

    assert [each.rule.name for each in found.changes] == [rule], found.changes


def test_every_rule_has_a_pair() -> None:
    """No rule is without an example."""
    assert {each[0] for each in (*DOCUMENT_PAIRS, *CLAUSE_PAIRS)} == set(RULES)


IMPACTS = {
    "request/*/narrowed": "breaks clients and servers",
    "request/*/widened": "breaks servers",
    "answer/*/narrowed": "breaks servers",
    "answer/*/widened": "breaks clients",
    "*/changed": "breaks clients and servers",
    "*/combination": "breaks clients and servers",
    "request/field/added": "breaks servers",
    "request/field/*required": "breaks clients and servers",
    "request/field/optional": "breaks servers",
    "request/field/removed": "breaks clients",
    "answer/field/added": "compatible",
    "answer/field/*required": "breaks servers",
    "answer/field/optional": "breaks clients",
    "answer/field/removed": "breaks clients",
    "operation/added": "breaks servers",
    "operation/re*": "breaks clients",
    "operation/moved": "breaks clients and servers",
    "document/other": "breaks clients and servers",
    "clause/other": "breaks clients and servers and gateways",
    "clause/server/strengthened": "breaks servers",
    "clause/gateway/strengthened": "breaks gateways",
    "clause/client/strengthened": "breaks clients",
    "clause/server/weakened": "breaks clients",
    "clause/server/refusal": "compatible",
    "clause/*/advice": "compatible",
    "documentation/*": "documentation only",
}


@pytest.mark.parametrize(("pattern", "impact"), IMPACTS.items())
def test_impacts_follow_from_who_sends_and_who_reads(pattern: str, impact: str) -> None:
    """Requests bind those who read them, answers those who write them."""
    named = [rule for name, rule in RULES.items() if fnmatch(name, pattern)]

    assert named
    assert {rule.impact for rule in named} == {impact}
