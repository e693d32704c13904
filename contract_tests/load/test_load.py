"""What was seen under load: whole answers, each its own, every id once, and nothing lost."""

import pytest

from dingtalk_contract.conformance import ClauseSkipped, LoadJudge, SkipReason, Violation
from dingtalk_contract.contract import Clause, phrase


@pytest.mark.rule("load/whole", "load/own", "load/accepted", "load/kept")
def test_nothing_was_seen_that_breaks_it(judge: LoadJudge, clause: Clause) -> None:
    """No request of the load broke the clause."""
    violation = judge.violation(clause)
    if violation is not None:
        judge.session.skip_explained(clause)
        raise violation
    require_accepted(judge)


def require_accepted(judge: LoadJudge) -> None:
    """Make sure that the load asked the operation, and that it was accepted at least once."""
    if not judge.outcomes:
        raise ClauseSkipped(SkipReason.NOT_LOADED)
    if not judge.outcomes.get("accepted"):
        raise ClauseSkipped(SkipReason.NOT_ACCEPTED)


@pytest.mark.rule("load/distinct")
def test_no_id_comes_twice(judge: LoadJudge, clause: Clause) -> None:
    """Neither request_id nor the ids of what was made come again."""
    require_accepted(judge)
    for kind in (judge.operation.id, f"{judge.operation.id}/answer"):
        repeated = judge.report.repeated.get(kind, 0)
        if repeated:
            given = judge.report.given.get(kind, 0)
            judge.session.skip_explained(clause)
            raise Violation(expected=phrase("{0} different ids", given), received=phrase("{0} came again", repeated))


@pytest.mark.rule("load/limits")
def test_the_limits_of_the_user_are_kept(judge: LoadJudge) -> None:
    """Neither its p99 nor the requests without an answer are beyond them."""
    if not judge.outcomes:
        raise ClauseSkipped(SkipReason.NOT_LOADED)
    if judge.max_p99 is None and judge.max_broken is None:
        raise ClauseSkipped(SkipReason.NO_LIMIT)
    p99 = judge.report.operations.get(judge.operation.id, {}).get("p99", 0)
    if judge.max_p99 is not None and p99 > judge.max_p99:
        raise Violation(expected=phrase("p99 of {0} ms at most", judge.max_p99), received=phrase("{0} ms", p99))
    broken = judge.outcomes.get("broken", 0)
    if judge.max_broken is not None and broken > judge.max_broken:
        expected = phrase("{0} requests without an answer at most", judge.max_broken)
        raise Violation(expected=expected, received=phrase("{0}", broken))
