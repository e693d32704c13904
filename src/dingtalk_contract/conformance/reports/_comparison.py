"""Runs against several targets side by side: clauses by target, as Markdown."""

from collections.abc import Mapping, Sequence
from typing import Any

from .._verdicts import SkipReason

Run = Sequence[Mapping[str, Any]]
"""The records of one run."""


def compare_runs(columns: Mapping[str, Run]) -> str:
    """Make a table of runs: the clauses that some target breaks by itself, and the exchanges that each took."""
    verdicts = {
        name: {line["clause"]: line for line in run if line["record"] == "result"} for name, run in columns.items()
    }
    heading = next(iter(columns.values()))[0]
    rows = [
        f"| `{clause}` | {' | '.join(_cell(results.get(clause)) for results in verdicts.values())} |"
        for clause in next(iter(verdicts.values()))
        if any(_says_something(results.get(clause)) for results in verdicts.values())
    ]
    ends = [run[-1] for run in columns.values()]
    lines = [
        f"Judged on {heading['started'][:10]} with {heading['tool']}, profile {heading['profile']}, "
        f"document {heading['spec']['version']}.",
        "",
        f"| clause | {' | '.join(columns)} |",
        f"|---|{'---|' * len(columns)}",
        *rows,
        f"| exchanges | {' | '.join(str(end['exchanges']) for end in ends)} |",
        f"| accepted | {' | '.join(str(end['outcomes']['accepted']) for end in ends)} |",
        f"| exit code | {' | '.join(str(end['exit_code']) for end in ends)} |",
    ]
    return "\n".join(lines)


def _says_something(result: Mapping[str, Any] | None) -> bool:
    return result is not None and result["verdict"] != "pass" and not _is_consequence(result)


def _is_consequence(result: Mapping[str, Any]) -> bool:
    return result["verdict"] == "skip" and str(result["reason"]).startswith(SkipReason.CONSEQUENCE)


def _cell(result: Mapping[str, Any] | None) -> str:
    """Return one verdict as the table shows it."""
    if result is None:
        return ""
    if result["verdict"] == "skip":
        return "*consequence*" if _is_consequence(result) else f"skip: {result['reason']}"
    return f"**{result['verdict']}**" if result["verdict"] != "pass" else "pass"
