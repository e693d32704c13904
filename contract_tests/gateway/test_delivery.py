"""
How a gateway delivers: once, afresh, to the right caller, and never a failure as a success.
"""

from collections.abc import Iterable

import pytest

from contract_tests.fidelity import Fault, answer_of, each_passes, none_has, value_differs
from contract_tests.probes import answers
from dingtalk_contract.conformance import GatewayJudge, Passage, Probe
from dingtalk_contract.contract import Clause
from dingtalk_contract.exchange import Answer, Outcome, read_json

TOGETHER = 24
ROUNDS = 3
OWN_TEXTS = tuple(f"{word}-via" for word in ("ok", "no"))
"""
How the texts begin that name the request that they answer.
"""


@pytest.mark.rule("delivery/once")
class TestOnce:
    """
    Every request arrives exactly once.
    """

    def test_nothing_arrives_twice(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        No request of the run so far arrived more than once.
        """
        judge.settle()
        none_has(judge, clause, judge.passages, came_again)


@pytest.mark.rule("delivery/fresh")
class TestFresh:
    """
    Every request gets an answer of its own, none from a cache.
    """

    def test_no_answer_is_stored(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        The same request gets a new answer each time.
        """

        def stored(passage: Passage) -> Fault:
            if not passage.arrivals:
                return f"it did not arrive, and was answered {judge.describe(passage)}"
            return answer_of(other_text, judge)(passage)

        first = judge.send(answers.cacheable(judge, 1))
        again = [judge.send(answers.cacheable(judge, number), mark=first.mark) for number in (2, 3)]
        none_has(judge, clause, [first, *again], stored)


@pytest.mark.rule("delivery/unmixed")
class TestUnmixed:
    """
    Requests that are under way together arrive whole, and each gets the answer to itself.
    """

    def test_none_gets_what_is_anothers(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        No request or answer is mixed with another.
        """
        for round_number in range(ROUNDS):
            probes = [answers.own(judge, round_number + number) for number in range(TOGETHER)]
            none_has(judge, clause, judge.send_together(probes), mixed)


@pytest.mark.rule("delivery/slow")
class TestSlow:
    """
    A request whose answer takes a second and a half arrives once.
    """

    def test_patience_is_no_second_try(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        No request is sent again while its answer is awaited.
        """
        arrives_once(judge, clause, answers.slow(judge))


@pytest.mark.rule("delivery/after-error")
class TestAfterError:
    """
    A request that the upstream answers with 5xx arrives once.
    """

    def test_an_error_is_no_second_try(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        No request is sent again after 5xx.
        """
        arrives_once(judge, clause, answers.with_server_errors(judge))


@pytest.mark.rule("delivery/after-drop")
class TestAfterDrop:
    """
    A request whose connection the upstream drops arrives once.
    """

    def test_a_drop_is_no_second_try(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        No request is sent again after a drop.
        """
        arrives_once(judge, clause, answers.dropped(judge))


@pytest.mark.rule("delivery/failure")
class TestFailure:
    """
    What fails behind a gateway never comes back as a success.
    """

    def test_no_failure_becomes_a_success(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        No failure of the upstream comes back as accepted.
        """

        def turned(passage: Passage) -> Fault:
            return judge.describe(passage) if passage.exchange.outcome is Outcome.ACCEPTED else None

        each_passes(judge, clause, answers.failing(judge), turned)


@pytest.mark.rule("delivery/error-answers")
class TestErrorAnswers:
    """
    A 5xx answer of the upstream comes back with its status and body.
    """

    def test_error_answers_come_back(self, judge: GatewayJudge, clause: Clause) -> None:
        """
        No 5xx answer is replaced by another.
        """

        def other(passage: Passage, given: Answer, got: Answer) -> Fault:
            if got.status != given.status:
                return f"HTTP {got.status} {got.body[:60]!r}, where the upstream gave {given.status}"
            return value_differs(passage, given, got)

        each_passes(judge, clause, answers.with_server_errors(judge), answer_of(other, judge))


def arrives_once(judge: GatewayJudge, clause: Clause, probes: Iterable[Probe]) -> None:
    """
    Show that what the upstream fails to answer well is not sent again.
    """
    passages = [judge.send(probe) for probe in probes]
    judge.settle()
    none_has(judge, clause, passages, came_again)


def came_again(passage: Passage) -> Fault:
    """
    Find a request that arrived more than once.
    """
    return f"{len(passage.arrivals)} arrivals of one request" if len(passage.arrivals) > 1 else None


def mixed(passage: Passage) -> Fault:
    """
    Find a request that another stands in for, or the answer to another.
    """
    if len(passage.arrivals) != 1:
        return f"{len(passage.arrivals)} requests marked {passage.mark!r} arrived, where one was sent"
    answer = passage.exchange.answer
    text = str((read_json(answer.body).members or {}).get("errmsg", "")) if isinstance(answer, Answer) else ""
    is_anothers = text.startswith(OWN_TEXTS) and not text.endswith(passage.mark)
    return f"the answer {text!r}, where the request is marked {passage.mark!r}" if is_anothers else None


def other_text(_: Passage, given: Answer, got: Answer) -> Fault:
    """
    Find an answer that the upstream gave at another time.
    """
    wanted, text = ((read_json(each.body).members or {}).get("errmsg") for each in (given, got))
    return None if wanted == text else f"the answer {text!r}, where the upstream gave {wanted!r} this time"
