"""One way to call both clients, so that every test asks both."""

import asyncio
import importlib
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dingtalk_workflow_client
import httpx
import respx
from dingtalk_workflow_client import CancelTaskGroupResult, DingTalkError
from dingtalk_workflow_client._logging import _THEIRS as MASKED
from regeneration.names import method_name

from dingtalk_contract.contract import load_document, take
from tests.servers.serving import Reply, Request, serving

TOKEN = "6d1bxxxx"  # the page's example
SERVER = "http://server.test"
OPERATIONS = {method_name(operation.id): operation for operation in load_document().operations}
"""By the name of the method."""
EXAMPLES: dict[str, dict[str, Any]] = {
    method: take(operation.body_example, operation.envelope) for method, operation in OPERATIONS.items()
}
METHOD = "cancel_task_group"
EXAMPLE = EXAMPLES[METHOD]
PATH = OPERATIONS[METHOD].path
SIDES = ("sync", "async")

Result = CancelTaskGroupResult


@dataclass(frozen=True, slots=True)
class Opened:
    """An open client, sync or async, whose methods return what comes of them."""

    client: Any
    wait: Callable[[Any], Any]

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a method of the client that waits for its end."""
        method = getattr(self.client, name)
        return lambda **arguments: self.wait(method(**arguments))


@contextmanager
def opened(
    side: str, token: Any = TOKEN, *, package: Any = dingtalk_workflow_client, **settings: Any
) -> Iterator[Opened]:
    """Open a client of its own with these settings."""
    settings = {"base_url": SERVER, **settings}
    if side == "sync":
        with package.DingTalkWorkflow(token, **settings) as client:
            yield Opened(client, lambda given: given)
        return
    with asyncio.Runner() as runner:
        workflow = Opened(package.AsyncDingTalkWorkflow(token, **settings), runner.run)
        try:
            yield workflow
        finally:
            workflow.aclose()


@contextmanager
def imported(folder: Path) -> Iterator[Any]:
    """Import the client that was generated into a folder, beside the committed one; leave nothing of it."""
    name = dingtalk_workflow_client.__name__
    filters = {logger: list(logger.filters) for logger in map(logging.getLogger, MASKED)}
    ours = {each: sys.modules.pop(each) for each in list(sys.modules) if each.partition(".")[0] == name}
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        for each in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[each]
        sys.modules.update(ours)
        for logger, before in filters.items():
            logger.filters[:] = before


def call(side: str, token: Any = TOKEN, *, method: str = METHOD, **settings: Any) -> Any:
    """Send the example, by a client of its own with these settings."""
    return call_with(side, EXAMPLES[method], token, method=method, **settings)


def call_with(
    side: str,
    arguments: dict[str, Any],
    token: Any = TOKEN,
    *,
    method: str = METHOD,
    options: Any = None,
    **settings: Any,
) -> Any:
    """Send these arguments, by a client of its own with these settings."""
    with opened(side, token, **settings) as workflow:
        return getattr(workflow, method)(**arguments, options=options)


def attempt(side: str, *arguments: Any, **settings: Any) -> Any:
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
    """Answer with these in their order, the last one again and again; yield the requests that came."""
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
    """Listen on a local port, answer with these in their order; yield the URL and the requests that came."""
    left = list(replies)
    came: list[Request] = []

    def reply(request: Request) -> Reply:
        came.append(request)
        return left.pop(0) if len(left) > 1 else left[0]

    with serving(reply) as url:
        yield url, came
