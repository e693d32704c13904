"""The walk of docs/changing-the-spec.md: every command runs, in order, and prints what the page shows."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "changing-the-spec.md"
BLOCK = re.compile(r"```(console|diff)\n(.*?)```", re.DOTALL)
FILES = re.compile(r"\d+ files")
CHANGELOG = "# Changelog\n\n## Unreleased\n\n### Contract\n\n### Added\n"


class Session:
    """What a session of nox is given: it runs the commands on a copy, and installs nothing."""

    posargs: tuple[str, ...] = ()

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self.lines: list[str] = []

    def install(self, *words: str) -> None:
        """Install nothing: all is here."""

    def run(self, program: str, *words: str) -> None:
        """Run a command, and end the session where it fails."""
        start = {"python": (), "dingtalk-contract": ("-m", "dingtalk_contract")}[program]
        done = run(self.copy, *start, *words)
        self.lines += [*done.stdout.splitlines(), *done.stderr.splitlines()]
        if done.returncode:
            raise SystemExit


def run(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python on a copy."""
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, *words], cwd=copy, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def noxfile(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The sessions of this checkout."""
    monkeypatch.chdir(ROOT)
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of this checkout in which the contract as it is was released, as 1.0.0."""
    copy = tmp_path / "copy"
    for name in ("spec", "src", "contract_tests", "scripts", "generated", "docs/samples"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "released"))
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    (copy / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    document = copy / "spec" / "openapi.yaml"
    text = re.sub(r"(?m)^  version: .*$", "  version: 1.0.0", document.read_text(encoding="utf-8"), count=1)
    document.write_text(text, encoding="utf-8")
    done = run(copy, "scripts/release_spec.py", "--date=2026-11-23")
    assert done.returncode == 0, done.stderr
    return copy


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """Return each edit, and each command with the lines shown below it."""
    for kind, block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "diff":
            yield "diff", block, []
            continue
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = example.rstrip("\n").split("\n")
            yield "command", command, lines


def perform(command: str, copy: Path, noxfile: ModuleType) -> list[str]:
    """Return the lines that a command of the page prints."""
    program, *words = shlex.split(command)
    if program == "dingtalk-contract":
        return run(copy, "-m", "dingtalk_contract", *words).stdout.splitlines()
    assert (program, words[0]) == ("nox", "-s")
    session = Session(copy)
    session.posargs = tuple(words[3:])
    try:
        getattr(noxfile, words[1]).func(session)
    except SystemExit:
        session.lines.append(f"nox > Session {words[1]} failed.")
    return session.lines


def is_shown(shown: list[str], printed: list[str]) -> bool:
    """Return whether these lines are printed; one with three dots alone stands for any number of lines."""
    parts = [f"{re.escape(FILES.sub('N files', line.removesuffix('…')))}{'.*' * line.endswith('…')}" for line in shown]
    pattern = "\n".join("(?s:.*)" if line == "…" else part for line, part in zip(shown, parts, strict=True))
    return re.fullmatch(pattern, FILES.sub("N files", "\n".join(printed))) is not None


def test_every_step_of_the_walk_prints_what_the_page_shows(copy: Path, noxfile: ModuleType) -> None:
    """From the edit to the release, each command does what the page says."""
    steps = list(examples())

    assert len(steps) > 10
    for kind, text, shown in steps:
        if kind == "diff":
            subprocess.run(["git", "apply", "-"], input=text, cwd=copy, text=True, check=True)
            continue
        printed = perform(text, copy, noxfile)
        assert is_shown(shown, printed), "\n".join([f"$ {text}", *printed])
