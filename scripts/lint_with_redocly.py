"""Lint the document by Redocly's recommended rules; each waiver in redocly.yaml must be needed."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NODE = ROOT / ".nox" / "redocly"
CONFIG = ROOT / "scripts" / "redocly.yaml"
PACKAGE = "@redocly/cli@2.77.0"
LOWEST = {20: 19, 22: 12}
"""The lowest minor number of each major of Node that Redocly runs on; later majors will do."""
SKIPPED = 3


def main() -> int:
    """Install Redocly, lint twice, and give the exit code: 0 clean, 1 not, 3 skipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", nargs="?", type=Path, default=ROOT / "spec" / "openapi.yaml")
    document = parser.parse_args().document
    obstacle = find_obstacle() or install()
    if obstacle:
        print(f"skipped: {obstacle}")
        return SKIPPED
    problems = [f"{each['ruleId']}: {each['message']} {place(each)}" for each in lint(document, CONFIG)]
    problems += [f"{rule}: waived in {CONFIG.name}, and not needed" for rule in unneeded_waivers(document)]
    print("\n".join([*problems, f"{len(problems)} problem{'s' * (len(problems) != 1)} by Redocly's recommended rules"]))
    return 1 if problems else 0


def find_obstacle() -> str | None:
    """Say why Redocly cannot run here, None where it can."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "Node is not installed, and Redocly comes from npm"
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    major, minor = (int(part) for part in version.removeprefix("v").split(".")[:2])
    if minor < LOWEST.get(major, 0 if major > max(LOWEST) else minor + 1):
        return f"Redocly does not run on Node {version}"
    return None


def install() -> str | None:
    """Install Redocly by npm, without running its scripts; say why that could not be done."""
    options = [
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--no-package-lock",
        "--loglevel=error",
        "--fetch-retries=1",
    ]
    NODE.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["npm", "install", "--prefix", str(NODE), *options, PACKAGE], check=False, stdout=sys.stderr)
    return f"npm could not install {PACKAGE}" if done.returncode else None


def lint(document: Path, config: Path) -> list[dict[str, Any]]:
    """Return every problem that Redocly finds, warnings among them."""
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    words = ["lint", str(document), "--config", str(config), "--format", "json"]
    done = subprocess.run(
        [str(NODE / "node_modules" / ".bin" / "redocly"), *words],
        env=os.environ | quiet,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return list(json.loads(done.stdout)["problems"])
    except (ValueError, KeyError):
        sys.exit(f"Redocly gave no report: {done.stderr.strip()[-500:]}")


def unneeded_waivers(document: Path) -> list[str]:
    """Return the rules that are waived although the document keeps them."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "redocly.yaml"
        plain.write_text("extends: [recommended]\n", encoding="utf-8")
        broken = {each["ruleId"] for each in lint(document, plain)}
    waived = re.findall(r"^  ([a-z0-9-]+): ", CONFIG.read_text(encoding="utf-8"), re.MULTILINE)
    return [rule for rule in waived if rule not in broken]


def place(problem: dict[str, Any]) -> str:
    """Return the pointer of a problem."""
    return str(next((each.get("pointer", "") for each in problem.get("location", ())), ""))


if __name__ == "__main__":
    sys.exit(main())
