"""The known defects of the low-level client: each is still there, and the facade mends it."""

import copy
import json
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx
from dingtalk_workflow_client import (
    DingTalkError,
    DingTalkWorkflow,
    InvalidArgument,
    MalformedAnswer,
    Rejected,
    TimedOut,
    UnexpectedStatus,
)
from dingtalk_workflow_client._low_level import AuthenticatedClient, Client
from dingtalk_workflow_client._low_level.api.workflow import cancel_task_group
from dingtalk_workflow_client._low_level.models import CancelTaskGroupAnswer, CancelTaskGroupBody

from tests.client.calling import EXAMPLE, SERVER, SIDES, TOKEN, answering, attempt, call, call_with, listening
from tests.servers.serving import Reply


def call_low_level(token: str = TOKEN, **changes: Any) -> Any:
    """Send the example with changes by the low-level client."""
    client = Client(SERVER, httpx_args={"params": {"access_token": token}})
    body = CancelTaskGroupBody.from_dict({"request": {**EXAMPLE, **changes}})
    return cancel_task_group.sync(client=client, body=body)


ANSWERS: dict[str, tuple[httpx.Response, Callable[[Any], bool], type[DingTalkError]]] = {
    "a rejection": (httpx.Response(200, json={"errcode": 33001}), lambda low: low.errcode == 33001, Rejected),
    "a code as text": (httpx.Response(200, json={"errcode": "0"}), lambda low: low.errcode == "0", MalformedAnswer),
    "a null": (
        httpx.Response(200, json={"errcode": 0, "errmsg": None}),
        lambda low: low.errmsg is None,
        MalformedAnswer,
    ),
    "a code twice": (
        httpx.Response(200, content=b'{"errcode":1,"errcode":0}'),
        lambda low: low.errcode == 0,
        MalformedAnswer,
    ),
    "HTML": (httpx.Response(200, html="<p>"), lambda low: isinstance(low, json.JSONDecodeError), MalformedAnswer),
    "nothing": (httpx.Response(200), lambda low: isinstance(low, json.JSONDecodeError), MalformedAnswer),
    "null": (httpx.Response(200, json=None, content=b"null"), lambda low: isinstance(low, TypeError), MalformedAnswer),
    "text": (httpx.Response(200, json="str"), lambda low: isinstance(low, ValueError), MalformedAnswer),
    "GBK": (
        httpx.Response(200, content='{"errmsg":"成功"}'.encode("gbk")),
        lambda low: isinstance(low, UnicodeDecodeError),
        MalformedAnswer,
    ),
    "another status": (httpx.Response(503), lambda low: low is None, UnexpectedStatus),
    "no status at all": (httpx.Response(600), lambda low: isinstance(low, ValueError), UnexpectedStatus),
}


def attempt_low_level() -> Any:
    """Return what the low-level client makes of an answer, or what it raises."""
    try:
        return call_low_level()
    except (TypeError, ValueError, KeyError) as error:
        return error


@pytest.mark.parametrize("side", SIDES)
class TestMended:
    """Where the low-level client misleads, the facade does not."""

    @pytest.mark.parametrize(("answer", "is_defect", "kind"), ANSWERS.values(), ids=ANSWERS)
    def test_answers(
        self, side: str, answer: httpx.Response, is_defect: Callable[[Any], bool], kind: type[DingTalkError]
    ) -> None:
        """An answer that it passes on, or breaks on, is a typed error."""
        with answering(answer):
            assert is_defect(attempt_low_level())
            assert type(attempt(side)) is kind

    @pytest.mark.parametrize(
        "changes",
        [{"agentid": "abc"}, {"agentid": True}, {"agentid": 2**63}, {"activity_id_list": "x,y"}, {"agentid": None}],
        ids=str,
    )
    def test_arguments(self, side: str, changes: dict[str, Any]) -> None:
        """An argument that it sends as it is, is refused."""
        (name,) = changes
        with answering(httpx.Response(200, json={})) as sent:
            call_low_level(**changes)
            with pytest.raises(InvalidArgument):
                call_with(side, {**EXAMPLE, **changes})

        assert [json.loads(request.content)["request"][name] for request in sent] == [changes[name]]

    def test_null(self, side: str) -> None:
        """Null, which it sends, is never sent."""
        with answering(httpx.Response(200, json={})) as sent:
            call_low_level(activity_id_list=None)
            call_with(side, {**EXAMPLE, "activity_id_list": None})

        lists = [json.loads(request.content)["request"].get("activity_id_list", "absent") for request in sent]
        assert lists == [None, "absent"]

    def test_timeout(self, side: str) -> None:
        """There is a timeout where it has none."""
        assert Client(SERVER).get_httpx_client().timeout == httpx.Timeout(None)

        with listening(Reply(value={}, delay=1)) as (url, _):
            assert isinstance(attempt(side, base_url=url, timeout=0.1), TimedOut)

    def test_log(self, side: str, caplog: pytest.LogCaptureFixture) -> None:
        """The token, which it lets into the log, stays out of it."""
        caplog.set_level(logging.DEBUG)
        with answering(httpx.Response(200, json={})):
            call_low_level("a token that we do not know")
            before = caplog.text
            caplog.clear()
            call(side)

        assert "we+do+not+know" in before
        assert TOKEN not in caplog.text

    def test_error_of_the_library(self, side: str) -> None:
        """Errors of the HTTP library, which it passes on, do not pass."""
        with respx.mock() as router:
            router.route().mock(side_effect=httpx.ReadError)
            with pytest.raises(httpx.ReadError):
                call_low_level()
            assert isinstance(attempt(side), DingTalkError)

    def test_copies(self, side: str) -> None:
        """What is absent stays absent in a copy."""
        low_level = copy.deepcopy(CancelTaskGroupAnswer.from_dict({}))
        with pytest.raises(TypeError, match="not JSON serializable"):
            json.dumps(low_level.to_dict())

        with answering(httpx.Response(200, json={})):
            assert copy.deepcopy(call(side)).errmsg is None

    def test_results_are_fixed(self, side: str) -> None:
        """A result cannot be changed, and can be kept in a set."""
        low_level = CancelTaskGroupAnswer.from_dict({})
        low_level.errcode = 7
        with pytest.raises(TypeError, match="unhashable"):
            hash(low_level)

        with answering(httpx.Response(200, json={})):
            result: Any = call(side)
        with pytest.raises(AttributeError):
            result.errcode = 7
        assert len({result, result}) == 1


def test_the_token_stands_in_the_query() -> None:
    """The low-level client puts a token into a header and shows it."""
    low_level = AuthenticatedClient(base_url=SERVER, token=TOKEN)
    low_level.get_httpx_client()

    assert TOKEN in repr(low_level)
    assert TOKEN not in repr(DingTalkWorkflow(TOKEN, base_url=SERVER))
    with answering(httpx.Response(200, json={})) as sent:
        call("sync")
    assert "authorization" not in sent[0].headers


def test_a_base_url_keeps_the_path() -> None:
    """A query in the base URL, which costs it the path, is refused."""
    client = Client("http://server.test/?a=b")

    with answering(httpx.Response(200, json={})) as sent:
        cancel_task_group.sync(client=client, body=CancelTaskGroupBody.from_dict({"request": EXAMPLE}))

    assert sent[0].url.path == "/"
    with pytest.raises(InvalidArgument):
        DingTalkWorkflow(TOKEN, base_url="http://server.test/?a=b")
