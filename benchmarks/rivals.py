"""The servers whose speed is compared: the emulator, and mock servers made from the same document."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.adapting import ADAPTED, DOCUMENT, ROOT, TOKEN, write_adapted
from dingtalk_contract.contract import Operation

NODE = ROOT / ".nox" / "node"
MODULES = NODE / "node_modules"
START_SECONDS = 60
OURS = str(Path(sys.executable).with_name("dingtalk-contract"))
WIREMOCK = MODULES / "wiremock" / "build"
SPECMATIC = MODULES / "specmatic" / "specmatic.jar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One server: what it checks of a request, and how it is started on a port of this machine."""

    name: str
    checks: str
    command: Callable[[int, Path], list[str]]
    needs: tuple[str, ...] = ()
    """Programs without which it is skipped."""
    package: str = ""
    prepare: Callable[[Path, Operation], None] = lambda _folder, _operation: None

    @property
    def title(self) -> str:
        """Its name with its version."""
        manifest = MODULES / self.package / "package.json"
        version = json.loads(manifest.read_text(encoding="utf-8"))["version"] if self.package else ""
        return f"{self.name} {version}".strip()

    def lack(self) -> str | None:
        """Say what is missing on this machine, None where nothing is."""
        return next((program for program in self.needs if shutil.which(program) is None), None)


def _java(jar: Path, *words: str) -> list[str]:
    return ["java", "-jar", str(jar), *words]


def _write_stub(folder: Path, operation: Operation) -> None:
    stub = {
        "request": {
            "method": operation.method,
            "urlPath": operation.path,
            "queryParameters": {str(operation.token_name): {"equalTo": TOKEN}},
            "headers": {"Content-Type": {"contains": operation.media_type}},
            "bodyPatterns": [{"matchesJsonSchema": json.dumps(operation.body_schema), "schemaVersion": "V202012"}],
        },
        "response": {
            "status": 200,
            "headers": {"Content-Type": "application/json;charset=UTF-8"},
            "jsonBody": operation.answer_example,
        },
    }
    (folder / "mappings").mkdir()
    (folder / "mappings" / "stub.json").write_text(json.dumps(stub), encoding="utf-8")


RIVALS = (
    Rival(
        name="dingtalk-contract emulate",
        checks="all rules; state, journal",
        command=lambda port, _: [OURS, "emulate", f"--port={port}"],
    ),
    Rival(
        name="Prism",
        checks="schema",
        package="@stoplight/prism-cli",
        needs=("node",),
        command=lambda port, _: [
            *(str(MODULES / ".bin" / "prism"), "mock", str(DOCUMENT)),
            *("--host=127.0.0.1", f"--port={port}", "--verboseLevel=silent"),
        ],
    ),
    Rival(
        name="Mockoon",
        checks="nothing",
        package="@mockoon/cli",
        needs=("node",),
        command=lambda port, _: [
            *(str(MODULES / ".bin" / "mockoon-cli"), "start", f"--data={DOCUMENT}"),
            *("--hostname=127.0.0.1", f"--port={port}", "--disable-log-to-file"),
        ],
    ),
    Rival(
        name="WireMock",
        checks="token, schema; journal",
        package="wiremock",
        needs=("java",),
        prepare=_write_stub,
        command=lambda port, folder: _java(
            next(WIREMOCK.glob("*.jar")),
            *("--bind-address=127.0.0.1", f"--port={port}", f"--root-dir={folder}"),
            *("--max-request-journal-entries=1000", "--disable-banner"),
        ),
    ),
    Rival(
        name="Specmatic",
        checks="token, schema",
        package="specmatic",
        needs=("java",),
        prepare=lambda folder, operation: write_adapted(folder, operation.id),
        command=lambda port, folder: _java(
            SPECMATIC, "mock", str(folder / ADAPTED), "--host=127.0.0.1", f"--port={port}", "--noConsoleLog"
        ),
    ),
)


def install() -> None:
    """Install what comes from npm, without running its scripts."""
    NODE.mkdir(parents=True, exist_ok=True)
    packages = ["@stoplight/prism-cli@5", "@mockoon/cli@9", "wiremock@3", "specmatic@2"]
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--loglevel=error"]
    subprocess.run(["npm", "install", "--prefix", str(NODE), *options, *packages], check=True)


@contextmanager
def serving(rival: Rival, operation: Operation, core: int) -> Iterator[tuple[str, int]]:
    """Serve by a rival that is pinned to one core; give its URL and its process id once it accepts the example."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as log:
        folder = Path(name)
        rival.prepare(folder, operation)
        command = ["taskset", "--cpu-list", str(core), *rival.command(port, folder)]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_it_accepts(url, operation, process)
            yield url, process.pid
        finally:
            process.terminate()
            process.wait(30)


def post(url: str, operation: Operation, body: Any) -> tuple[int, bytes]:
    """Send one body with the good token, and give status and body of the answer."""
    request = urllib.request.Request(  # noqa: S310 - a server of this machine
        f"{url}{operation.path}?{operation.token_name}={TOKEN}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": operation.media_type},
        method=operation.method,
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - a server of this machine
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _wait_until_it_accepts(url: str, operation: Operation, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            status, _ = post(url, operation, operation.body_example)
        except OSError:
            time.sleep(0.2)
            continue
        if status == 200:
            return
        time.sleep(0.2)
    raise TimeoutError(f"it did not accept the example within {START_SECONDS} s")
