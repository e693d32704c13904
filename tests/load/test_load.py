"""The judge under load: what breaks only where many ask is found by one clause, and slow or throttling is no fault."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.cli.load import require_allowed
from dingtalk_contract.cli.operations import chosen_operations, known_good
from dingtalk_contract.conformance import ExitCode, LoadTarget, Settings, check
from dingtalk_contract.contract import TargetKind, load_catalogue, load_document
from dingtalk_contract.errors import UsageError
from dingtalk_contract.exchange import parse_url
from dingtalk_contract.load import Plan, Size, run_load
from tests.deeds.service import Service
from tests.load.services import HalfWriting, Losing, Mixing, Slow, Throttling, Wrapping
from tests.servers.serving import serving

DOCUMENT = load_document()
OPERATIONS = chosen_operations(DOCUMENT, ["all"])
CATALOGUE = load_catalogue(DOCUMENT, TargetKind.LOAD, operations=OPERATIONS)
GOOD = known_good(DOCUMENT, OPERATIONS)


def judged(service: Service, size: Size) -> tuple[ExitCode, dict[str, Mapping[str, Any]]]:
    """Load a service, and return the result of each clause."""
    results: dict[str, Mapping[str, Any]] = {}

    class Results:
        def take(self, record: Mapping[str, Any]) -> None:
            if record["record"] == "result":
                results[record["clause"]] = record

    with serving(service) as url:
        plan = Plan(
            url=url,
            bodies={name: each.body for name, each in GOOD.items()},
            tokens={name: each.token.value for name, each in GOOD.items()},
            weights={"life": 1},
            timeout=5,
        )
        report = run_load(plan, size, settle=1)
        assert report is not None
        target = LoadTarget(address=parse_url(url), report=report)
        settings = Settings(target=target, document=DOCUMENT, catalogue=CATALOGUE, known_good=GOOD)
        return check(settings, [Results()]), results


def broken(results: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Return the slugs of the clauses that failed."""
    return {clause.split("/", 1)[1] for clause, result in results.items() if result["verdict"] == "fail"}


@pytest.mark.parametrize(
    ("service", "slug"),
    [
        pytest.param(Mixing, "load/own", id="mixing"),
        pytest.param(Losing, "load/kept", id="losing", marks=pytest.mark.slow),
        pytest.param(Wrapping, "load/distinct", id="wrapping", marks=pytest.mark.slow),
        pytest.param(HalfWriting, "load/whole", id="half-writing", marks=pytest.mark.slow),
    ],
)
def test_what_breaks_under_load_is_found(service: type[Service], slug: str) -> None:
    """A few seconds of load show what one request at a time does not."""
    code, results = judged(service(), Size(users=20, spawn_rate=20, run_time=6))

    assert slug in broken(results)
    assert code == ExitCode.BREAKS


@pytest.mark.slow
@pytest.mark.parametrize("service", [Service, Slow, Throttling])
def test_no_correct_service_is_accused_under_load(service: type[Service]) -> None:
    """Plain, slow or throttling, it keeps every clause."""
    code, results = judged(service(), Size(users=20, spawn_rate=20, run_time=6))

    assert broken(results) == set()
    assert code == ExitCode.CONFORMS


def test_what_nobody_answers_is_not_judged(tmp_path: Path) -> None:
    """Where nobody listens no clause passes."""
    words = [sys.executable, "-m", "dingtalk_contract", "load", "http://127.0.0.1:1", "--run-time=1", "--lang=en"]

    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stdout.splitlines()[-1].startswith("could not be judged: 0 pass, 0 fail, ")


@pytest.mark.slow
def test_two_workers_load_under_one_master(tmp_path: Path) -> None:
    """A master and two workers are processes of their own."""
    with serving(Service()) as url:
        words = [sys.executable, "-m", "dingtalk_contract", "load", url, "--operation=all", "--lang=en"]
        words += ["--master-port=5571"]
        sizes = ["--users=10", "--run-time=5", "--report=jsonl=run.jsonl"]
        workers = [subprocess.Popen([*words, "--worker"], cwd=tmp_path) for _ in range(2)]
        master = subprocess.run(
            [*words, "--master=2", *sizes], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        codes = [worker.wait(30) for worker in workers]

    lines = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (master.returncode, codes) == (0, [0, 0]), master.stdout + master.stderr
    assert "2 workers" in master.stdout
    assert lines[-1]["load"]["operations"]["createTasks"]["requests"] > 10


@pytest.mark.slow
def test_an_interrupted_load_is_on_record(tmp_path: Path) -> None:
    """After Ctrl-C the record is written, marked interrupted."""
    with serving(Service()) as url:
        words = [sys.executable, "-m", "dingtalk_contract", "load", url, "--operation=all", "--processes=2"]
        words += ["--run-time=60", "--report=jsonl=run.jsonl", "--lang=en"]
        # A shell that starts tests in the background has them ignore the signal, and what they start.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as load:
            signal.signal(signal.SIGINT, before)
            time.sleep(8)
            load.send_signal(signal.SIGINT)
            said, _ = load.communicate(timeout=40)

    end = json.loads((tmp_path / "run.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert load.returncode == 2
    assert end["load"]["interrupted"] is True
    assert said.splitlines()[-1].startswith("interrupted: ")


@pytest.mark.parametrize(
    ("url", "named", "words"),
    [
        ("https://oapi.dingtalk.com", "oapi.dingtalk.com", "the real service"),
        ("http://203.0.113.7", None, "--yes-load 203.0.113.7"),
        ("http://example.com", "example.org", "--yes-load example.com"),
    ],
)
def test_what_may_not_be_loaded_is_refused(url: str, named: str | None, words: str) -> None:
    """Neither the real service nor what was not named is asked."""
    with pytest.raises(UsageError, match=words):
        require_allowed(parse_url(url), named)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://localhost:1", "http://10.1.2.3", "http://[::1]:1"])
def test_what_is_private_may_be_loaded(url: str) -> None:
    """Loopback and private addresses need no word."""
    require_allowed(parse_url(url), None)
