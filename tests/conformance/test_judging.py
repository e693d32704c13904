"""How the judge goes about it: back-off, busy targets, stalls, and bounds."""

from itertools import count

import pytest

from dingtalk_contract.cli.operations import known_good
from dingtalk_contract.conformance import ExitCode, NotAsked, Profile, Purpose, Sender, Session
from dingtalk_contract.contract import load_catalogue
from dingtalk_contract.exchange import Draft, Outcome, Transport, parse_url
from tests.conformance.runs import DOCUMENT, run
from tests.servers.conforming import FINDERS, conforming
from tests.servers.serving import Behaviour, Reply, Request, serving

DRAFT = Draft(method="POST", path="/")
THROTTLED = Reply(value={"errcode": 90018})
BUSY = Reply(value={"errcode": -1})
REFUSED = Reply(value={"errcode": 1})


def send(replies: list[Reply], purpose: Purpose) -> tuple[Outcome, list[float]]:
    """Send one request to a target that gives these replies, the last again and again; say what was waited."""
    waited: list[float] = []
    turns = count()
    with serving(lambda _: replies[min(next(turns), len(replies) - 1)]) as url:
        transport = Transport(address=parse_url(url), timeout=2)
        try:
            exchange = Sender(transport=transport, session=Session(sleep=waited.append)).send(DRAFT, purpose)
        finally:
            transport.close()
    return exchange.outcome, waited


@pytest.mark.parametrize(
    ("replies", "purpose", "outcome", "waited"),
    [
        ([THROTTLED, REFUSED], Purpose.NEGATIVE, Outcome.REJECTED, [1.0]),
        ([THROTTLED, THROTTLED, THROTTLED, REFUSED], Purpose.CONTROL, Outcome.REJECTED, [1.0, 2.0, 4.0]),
        ([BUSY, REFUSED], Purpose.CONTROL, Outcome.REJECTED, [1.0]),
        ([BUSY, BUSY], Purpose.NEGATIVE, Outcome.REJECTED, [1.0]),
        ([Reply(status=429, headers=(("Retry-After", "3"),)), REFUSED], Purpose.VALID, Outcome.REJECTED, [3.0]),
        ([Reply(status=503, headers=(("Retry-After", "9999"),)), REFUSED], Purpose.VALID, Outcome.REJECTED, [10.0]),
        ([Reply(status=429, headers=(("Retry-After", "soon"),)), REFUSED], Purpose.VALID, Outcome.REJECTED, [1.0]),
    ],
)
def test_a_throttled_request_is_sent_again(
    replies: list[Reply], purpose: Purpose, outcome: Outcome, waited: list[float]
) -> None:
    """The judge backs off as told, and sends again."""
    assert (outcome, waited) == send(replies, purpose)


@pytest.mark.parametrize(("reply", "purpose"), [(THROTTLED, Purpose.NEGATIVE), (BUSY, Purpose.CONTROL)])
def test_what_stays_throttled_was_not_asked(reply: Reply, purpose: Purpose) -> None:
    """A request that is throttled for good could not be asked."""
    with pytest.raises(NotAsked):
        send([reply], purpose)


def hanging_after(number: int) -> Behaviour:
    """Make a server that answers some requests, and then no more in time."""

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        return reply if request.number <= number else reply.edit(delay=0.6)

    return behaviour


@pytest.mark.parametrize("number", [0, 3, 60])
def test_a_stalling_target_ends_within_fifteen_timeouts(number: int) -> None:
    """A run against a hanging target waits in vain fewer than fifteen times."""
    code, lines = run(hanging_after(number), timeout=0.3, profile=Profile.STANDARD)

    assert code is ExitCode.BREAKS
    assert 0 < sum(line.get("outcome") == "broken" for line in lines.lines) < 15


def test_requests_at_once_that_all_come_back_throttled_say_nothing() -> None:
    """A clause is no pass where none of its requests was answered."""
    code, lines = run(
        lambda request: conforming(request) if request.number <= 3 else THROTTLED,
        select=("cancelTaskGroup/concurrency",),
    )

    assert code is ExitCode.CONFORMS
    assert [line["verdict"] for line in lines.lines if line["record"] == "result"] == ["skip"]


def test_an_error_of_a_must_is_exit_code_two() -> None:
    """A MUST clause that could not be asked is no pass."""
    code, lines = run(lambda _: THROTTLED, select=("cancelTaskGroup/control/minimal",))

    assert code is ExitCode.NOT_ASKED
    assert [line["verdict"] for line in lines.lines if line["record"] == "result"] == ["error"]


def test_a_body_of_the_control_that_is_poisoned_is_named() -> None:
    """Later clauses are skipped where the control is lost."""
    poisoned: list[bool] = []

    def behaviour(request: Request) -> Reply:
        if request.method == "DELETE":
            poisoned.append(True)
        return REFUSED if poisoned else conforming(request)

    _, lines = run(behaviour)

    assert [line["clause"] for line in lines.results("fail")] == ["cancelTaskGroup/method"]
    assert lines.results("fail")[0]["note"] == "poisoned"
    unseen = "cannot be seen without queryTasks"
    assert {line["reason"] for line in lines.results("skip")} == {"control not accepted any more", unseen}


@pytest.mark.parametrize("selection", ["cancelTaskGroup/body/request/agentid", "cancelTaskGroup/answer/"])
def test_a_selection_is_a_beginning_of_ids(selection: str) -> None:
    """The clauses chosen are those that begin as told."""
    code, lines = run(conforming, select=(selection,))

    names = [line["clause"] for line in lines.lines if line["record"] == "result"]
    assert code is ExitCode.CONFORMS
    assert names
    assert all(name.startswith(selection) for name in names)


def test_a_server_that_dies_of_deep_lists_is_judged_on_each_operation_first() -> None:
    """What a target may not survive is asked after all else."""
    deaths: list[Request] = []
    served = [operation for operation in DOCUMENT.operations if operation.path in FINDERS]

    def dying(request: Request) -> Reply:
        if deaths or request.body.count(b"[") > 1000:
            deaths.append(request)
            return Reply(raw=b"", close=True)
        return conforming(request)

    code, lines = run(
        dying,
        catalogue=load_catalogue(DOCUMENT, operations=served),
        known_good=known_good(DOCUMENT, served),
    )

    assert deaths
    assert lines.results("fail") == []
    assert {line["clause"].partition("/")[2] for line in lines.results("warn")} == {"deep-nesting"}
    assert code is ExitCode.CONFORMS
