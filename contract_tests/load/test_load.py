"""What was seen under load: whole answers, each its own, every id once, and nothing lost."""

import pytest

from dingtalk_contract.conformance import ClauseSkipped, LoadJudge, SkipReason, Violation
from dingtalk_contract.contract import Clause, phrase


class NothingSeen:
    """The test of a clause that was looked at while the load lasted."""

    def test_nothing_was_seen_that_breaks_it(self, judge: LoadJudge, clause: Clause) -> None:
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


@pytest.mark.rule("load/whole")
class TestWhole(NothingSeen):
    """Every answer under load is whole and in its documented form."""


@pytest.mark.rule("load/own")
class TestOwn(NothingSeen):
    """Each request under load gets its own answer."""


@pytest.mark.rule("load/accepted")
class TestAccepted(NothingSeen):
    """A valid request is accepted under load as it is alone, throttling aside."""


@pytest.mark.rule("load/kept")
class TestKept(NothingSeen):
    """After a load each to-do that was created is listed once, or was cancelled, completed or put away."""


@pytest.mark.rule("load/distinct")
class TestDistinct:
    """No id that was given under load comes twice, whoever asked."""

    def test_no_id_comes_twice(self, judge: LoadJudge, clause: Clause) -> None:
        """Neither request_id nor the ids of what was made come again."""
        require_accepted(judge)
        for kind in (judge.operation.id, f"{judge.operation.id}/answer"):
            repeated = judge.report.repeated.get(kind, 0)
            if repeated:
                given = judge.report.given.get(kind, 0)
                judge.session.skip_explained(clause)
                raise Violation(
                    expected=phrase("{0} different ids", given), received=phrase("{0} came again", repeated)
                )


@pytest.mark.rule("load/limits")
class TestLimits:
    """The load keeps within the limits that the user set."""

    def test_the_limits_of_the_user_are_kept(self, judge: LoadJudge) -> None:
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
