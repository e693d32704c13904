"""Measure what a call of the generated client costs beside the same call by bare httpx, in turn on one listener."""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "generated")]

import httpx
from dingtalk_workflow_client import AsyncDingTalkWorkflow, DingTalkWorkflow

from benchmarks.pages import write_section

PATH = "/topapi/process/workrecord/taskgroup/cancel"
TOKEN = "6d1bxxxx"  # noqa: S105 - the page's example, nobody's token
GROUPS = ["1111", "2222"]
EXAMPLE: dict[str, Any] = {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111"}
CALLS = 100
HEADING = """## A call of the generated client

Written by `nox -s bench`; do not edit.
The same call by the client and by bare httpx, `post(url, params=…, json=…).json()`, 100 of each in turn.
Each has one connection to a listener that answers at once.
The budget is a ratio of 1.15.
"""

Row = tuple[str, list[tuple[float, float]]]


def main() -> None:
    """Measure both clients, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    listener = [sys.executable, str(ROOT / "benchmarks" / "raw_listener.py")]
    with subprocess.Popen(listener, stdout=subprocess.PIPE, text=True) as server:
        url = str(server.stdout and server.stdout.readline()).strip()
        try:
            rows = [("sync", measure_sync(url, rounds)), ("async", asyncio.run(measure_async(url, rounds)))]
        finally:
            server.terminate()
    text = f"{HEADING}\n{table(rows)}\n"
    write_section(text)
    print(text)


def table(rows: list[Row]) -> str:
    """Return the medians, one row a client."""
    lines = ["| client | bare httpx, µs | our client, µs | median ratio |", "|---|---|---|---|"]
    for name, pairs in rows:
        bare, ours = (statistics.median(pair[side] for pair in pairs) / CALLS * 1e6 for side in (0, 1))
        ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
        lines.append(f"| {name} | {bare:.0f} | {ours:.0f} | {ratio:.2f} |")
    return "\n".join(lines)


def measure_sync(url: str, rounds: int) -> list[tuple[float, float]]:
    """Return the seconds of bare httpx and of our client, round by round; the first is thrown away."""
    body = {"request": {**EXAMPLE, "activity_id_list": GROUPS}}
    with httpx.Client() as http, DingTalkWorkflow(TOKEN, base_url=url) as workflow:

        def bare() -> object:
            return http.post(url + PATH, params={"access_token": TOKEN}, json=body).json()

        def ours() -> object:
            return workflow.cancel_task_group(**EXAMPLE, activity_id_list=GROUPS)

        return [(_time(bare), _time(ours)) for _ in range(rounds + 1)][1:]


def _time(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(CALLS):
        call()
    return time.perf_counter() - started


async def measure_async(url: str, rounds: int) -> list[tuple[float, float]]:
    """Do the same with the async clients."""
    body = {"request": {**EXAMPLE, "activity_id_list": GROUPS}}
    async with httpx.AsyncClient() as http, AsyncDingTalkWorkflow(TOKEN, base_url=url) as workflow:

        async def bare() -> object:
            return (await http.post(url + PATH, params={"access_token": TOKEN}, json=body)).json()

        async def ours() -> object:
            return await workflow.cancel_task_group(**EXAMPLE, activity_id_list=GROUPS)

        return [(await _time_async(bare), await _time_async(ours)) for _ in range(rounds + 1)][1:]


async def _time_async(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    for _ in range(CALLS):
        await call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
