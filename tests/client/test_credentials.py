"""Clients that get their token themselves, by the credentials of an app."""

import asyncio
import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from dingtalk_workflow_client import AppCredentials, AsyncDingTalkWorkflow, DingTalkWorkflow
from dingtalk_workflow_client.errors import TokenUnavailable

from dingtalk_contract.contract import load_document
from dingtalk_contract.emulator import EmbeddedEmulator, make_emulator

KEY, SECRET = "ding-of-the-test", "secret-77ab01f3e9"
SEED_DATA: dict[str, Any] = {
    "apps": [{"id": 111, "key": KEY, "secret": SECRET}],
    "instances": [
        {"id": "proc-zzz", "groups": [{"id": "1111", "todos": [{"id": 63266761388, "user": "manager8409"}]}]}
    ],
}
CANCEL: dict[str, Any] = {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111"}
AT_ONCE = 8


@pytest.fixture
def emulator() -> Iterator[EmbeddedEmulator]:
    """An emulator whose app has no token yet."""
    with EmbeddedEmulator(make_emulator(load_document(), seed_data=SEED_DATA)) as server:
        yield server


def asked(emulator: EmbeddedEmulator) -> int:
    """Return how often a token was asked for."""
    return emulator.call(lambda each: sum(entry.operation_id == "getToken" for entry in each.journal))


def test_one_token_serves_all_threads(emulator: EmbeddedEmulator) -> None:
    """The token is asked for once, whoever calls first."""
    with (
        DingTalkWorkflow(AppCredentials(KEY, SECRET), base_url=emulator.url) as workflow,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        answers = list(pool.map(lambda _: workflow.cancel_task_group(**CANCEL), range(4 * AT_ONCE)))

    assert {answer.errcode for answer in answers} == {0}
    assert asked(emulator) == 1


def test_one_token_serves_all_tasks(emulator: EmbeddedEmulator) -> None:
    """Under asyncio too the token is asked for once."""

    async def main() -> list[Any]:
        async with AsyncDingTalkWorkflow(AppCredentials(KEY, SECRET), base_url=emulator.url) as workflow:
            return await asyncio.gather(*(workflow.cancel_task_group(**CANCEL) for _ in range(AT_ONCE)))

    assert {answer.errcode for answer in asyncio.run(main())} == {0}
    assert asked(emulator) == 1


def test_a_token_that_is_refused_is_renewed(emulator: EmbeddedEmulator) -> None:
    """A token that comes to its end at the service is asked for anew, once."""
    with DingTalkWorkflow(AppCredentials(KEY, SECRET), base_url=emulator.url) as workflow:
        workflow.cancel_task_group(**CANCEL)
        httpx.post(f"{emulator.url}/_emulator/clock", json={"seconds": 7201}, trust_env=False).raise_for_status()
        workflow.cancel_task_group(**CANCEL)

    assert asked(emulator) == 2


def test_a_token_is_renewed_before_its_end(emulator: EmbeddedEmulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client does not wait for its token to be refused."""
    with DingTalkWorkflow(AppCredentials(KEY, SECRET), base_url=emulator.url) as workflow:
        workflow.cancel_task_group(**CANCEL)
        workflow.cancel_task_group(**CANCEL)
        before = asked(emulator)
        # Half a minute before the end of its two hours.
        later = time.monotonic() + 7170
        monkeypatch.setattr("dingtalk_workflow_client._tokens.time.monotonic", lambda: later)
        workflow.cancel_task_group(**CANCEL)

    assert (before, asked(emulator)) == (1, 2)


def test_a_wrong_pair_is_told_without_the_secret(emulator: EmbeddedEmulator, caplog: pytest.LogCaptureFixture) -> None:
    """No error, log or credential shows the secret."""
    caplog.set_level(logging.DEBUG)
    credentials = AppCredentials("nobody", SECRET)
    with (
        DingTalkWorkflow(credentials, base_url=emulator.url) as workflow,
        pytest.raises(TokenUnavailable, match="Rejected") as caught,
    ):
        workflow.cancel_task_group(**CANCEL)

    told = [caplog.text, repr(credentials), str(caught.value), repr(caught.value.__cause__), repr(workflow)]
    assert [text for text in told if SECRET in text] == []
