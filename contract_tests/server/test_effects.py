"""What shows an effect beside its own cases: what those of others, and random programs, came upon."""

import pytest

from contract_tests.conftest import plugin_of
from dingtalk_contract.conformance import Profile, ServerJudge
from dingtalk_contract.contract import Clause


@pytest.mark.turn(-1)
@pytest.mark.rule("effect/*")
def test_no_program_breaks_it(judge: ServerJudge, clause: Clause, pytestconfig: pytest.Config) -> None:
    """No program of this run broke the clause."""
    plugin, session = plugin_of(pytestconfig), judge.session
    is_sound = not session.elsewhere and not any("/effect/" in each for each in session.failed)
    if judge.arranger is not None and plugin.profile is not Profile.QUICK and is_sound and not plugin.has_programs:
        plugin.has_programs = True
        _run_programs(judge)
    violation = session.elsewhere.get(clause.id)
    if violation is not None:
        raise violation


def _run_programs(judge: ServerJudge) -> None:
    # The library takes a third of a second to import, which quick does without.
    from contract_tests.server.machine import find_violation

    violation = find_violation(judge, judge.property_seconds or 0.0)
    if violation is not None:
        judge.session.elsewhere[str(violation.clause_id)] = violation
