"""`check gateway` as it is typed: what it says, where, and what it ends with."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema_rs import validator_for

from dingtalk_contract.conformance import reports
from dingtalk_contract.exchange import Listener, Reply
from tests.gateways.changing import rewriting_lists
from tests.gateways.correct import forwards
from tests.gateways.forwarding import Forward, Request, forwarding, free_port
from tests.gateways.runs import run as judge

SCHEMA = Path(reports.__file__).parent / "record.schema.json"
TOKEN = "sesame-93-open"


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    command = [sys.executable, "-m", "dingtalk_contract", "check", "gateway", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=200)


def test_a_conforming_gateway_ends_in_one_line(tmp_path: Path) -> None:
    """A conforming gateway is exit code 0 and one line of counts."""
    with forwarding(forwards) as (url, port):
        done = run(url, "--upstream", f"127.0.0.1:{port}", cwd=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("conforms: 43 pass, 0 fail, 0 warn, 0 skip, 0 error, 0 known; ")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")
    assert list(tmp_path.iterdir()) == []


def test_a_finding_is_in_every_report_and_the_token_in_none(tmp_path: Path) -> None:
    """Reports name the clause, show what arrived, and hide the token."""
    forms = {"jsonl": "r.jsonl", "html": "r.html", "markdown": "r.md", "junit": "r.xml", "har": "r.har"}
    wanted = [f"--report={form}={path}" for form, path in forms.items()]

    with forwarding(rewriting_lists(lambda items: sorted(items, key=str))) as (url, port):
        done = run(url, "--upstream", f"127.0.0.1:{port}", "--access-token", TOKEN, *wanted, cwd=tmp_path)

    assert done.returncode == 1
    assert "fail cancelTaskGroup/arrival/lists" in done.stdout
    written = {form: (tmp_path / path).read_text(encoding="utf-8") for form, path in forms.items()}
    assert all("arrival/lists" in text for form, text in written.items() if form != "har")
    assert "What arrived behind the gateway" in written["html"]
    assert not [form for form, text in {**written, "console": done.stdout}.items() if TOKEN in text]
    validate = validator_for(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate
    for line in written["jsonl"].splitlines():
        validate(json.loads(line))


def test_a_gateway_that_hangs_is_not_waited_for_without_end() -> None:
    """A gateway that hangs after failures is judged on every clause."""
    hung: list[Request] = []

    def hangs_after_a_failure(request: Request, forward: Forward) -> Reply:
        reply = forward(request)
        if reply.status >= 500:
            hung.append(request)
            time.sleep(1.5)
        return reply

    code, lines = judge(hangs_after_a_failure, timeout=1)

    waited_for = [line for line in lines.lines if line["record"] == "exchange" and line["seconds"] >= 1]
    assert code == 0
    assert lines.lines[-1]["counts"]["error"] == 0
    assert len(waited_for) < 15 < len(hung)


def test_a_gateway_that_is_down_is_said_so(tmp_path: Path) -> None:
    """A gateway where nobody listens is exit code 2."""
    down = free_port()
    done = run(f"http://127.0.0.1:{down}", "--upstream", f"127.0.0.1:{free_port()}", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith(f"dingtalk-contract: cannot reach the target 'http://127.0.0.1:{down}': ")


def test_a_gateway_that_answers_from_elsewhere_is_said_so(tmp_path: Path) -> None:
    """A gateway behind which nothing arrives is exit code 2."""
    upstream = f"127.0.0.1:{free_port()}"
    with Listener(answering=lambda _: Reply(body=b'{"errcode":0}')) as other:
        done = run(other.url, "--upstream", upstream, cwd=tmp_path)

    assert done.returncode == 2
    assert f"cannot judge the gateway '{other.url}': nothing arrived at its upstream {upstream}, " in done.stderr
    assert "it answered accepted: HTTP 200" in done.stderr


def test_an_upstream_port_in_use_is_said_so(tmp_path: Path) -> None:
    """An upstream's port that somebody has is exit code 2."""
    with Listener(answering=lambda _: Reply()) as taken, forwarding(forwards) as (url, _):
        done = run(url, "--upstream", f"127.0.0.1:{taken.port}", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith(f"dingtalk-contract: cannot listen on 127.0.0.1:{taken.port}: address already in use")


@pytest.mark.parametrize("upstream", ["9000", "localhost:", "localhost:0", "localhost:70000", "localhost:http", ":90"])
def test_an_upstream_that_is_no_address_is_refused(upstream: str, tmp_path: Path) -> None:
    """What is no HOST:PORT is exit code 2."""
    done = run("http://127.0.0.1:1", "--upstream", upstream, cwd=tmp_path)

    assert done.returncode == 2
    assert f"cannot use the upstream {upstream!r}: it is not HOST:PORT." in done.stderr
