"""The emulator over time: slow and silent clients, many requests, and a clean end."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from urllib.request import urlopen

import pytest

from dingtalk_contract.contract import Operation
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator, Limits

from .wire import codes_of, connect, exchange, good_request, is_well, read_all


@pytest.mark.parametrize("sent", [b"", b"POST /topapi", b"POST /topapi/x HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc"])
def test_a_slow_sender_is_hung_up_on(bounded: EmbeddedEmulator, operation: Operation, sent: bytes) -> None:
    """A request that does not arrive in time is 408, idleness an end."""
    with connect(bounded) as client:
        client.sendall(sent)
        said = read_all(client)

    assert said.startswith(b"HTTP/1.1 408 ") if sent else said == b""
    assert is_well(bounded, operation)


def test_a_sender_that_drips_is_hung_up_on(bounded: EmbeddedEmulator) -> None:
    """A byte now and then does not prolong the time of a request."""
    with connect(bounded) as client, pytest.raises(ConnectionError):
        drip(client, b"POST /topapi/x HTTP/1.1\r\nX: " + b"a" * 200)


def drip(client: socket.socket, text: bytes) -> None:
    """Send byte by byte."""
    for byte in text:
        client.sendall(bytes([byte]))
        time.sleep(0.05)


def test_a_client_that_never_reads_is_hung_up_on(bounded: EmbeddedEmulator, operation: Operation) -> None:
    """Answers that nobody takes are not piled up."""
    flood = b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: a\r\n\r\n" * 1_000_000
    with connect(bounded) as client, pytest.raises(ConnectionError):
        client.sendall(flood)

    assert is_well(bounded, operation)


def test_one_connection_too_many_is_503(bounded: EmbeddedEmulator, limits: Limits, operation: Operation) -> None:
    """Beyond its number of connections the emulator turns away."""
    clients = [connect(bounded) for _ in range(limits.connections)]
    for client in clients:
        client.sendall(b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
        client.recv(1)

    said = exchange(bounded, good_request(operation), shut=False)
    for client in clients:
        client.close()

    assert said == b"" or said.startswith(b"HTTP/1.1 503 ")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc for the size of a process")
def test_memory_stays_bounded() -> None:
    """Many requests, and huge ones, leave the process as small as it was."""
    code = "import sys; from dingtalk_contract.cli import main; sys.argv[1:] = ['emulate', '--port=0']; main()"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = urlsplit(process.stderr.readline().split()[-1])
        good = b"POST /topapi/x?access_token=a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
        huge = b"POST /topapi/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000

        def send(raw: bytes, times: int) -> None:
            with socket.create_connection((address.hostname, address.port), timeout=30) as client:
                reader = threading.Thread(target=read_all, args=(client,))
                reader.start()
                for _ in range(times):
                    client.sendall(raw)
                client.shutdown(socket.SHUT_WR)
                reader.join()

        send(good * 100, 30)
        send(huge, 1000)
        before = _resident(process.pid)
        send(good * 100, 200)
        send(huge, 1000)
        grown = _resident(process.pid) - before
        process.terminate()

    assert grown < 8 << 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_what_is_being_answered_is_not_lost_at_the_end(operation: Operation, tmp_path: Path) -> None:
    """At SIGTERM late answers go out at once, and all connections end."""
    code = (
        "import sys; from dingtalk_contract.cli import main; "
        "sys.argv[1:] = ['emulate', '--port=0', '--latency=30']; main()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr is not None
        address = urlsplit(process.stderr.readline().split()[-1])
        clients = [socket.create_connection((address.hostname, address.port), timeout=10) for _ in range(50)]
        for client in clients:
            client.sendall(good_request(operation))
        while _journalled(address) < len(clients):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGTERM)
        # Less than the latency by far: what is told now is told at once.
        told = [read_all(client) for client in clients]
        code_at_end = process.wait(timeout=5)
        for client in clients:
            client.close()

    assert [codes_of(said) for said in told] == [[0]] * 50
    assert code_at_end == 0


def test_what_has_arrived_is_answered_at_the_end(emulator: Emulator, operation: Operation) -> None:
    """Requests that the kernel holds when the end comes are answered too."""
    with ExitStack() as stack:
        with EmbeddedEmulator(emulator) as embedded:
            clients = [stack.enter_context(connect(embedded)) for _ in range(20)]
            is_held = threading.Event()

            def wait(_: Emulator) -> None:
                # Nothing is read while this lasts; the end is asked for before it is over.
                is_held.set()
                time.sleep(0.3)

            hold = threading.Thread(target=embedded.call, args=(wait,))
            hold.start()
            is_held.wait()
            for client in clients:
                client.sendall(good_request(operation))
        told = [codes_of(read_all(client)) for client in clients]
        hold.join()

    assert told == [[0]] * 20


def _journalled(address: SplitResult) -> int:
    url = f"http://{address.netloc}/_emulator/journal?after=1000000"
    with urlopen(url, timeout=10) as answer:
        return int(json.load(answer)["count"])


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
