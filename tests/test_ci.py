"""The templates for teams' CI judge, keep their reports, and fail where the server does."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.contract import read_yaml
from tests.servers.broken_requests import takes_any_token
from tests.servers.serving import serving

ROOT = Path(__file__).resolve().parents[1]
ACTION = read_yaml(ROOT / "ci" / "github" / "action.yml")
JOB = read_yaml(ROOT / "ci" / "gitlab.yml")[".dingtalk-contract"]
REPORTS = {"run.jsonl", "junit.xml", "report.html", "report.md"}
SECRET = "a-token-that-nobody-sees"
Run = subprocess.CompletedProcess[str]


def programs(folder: Path) -> None:
    """Put the program of this environment where a template installs one."""
    folder.mkdir(parents=True)
    program = folder / "dingtalk-contract"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dingtalk_contract "$@"\n', encoding="utf-8")
    program.chmod(0o755)


def run(shell: list[str], script: str, cwd: Path, environment: Mapping[str, str]) -> Run:
    """Run a script as a runner does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DINGTALK_")}
    return subprocess.run(
        [*shell, "-c", script], cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False
    )


def step(name: str) -> Any:
    """Return a step of the action."""
    return next(each for each in ACTION["runs"]["steps"] if each["name"] == name)


def run_step(name: str, folder: Path, **inputs: str) -> Run:
    """Run the shell of one step, with these inputs and the defaults of the others."""
    values = {key: each.get("default", "") for key, each in ACTION["inputs"].items()}
    values |= {key.replace("_", "-"): value for key, value in inputs.items()}
    environment = {
        "GITHUB_ACTION_PATH": str(ROOT / "ci" / "github"),
        "RUNNER_TEMP": str(folder / "temp"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    for variable, text in step(name)["env"].items():
        environment[variable] = re.sub(r"\$\{\{ inputs\.([a-z-]+) }}", lambda found: values[found[1]], text)
    return run(["bash", "--noprofile", "--norc", "-eo", "pipefail"], step(name)["run"], folder, environment)


def run_job(folder: Path, **variables: str) -> Run:
    """Run the script of the GitLab job."""
    environment = {**JOB["variables"], "DINGTALK_ACCESS_TOKEN": "", **variables}
    return run(["sh", "-e"], "\n".join(JOB["script"]), folder, environment)


def test_the_action_installs_from_its_own_checkout(tmp_path: Path) -> None:
    """The action makes an environment, and installs what lies beside it."""
    shim = tmp_path / "python"
    shim.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/calls"\nmkdir -p "$3/bin" && cp "$0" "$3/bin/python"\n')
    shim.chmod(0o755)
    (tmp_path / "temp").mkdir()

    done = run_step("Install", tmp_path, python=str(shim))
    calls = (tmp_path / "calls").read_text().splitlines()

    assert done.returncode == 0, done.stderr
    assert calls[0] == f"-m venv {tmp_path}/temp/dingtalk-contract"
    assert re.fullmatch(r"-m pip install -q -c (\S+) (\S+)", calls[1])
    assert [Path(word).resolve() for word in calls[1].split()[-2:]] == [ROOT / "constraints.txt", ROOT]


def test_the_action_keeps_the_reports_of_a_pass(tmp_path: Path) -> None:
    """A conforming server ends in 0, and all reports are there."""
    programs(tmp_path / "temp" / "dingtalk-contract" / "bin")

    judged = run_step("Judge", tmp_path, profile="quick", reports="out", arguments="--seed\n3\n--name\nthe server\n")
    summarised = run_step("Summarise", tmp_path, reports="out")

    assert (judged.returncode, summarised.returncode) == (0, 0), judged.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == REPORTS
    assert '"seed": 3' in (tmp_path / "out" / "run.jsonl").read_text(encoding="utf-8")
    assert (tmp_path / "summary.md").read_bytes() == (tmp_path / "out" / "report.md").read_bytes()


def test_the_action_fails_with_the_server(tmp_path: Path) -> None:
    """A broken server ends in 1, its reports kept, the token nowhere."""
    programs(tmp_path / "temp" / "dingtalk-contract" / "bin")

    with serving(takes_any_token) as url:
        judged = run_step("Judge", tmp_path, url=url, profile="quick", access_token=SECRET)

    kept = tmp_path / "dingtalk-contract"
    assert judged.returncode == 1
    assert {path.name for path in kept.iterdir()} == REPORTS
    assert SECRET not in judged.stdout + judged.stderr + "".join(path.read_text() for path in kept.iterdir())


def test_the_action_summarises_nothing_where_nothing_was_judged(tmp_path: Path) -> None:
    """Where the judge never began, the summary is no second failure."""
    assert run_step("Summarise", tmp_path).returncode == 0


def test_the_action_always_keeps_what_there_is() -> None:
    """Reports are kept whatever the verdict."""
    assert [step(name)["if"] for name in ("Summarise", "Keep the reports")] == ["${{ always() }}"] * 2
    assert JOB["artifacts"]["when"] == "always"


def test_the_gitlab_job_judges_and_keeps_the_reports(tmp_path: Path) -> None:
    """In a plain shell, a conforming server is 0 and a broken one 1."""
    programs(tmp_path / ".dingtalk-contract" / ".venv" / "bin")
    quick = {"DINGTALK_CONTRACT_PROFILE": "quick"}

    passed = run_job(tmp_path, **quick, DINGTALK_CONTRACT_ARGUMENTS="--name\nthe server")
    kept = {path.name for path in (tmp_path / "dingtalk-contract").iterdir()}
    with serving(takes_any_token) as url:
        failed = run_job(tmp_path, **quick, DINGTALK_CONTRACT_URL=url, DINGTALK_ACCESS_TOKEN=SECRET)

    assert (passed.returncode, failed.returncode) == (0, 1), passed.stderr
    assert kept == REPORTS
    assert SECRET not in failed.stdout + failed.stderr


def test_the_gitlab_job_installs_by_the_pins(tmp_path: Path) -> None:
    """What is cloned is installed with the constraints beside it."""
    subprocess.run(["git", "init", "-q", "-b", "main", "source"], cwd=tmp_path, check=True)
    author = ["-c", "user.name=a", "-c", "user.email=a@a.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *author, "commit", "-q", "--allow-empty", "-m", "a"], cwd=tmp_path / "source", check=True)
    shims = tmp_path / "shims"
    shims.mkdir()
    shim = shims / "python3"
    shim.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/calls"\nmkdir -p "$3/bin" && cp "$0" "$3/bin/python"\n')
    shim.chmod(0o755)
    environment = {**JOB["variables"], "DINGTALK_CONTRACT_SOURCE": (tmp_path / "source").as_uri()}
    environment["PATH"] = f"{shims}:{os.environ['PATH']}"

    done = run(["sh", "-e"], "\n".join(JOB["before_script"]), tmp_path, environment)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "calls").read_text().splitlines() == [
        "-m venv .dingtalk-contract/.venv",
        "-m pip install -q -c .dingtalk-contract/constraints.txt .dingtalk-contract/",
    ]


def test_the_hook_is_the_drift_check() -> None:
    """The pre-commit hook runs the drift check."""
    hook = read_yaml(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]

    done = subprocess.run(
        [sys.executable, *hook["entry"].split()[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert hook["language"] == "system"
    assert (done.returncode, done.stdout) == (0, "generated/: no drift\n")
    assert [name for name in ("spec/openapi.yaml", "generated/README.md") if not re.search(hook["files"], name)] == []


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "ci/github/action.yml"),
        ("vendor.gitlab-ci", "ci/gitlab.yml"),
        ("vendor.compose-spec", "ci/load.compose.yaml"),
        ("vendor.compose-spec", "ci/tests.compose.yaml"),
    ],
)
def test_a_template_keeps_the_schema_of_its_kind(schema: str, name: str) -> None:
    """The templates are what GitHub, GitLab and Compose read."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / name)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", ["action", "job"])
def test_the_shell_of_a_template_is_clean(kind: str, tmp_path: Path) -> None:
    """Shellcheck has nothing to say."""
    parts = [each["run"] for each in ACTION["runs"]["steps"] if "run" in each] if kind == "action" else JOB["script"]
    script = tmp_path / "script"
    script.write_text("\n".join([f"#!/bin/{'bash' if kind == 'action' else 'sh'}", *parts]), encoding="utf-8")

    done = subprocess.run(
        [Path(sys.executable).with_name("shellcheck"), script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "")
