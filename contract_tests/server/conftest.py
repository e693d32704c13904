"""What the tests on servers need beyond the others: watched answers, and the depth of the profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_tests.conftest import plugin_of
from contract_tests.server.programs import begin
from contract_tests.server.verifiers import watch_answers
from dingtalk_contract.conformance import ClauseSkipped, Profile, ServerJudge, SkipReason
from dingtalk_contract.contract import Clause
from dingtalk_contract.deed import Workflow

DEEP_ALONE = {"test_fuzzing.py"}
BEYOND_QUICK = {"test_properties.py", "test_second_generator.py"}
PROPERTIES = {"test_properties.py", "test_fuzzing.py"}
"""The modules whose tests share the time budget of deep, and the programs beside them."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave what a profile does not ask, and the import of its libraries, out of a run."""
    profile = plugin_of(config).profile
    is_beyond = (collection_path.name in BEYOND_QUICK and profile is Profile.QUICK) or (
        collection_path.name in DEEP_ALONE and profile is not Profile.DEEP
    )
    return True if is_beyond else None


@pytest.fixture
def workflow(judge: ServerJudge, clause: Clause) -> Iterator[Workflow]:
    """A program on the target, where the operation of the clause and what shows its effect are accepted."""
    if judge.arranger is None:
        raise ClauseSkipped(SkipReason.LIVE)
    workflow = begin(judge)
    if clause.sight is not None:
        workflow.hands.require_sight(clause.sight)
    judge.establish()
    if not judge.is_served:
        raise ClauseSkipped(SkipReason.NOT_ACCEPTED)
    yield workflow
    workflow.tidy()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Have every answer of the run looked at, and share the time budget of deep among the properties."""
    from contract_tests.server import test_answer_fields, test_answers

    plugin = plugin_of(session.config)
    clauses = [clause for clause in plugin.catalogue if plugin.is_selected(clause)]
    properties = sum(item.path.name in PROPERTIES for item in session.items) + 1
    for judge in plugin.judges.values():
        assert isinstance(judge, ServerJudge), "the tests of this folder are run for servers alone"
        watch_answers(judge, clauses, {**test_answers.WATCHERS, **test_answer_fields.WATCHERS})
        if plugin.time_budget is not None:
            judge.property_seconds = plugin.time_budget / properties
