"""The judges that are compared: each a command that judges a URL, found or accused by its exit code."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.adapting import ADAPTED, DOCUMENT, ROOT, TOKEN, write_adapted

NODE = ROOT / ".nox" / "node"
SECONDS = 120
STATUS_CHECKS = (
    "status_code_conformance,positive_data_acceptance,negative_data_rejection,"
    "missing_required_header,ignored_auth,unsupported_method,allow_header_conformance"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """One judge: how it is called, and how it is made ready in a folder."""

    name: str
    command: Callable[[str, str], list[str]]
    """Returns the words of its call, given the URL and the operationId."""
    prepare: Callable[[Path, str], None] = lambda _folder, _operation: None

    def judge(self, url: str, operation: str) -> int | None:
        """Return the exit code for one server on one operation; None where it did not end in time."""
        environment = os.environ | {"DINGTALK_ACCESS_TOKEN": TOKEN, "PYTHONUTF8": "1"}
        with tempfile.TemporaryDirectory() as folder:
            self.prepare(Path(folder), operation)
            command = self.command(url, operation)
            try:
                done = subprocess.run(
                    command, cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False
                )
            except subprocess.TimeoutExpired:
                return None
        return done.returncode


def competitors() -> list[Competitor]:
    """Return the judges that this machine can run."""
    program = str(Path(sys.executable).with_name("dingtalk-contract"))
    schemathesis = str(Path(sys.executable).with_name("schemathesis"))

    def ours(url: str, operation: str) -> list[str]:
        return [program, "check", "server", url, f"--operation={operation}"]

    def theirs(url: str, operation: str) -> list[str]:
        options = ["--url", url, "--include-operation-id", operation, "-n", "100", "--seed", "1"]
        # One operation alone has no links to follow, which its stateful phase takes for an error.
        options += ["--phases", "examples,coverage,fuzzing"]
        return [schemathesis, "run", str(DOCUMENT), *options]

    found = [
        Competitor(name="dingtalk-contract quick", command=lambda *place: [*ours(*place), "--profile=quick"]),
        Competitor(name="dingtalk-contract standard", command=ours),
        Competitor(
            name=f"Schemathesis {version('schemathesis')}, defaults",
            command=lambda *place: [*theirs(*place), "--continue-on-failure"],
        ),
        Competitor(
            name="the same, status checks off",
            command=lambda *place: [*theirs(*place), "--continue-on-failure", "--exclude-checks", STATUS_CHECKS],
            prepare=_write_token,
        ),
        Competitor(name="the same, with our hooks", command=theirs, prepare=_write_hooks),
    ]
    return found + _from_npm()


def _from_npm() -> list[Competitor]:
    if shutil.which("npm") is None:
        return []
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--loglevel=error"]
    subprocess.run(["npm", "install", "--prefix", str(NODE), *options, "specmatic@2", "dredd@14"], check=True)
    modules = NODE / "node_modules"
    versions = {
        name: json.loads((modules / name / "package.json").read_text(encoding="utf-8"))["version"]
        for name in ("specmatic", "dredd")
    }
    jar = str(modules / "specmatic" / "specmatic.jar")
    dredd = str(modules / ".bin" / "dredd")
    found = [
        Competitor(
            name=f"Dredd {versions['dredd']}",
            command=lambda url, _: [dredd, ADAPTED, url, "--loglevel=error"],
            prepare=write_adapted,
        )
    ]
    if shutil.which("java") is not None:
        found.append(
            Competitor(
                name=f"Specmatic {versions['specmatic']}",
                command=lambda url, _: ["java", "-jar", jar, "test", ADAPTED, f"--testBaseURL={url}"],
                prepare=write_adapted,
            )
        )
    return found


def _write_token(folder: Path, _: str) -> None:
    text = f'[auth.openapi.accessToken]\napi_key = "{TOKEN}"\n'
    (folder / "schemathesis.toml").write_text(text, encoding="utf-8")


def _write_hooks(folder: Path, _: str) -> None:
    page = (ROOT / "docs" / "schemathesis.md").read_text(encoding="utf-8")
    (folder / "schemathesis.toml").write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
