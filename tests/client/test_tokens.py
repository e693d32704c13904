"""The token: a string, or a callable that is asked once, and once more when an answer says that the token is bad."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import respx
from dingtalk_workflow_client import AsyncDingTalkWorkflow, AuthenticationFailed, DingTalkWorkflow, TokenUnavailable

from tests.client.calling import EXAMPLE, SERVER, SIDES, answering, call, fail, opened, say

ACCEPTED = say({"errcode": 0})
REFUSED = {
    "88": say({"errcode": 88, "sub_code": "40014", "sub_msg": "不合法的access_token"}),
    "40014": say({"errcode": 40014}),
    "42001": say({"errcode": 42001}),
    "88 42001": say({"errcode": 88, "sub_code": "42001"}),
}
CALLERS = 8


def given_in_turn(*tokens: Any) -> Callable[[], Any]:
    """Make a callable that gives these, one after the other."""
    left = list(tokens)
    return lambda: left.pop(0)


def tokens_of(sent: list[httpx.Request]) -> list[str]:
    """Return the tokens of requests."""
    return [request.url.params["access_token"] for request in sent]


@pytest.mark.parametrize("side", SIDES)
class TestRenewal:
    """A refused token is replaced once."""

    @pytest.mark.parametrize("answer", REFUSED.values(), ids=REFUSED)
    def test_callable(self, side: str, answer: httpx.Response) -> None:
        """The callable is asked again, and its new token is sent."""
        with answering(answer, ACCEPTED) as sent:
            assert call(side, given_in_turn("first", "second")).errcode == 0

        assert tokens_of(sent) == ["first", "second"]
        assert sent[0].content == sent[1].content

    def test_renewed_in_vain(self, side: str) -> None:
        """A token that is refused again ends the call."""
        with answering(REFUSED["88"]) as sent:
            error = fail(side, given_in_turn("first", "second", "third"))

        assert isinstance(error, AuthenticationFailed)
        assert tokens_of(sent) == ["first", "second"]

    def test_same_token(self, side: str) -> None:
        """The same token is sent again, since to ask for it renews it."""
        with answering(REFUSED["88"], ACCEPTED) as sent:
            assert call(side, lambda: "first").errcode == 0

        assert tokens_of(sent) == ["first", "first"]

    def test_string(self, side: str) -> None:
        """A string cannot be renewed."""
        with answering(REFUSED["88"]) as sent:
            assert isinstance(fail(side, "first"), AuthenticationFailed)

        assert len(sent) == 1

    @pytest.mark.parametrize(
        "answer",
        [{"errcode": 88, "sub_code": "40000"}, {"errcode": 43007}, {"errcode": 40001}, {"errcode": 41001}],
        ids=str,
    )
    def test_other_refusals(self, side: str, answer: dict[str, Any]) -> None:
        """Other refusals of the token are such, and do not renew it."""
        with answering(say(answer)) as sent:
            assert isinstance(fail(side, given_in_turn("first", "second")), AuthenticationFailed)

        assert len(sent) == 1

    def test_renewed_and_throttled(self, side: str, pauses: list[float]) -> None:
        """A renewal leaves a call its tries."""
        with answering(say({"errcode": -1}), REFUSED["88"], say({"errcode": -1})) as sent:
            fail(side, given_in_turn("first", "second"))

        assert tokens_of(sent) == ["first"] * 2 + ["second"] * 3
        assert len(pauses) == 3


@pytest.mark.parametrize("side", SIDES)
class TestCallable:
    """A callable that gives no token ends in one typed error, and nothing is sent."""

    @pytest.mark.parametrize(
        "given", [None, "", "  ", b"6d1b", 5, "\ud800", "6" * 5000], ids=lambda given: repr(given)[:9]
    )
    def test_no_token(self, side: str, given: Any) -> None:
        """What cannot be sent as a token is told before it is sent."""
        with answering(ACCEPTED) as sent:
            assert isinstance(fail(side, lambda: given), TokenUnavailable)

        assert sent == []

    @pytest.mark.parametrize("raised", [KeyError("access_token"), ValueError(), RecursionError(), OSError()], ids=repr)
    def test_raising(self, side: str, raised: Exception) -> None:
        """What the callable raises is the cause of the error."""

        def raise_it() -> str:
            raise raised

        with answering(ACCEPTED) as sent:
            error = fail(side, raise_it)

        assert isinstance(error, TokenUnavailable)
        assert error.__cause__ is raised
        assert sent == []

    def test_calling_itself(self, side: str) -> None:
        """A callable that calls its own client does not wait for itself."""

        def ask() -> Any:
            return workflow.client.cancel_task_group(**EXAMPLE)

        with answering(ACCEPTED), opened(side, ask) as workflow, pytest.raises(TokenUnavailable):
            workflow.cancel_task_group(**EXAMPLE)


def refuse_the_old(request: httpx.Request) -> httpx.Response:
    """Refuse every token but the second."""
    is_new = request.url.params["access_token"] == "token 2"
    return httpx.Response(200, json={"errcode": 0} if is_new else {"errcode": 88, "sub_code": "40014"})


class TestOneAtATime:
    """However many callers wait for a token, it is asked for by one of them."""

    def test_threads(self) -> None:
        """Threads share one fetch and one renewal."""
        asked: list[int] = []
        together = threading.Barrier(CALLERS)
        first_round = [True] * CALLERS

        def ask() -> str:
            asked.append(threading.get_ident())
            threading.Event().wait(0.05)
            return f"token {len(asked)}"

        def answer(request: httpx.Request) -> httpx.Response:
            # All hold the old token before one of them hears that it is refused.
            if first_round:
                first_round.pop()
                together.wait(5)
            return refuse_the_old(request)

        with respx.mock() as router, DingTalkWorkflow(ask, base_url=SERVER) as workflow:
            router.route().mock(side_effect=answer)
            with ThreadPoolExecutor(CALLERS) as pool:
                results = list(pool.map(lambda _: workflow.cancel_task_group(**EXAMPLE), range(CALLERS)))

        assert [result.errcode for result in results] == [0] * CALLERS
        assert len(asked) == 2

    @pytest.mark.parametrize("is_awaited", [True, False])
    def test_tasks(self, is_awaited: bool) -> None:  # noqa: FBT001 - a parameter of the test
        """Tasks share one fetch and one renewal."""
        asked: list[str] = []

        def ask() -> str:
            asked.append("")
            return f"token {len(asked)}"

        async def ask_slowly() -> str:
            asked.append("")
            await asyncio.sleep(0.01)
            return f"token {len(asked)}"

        source: Callable[[], str | Awaitable[str]] = ask_slowly if is_awaited else ask

        async def run() -> list[Any]:
            async with AsyncDingTalkWorkflow(source, base_url=SERVER) as workflow:
                return await asyncio.gather(*(workflow.cancel_task_group(**EXAMPLE) for _ in range(CALLERS)))

        with respx.mock() as router:
            router.route().mock(side_effect=refuse_the_old)
            results = asyncio.run(run())

        assert [result.errcode for result in results] == [0] * CALLERS
        assert len(asked) == 2

    def test_failed_fetch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """All that wait for a failed fetch hear of it; the next call asks anew."""
        asked: list[int] = []
        is_waited_for = threading.Event()
        wait = Future.exception

        def wait_aloud(future: Future[Any], timeout: float | None = None) -> BaseException | None:
            is_waited_for.set()
            return wait(future, timeout)

        monkeypatch.setattr(Future, "exception", wait_aloud)

        def ask() -> str:
            asked.append(1)
            if len(asked) > 1:
                return "token 2"
            is_waited_for.wait(5)
            raise KeyError("access_token")

        def try_it(_: int) -> object:
            try:
                return workflow.cancel_task_group(**EXAMPLE).errcode
            except TokenUnavailable as error:
                return error

        with respx.mock() as router, DingTalkWorkflow(ask, base_url=SERVER) as workflow:
            router.route().mock(side_effect=refuse_the_old)
            with ThreadPoolExecutor(2) as pool:
                both = [pool.submit(try_it, number) for number in range(2)]
                errors = [each.result(5) for each in both]
            assert try_it(0) == 0

        assert [type(error) for error in errors] == [TokenUnavailable] * 2
        assert len({id(error) for error in errors}) == 2

    def test_cancelled_task(self) -> None:
        """A task that is cancelled while it fetches does not fail the others."""

        async def ask() -> str:
            await asyncio.sleep(0.02)
            return "token 2"

        async def run() -> Any:
            async with AsyncDingTalkWorkflow(ask, base_url=SERVER) as workflow:
                first = asyncio.ensure_future(workflow.cancel_task_group(**EXAMPLE))
                await asyncio.sleep(0)
                second = asyncio.ensure_future(workflow.cancel_task_group(**EXAMPLE))
                await asyncio.sleep(0)
                first.cancel()
                return await second

        with respx.mock() as router:
            router.route().mock(side_effect=refuse_the_old)
            assert asyncio.run(run()).errcode == 0
