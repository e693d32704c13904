"""
Each rule is shown by an example pair, and by it alone.
"""

from pathlib import Path

import pytest

from dingtalk_contract.diff import RULES

from .contracts import Edit, compare
from .pairs import CLAUSE_PAIRS, DOCUMENT_PAIRS


@pytest.mark.parametrize(("rule", "before", "after"), [pytest.param(*each, id=each[0]) for each in DOCUMENT_PAIRS])
def test_a_pair_of_documents_shows_its_rule_and_nothing_else(
    rule: str, before: Edit, after: Edit, tmp_path: Path
) -> None:
    """
    One edit of a document is one change, by its rule.
    """
    found = compare(tmp_path, before, after)

    assert [each.rule.name for each in found.changes] == [rule], found.changes


@pytest.mark.parametrize(("rule", "before", "after"), [pytest.param(*each, id=each[0]) for each in CLAUSE_PAIRS])
def test_a_pair_of_clauses_shows_its_rule_and_nothing_else(
    rule: str, before: Edit, after: Edit, tmp_path: Path
) -> None:
    """
    One edit of the clauses is one change, by its rule.
    """
    found = compare(tmp_path, before, after, has_clauses=True)

    assert [each.rule.name for each in found.changes] == [rule], found.changes


def test_every_rule_has_a_pair() -> None:
    """
    No rule is without an example.
    """
    assert {each[0] for each in (*DOCUMENT_PAIRS, *CLAUSE_PAIRS)} == set(RULES)
