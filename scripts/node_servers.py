"""Mock servers from npm, made from the document: installed once, served on a free port, ended afterwards."""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "spec" / "openapi.yaml"
NODE = ROOT / ".nox" / "node"
START_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A mock server from npm: its package, and the command that serves the document on a port."""

    name: str
    package: str
    major: str
    command: tuple[str, ...]

    def version(self) -> str:
        """Return the installed version."""
        return str(json.loads((NODE / "node_modules" / self.package / "package.json").read_text())["version"])


PEERS = (
    Peer(
        name="Prism",
        package="@stoplight/prism-cli",
        major="5",
        command=("prism", "mock", str(DOCUMENT), "--host", "127.0.0.1", "--port", "{port}"),
    ),
    Peer(
        name="Mockoon",
        package="@mockoon/cli",
        major="9",
        command=("mockoon-cli", "start", "--data", str(DOCUMENT), "--hostname", "127.0.0.1", "--port", "{port}"),
    ),
)


def install() -> None:
    """Install the peers by npm, without running their scripts."""
    NODE.mkdir(parents=True, exist_ok=True)
    packages = [f"{peer.package}@{peer.major}" for peer in PEERS]
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", "--loglevel=error"]
    subprocess.run(["npm", "install", "--prefix", str(NODE), *options, *packages], check=True)


@contextmanager
def serving(peer: Peer) -> Iterator[str]:
    """Serve the document by a peer on a free port, and end it afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program, *words = [word.format(port=port) for word in peer.command]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [str(NODE / "node_modules" / ".bin" / program), *words], stdout=log, stderr=log, cwd=NODE
        )
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens on the port."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"a peer did not start within {START_SECONDS} s on port {port}")
