"""`check client` as it is typed: what it says, where, and what it ends with."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
PROGRAM = (sys.executable, "-m", "dingtalk_contract")


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DINGTALK_", "LC_", "LANG"))}
    return subprocess.run(
        [*PROGRAM, *words], cwd=cwd, env=clean | environment, capture_output=True, text=True, check=False, timeout=200
    )


def trial(module: str, name: str) -> list[str]:
    """Return the command that starts a trial client."""
    return [sys.executable, "-I", "-S", str(FOLDER / "__main__.py"), module, name]


def test_a_conforming_client_ends_in_one_line(tmp_path: Path) -> None:
    """A conforming client is exit code 0 and one line of counts."""
    done = run("check", "client", "--", *trial("correct", "calls_as_documented"), cwd=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("conforms: 58 pass, 0 fail, 0 warn, 0 skip, 0 error, 0 known; ")
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["no-such-command"], "cannot start the command 'no-such-command': no such file or directory"),
        (["true"], "cannot judge the command 'true': it sent no request to $DINGTALK_BASE_URL for the example"),
        (["sh", "-c", "echo why >&2; exit 3"], "and ended with exit code 3: 'why'"),
    ],
)
def test_a_client_that_cannot_be_judged_gets_one_line(command: list[str], message: str, tmp_path: Path) -> None:
    """A command that cannot be judged is exit code 2 and one line on stderr."""
    done = run("check", "client", "--", *command, cwd=tmp_path)

    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_warning_counts_under_strict(tmp_path: Path) -> None:
    """A client that is warned fails under --strict alone."""
    words = ["check", "client", "--select", "cancelTaskGroup/conclusion/absent-errcode"]
    command = trial("broken_conclusions", "demands_errcode")

    lenient = run(*words, "--", *command, cwd=tmp_path)
    strict = run(*words, "--strict", "--", *command, cwd=tmp_path)

    assert (lenient.returncode, strict.returncode) == (0, 1)


def test_a_known_failure_of_a_client_is_known(tmp_path: Path) -> None:
    """A known failure of a named client is no failure."""
    clause = "cancelTaskGroup/sent/body/request/agentid/digits"
    entry = {"clause": clause, "target": "mine", "reason": "later"}
    (tmp_path / "known.yaml").write_text(json.dumps([entry]), encoding="utf-8")
    words = ["check", "client", "--known=known.yaml", "--name=mine", f"--select={clause}", "--"]

    broken = run(*words, *trial("broken_fields", "sends_the_agentid_in_quotes"), cwd=tmp_path)
    mended = run(*words, *trial("correct", "calls_as_documented"), cwd=tmp_path)

    assert (broken.returncode, mended.returncode) == (0, 1)
    assert ", 1 known;" in broken.stdout


def test_a_record_of_a_client_becomes_any_report(tmp_path: Path) -> None:
    """The record of a client is read back, in Chinese too."""
    command = trial("broken_envelopes", "puts_the_request")
    run("check", "client", "--report=jsonl=run.jsonl", "--", *command, cwd=tmp_path)

    done = run("report", "run.jsonl", "--format=markdown", "--lang=zh", cwd=tmp_path)

    assert done.returncode == 0
    assert "客户端的每个请求都使用文档规定的方法。" in done.stdout


def test_the_clauses_on_clients_are_listed(tmp_path: Path) -> None:
    """The catalogue of clients has its own clauses, each once."""
    done = run("clauses", "--target=client", "--format=json", cwd=tmp_path)

    clauses = [each["clause"] for each in json.loads(done.stdout)]
    assert len(set(clauses)) == len(clauses) == 58
    assert "cancelTaskGroup/token/known" not in clauses


def test_an_interrupted_run_ends_its_processes(tmp_path: Path) -> None:
    """Ctrl-C ends the run, its processes too, with exit code 2."""
    words = [*PROGRAM, "check", "client", "--", "sh", "-c", f"echo begun > {tmp_path}/begun; sleep 60"]
    # A shell that starts tests in the background has them ignore the signal, and what they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (tmp_path / "begun").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    signal.signal(signal.SIGINT, before)

    assert process.returncode == 2
    assert said == "dingtalk-contract: interrupted; no verdict.\n"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_a_client_in_javascript_is_warned_of_its_numbers(tmp_path: Path) -> None:
    """A client whose numbers are doubles is warned, and conforms."""
    done = run("check", "client", "--lang=en", "--", "node", str(FOLDER / "doubles.mjs"), cwd=tmp_path)

    assert done.returncode == 0, done.stdout
    assert ", 0 fail, 1 warn, 0 skip, 0 error" in done.stdout
    assert "agentid/beyond-53-bit" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("javac") is None, reason="needs a JDK")
def test_a_client_in_java_conforms(tmp_path: Path) -> None:
    """A client on the HTTP client of Java, which offers HTTP/2, conforms."""
    subprocess.run(["javac", "-d", str(tmp_path), str(FOLDER / "Cancel.java")], check=True)

    done = run("check", "client", "--lang=en", "--", "java", "-cp", ".", "Cancel", cwd=tmp_path)

    assert done.returncode == 0, done.stdout
    assert ", 0 fail, 2 warn, 0 skip, 0 error" in done.stdout
