"""Measure the judge's own budgets beside Schemathesis on the same server: seconds, exchanges, peak memory."""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.pages import write_section

DOCUMENT = ROOT / "spec" / "openapi.yaml"
BIN = Path(sys.executable).parent
OPERATION = "cancelTaskGroup"
"""What is judged where none is named."""
HEADING = """## The judge's own budgets

Written by `nox -s bench`; do not edit.
Against one emulator on the same two cores, in one run; each command starts in an empty folder, as a user's first does.
"""


def main() -> None:
    """Serve the emulator, judge it by both, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with subprocess.Popen(
        [str(BIN / "dingtalk-contract"), "emulate", "--port", "0"], stderr=subprocess.PIPE, text=True
    ) as server:
        url = str(server.stderr and server.stderr.readline()).split()[-1]
        try:
            text = f"{HEADING}\n{table(url, rounds)}\n"
        finally:
            server.terminate()
    write_section(text)
    print(text)


def table(url: str, rounds: int) -> str:
    """Return the table of medians, one row a command."""
    ours = [str(BIN / "dingtalk-contract"), "check", "server", url]
    theirs = [str(BIN / "schemathesis"), "run", str(DOCUMENT), "--url", url, "--continue-on-failure", "-n", "100"]
    only = ["--include-operation-id", OPERATION]
    commands = {
        "check server, quick": [*ours, "--profile=quick"],
        "check server, standard": ours,
        "schemathesis run --continue-on-failure -n 100, the same operation": [*theirs, *only],
        "check server --operation all, standard": [*ours, "--operation=all"],
        "schemathesis run --continue-on-failure -n 100": theirs,
    }
    lines = ["| command | median seconds | exchanges | peak MiB |", "|---|---|---|---|"]
    for name, command in commands.items():
        runs = [measure(command) for _ in range(rounds)]
        seconds = statistics.median(run[0] for run in runs)
        lines.append(f"| `{name}` | {seconds:.2f} | {runs[0][1]} | {max(run[2] for run in runs):.0f} |")
    return "\n".join(lines)


def measure(command: Sequence[str]) -> tuple[float, str, float]:
    """Run a command in an empty folder; give its seconds, its exchanges as it says, and its peak memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        output = process.stdout.read() if process.stdout else ""
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
    said = re.search(r"(\d+) (?:exchanges|generated)", output)
    return seconds, said.group(1) if said else "?", usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
