"""Every command in the README and the docs that runs here runs here, and prints what is printed there."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dingtalk_contract.diff import RULES
from tests.deeds.broken_cancels import CancelsActivityIdAlone
from tests.gateways.broken_deliveries import sends_again_after_503
from tests.gateways.forwarding import forwarding
from tests.servers.broken_requests import takes_any_token
from tests.servers.serving import serving

ROOT = Path(__file__).resolve().parents[1]
WALK = ROOT / "docs" / "changing-the-spec.md"
"""Its commands need a checkout to change: test_walk.py runs them."""
PAGES = [ROOT / "README.md", *(page for page in sorted((ROOT / "docs").glob("*.md")) if page != WALK)]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
SECONDS = re.compile(r"\d+\.\d (s|秒)$")
TRIAL_URL = "http://127.0.0.1:4110"
"""Where the docs judge a server that takes any token."""
DEED_URL = "http://127.0.0.1:4117"
"""Where they judge a service that cancels the first group of several alone."""
GATEWAY_URL, UPSTREAM = "http://127.0.0.1:4120", "127.0.0.1:4121"
"""Where they judge a gateway that sends again after 503, and what it forwards to."""


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """Return each command of each page, with the lines printed below it."""
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *lines = example.rstrip("\n").split("\n")
                if command.startswith("dingtalk-contract ") and "emulate" not in command:
                    yield page.name, command, lines


FILE = re.compile(r"\(`([a-z_.]+)`[^\n]*\):\n\n```[a-z]+\n(.*?)```", re.DOTALL)
"""A file shown on a page: its name, and what is in it."""


def write_files(page: str, folder: Path) -> None:
    """Write the files that a page shows, and the one that it says how to make, beside those of the checkout."""
    (folder / "docs").symlink_to(ROOT / "docs")
    path = ROOT / "docs" / page
    for name, text in FILE.findall(path.read_text(encoding="utf-8")) if path.exists() else ():
        (folder / name).write_text(text, encoding="utf-8")
        if name == "cancel.py":
            mistaken = text.replace('int(env["DINGTALK_AGENTID"])', 'env["DINGTALK_AGENTID"]')
            (folder / "sends_a_string.py").write_text(mistaken, encoding="utf-8")


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("sh", "docs/samples/shell/cancelTaskGroup.sh"),
        ("node", "docs/samples/javascript/cancelTaskGroup.mjs"),
        pytest.param(sys.executable, "cancel_sync.py", marks=pytest.mark.slow),
        pytest.param(sys.executable, "cancel_async.py", marks=pytest.mark.slow),
    ],
    ids=lambda value: Path(value).name,
)
def test_a_client_of_the_docs_conforms(
    program: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other clients of the docs conform, strictly."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "generated"))
    needed = {"sh": ("curl", "jq"), "node": ("node",)}.get(program, ())
    if not all(map(shutil.which, needed)):
        pytest.skip(f"needs {' and '.join(needed)}")
    write_files("clients.md", tmp_path)
    words = [sys.executable, "-m", "dingtalk_contract", "check", "client", "--strict", "--lang=en", "--", program, name]

    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("page", "command", "lines"), [pytest.param(*each, id=f"{each[0]}: {each[1]}") for each in examples()]
)
def test_an_example_prints_what_the_page_shows(page: str, command: str, lines: list[str], tmp_path: Path) -> None:
    """A command of the docs prints the very lines shown, but for seconds."""
    write_files(page, tmp_path)
    with (
        serving(takes_any_token) as url,
        serving(CancelsActivityIdAlone()) as deeds,
        forwarding(sends_again_after_503) as (gateway, port),
    ):
        here = {TRIAL_URL: url, DEED_URL: deeds, GATEWAY_URL: gateway, UPSTREAM: f"127.0.0.1:{port}"}
        for shown, real in here.items():
            command = command.replace(shown, real)
        words = [sys.executable, "-m", "dingtalk_contract", *shlex.split(command)[1:]]
        printed = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
        for shown, real in here.items():
            printed = printed.replace(real, shown)
        said = printed.rstrip("\n").split("\n")

    wanted_lines = [line for line in lines if line != "…"]
    assert len(said) == len(wanted_lines) or "…" in lines
    for wanted, got in zip(wanted_lines, said, strict=False):
        if wanted.endswith(" …"):
            assert got.startswith(wanted.removesuffix("…"))
        else:
            assert SECONDS.sub("0.0", got) == SECONDS.sub("0.0", wanted)


def test_the_page_of_rules_is_current() -> None:
    """The rules of the diff in the docs are those that the program has."""
    rows = [f"| `{rule.name}` | {rule.impact} | {rule.meaning} |" for rule in RULES.values()]

    lines = (ROOT / "docs" / "spec-rules.md").read_text(encoding="utf-8").splitlines()

    assert lines[-len(rows) :] == rows


@pytest.mark.parametrize("kind", ["server", "gateway", "client", "load"])
def test_the_page_of_clauses_is_current(kind: str) -> None:
    """The catalogue in the docs is the one that the program prints."""
    options = [f"--target={kind}", "--format=markdown", "--lang=en"]
    command = [sys.executable, "-m", "dingtalk_contract", "clauses", *options]

    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert f"## A {kind}\n\n{printed}" in (ROOT / "docs" / "clauses.md").read_text(encoding="utf-8")
