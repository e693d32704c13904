"""The distribution carries the promise and the proof, in a wheel as in a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of the wheel, in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_a_wheel_judges_like_a_checkout(installed: Path, tmp_path: Path) -> None:
    """Installed from its wheel, the program judges the emulator."""
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-P", "-m", "dingtalk_contract", "check", "server", "--lang=en"]

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("conforms: ")


def test_a_wheel_judges_clients_like_a_checkout(installed: Path, tmp_path: Path) -> None:
    """Installed from its wheel, the program judges a client."""
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    trials = ROOT / "tests" / "clients" / "__main__.py"
    client = [sys.executable, "-I", "-S", str(trials), "correct", "calls_as_documented"]
    command = [sys.executable, "-P", "-m", "dingtalk_contract", "check", "client", "--lang=en", "--", *client]

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("conforms: ")


def test_a_wheel_carries_no_leftovers(installed: Path) -> None:
    """The wheel has the spec and the suite, and nothing left over."""
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}

    assert "dingtalk_contract/_carried/spec/openapi.yaml" in names
    assert "dingtalk_contract/_carried/contract_tests/conftest.py" in names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "generated/"))]


def test_a_wheel_compares_with_what_was_released(installed: Path, tmp_path: Path) -> None:
    """The released contracts travel with the wheel, and the diff finds them."""
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-m", "dingtalk_contract", "spec", "diff"]

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode in {0, 1}, done.stderr
    assert "(the working document)" in done.stdout
