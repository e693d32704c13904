"""The token stays with the client: no repr, error, traceback or log line shows it."""

import copy
import logging
import pickle
import traceback
from typing import Any

import httpx
import pytest
import respx
from dingtalk_workflow_client import (
    AsyncDingTalkWorkflow,
    CallOptions,
    DingTalkError,
    DingTalkWorkflow,
    InvalidArgument,
    TokenUnavailable,
)

from tests.client.calling import EXAMPLE, SERVER, SIDES, answering, call, fail, listening, opened, say
from tests.servers.serving import Reply

SECRET = 'gqzw/"待\\办+kxvm'
FORMS = (SECRET, "gqzw", "kxvm")
ANSWERS = {
    "accepted": Reply(value={"errcode": 0}),
    "echoed": Reply(value={"errcode": 0, "errmsg": SECRET, "further": [SECRET]}),
    "rejected": Reply(value={"errcode": 88, "sub_code": "40014", "sub_msg": SECRET, "errmsg": f"no {SECRET}!"}),
    "redirected": Reply(status=302, headers=(("Location", "/?access_token=gqzw%2F%22%E5%BE%85%5C%E5%8A%9E%2Bkxvm"),)),
    "malformed": Reply(body=b"<html>" + SECRET.encode()),
    "failed": Reply(status=500, body=SECRET.encode()),
    "dropped": Reply(raw=b""),
    "no HTTP": Reply(raw=SECRET.encode()),
    "late": Reply(value={}, delay=0.4),
}


def rendered(error: BaseException) -> str:
    """Show an error in every way in which it may be shown, with the locals of all frames but a test's own."""
    frames = [each for each in traceback.walk_tb(error.__traceback__) if "tests" not in each[0].f_code.co_filename]
    assert frames
    stack = traceback.StackSummary.extract(iter(frames), capture_locals=True).format()
    pickled = pickle.loads(pickle.dumps(error))
    return "\n".join([str(error), repr(error), *stack, str(pickled), repr(error.args), *notes(error)])


def notes(error: BaseException) -> list[str]:
    """Show what an error holds, but for the answer itself."""
    return [repr(value) for name, value in vars(error).items() if name not in {"errmsg", "sub_msg"}]


@pytest.mark.parametrize("side", SIDES)
class TestSecret:
    """Whatever is answered, the token is not shown."""

    @pytest.mark.parametrize("reply", ANSWERS.values(), ids=ANSWERS)
    def test_shown(self, side: str, reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
        """No result, error, traceback or log line of any library has it."""
        caplog.set_level(logging.DEBUG)

        with listening(reply) as (url, _):
            shown = attempt_and_show(side, url)

        text = shown + caplog.text + "".join(repr(vars(record)) for record in caplog.records)
        assert [form for form in FORMS if form in text] == []

    def test_log_line(self, side: str, caplog: pytest.LogCaptureFixture) -> None:
        """Our own log has one line for each exchange, with the token masked."""
        caplog.set_level(logging.DEBUG, "dingtalk_workflow_client")

        with answering(say({"errcode": 0})):
            call(side, SECRET)

        (record,) = [each for each in caplog.records if each.name == "dingtalk_workflow_client"]
        assert record.getMessage().endswith("/cancel?access_token=***: HTTP 200, accepted")

    @pytest.mark.parametrize("lost", [httpx.ReadError, httpx.ConnectError, httpx.ReadTimeout, httpx.ProxyError])
    def test_no_exception_of_the_library(self, side: str, lost: type[httpx.TransportError]) -> None:
        """The library's exceptions, which hold the request, are not chained."""
        with respx.mock() as router:
            router.route().mock(side_effect=lambda request: (_ for _ in ()).throw(lost(str(request.url))))
            error = fail(side, SECRET)

        assert (error.__context__, error.__cause__) == (None, None)
        assert [form for form in FORMS if form in rendered(error)] == []

    def test_arguments(self, side: str) -> None:
        """A token that cannot be sent is not shown either."""
        for token in (SECRET + "\ud800", SECRET.encode(), [SECRET], SECRET * 4096):
            error = fail(side, token)
            assert isinstance(error, InvalidArgument)
            assert [form for form in FORMS if form in str(error)] == []

    def test_callable(self, side: str) -> None:
        """A token from a callable is not shown where it cannot be sent."""
        error = fail(side, lambda: SECRET + "\ud800")

        assert isinstance(error, TokenUnavailable)
        assert "gqzw" not in str(error)


def attempt_and_show(side: str, url: str) -> str:
    """Call once, and show client, result and error."""
    with opened(side, SECRET, base_url=url) as workflow:
        shown = repr(workflow.client) + repr(vars(workflow.client))
        try:
            return shown + repr(workflow.cancel_task_group(**EXAMPLE, options=CallOptions(timeout=0.2, retries=0)))
        except DingTalkError as error:
            return shown + rendered(error)


@pytest.mark.parametrize("kind", [DingTalkWorkflow, AsyncDingTalkWorkflow])
@pytest.mark.parametrize("store", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_client_is_not_stored(kind: Any, store: Any) -> None:
    """A client cannot be pickled or copied, and says why."""
    with pytest.raises(TypeError, match="holds a token"):
        store(kind(SECRET, base_url=SERVER))


def test_logging_is_left_as_it_is() -> None:
    """Levels, handlers and propagation of the loggers are untouched."""
    loggers = [logging.getLogger(name) for name in ("httpx", "httpcore", "httpcore.http11", "dingtalk_workflow_client")]
    before = [(logger.level, list(logger.handlers), logger.propagate, logger.disabled) for logger in loggers]

    with answering(say({"errcode": 0})):
        call("sync")

    assert [(logger.level, list(logger.handlers), logger.propagate, logger.disabled) for logger in loggers] == before
    assert len(logging.getLogger("httpcore.http11").filters) == 1
