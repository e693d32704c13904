"""Gateways from Debian that nobody here wrote: their configuration, and how each is started."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIGURATIONS = Path(__file__).parent / "gateway_configurations"
SECONDS = 10.0
PATH = "/usr/sbin:/usr/bin:/usr/local/bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealGateway:
    """One gateway: its package, its configuration, and the words that start it in the foreground."""

    name: str
    package: str
    configuration: str
    start: tuple[str, ...]
    """The command; {configuration} stands for the file's path."""
    version: tuple[str, ...]

    @property
    def is_installed(self) -> bool:
        """Return whether its program is there."""
        return _find(self.start[0]) is not None

    def describe(self) -> str:
        """Return its name and version, as it says them itself."""
        done = subprocess.run(
            [_find(self.version[0]) or "", *self.version[1:]], capture_output=True, text=True, check=True
        )
        words = (done.stdout + done.stderr).replace("/", " ").split()
        return f"{self.name} {next(word.lstrip('v') for word in words if word.lstrip('v')[:1].isdigit())}"


GATEWAYS = (
    RealGateway(
        name="nginx",
        package="nginx-light",
        configuration="nginx.conf",
        start=("nginx", "-c", "{configuration}"),
        version=("nginx", "-v"),
    ),
    RealGateway(
        name="HAProxy",
        package="haproxy",
        configuration="haproxy.cfg",
        start=("haproxy", "-db", "-f", "{configuration}"),
        version=("haproxy", "-v"),
    ),
    RealGateway(
        name="Caddy",
        package="caddy",
        configuration="Caddyfile",
        start=("caddy", "run", "--adapter", "caddyfile", "--config", "{configuration}"),
        version=("caddy", "version"),
    ),
    RealGateway(
        name="Apache",
        package="apache2",
        configuration="apache2.conf",
        start=("apache2", "-DFOREGROUND", "-f", "{configuration}"),
        version=("apache2", "-v"),
    ),
)


def install() -> None:
    """Install what is missing from Debian.

    Raises:
        CalledProcessError: it cannot be installed here.
    """
    missing = [gateway.package for gateway in GATEWAYS if not gateway.is_installed]
    if missing:
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing], check=True)


@contextmanager
def running(gateway: RealGateway, replacing: tuple[tuple[str, str], ...] = ()) -> Iterator[tuple[str, str]]:
    """Run a gateway by its configuration; give its URL, and the upstream that it forwards to.

    Args:
        replacing: lines of the configuration, and what stands there instead.
    """
    port, upstream = free_port(), f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory() as folder:
        # nginx started by root works as another user, who must get in.
        Path(folder).chmod(0o755)
        text = (CONFIGURATIONS / gateway.configuration).read_text(encoding="utf-8")
        values = {"@PORT@": str(port), "@UPSTREAM@": upstream, "@FOLDER@": folder}
        for old, new in (*replacing, *values.items()):
            text = text.replace(old, new)
        path = Path(folder) / gateway.configuration
        path.write_text(text, encoding="utf-8")
        command = [_find(gateway.start[0]) or "", *(each.format(configuration=path) for each in gateway.start[1:])]
        environment = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "PATH": "/usr/sbin:/usr/bin"}
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _wait(port, process)
                yield f"http://127.0.0.1:{port}", upstream
            finally:
                process.terminate()
                process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the gateway does not listen on port {port}")


def _find(program: str) -> str | None:
    return shutil.which(program, path=PATH)
