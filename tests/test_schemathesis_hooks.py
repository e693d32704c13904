"""Schemathesis with our hooks: no false alarm on correct servers, and the broken ones that it reaches are found."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dingtalk_contract.contract import default_document_path
from tests.servers import broken_answers, broken_requests, correct
from tests.servers.conforming import conforming
from tests.servers.serving import Behaviour, serving

PAGE = Path(__file__).resolve().parents[1] / "docs" / "schemathesis.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the configuration that the page gives to copy."""
    folder = tmp_path_factory.mktemp("schemathesis")
    configuration = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert configuration is not None
    (folder / "schemathesis.toml").write_text(configuration.group(1), encoding="utf-8")
    return folder


def exit_code(behaviour: Behaviour, folder: Path) -> int:
    """Run Schemathesis on a server, and give its exit code."""
    environment = os.environ | {"DINGTALK_ACCESS_TOKEN": "6d1bxxxx", "PYTHONUTF8": "1"}
    program = Path(sys.executable).with_name("schemathesis")
    with serving(behaviour) as url:
        command = [str(program), "run", str(default_document_path()), "--url", url, "-n", "20", "--seed", "1"]
        command += ["--include-operation-id", "cancelTaskGroup", "--phases", "examples,coverage,fuzzing"]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    "behaviour",
    [
        correct.plain,
        correct.rejects_with_422,
        pytest.param(correct.refuses_all_that_is_free, marks=pytest.mark.slow),
        pytest.param(correct.is_lenient_where_it_may, marks=pytest.mark.slow),
        pytest.param(correct.says_nothing_but_errcode, marks=pytest.mark.slow),
    ],
    ids=lambda behaviour: behaviour.__name__,
)
def test_no_correct_server_is_accused(behaviour: Behaviour, folder: Path) -> None:
    """A correct server passes."""
    assert exit_code(behaviour, folder) == 0


@pytest.mark.parametrize(
    "behaviour",
    [
        broken_requests.takes_any_token,
        broken_requests.accepts_everything,
        pytest.param(broken_requests.takes_any_method, marks=pytest.mark.slow),
        pytest.param(broken_answers.writes_errmsg_as_null, marks=pytest.mark.slow),
        pytest.param(broken_answers.answers_500_where_it_rejects, marks=pytest.mark.slow),
        lambda request: conforming(request, without={"agentid type"}),
    ],
    ids=lambda behaviour: behaviour.__name__,
)
def test_broken_servers_are_found(behaviour: Behaviour, folder: Path) -> None:
    """A broken server fails."""
    assert exit_code(behaviour, folder) == 1
