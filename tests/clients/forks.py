"""Trial clients without the start of an interpreter: a process that knows them all, forked for each call."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dingtalk_contract.conformance import Ending


@contextlib.contextmanager
def forking(modules: Sequence[str]) -> Iterator[Forks]:
    """Start the process that knows these modules."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "socket")
        with subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, path, *modules], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            yield Forks(path)
            process.kill()


class Forks:
    """Runs trial clients, as `Processes` runs commands."""

    def __init__(self, path: str) -> None:
        self.path = path

    def run(self, command: Sequence[str], environment: Mapping[str, str], limit: float) -> Ending:
        """Run the client that a command would start."""
        from dingtalk_contract.conformance import Ending

        started = time.monotonic()
        with socket.socket(socket.AF_UNIX) as connection, connection.makefile("rw") as lines:
            connection.connect(self.path)
            connection.settimeout(limit)
            print(json.dumps([command[-1], dict(environment)]), file=lines, flush=True)
            pid = int(lines.readline())
            try:
                code, output, errors = json.loads(lines.readline())
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                code, output, errors = None, "", ""
        seconds = time.monotonic() - started
        return Ending(exit_code=code, output=output.encode(), errors=errors.encode(), seconds=seconds)


def serve(path: str, modules: Sequence[str]) -> None:
    """Fork for each connection, for ever."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    for module in modules:
        importlib.import_module(f"tests.clients.{module}")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(64)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                os.setsid()
                converse(connection)
                os._exit(0)
            connection.close()


def converse(connection: socket.socket) -> None:
    """Be one client, once."""
    from tests.clients.trials import TRIALS

    lines = connection.makefile("rw")
    name, environment = json.loads(lines.readline())
    print(os.getpid(), file=lines, flush=True)
    os.environ.clear()
    os.environ.update(environment)
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            code = TRIALS[name].client()
        except Exception:  # noqa: BLE001 - an interpreter does so too
            traceback.print_exc()
            code = 1
    print(json.dumps([code, output.getvalue(), errors.getvalue()]), file=lines, flush=True)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
