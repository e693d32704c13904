"""Measure the emulator's speed beside mock servers on one core, its memory over a million requests, and its end."""

import argparse
import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.adapting import TOKEN
from benchmarks.pages import write_section
from benchmarks.rivals import RIVALS, Rival, install, post, serving
from dingtalk_contract.contract import Operation, load_document

SERVER_CORE, CLIENT_CORE = 0, 1
CONNECTIONS = 32
MILLION = 1_000_000
PRISM = "Prism"
HEADING = """## The emulator under load

Written by `nox -s bench` on {date}, Python {python}, {cores} cores; do not edit.
Valid POSTs of the page's example by wrk with {connections} connections, {rounds} rounds of {seconds} s; medians.
Each server is warmed up and pinned to one core, wrk to the other, one server after another in one run.
The ratio is of requests per second of the server's own CPU time: what one core gives, whoever else used the machine.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What wrk measured in one round."""

    requests: int
    rate: float
    p99: float
    """Milliseconds."""
    failures: int
    cpu_seconds: float


def main() -> None:
    """Measure each server that this machine has, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    missing = next((program for program in ("wrk", "taskset") if shutil.which(program) is None), None)
    if missing is not None or (os.cpu_count() or 1) <= CLIENT_CORE:
        print(f"skipped: {missing} is not installed" if missing else "skipped: one core is not enough")
        return
    if shutil.which("npm") is not None:
        install()
    operation = load_document().operation("cancelTaskGroup")
    rows = {rival: _measure(rival, operation, options.rounds, options.seconds) for rival in RIVALS}
    heading = HEADING.format(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        python=platform.python_version(),
        cores=os.cpu_count(),
        connections=CONNECTIONS,
        rounds=options.rounds,
        seconds=options.seconds,
    )
    text = f"{heading}\n{_table(rows)}\n\n{_endurance(operation)}\n"
    write_section(text)
    print(text)


def _measure(rival: Rival, operation: Operation, rounds: int, seconds: int) -> tuple[list[Round], str] | str:
    """Return the rounds of one rival and what it says to a bad body, or why there are none."""
    lack = rival.lack()
    if lack is not None:
        return f"skipped: {lack} is not installed"
    print(f"measuring {rival.name}", file=sys.stderr)
    try:
        with serving(rival, operation, SERVER_CORE) as (url, pid):
            says = _bad_body(url, operation)
            _load(url, pid, operation, 2 * seconds)
            return [_load(url, pid, operation, seconds) for _ in range(rounds)], says
    except TimeoutError as error:
        return f"skipped: {error}"


def _bad_body(url: str, operation: Operation) -> str:
    status, body = post(url, operation, {})
    code = re.search(rb'"errcode":\s*(-?\d+)', body)
    return f"{status}" + (f", errcode {code.group(1).decode()}" if code else "")


def _load(url: str, pid: int, operation: Operation, seconds: int) -> Round:
    script = "\n".join(
        [
            f'wrk.method = "{operation.method}"',
            f'wrk.path = "{operation.path}?{operation.token_name}={TOKEN}"',
            f'wrk.headers["Content-Type"] = "{operation.media_type}"',
            f"wrk.body = [==[{json.dumps(operation.body_example)}]==]",
        ]
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        words = ["wrk", "--threads=1", f"--connections={CONNECTIONS}", f"--duration={seconds}s", "--latency"]
        command = ["taskset", "--cpu-list", str(CLIENT_CORE), *words, "--script", file.name, url]
        before = _cpu_seconds(pid)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        used = _cpu_seconds(pid) - before
    failures = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Round(
        requests=int(re.findall(r"(\d+) requests in", said)[0]),
        rate=float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]),
        p99=_milliseconds(re.findall(r"99%\s+([\d.]+\w+)", said)[0]),
        failures=int(failures.group(1)) if failures else 0,
        cpu_seconds=used,
    )


def _table(rows: dict[Rival, tuple[list[Round], str] | str]) -> str:
    lines = [
        "| server | checks | requests/s | p99 ms | requests per CPU second | × Prism | says to `{}` |",
        "|---|---|---|---|---|---|---|",
    ]
    prism = next(
        (_per_cpu_second(row[0]) for rival, row in rows.items() if rival.name == PRISM and not isinstance(row, str)),
        None,
    )
    for rival, row in rows.items():
        if isinstance(row, str):
            lines.append(f"| {rival.name} | {row} | | | | | |")
            continue
        rounds, says = row
        rate, p99 = (statistics.median(getattr(each, name) for each in rounds) for name in ("rate", "p99"))
        capacity = _per_cpu_second(rounds)
        cells = [f"{rate:,.0f}", f"{p99:.1f}", f"{capacity:,.0f}", f"{capacity / prism:.1f}" if prism else "?", says]
        failed = " (some failed)" if any(each.failures for each in rounds) else ""
        lines.append(f"| {' | '.join([rival.title + failed, rival.checks, *cells])} |")
    return "\n".join(lines)


def _per_cpu_second(rounds: list[Round]) -> float:
    return sum(each.requests for each in rounds) / max(sum(each.cpu_seconds for each in rounds), 0.01)


def _endurance(operation: Operation) -> str:
    """Send a million requests, and end the emulator amid more of them; say what its memory and its end were."""
    with serving(RIVALS[0], operation, SERVER_CORE) as (url, pid):
        sent = _load(url, pid, operation, 4).requests
        early, at = _resident(pid), sent
        while sent < MILLION:
            sent += _load(url, pid, operation, 8).requests
        late = _resident(pid)
        began = time.monotonic()
        os.kill(pid, signal.SIGTERM)
        while _is_alive(pid):
            time.sleep(0.005)
        took = time.monotonic() - began
    return (
        f"Resident memory was {early:.1f} MiB after {at:,} requests, and {late:.1f} MiB after {sent:,}.\n"
        f"It ended {took * 1000:.0f} ms after SIGTERM."
    )


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]  # wrk's own form
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


if __name__ == "__main__":
    main()
