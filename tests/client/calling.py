"""One way to call both clients, so that every test asks both."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import respx
from dingtalk_workflow_client import AsyncDingTalkWorkflow, CancelTaskGroupResult, DingTalkError, DingTalkWorkflow

from tests.servers.serving import Reply, Request, serving

TOKEN = "6d1bxxxx"  # the page's example
SERVER = "http://server.test"
PATH = "/topapi/process/workrecord/taskgroup/cancel"
EXAMPLE: dict[str, Any] = {
    "agentid": 111,
    "process_instance_id": "proc-zzz",
    "activity_id": "1111",
    "activity_id_list": ["1111", "2222"],
}
SIDES = ("sync", "async")

Result = CancelTaskGroupResult


def call(side: str, token: Any = TOKEN, *, base_url: str = SERVER, options: Any = None, **settings: Any) -> Result:
    """Send the example, by a client of its own with these settings."""
    return call_with(side, EXAMPLE, token, base_url=base_url, options=options, **settings)


def call_with(
    side: str, arguments: dict[str, Any], token: Any = TOKEN, *, options: Any = None, **settings: Any
) -> Result:
    """Send these arguments, by a client of its own with these settings."""
    settings = {"base_url": SERVER, **settings}
    if side == "sync":
        with DingTalkWorkflow(token, **settings) as workflow:
            return workflow.cancel_task_group(**arguments, options=options)

    async def run() -> Result:
        async with AsyncDingTalkWorkflow(token, **settings) as workflow:
            return await workflow.cancel_task_group(**arguments, options=options)

    return asyncio.run(run())


def attempt(side: str, *arguments: Any, **settings: Any) -> Result | DingTalkError:
    """Return what came of a call: its result, or its typed error."""
    try:
        return call(side, *arguments, **settings)
    except DingTalkError as error:
        return error


def fail(side: str, *arguments: Any, **settings: Any) -> DingTalkError:
    """Return the error of a call that must not succeed."""
    error = attempt(side, *arguments, **settings)
    assert isinstance(error, DingTalkError)
    return error


@contextmanager
def answering(*answers: httpx.Response) -> Iterator[list[httpx.Request]]:
    """Answer with these in their order, the last one again and again, and give the requests that came."""
    left = list(answers)
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        given = left.pop(0) if len(left) > 1 else left[0]
        return httpx.Response(given.status_code, headers=given.headers, stream=given.stream)

    with respx.mock(assert_all_called=False) as router:
        router.route().mock(side_effect=answer)
        yield sent


def say(value: Any, status: int = 200, **headers: str) -> httpx.Response:
    """Make an answer of a JSON value."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return httpx.Response(status, json=value, headers=named)


@contextmanager
def listening(*replies: Reply) -> Iterator[tuple[str, list[Request]]]:
    """Listen on a local port, answer with these in their order, and give the URL and the requests that came."""
    left = list(replies)
    came: list[Request] = []

    def reply(request: Request) -> Reply:
        came.append(request)
        return left.pop(0) if len(left) > 1 else left[0]

    with serving(reply) as url:
        yield url, came
