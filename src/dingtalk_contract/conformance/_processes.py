"""Processes: a command run once, in an environment of its own, bounded in time and in what it says."""

import os
import selectors
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
"""Seconds that the output of an ended process may still take."""
_LOOK = 0.1
"""How often a stream that says nothing is asked whether enough was heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a process ended, and what it said."""

    exit_code: int | None
    """None where it had to be ended."""
    output: bytes
    errors: bytes
    seconds: float


@dataclass(slots=True, kw_only=True)
class Processes:
    """The processes that run at present, so that all can be ended at once."""

    _running: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    _ended: set[int] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, command: Sequence[str], environment: Mapping[str, str], limit: float) -> Ending:
        """Run a command to its end, or end it and all of its process group when the limit is reached.

        Raises:
            CommandNotStarted: there is no such command, or it cannot be run.
        """
        started = time.monotonic()
        process = _start(command, environment)
        with self._lock:
            self._running[process.pid] = process
        output, errors = _Collector(stream=process.stdout), _Collector(stream=process.stderr)
        timer = threading.Timer(limit, self._end, [process])
        timer.daemon = True
        timer.start()
        process.wait()
        timer.cancel()
        # Whatever it started ends with it, so that nothing is sent any more.
        _kill_group(process.pid)
        with self._lock:
            del self._running[process.pid]
            was_ended = process.pid in self._ended
            self._ended.discard(process.pid)
        seconds = time.monotonic() - started
        exit_code = None if was_ended else process.returncode
        return Ending(exit_code=exit_code, output=output.finish(), errors=errors.finish(), seconds=seconds)

    def end_all(self) -> None:
        """End every process that runs."""
        with self._lock:
            running = list(self._running.values())
        for process in running:
            self._end(process)

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            if process.poll() is not None:
                return
            self._ended.add(process.pid)
        _kill_group(process.pid)


def _start(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - running what the user named is what this is for
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise CommandNotStarted(command[0], getattr(error, "strerror", None) or str(error)) from error


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def utf_8_environment(environment: Mapping[str, str], values: Mapping[str, str], host: str) -> dict[str, str]:
    """Return a client's environment: the user's, a UTF-8 locale, no proxy for our listener, and a call's values."""
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    hosts = f"{host},localhost"
    settled = {"LC_ALL": locale, "LANG": locale, "NO_PROXY": hosts, "no_proxy": hosts}
    return {**environment, **settled, **values}


@dataclass(slots=True, kw_only=True)
class _Collector:
    """Reads a stream to its end, and keeps its beginning."""

    stream: IO[bytes] | None
    _kept: bytearray = field(default_factory=bytearray)
    _enough: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def finish(self) -> bytes:
        """Return what was said, without waiting for those who left the group and keep the stream open."""
        self._thread.join(_GRACE)
        self._enough.set()
        self._thread.join()
        return bytes(self._kept)

    def _read(self) -> None:
        assert self.stream is not None, "it is a pipe"
        with self.stream as stream, selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while not self._enough.is_set():
                if not selector.select(_LOOK):
                    continue
                data = os.read(stream.fileno(), _PIECE)
                if not data:
                    return
                self._kept += data[: LONGEST_OUTPUT - len(self._kept)]
