"""
Write the pages of docs/ that follow from the contract: the catalogue of clauses.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "clauses.md"
KINDS = ("server", "gateway", "client")
HEADING = """# The clauses

Written by `nox -s pages`; do not edit.
MUST: the page says it, or it follows; broken, it fails.
SHOULD: said beyond the page, or implied by it; broken, it warns.
A clause on a field is derived from the document and follows it when it changes.
"""


def main() -> None:
    """
    Write every page.
    """
    argparse.ArgumentParser(description=__doc__).parse_args()
    sections = [f"\n## A {kind}\n\n{catalogue(kind)}" for kind in KINDS]
    PAGE.write_text(HEADING + "".join(sections), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


def catalogue(kind: str) -> str:
    """
    Give the catalogue of one kind of target as the command line prints it.
    """
    options = [f"--target={kind}", "--format=markdown", "--lang=en"]
    command = [sys.executable, "-m", "dingtalk_contract", "clauses", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
