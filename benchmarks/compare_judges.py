"""Compare judges over the servers of tests/: found, false alarms, seconds, exchanges; write docs/benchmarks.md."""

import argparse
import importlib
import pkgutil
import platform
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.judges import Competitor, competitors
from dingtalk_contract.contract import Level, load_catalogue, load_document
from tests.servers.serving import Reply, Request, serving
from tests.servers.trials import BROKEN, CORRECT, Trial

PAGE = ROOT / "docs" / "benchmarks.md"
SLOW = ("throttles", "busy", "second", "hang", "late", "endless", "without_end", "waits", "slow", "hinting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one judge did with one server."""

    is_broken: bool
    is_accused: bool
    seconds: float
    exchanges: int


def main() -> None:
    """Run every judge on every chosen server, one at a time, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take each Nth server alone")
    every = parser.parse_args().every
    for module in pkgutil.iter_modules([str(ROOT / "tests" / "servers")]):
        if module.name.startswith(("broken_", "correct")):
            importlib.import_module(f"tests.servers.{module.name}")
    catalogue = load_catalogue(load_document())
    musts = [trial for trial in BROKEN if catalogue[trial.clause].level is Level.MUST]
    chosen = [*_quick(musts)[::every], *_quick(CORRECT)[::every]]
    table = {judge.name: [_try(judge, trial) for trial in chosen] for judge in competitors()}
    PAGE.write_text(_page(table, every), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _quick(trials: Iterable[Trial]) -> list[Trial]:
    # The peers take minutes for servers that hang or throttle, and say nothing of the contract there.
    return [trial for trial in trials if not any(word in trial.name for word in SLOW)]


def _try(judge: Competitor, trial: Trial) -> Row:
    count = [0]
    behaviour = trial.make()

    def counting(request: Request) -> Reply:
        count[0] += 1
        return behaviour(request)

    with serving(counting) as url:
        started = time.monotonic()
        code = judge.judge(url, trial.operation)
        seconds = time.monotonic() - started
    return Row(is_broken=trial.breaks is not None, is_accused=code != 0, seconds=seconds, exchanges=count[0])


def _page(table: dict[str, list[Row]], every: int) -> str:
    sample = next(iter(table.values()))
    broken = sum(row.is_broken for row in sample)
    lines = [
        "# Benchmarks",
        "",
        "## Judges",
        "",
        f"Written by `nox -s bench -- --every {every}` on {datetime.now(UTC):%Y-%m-%d}, "
        f"Python {platform.python_version()}, 2 cores; do not edit.",
        f"{broken} broken servers and {len(sample) - broken} correct ones of `tests/servers/`, one at a time.",
        "A server counts as found, or accused, where the judge's exit code is not 0; the broken ones break a MUST.",
        "A judge that accuses every server finds every broken one: the two columns are to be read together.",
        "",
        "| judge | found | false alarms | median seconds | median exchanges |",
        "|---|---|---|---|---|",
    ]
    for name, rows in table.items():
        found = sum(row.is_broken and row.is_accused for row in rows)
        alarms = sum(not row.is_broken and row.is_accused for row in rows)
        seconds = statistics.median(row.seconds for row in rows)
        exchanges = statistics.median(row.exchanges for row in rows)
        lines.append(f"| {name} | {found}/{broken} | {alarms}/{len(rows) - broken} | {seconds:.1f} | {exchanges:.0f} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
