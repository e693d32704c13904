"""How a client is run: its environment, its end, what it says, and what two at once do to each other."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.conformance import ClientTarget, ExitCode, Processes
from dingtalk_contract.errors import CommandNotStarted, CommandSilent
from tests.clients.runs import run

CALLING = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from tests.clients.calling import *
"""


def python(text: str) -> tuple[str, ...]:
    """Return the command that runs a client of these lines, which may use what trial clients do."""
    return (sys.executable, "-I", "-S", "-c", CALLING + text)


def verdicts(lines: Any, verdict: str) -> list[str]:
    """Return the slugs of the clauses with a verdict."""
    return [line["clause"].partition("/")[2] for line in lines.results(verdict)]


@pytest.mark.parametrize(
    ("script", "seconds", "code"),
    [
        pytest.param("sleep 60 & echo $! > {}/pid; wait", 0.5, None, id="that hangs"),
        pytest.param("sleep 60 >/dev/null 2>&1 & echo $! > {}/pid", 5, 0, id="that ends before it"),
    ],
)
def test_a_process_is_ended_with_all_it_started(script: str, seconds: float, code: int | None, tmp_path: Path) -> None:
    """What a command started ends with it."""
    ending = Processes().run(["sh", "-c", script.format(tmp_path)], os.environ, seconds)

    pid = int((tmp_path / "pid").read_text(encoding="utf-8"))
    deadline = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert ending.exit_code == code
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
    except OSError:
        return False
    return state not in "ZX"


def test_a_stream_held_open_by_others_is_not_waited_for() -> None:
    """A process that left the group and holds the output delays nothing."""
    script = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(8)\nprint(1, flush=True)"

    ending = Processes().run([sys.executable, "-I", "-S", "-c", script], os.environ, 5)

    assert ending.exit_code == 0
    assert ending.output == b"1\n"
    assert ending.seconds < 5


def test_a_command_that_is_not_there_is_named() -> None:
    """A command that cannot be started is an error that says why."""
    with pytest.raises(CommandNotStarted, match="cannot start the command 'no-such-command': no such file"):
        run(("no-such-command",))


@pytest.mark.parametrize("text", ["raise SystemExit('no module')", "pass"])
def test_a_silent_command_is_named(text: str) -> None:
    """A command that sends nothing for the example is an error."""
    with pytest.raises(CommandSilent, match="sent no request"):
        run(python(text))


def test_the_environment_is_that_of_the_call(tmp_path: Path) -> None:
    """A client has the user's variables and the call's, but no proxy."""
    seen = tmp_path / "seen.jsonl"
    lines = (
        f"open({str(seen)!r}, 'a').write(json.dumps([dict(os.environ), sys.stdin.read()]) + '\\n'); sys.exit(call())"
    )
    user = {
        "PATH": os.environ["PATH"],
        "MINE": "1",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "DINGTALK_ACCESS_TOKEN": "secret",
        "DINGTALK_ACTIVITY_ID_LIST": "left over",
        "LC_ALL": "C",
    }

    run(("x",), target=ClientTarget(command=python(lines), environment=user))

    found = [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()]
    assert all(each["MINE"] == "1" and "127.0.0.1" in each["NO_PROXY"] for each, _ in found)
    assert all("UTF-8" in each["LC_ALL"] and said == "" for each, said in found)
    assert not any("secret" in each.values() or "left over" in each.values() for each, _ in found)
    assert {"DINGTALK_ACTIVITY_ID_LIST" in each for each, _ in found} == {True, False}
    assert any("待办组" in each["DINGTALK_ACTIVITY_ID"] for each, _ in found)


def test_a_hanging_example_ends_the_run() -> None:
    """A client that hangs on the example fails, and is asked no more."""
    target = ClientTarget(command=python("send(); time = __import__('time'); time.sleep(60)"), seconds=0.5)

    code, lines = run(("x",), target=target)

    assert code is ExitCode.BREAKS
    assert verdicts(lines, "fail") == ["control/example"]
    assert {line["reason"] for line in lines.results("skip")} == {"control not accepted"}
    assert sum(line["record"] == "process" for line in lines.lines) == 1


def test_a_client_that_often_hangs_is_not_asked_for_ever() -> None:
    """After some calls that had to be ended no more are made."""
    text = "answer = send()\nif not is_success(answer): __import__('time').sleep(60)"

    code, lines = run(("x",), target=ClientTarget(command=python(text), seconds=1.5))

    assert code is ExitCode.BREAKS
    assert verdicts(lines, "fail") == ["conclusion/in-time"]
    assert sum(line["record"] == "process" and line["exit_code"] is None for line in lines.lines) < 20


def test_a_client_that_waits_when_throttled_is_no_failure() -> None:
    """A client that waits longer than it may run could not be asked."""
    text = """
answer = send()
if {"90018", "-1"} & answer.codes:
    __import__("time").sleep(60)
sys.exit(not is_success(answer))
"""

    code, lines = run(("x",), target=ClientTarget(command=python(text), seconds=1.5))

    assert verdicts(lines, "fail") == []
    assert verdicts(lines, "error") == ["conclusion/throttled", "conclusion/busy"]
    assert code is ExitCode.NOT_ASKED


def test_a_client_that_runs_one_at_a_time_is_not_accused(tmp_path: Path) -> None:
    """What two at once do to each other is no fault of the client."""
    body = tmp_path / "body.json"
    text = f"""
import time
open({str(body)!r}, "wb").write(encode({{"request": request()}}))
time.sleep(0.02)
sys.exit(call(body=open({str(body)!r}, "rb").read()))
"""

    code, lines = run(python(text))

    assert verdicts(lines, "fail") == verdicts(lines, "warn") == []
    assert code is ExitCode.CONFORMS


def test_what_a_client_says_is_kept_without_its_token() -> None:
    """The output is in the record, without any form of the token."""
    text = """
print(token(), quote(token(), safe=""), quote(token(), safe="").lower(), "said")
print("x" * 100_000, file=sys.stderr)
sys.exit(call())
"""

    _, lines = run(python(text))

    said = [line for line in lines.lines if line["record"] == "process"]
    assert all("said" in line["output"] for line in said)
    assert all(len(line["errors"]) < 5000 for line in said)
    text = json.dumps(lines.lines)
    assert "6d1bxxxx" not in text.lower()
    assert "%41%3b%3a%40" not in text.lower()


def test_a_selection_runs_its_calls_alone() -> None:
    """A selected clause has its own calls made, after the example."""
    code, lines = run(python("sys.exit(call())"), select=("cancelTaskGroup/text/unicode",))

    assert code is ExitCode.CONFORMS
    assert sum(line["record"] == "process" for line in lines.lines) == 2


def test_a_rate_spaces_the_starts() -> None:
    """Processes are started no faster than told."""
    started = time.monotonic()

    run(python("sys.exit(call())"), select=("cancelTaskGroup/conclusion/rejected",), rate=10.0)

    assert time.monotonic() - started >= 0.4
