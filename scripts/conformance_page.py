"""The page of targets that nobody here wrote: judged in processes of their own, a section for each kind."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dingtalk_contract.conformance.reports import compare_runs

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "conformance.md"
HEADING = """# Judged by us, written by others

Written by `nox -s peers` and `nox -s gateways`; do not edit.
A clause marked *consequence* is skipped: it is broken because another one is.
"""

Run = Sequence[Mapping[str, Any]]


def judge(*words: str) -> Run:
    """Judge one target, and give its record.

    Args:
        words: what stands behind `check`.
    """
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "run.jsonl"
        command = [sys.executable, "-m", "dingtalk_contract", "check", *words, f"--report=jsonl={record}"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False, cwd=folder)
        return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


def write_section(title: str, how: str, columns: Mapping[str, Run]) -> None:
    """Put a section in the place of the one with its title, or at the end of the page."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sections = dict(each.split("\n", 1) for each in text.split("\n## ")[1:])
    sections[title] = f"\n{how}\n{compare_runs(columns)}\n"
    kept = "".join(f"\n## {name}\n\n{section.strip()}\n" for name, section in sections.items())
    PAGE.write_text(HEADING + kept, encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
