"""The launch of a load: Locust as a process of its own, with workers of its own, and what comes of it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from ..conformance import LoadReport
from ..errors import ContractToolError
from ._audit import make_auditor
from ._observations import Seen
from ._plan import PLAN, Plan

LOCUSTFILE = Path(__file__).with_name("locustfile.py")
SECONDS_TO_STOP = 10.0


class LoadNotRun(ContractToolError):
    """Locust ended without anything seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is asked, by how many."""

    users: int = 10
    spawn_rate: float = 10.0
    """Users a second, until all are there."""
    run_time: float = 60.0
    """Seconds."""
    processes: int = 1
    """Workers on this machine."""
    workers: int = 0
    """Workers that a master waits for; 0 where there is none."""
    master_host: str = ""
    """Of whom this is a worker; empty where it is none."""
    port: int = 5557
    """Where master and workers meet."""


def run_load(plan: Plan, size: Size, *, settle: float) -> LoadReport | None:
    """Run a load, audit it and put away what it made; None for a worker, whose master does that.

    Raises:
        LoadNotRun: Locust ended without anything seen.
    """
    with tempfile.TemporaryDirectory() as folder:
        seen_path, plan_path = Path(folder) / "seen.json", Path(folder) / "plan.json"
        plan = replace(plan, seen=str(seen_path))
        plan.write(plan_path)
        is_interrupted = _run(_command(plan, size), plan_path)
        if size.master_host:
            return None
        if not seen_path.exists():
            raise LoadNotRun("the load ended without anything seen; see what Locust said above.")
        whole = json.loads(seen_path.read_text(encoding="utf-8"))
    seen = Seen()
    seen.add(whole["seen"])
    auditor = make_auditor(plan, seen)
    auditor.audit(settle)
    left = auditor.put_away()
    auditor.transport.close()
    return LoadReport(
        outcomes=seen.outcomes,
        violations=seen.violations,
        times=seen.times,
        repeated=whole["repeated"],
        given=whole["given"],
        operations=whole["operations"],
        samples=tuple(whole["samples"]),
        left=left,
        is_interrupted=is_interrupted,
    )


def _command(plan: Plan, size: Size) -> list[str]:
    words = [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--headless", "--only-summary", "--host", plan.url]
    words += [
        "--loglevel",
        "WARNING",
        "--skip-log-setup",
        "--stop-timeout",
        str(int(plan.timeout) + 1),
        "--exit-code-on-error",
        "0",
    ]
    if size.master_host:
        return [*words, "--worker", "--master-host", size.master_host, "--master-port", str(size.port)]
    words += ["-u", str(size.users), "-r", str(size.spawn_rate), "-t", f"{size.run_time:g}s"]
    if size.workers:
        words += ["--master", "--expect-workers", str(size.workers), "--master-bind-port", str(size.port)]
    elif size.processes > 1:
        words += ["--processes", str(size.processes)]
    return words


def _run(command: list[str], plan: Path) -> bool:
    """Run Locust, and return whether the user broke it off; then it still tells what was seen."""
    environment = os.environ | {PLAN: str(plan), "LOCUST_SKIP_URLLIB3_PATCH": "1"}
    with subprocess.Popen(command, env=environment, start_new_session=True) as locust:  # noqa: S603 - words of ours
        try:
            locust.wait()
        except KeyboardInterrupt:
            locust.send_signal(signal.SIGINT)
            try:
                locust.wait(SECONDS_TO_STOP)
            except (subprocess.TimeoutExpired, KeyboardInterrupt):
                os.killpg(locust.pid, signal.SIGKILL)
            return True
        return False
