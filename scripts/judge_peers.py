"""
Judge servers that nobody here wrote, made from the same document, and write docs/conformance.md.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from node_servers import PEERS, ROOT, install, serving

from dingtalk_contract.conformance.reports import compare_runs

PAGE = ROOT / "docs" / "conformance.md"


def main() -> None:
    """
    Install the peers, judge them and the emulator, and write the page.
    """
    argparse.ArgumentParser(description=__doc__).parse_args()
    if shutil.which("npm") is None:
        print("skipped: npm is not installed, and the peers come from there")
        return
    install()
    columns = {"the emulator": judge(None)}
    for peer in PEERS:
        with serving(peer) as url:
            columns[f"{peer.name} {peer.version()}"] = judge(url)
    PAGE.write_text(compare_runs(columns), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


def judge(url: str | None) -> Sequence[Mapping[str, Any]]:
    """
    Judge one server, and give its record; none is the embedded emulator.
    """
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "run.jsonl"
        target = [url] if url else []
        command = [sys.executable, "-m", "dingtalk_contract", "check", "server", *target, f"--report=jsonl={record}"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False, cwd=folder)
        return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
