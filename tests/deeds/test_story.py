"""The story of a violation: shell lines that run as printed, and show it again."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dingtalk_contract.conformance import Profile
from tests.deeds.service import TOKEN, Service
from tests.deeds.test_deeds import run
from tests.deeds.trials import BROKEN
from tests.servers.serving import serving

Answer = Mapping[str, Any]


def told(name: str) -> str:
    """Return the shell lines by which a broken service is shown."""
    trial = next(each for each in BROKEN if each.name == name)
    return str(run(trial, Profile.QUICK)[1][trial.clause]["reproduce"])


def repeated(lines: str, service: Service) -> list[Answer]:
    """Run shell lines against a service, and return its answers."""
    with serving(service) as url:
        text = re.sub(r"http://127\.0\.0\.1:\d+", url, lines)
        environment = os.environ | {"DINGTALK_ACCESS_TOKEN": TOKEN}
        done = subprocess.run(["bash", "-c", text], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def listed(answers: list[Answer]) -> int:
    """Return how many to-dos the lists of the end have together, those that were there before left out."""
    lists = [answer["result"]["list"] for answer in answers if "list" in answer.get("result", {})]
    return sum("dingtalk-contract" in row["url"] for rows in lists for row in rows)


def found(answers: list[Answer]) -> int:
    """Return whether the last answer is a yes."""
    return int(answers[-1]["errcode"] == 0)


@pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="needs bash, curl and jq")
@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("CancelsActivityIdAlone", listed),
        pytest.param("ForgetsTheSecondToDo", listed, marks=pytest.mark.slow),
        ("FindsDeletedTemplates", found),
        pytest.param("FinishesNothing", listed, marks=pytest.mark.slow),
    ],
)
def test_a_story_runs_as_printed(name: str, seen: Callable[[list[Answer]], int]) -> None:
    """The lines run, and a correct service shows something else."""
    lines = told(name)
    trial = next(each for each in BROKEN if each.name == name)
    broken = trial.service()
    assert isinstance(broken, Service)

    assert seen(repeated(lines, broken)) != seen(repeated(lines, Service()))


def test_a_story_has_neither_token_nor_id_of_the_run() -> None:
    """Ids are taken from the answers, the token from the environment."""
    lines = told("CancelsActivityIdAlone")

    assert TOKEN not in lines
    assert "proc-" not in lines
    assert "$DINGTALK_ACCESS_TOKEN" in lines
    assert lines.splitlines()[1] == "# 1. saveProcess"
