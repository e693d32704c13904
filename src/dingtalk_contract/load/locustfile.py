"""What Locust runs: the users by their shapes, what is counted of their answers, and what becomes of it at the end.

Distribution, ramp and percentiles are Locust's own; each process counts for itself and reports in parts.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import gevent
from locust import events
from locust.env import Environment
from locust.runners import MasterRunner, WorkerRunner

from dingtalk_contract.load._observations import Seen, how_often
from dingtalk_contract.load._plan import read_plan
from dingtalk_contract.load._users import SHAPES, CancelsAlone, WholeLife, Work

__all__ = ["CancelsAlone", "WholeLife"]

SECONDS = 2.0
"""How often the load is looked at for the picture of it."""
LABEL = "dingtalk-contract"
PLAN = read_plan()
SEEN = Seen()
SAMPLES: list[dict[str, Any]] = []
CancelsAlone.weight, WholeLife.weight = (PLAN.weights.get(name, 0) for name in SHAPES)


@events.init.add_listener
def begin(environment: Environment, **_: Any) -> None:
    """Give each process its own work, and look at the load every few seconds where all of it is known."""
    Work.of_this_process = Work.begin(PLAN, SEEN)
    if not isinstance(environment.runner, WorkerRunner):
        gevent.spawn(_sample, environment)


@events.report_to_master.add_listener
def report(data: dict[str, Any], **_: Any) -> None:
    """Send what was seen since the last time."""
    data[LABEL] = SEEN.take()


@events.worker_report.add_listener
def gather(data: dict[str, Any], **_: Any) -> None:
    """Put what a worker saw to the rest."""
    if LABEL in data:
        SEEN.add(data[LABEL])


@events.quit.add_listener
def write(**_: Any) -> None:
    """Write what was seen where all of it is known."""
    environment = Work.environment
    if environment is None or isinstance(environment.runner, WorkerRunner):
        return
    times = how_often(SEEN)
    whole = {
        "seen": {**SEEN.take(), "ids": {}},
        "given": {kind: given for kind, (given, _) in times.items()},
        "repeated": {kind: again for kind, (_, again) in times.items()},
        "samples": SAMPLES,
        "operations": _percentiles(environment),
    }
    Path(PLAN.seen).write_text(json.dumps(whole), encoding="utf-8")


def _sample(environment: Environment) -> None:
    Work.environment = environment
    started, before = time.monotonic(), 0
    while True:
        gevent.sleep(SECONDS)
        runner, total = environment.runner, environment.stats.total
        if runner is None or runner.state in {"ready", "stopped", "cleanup"}:
            continue
        sample = {
            "seconds": round(time.monotonic() - started, 1),
            "users": runner.user_count,
            "rate": round((total.num_requests - before) / SECONDS, 1),
            "p50": total.get_current_response_time_percentile(0.5) or 0,
            "p95": total.get_current_response_time_percentile(0.95) or 0,
            "p99": total.get_current_response_time_percentile(0.99) or 0,
        }
        before = total.num_requests
        SAMPLES.append(sample)
        workers = f" {len(runner.clients)} workers," if isinstance(runner, MasterRunner) else ""
        sys.stdout.write(
            f"{sample['seconds']:.0f} s:{workers} {sample['users']} users, {sample['rate']:.0f} requests/s, "
            f"p50 {sample['p50']:.0f} ms, p99 {sample['p99']:.0f} ms\n"
        )
        sys.stdout.flush()


def _percentiles(environment: Environment) -> dict[str, dict[str, float]]:
    return {
        name: {
            "requests": entry.num_requests,
            "rate": round(entry.total_rps, 1),
            "p50": entry.get_response_time_percentile(0.5),
            "p95": entry.get_response_time_percentile(0.95),
            "p99": entry.get_response_time_percentile(0.99),
        }
        for (name, _), entry in environment.stats.entries.items()
    }
