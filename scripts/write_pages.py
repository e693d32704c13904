"""Write the pages of docs/ that follow from the code: the clauses, and the rules of the diff."""

import argparse
import subprocess
import sys
from pathlib import Path

from dingtalk_contract.diff import RULES

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("server", "gateway", "client", "load")
HEADING_OF_CLAUSES = """# The clauses

Written by `nox -s pages`; do not edit.
MUST: the page says it, or it follows; broken, it fails.
SHOULD: said beyond the page, or implied by it; broken, it warns.
A clause on a field is derived from the document and follows it when it changes.
They are those of the operation that is judged where none is named; `clauses --operation all` lists the others too.
"""
HEADING_OF_RULES = """# The rules of the diff

Written by `nox -s pages`; do not edit. [spec-diff.md](spec-diff.md) says how to read them.
`request/` and `answer/` are the flows; *narrowed* allows less, *widened* more, *changed* other values.

| rule | impact | what changed |
|---|---|---|
"""


def main() -> None:
    """Write every page."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    sections = [f"\n## A {kind}\n\n{catalogue(kind)}" for kind in KINDS]
    pages = {"clauses.md": HEADING_OF_CLAUSES + "".join(sections), "spec-rules.md": HEADING_OF_RULES + rules()}
    for name, text in pages.items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")
        print(f"wrote docs/{name}")


def catalogue(kind: str) -> str:
    """Return the catalogue of one kind of target as the command line prints it."""
    options = [f"--target={kind}", "--format=markdown", "--lang=en"]
    command = [sys.executable, "-m", "dingtalk_contract", "clauses", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def rules() -> str:
    """Return the rules of the diff as rows of a table."""
    return "".join(f"| `{rule.name}` | {rule.impact} | {rule.meaning} |\n" for rule in RULES.values())


if __name__ == "__main__":
    main()
