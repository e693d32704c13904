"""Judging the real service is gentle: proven on a stub that counts."""

import pytest

from dingtalk_contract.cli.live import is_real_service
from dingtalk_contract.cli.operations import Named, cancel_task_group, known_good, require_named
from dingtalk_contract.conformance import Purpose, Sender, Session
from dingtalk_contract.errors import UsageError
from dingtalk_contract.exchange import Draft, Transport, parse_url
from tests.conformance.runs import DOCUMENT, run
from tests.servers.conforming import conforming
from tests.servers.serving import Reply, Request, serving


def test_no_more_than_two_hundred_requests_are_sent() -> None:
    """A run against the real service stops at 200 requests."""
    count: list[Request] = []

    def counting(request: Request) -> Reply:
        count.append(request)
        return conforming(request)

    _, lines = run(counting, is_live=True)

    assert len(count) == 200
    assert {line["level"] for line in lines.results("skip")} == {"MUST", "SHOULD"}
    assert {line["reason"] for line in lines.results("skip")} == {
        "not asked of the real service",
        "no more than 200 requests to the real service",
    }


def test_what_must_be_comes_first() -> None:
    """Every clause that must hold is asked before any that only may."""
    _, lines = run(conforming, is_live=True)

    levels = [line["level"] for line in lines.lines if line["record"] == "result"]
    assert levels == sorted(levels)


def test_only_the_ids_that_were_named_are_sent_in_controls() -> None:
    """No id of the page's example is sent where others were named."""
    bodies: list[bytes] = []

    def listening(request: Request) -> Reply:
        bodies.append(request.body)
        return conforming(request)

    named = Named(cancelling=cancel_task_group.Options(agentid=7, process_instance_id="mine", activity_id=["a", "b"]))
    run(listening, is_live=True, known_good=known_good(DOCUMENT, named=named))

    assert not [body for body in bodies if b"proc-zzz" in body or b'"2222"' in body]


def test_the_pace_is_kept() -> None:
    """At five a second, eleven requests take two seconds of waiting."""
    waited: list[float] = []
    with serving(conforming) as url:
        transport = Transport(address=parse_url(url), timeout=2)
        sender = Sender(transport=transport, session=Session(rate=5, sleep=waited.append))

        for _ in range(11):
            sender.send(Draft(method="POST", path="/"), Purpose.NEGATIVE)
        transport.close()

    # The stub of sleep does not wait, so each request waits for all slots before it.
    assert waited[-1] == pytest.approx(2, abs=0.2)


def test_a_field_without_an_option_is_named_with_the_file_of_values() -> None:
    """What is missing is told by the option that brings it, or by --values."""
    find, query = DOCUMENT.operation("getProcessByName"), DOCUMENT.operation("queryTasks")

    with pytest.raises(UsageError, match=r"without --access-token, name \(--values\): only"):
        require_named(find, None, Named(), {})
    with pytest.raises(UsageError, match=r"without --userid, offset \(--values\), count \(--values\), status"):
        require_named(query, "t", Named(), {})
    require_named(find, "t", Named(), {"body/name": "mine"})


@pytest.mark.parametrize(
    ("url", "is_real"),
    [
        ("https://oapi.dingtalk.com", True),
        ("https://OAPI.dingtalk.com./x", True),
        ("https://api.dingtalk.com", True),
        ("http://dingtalk.com", True),
        ("http://notdingtalk.com", False),
        ("http://dingtalk.com.example", False),
        ("http://127.0.0.1", False),
    ],
)
def test_the_real_service_is_known_by_its_name(url: str, is_real: bool) -> None:  # noqa: FBT001 - a table of facts
    """Every host of DingTalk counts as the real service."""
    assert is_real == is_real_service(parse_url(url))
