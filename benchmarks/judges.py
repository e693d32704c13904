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

import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "spec" / "openapi.yaml"
NODE = ROOT / ".nox" / "node"
TOKEN = "6d1bxxxx"  # noqa: S105 - the page's example, nobody's token
SECONDS = 120
STATUS_CHECKS = (
    "status_code_conformance,positive_data_acceptance,negative_data_rejection,"
    "missing_required_header,ignored_auth,unsupported_method,allow_header_conformance"
)
ADAPTED = "adapted.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """One judge: how it is called, and how it is made ready in a folder."""

    name: str
    command: Callable[[str], list[str]]
    prepare: Callable[[Path], None] = lambda _: None

    def judge(self, url: str) -> int | None:
        """Return the exit code for one server; None where it did not end in time."""
        environment = os.environ | {"DINGTALK_ACCESS_TOKEN": TOKEN, "PYTHONUTF8": "1"}
        with tempfile.TemporaryDirectory() as folder:
            self.prepare(Path(folder))
            try:
                done = subprocess.run(
                    self.command(url), cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=False
                )
            except subprocess.TimeoutExpired:
                return None
        return done.returncode


def competitors() -> list[Competitor]:
    """Return the judges that this machine can run."""
    ours = str(Path(sys.executable).with_name("dingtalk-contract"))
    schemathesis = str(Path(sys.executable).with_name("schemathesis"))
    run = [schemathesis, "run", str(DOCUMENT), "-n", "100", "--seed", "1"]
    found = [
        Competitor(
            name="dingtalk-contract quick", command=lambda url: [ours, "check", "server", url, "--profile=quick"]
        ),
        Competitor(name="dingtalk-contract standard", command=lambda url: [ours, "check", "server", url]),
        Competitor(
            name=f"Schemathesis {version('schemathesis')}, defaults",
            command=lambda url: [*run, "--continue-on-failure", "--url", url],
        ),
        Competitor(
            name="the same, status checks off",
            command=lambda url: [*run, "--continue-on-failure", "--url", url, "--exclude-checks", STATUS_CHECKS],
            prepare=_write_token,
        ),
        Competitor(name="the same, with our hooks", command=lambda url: [*run, "--url", url], prepare=_write_hooks),
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
            command=lambda url: [dredd, ADAPTED, url, "--loglevel=error"],
            prepare=_write_document,
        )
    ]
    if shutil.which("java") is not None:
        found.append(
            Competitor(
                name=f"Specmatic {versions['specmatic']}",
                command=lambda url: ["java", "-jar", jar, "test", ADAPTED, f"--testBaseURL={url}"],
                prepare=_write_document,
            )
        )
    return found


def _write_token(folder: Path) -> None:
    text = f'[auth.openapi.accessToken]\napi_key = "{TOKEN}"\n'
    (folder / "schemathesis.toml").write_text(text, encoding="utf-8")


def _write_hooks(folder: Path) -> None:
    page = (ROOT / "docs" / "schemathesis.md").read_text(encoding="utf-8")
    (folder / "schemathesis.toml").write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")


def _write_document(folder: Path) -> None:
    # Both read OpenAPI 3.0 better, know the token as a parameter with an example, and want no field in an example that
    # the schema does not name.
    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    document |= {"openapi": "3.0.3"}
    del document["security"], document["info"]["summary"]
    parameter = {
        "name": "access_token",
        "in": "query",
        "required": True,
        "schema": {"type": "string"},
        "example": TOKEN,
    }
    for item in document["paths"].values():
        item["post"]["parameters"] = [parameter]
        del item["post"]["responses"]["200"]["content"]["application/json"]["examples"]["rejected"]
    (folder / ADAPTED).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
