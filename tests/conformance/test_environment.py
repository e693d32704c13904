"""What a run leaves in the temporary directory, and clears there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dingtalk_contract.conformance._environment import shut_out_surroundings

HOLD = """
import sys, time
from dingtalk_contract.conformance._environment import shut_out_surroundings
with shut_out_surroundings():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary directory of our own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def held(folders: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another run, which has made its folder."""
    environment = os.environ | {"TMPDIR": str(folders)}
    run = subprocess.Popen([sys.executable, "-c", HOLD], env=environment, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "held\n"
    yield run
    run.kill()
    run.wait()
    run.stdout.close()


def test_the_folder_of_a_killed_run_is_cleared(folders: Path, held: "subprocess.Popen[str]") -> None:
    """The next run clears what a killed one left, and its own."""
    held.send_signal(signal.SIGKILL)
    held.wait()
    assert len(list(folders.iterdir())) == 1

    with shut_out_surroundings():
        assert len(list(folders.iterdir())) == 1

    assert list(folders.iterdir()) == []


def test_the_folder_of_a_run_that_goes_on_is_kept(folders: Path, held: "subprocess.Popen[str]") -> None:
    """A run leaves the folder of another one alone."""
    before = list(folders.iterdir())

    with shut_out_surroundings():
        pass

    assert held.poll() is None
    assert list(folders.iterdir()) == before


def test_what_others_made_is_kept(folders: Path) -> None:
    """A folder of another name, or without a lock, is not ours to clear."""
    for name in ("dingtalk-contract-mine", "mine"):
        (folders / name).mkdir()
    (folders / "mine" / "lock").touch()

    with shut_out_surroundings():
        pass

    assert sorted(each.name for each in folders.iterdir()) == ["dingtalk-contract-mine", "mine"]
