"""The command `emulate`, and the page that describes it, as they are typed."""

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import jsonschema_rs
import pytest

from dingtalk_contract.contract import Document, Operation
from dingtalk_contract.emulator import FAULTS, Emulator, make_emulator

PAGE = Path(__file__).resolve().parents[2] / "docs" / "emulator.md"
PROGRAM = (sys.executable, "-m", "dingtalk_contract", "emulate")
URL = "http://127.0.0.1:8080"


@contextmanager
def emulating(*options: str) -> Iterator[str]:
    """Run the command on a free port, and give its URL."""
    with subprocess.Popen([*PROGRAM, "--port=0", *options], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            assert line.startswith("serving "), line
            yield line.split()[-1]
        finally:
            process.terminate()


def cancel(url: str, operation: Operation, token: str = "6d1bxxxx") -> int:
    """Send the page's example, and give the errcode."""
    request = Request(f"{url}{operation.path}?access_token={token}", json.dumps(operation.body_example).encode())
    request.add_header("Content-Type", "application/json")
    with urlopen(request, timeout=10) as answer:
        return int(json.load(answer)["errcode"])


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], [0, 0]),
        (["--choose", "finished-group=reject"], [0, 820006]),
        (["--fault", "busy"], [-1, -1]),
        (["--throttle", "0"], [88, 88]),
        (["--latency", "0.01"], [0, 0]),
        (["--break", "cancelTaskGroup/control/full"], [40035, 40035]),
    ],
)
def test_an_option_does_what_it_says(operation: Operation, options: list[str], codes: list[int]) -> None:
    """Choices, faults and breakages can be had from the start."""
    with emulating(*options) as url:
        assert [cancel(url, operation) for _ in range(2)] == codes


def test_seed_data_come_from_a_file(operation: Operation, tmp_path: Path) -> None:
    """The apps and tokens are those of the file."""
    data = {"apps": [{"id": 111}], "tokens": [{"value": "mine", "app": 111}], "instances": [{"id": "proc-zzz"}]}
    (tmp_path / "seed.json").write_text(json.dumps(data), encoding="utf-8")

    with emulating(f"--seed-data={tmp_path}/seed.json") as url:
        assert [cancel(url, operation, token) for token in ("mine", "6d1bxxxx")] == [0, 88]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--seed-data", "missing.json"], "cannot use the seed data 'missing.json': No such file"),
        (["--seed-data", "bad.json"], "cannot use the seed data 'bad.json': /apps/0/id: "),
        (["--choose", "nonsense"], "cannot use --choose 'nonsense': it is not NAME=VALUE"),
        (["--choose", "unknown-group=perhaps"], "cannot choose unknown-group=perhaps"),
        (["--fault", "none"], "cannot show the fault 'none'"),
        (["--fault", "busy=much"], "cannot show the fault 'busy=much'"),
        (["--fault", "busy=2"], "cannot show the fault 'busy'"),
        (["--break", "token/known"], "cannot break 'token/known': there is no such clause"),
    ],
)
def test_bad_options_get_one_exact_line(options: list[str], message: str, tmp_path: Path) -> None:
    """What cannot be done is one line on stderr, and exit code 2."""
    (tmp_path / "bad.json").write_text('{"apps": [{"id": "1"}]}', encoding="utf-8")

    done = subprocess.run([*PROGRAM, *options], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30)

    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl, which is not on this machine")
def test_the_examples_of_the_page_print_what_they_show(document: Document) -> None:
    """The commands of the page, one after another, print its lines."""
    start, *blocks = re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    examples = [example.rstrip("\n").split("\n") for example in re.split(r"^\$ ", blocks[0], flags=re.MULTILINE)[1:]]

    with emulating() as url:
        printed = [
            subprocess.run(["/bin/bash", "-c", command.replace(URL, url)], capture_output=True, text=True, check=True)
            for command, *_ in examples
        ]

    served = f"serving {len(document.operations)} operations on {URL}"
    assert start == f"$ dingtalk-contract emulate --port 8080\n{served}\n"
    said = [re.sub(r'"request_id":"\w+"', '"request_id":"…"', done.stdout).rstrip("\n") for done in printed]
    assert said == ["\n".join(lines) for _, *lines in examples]


def test_the_seed_data_of_the_page_are_good(document: Document) -> None:
    """The example of seed data keeps the schema, and is taken."""
    from dingtalk_contract.emulator._seed_data import SCHEMA_PATH

    shown = json.loads(re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0])

    jsonschema_rs.validate(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")), shown)
    assert make_emulator(document, seed_data=shown).good_token() == "6d1bxxxx"


def test_the_page_names_each_fault_and_choice(emulator: Emulator) -> None:
    """No fault, choice or limit is missing on the page."""
    page = PAGE.read_text(encoding="utf-8")

    named = [*FAULTS, *emulator.offered_choices()]

    assert [name for name in named if f"`{name}`" not in page] == []


def test_the_tests_of_the_page_pass(tmp_path: Path) -> None:
    """The example of tests runs, and passes."""
    example = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    (tmp_path / "test_page.py").write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "5 passed" in done.stdout


def test_an_occupied_port_is_named() -> None:
    """A port that somebody has is one line, and exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as occupier:
        command = [*PROGRAM, f"--port={occupier.getsockname()[1]}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    assert done.returncode == 2
    assert "address already in use" in done.stderr
