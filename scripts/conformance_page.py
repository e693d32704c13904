"""The page of targets that nobody here wrote: judged in processes of their own, a section for each kind."""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dingtalk_contract.conformance.reports import compare_runs
from dingtalk_contract.contract import load_document

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "conformance.md"
FULL_PAGE = ROOT / "docs" / "conformance-in-full.md"
HEADING = """# Judged by us, written by others

Written by `nox -s peers` and `nox -s gateways`; do not edit.
A clause marked *consequence* is skipped: it is broken because another one is.
"""

SHORT = "Clauses that no target of a table breaks by itself are left out; [all of them](conformance-in-full.md)."
FULL = "For each clause, how many operations got which verdict."
DOCUMENT = load_document()
OPERATIONS = [operation.id for operation in DOCUMENT.operations]
Run = Sequence[Mapping[str, Any]]


def judge(operation: str, *words: str) -> Run:
    """Judge one target on one operation, and give its record.

    Args:
        words: what stands behind `check`.
    """
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "run.jsonl"
        command = [sys.executable, "-m", "dingtalk_contract", "check", *words]
        command += [f"--operation={each}" for each in makers(operation)]
        command += [f"--select={operation}/", f"--report=jsonl={record}"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False, cwd=folder)
        return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


def makers(name: str) -> list[str]:
    """Return an operation, and those that make what it needs."""
    found, waiting = [name], [name]
    while waiting:
        wanted = waiting.pop()
        for each in DOCUMENT.operations:
            is_maker = any(link.target == wanted and link.body and not link.puts_away for link in each.links)
            if is_maker and each.id not in found:
                found.append(each.id)
                waiting.append(each.id)
    return found


def count_verdicts(columns: Mapping[str, Mapping[str, Run]]) -> str:
    """Return a table of all clauses: for each target, how many operations got which verdict."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for name, runs in columns.items():
        for line in (line for run in runs.values() for line in run if line["record"] == "result"):
            slug = line["clause"].partition("/")[2]
            counts.setdefault(slug, {}).setdefault(name, Counter())[line["verdict"]] += 1
    rows = [f"| clause | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for slug, by_name in counts.items():
        cells = (
            ", ".join(f"{verdict} {number}" for verdict, number in by_name.get(name, Counter()).items())
            for name in columns
        )
        rows.append(f"| `{slug}` | {' | '.join(cells)} |")
    return "\n".join(rows)


def write_section(title: str, how: str, columns: Mapping[str, Mapping[str, Run]]) -> None:
    """Put a section in the place of the one with its title, or at the end of the pages.

    Args:
        columns: the records by operation, by target.
    """
    for page, note, in_full in ((PAGE, SHORT, False), (FULL_PAGE, FULL, True)):
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        sections = dict(each.split("\n", 1) for each in text.split("\n## ")[1:])
        tables = (
            count_verdicts(columns)
            if in_full
            else "\n\n".join(
                f"### {operation}\n\n" + compare_runs({name: runs[operation] for name, runs in columns.items()})
                for operation in OPERATIONS
            )
        )
        sections[title] = "\n\n".join(filter(None, [how, note, tables]))
        kept = "".join(f"\n## {name}\n\n{section.strip()}\n" for name, section in sections.items())
        page.write_text(HEADING + kept, encoding="utf-8")
        print(f"wrote {page.relative_to(ROOT)}")
