"""The document changes by one field, and everything follows without a Python file edited."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.conforming import conforming
from tests.servers.serving import serving

ROOT = Path(__file__).resolve().parents[1]
NEIGHBOUR = "        activity_id_list:\n          type: array\n"
FIELD = """        remark:
          type: string
          description: Why the to-dos are cancelled.
          example: done by somebody else
          x-free: [blank]
          x-provenance: {kind: inferred, source: page, note: Made up for this test.}
"""
OLD_CLIENT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.clients.calling import call, request
sys.exit(call(values={{name: value for name, value in request().items() if name != "remark"}}))
"""
CLAUSE = "cancelTaskGroup/body/request/remark/type"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout whose document has one more optional field, regenerated."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("spec", "src", "contract_tests", "scripts", "generated"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    document = copy / "spec" / "openapi.yaml"
    text = document.read_text(encoding="utf-8")
    assert text.count(NEIGHBOUR) == 1
    document.write_text(text.replace(NEIGHBOUR, FIELD + NEIGHBOUR), encoding="utf-8")
    assert run(copy, "scripts/generate.py").returncode == 0
    return copy


def run(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python on a copy."""
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, *words], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def verdict(copy: Path, *target: str) -> str:
    """Return the verdict of the new field's clause."""
    record = copy / "run.jsonl"
    words = ("-m", "dingtalk_contract", "check", "server", *target, "--profile=quick", f"--report=jsonl={record}")
    done = run(copy, *words)
    assert done.returncode in {0, 1}, done.stderr
    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    return str(next(line["verdict"] for line in lines if line["record"] == "result" and line["clause"] == CLAUSE))


def test_the_generated_client_has_the_new_field(copy: Path) -> None:
    """The model of the request takes the new field."""
    models = copy / "generated" / "dingtalk_workflow_client" / "_low_level" / "models"

    text = (models / "cancel_task_group_request.py").read_text(encoding="utf-8")

    assert "remark: str | Unset" in text


def test_the_facade_has_the_new_field(copy: Path) -> None:
    """Both methods of the facade take the new field, and their docs say it."""
    facade = copy / "generated" / "dingtalk_workflow_client" / "_workflow.py"

    text = facade.read_text(encoding="utf-8")

    assert text.count("        remark: str | None = None,\n") == 2
    assert text.count("            remark: Why the to-dos are cancelled.\n") == 2


def test_the_emulator_validates_the_new_field(copy: Path) -> None:
    """The judge finds that the emulator refuses other types of the field."""
    assert verdict(copy) == "pass"


def test_the_judge_misses_the_new_field_in_an_old_server(copy: Path) -> None:
    """A server that knows nothing of the new field fails its clause."""
    with serving(conforming) as url:
        assert verdict(copy, url) == "fail"


def test_the_judge_misses_the_new_field_in_an_old_client(copy: Path) -> None:
    """A client that knows nothing of the new field fails its clause."""
    record = copy / "client.jsonl"
    client = copy / "old_client.py"
    client.write_text(OLD_CLIENT, encoding="utf-8")
    words = ("-m", "dingtalk_contract", "check", "client", f"--report=jsonl={record}", "--")

    done = run(copy, *words, sys.executable, "-I", "-S", str(client))

    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    failed = [line["clause"] for line in lines if line["record"] == "result" and line["verdict"] == "fail"]
    assert done.returncode == 1, done.stdout + done.stderr
    assert failed == ["cancelTaskGroup/sent/body/request/remark/value"]
