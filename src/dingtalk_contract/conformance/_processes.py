"""
Processes: a command run once, in an environment of its own, bounded in time and in what it says.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from ..errors import CommandNotStarted

LONGEST_OUTPUT = 1 << 15
_PIECE = 1 << 13
_GRACE = 1.0
"""
Seconds that the output of an ended process may still take.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """
    How a process ended, and what it said.
    """

    exit_code: int | None
    """
    None where it had to be ended.
    """
    output: bytes
    errors: bytes
    seconds: float


def run_process(command: Sequence[str], environment: Mapping[str, str], limit: float) -> Ending:
    """
    Run a command to its end, or end it and all of its process group when the limit is reached.

    Raises:
        CommandNotStarted: there is no such command, or it cannot be run.
    """
    started = time.monotonic()
    try:
        process = subprocess.Popen(  # noqa: S603 - running what the user named is what this is for
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise CommandNotStarted(command[0], getattr(error, "strerror", None) or str(error)) from error
    assert process.stdout is not None, "it is a pipe"
    assert process.stderr is not None, "it is a pipe"
    output, errors = _Collector(stream=process.stdout), _Collector(stream=process.stderr)
    exit_code: int | None = None
    try:
        exit_code = process.wait(limit)
    except subprocess.TimeoutExpired:
        exit_code = None
    finally:
        # Whatever it started ends with it, so that nothing is sent any more.
        _end_group(process)
    seconds = time.monotonic() - started
    return Ending(exit_code=exit_code, output=output.finish(), errors=errors.finish(), seconds=seconds)


def utf_8_environment(environment: Mapping[str, str], values: Mapping[str, str], host: str) -> dict[str, str]:
    """
    Give the environment of a client: the user's, with a UTF-8 locale, no proxy for our listener, and a call's values.
    """
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    hosts = f"{host},localhost"
    settled = {"LC_ALL": locale, "LANG": locale, "NO_PROXY": hosts, "no_proxy": hosts}
    return {**environment, **settled, **values}


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    process.wait()


@dataclass(slots=True, kw_only=True)
class _Collector:
    """
    Reads a stream to its end, and keeps its beginning.
    """

    stream: IO[bytes]
    _kept: bytearray = field(default_factory=bytearray)
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def finish(self) -> bytes:
        """
        Give what was said, without waiting for those who left the group and keep the stream open.
        """
        self._thread.join(_GRACE)
        if not self._thread.is_alive():
            self.stream.close()
        return bytes(self._kept)

    def _read(self) -> None:
        while data := os.read(self.stream.fileno(), _PIECE):
            self._kept += data[: LONGEST_OUTPUT - len(self._kept)]
