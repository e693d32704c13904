"""The regeneration of the client and its drift check, watched from outside."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from dingtalk_workflow_client import __version__
from dingtalk_workflow_client._low_level import Client
from dingtalk_workflow_client._low_level.api.workflow import cancel_task_group
from dingtalk_workflow_client._low_level.models import CancelTaskGroupBody
from openapi_python_client.config import ConfigFile
from regeneration.tree import swap_trees

from dingtalk_contract.contract import read_yaml

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "generate.py"
SPEC = ROOT / "spec" / "openapi.yaml"
GENERATED = ROOT / "generated"
MODEL = "dingtalk_workflow_client/_low_level/models/cancel_task_group_request.py"
CACHES = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}

Run = subprocess.CompletedProcess[str]


def run_script(*arguments: object, cwd: Path = ROOT, **environment: str) -> Run:
    """Run the script as nox does, with these variables on top of the environment."""
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder but the caches."""
    files = [path for path in folder.rglob("*") if path.is_file() and CACHES.isdisjoint(path.parts)]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def copy_generated(folder: Path) -> Path:
    """Copy the committed tree to a folder of the test."""
    return Path(shutil.copytree(GENERATED, folder / "generated", ignore=shutil.ignore_patterns(*CACHES)))


def break_spec(folder: Path, old: str, new: str) -> Path:
    """Copy the document with one edit."""
    text = SPEC.read_text(encoding="utf-8")
    assert old in text
    spec = folder / "openapi.yaml"
    spec.write_text(text.replace(old, new, 1), encoding="utf-8")
    return spec


def assert_refused(run: Run, *, reason: str) -> None:
    """Hold a run to exit code 2 and one line on stderr."""
    assert (run.returncode, run.stdout) == (2, "")
    assert reason in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Check a tree with one file of each kind of drift, and with caches."""
    generated = copy_generated(tmp_path_factory.mktemp("drifted"))
    with (generated / MODEL).open("a", encoding="utf-8") as model:
        model.write("# by hand\n")
    (generated / "dingtalk_workflow_client" / "_low_level" / "stale.py").touch()
    (generated / "dingtalk_workflow_client" / "py.typed").unlink()
    (generated / "LICENSE").unlink()
    (generated / "LICENSE").symlink_to(ROOT / "LICENSE")
    for cache in CACHES:
        (generated / cache).mkdir()
        (generated / cache / "left").touch()
    return run_script("--check", "--output", generated)


class TestDrift:
    """The drift check names every file that a fresh run would change."""

    def test_unchanged_tree(self) -> None:
        """The committed tree is what a fresh run gives."""
        run = run_script("--check")

        assert (run.returncode, run.stdout, run.stderr) == (0, "generated/: no drift\n", "")

    def test_exit_code(self, drifted: Run) -> None:
        """Drift ends in exit code 1 and a silent stderr."""
        assert (drifted.returncode, drifted.stderr) == (1, "")

    @pytest.mark.parametrize(
        "line",
        [
            f"generated/{MODEL}: differs",
            "generated/dingtalk_workflow_client/_low_level/stale.py: additional",
            "generated/dingtalk_workflow_client/py.typed: missing",
            "generated/LICENSE: differs",
        ],
    )
    def test_each_kind(self, drifted: Run, line: str) -> None:
        """An edit, a stale file, a lost file and a link are each named."""
        assert line in drifted.stdout.splitlines()

    def test_caches(self, drifted: Run) -> None:
        """What tools leave behind in the tree is no drift."""
        assert "generated/: 4 files drifted; run nox -s generate" in drifted.stdout.splitlines()

    def test_missing_tree(self, tmp_path: Path) -> None:
        """A tree that is missing has drifted in all of its files."""
        run = run_script("--check", "--output", tmp_path / "generated")

        assert run.returncode == 1
        assert {f"generated/{name}: missing" for name in read_tree(GENERATED)} <= set(run.stdout.splitlines())
        assert list(tmp_path.iterdir()) == []

    def test_edited_document(self, tmp_path: Path) -> None:
        """A document that moved on without its client is drift."""
        spec = break_spec(tmp_path, "/workrecord/taskgroup/", "/record/taskgroup/")

        run = run_script("--check", "--spec", spec)

        assert run.returncode == 1
        assert "cancel_task_group.py: differs" in run.stdout


class TestRefusal:
    """What cannot be generated whole leaves the tree as it was."""

    @pytest.mark.parametrize("mode", [[], ["--check"]], ids=["generate", "check"])
    @pytest.mark.parametrize(
        ("old", "new", "reason"),
        [
            pytest.param("paths:", "paths: [", "line", id="unparsable"),
            pytest.param(
                "openapi: ", "openapi: 3.1.0\nopenapi: ", "the key 'openapi' stands twice", id="duplicate-key"
            ),
            pytest.param("s/CancelTaskGroupBody", "s/Nothing", "'#/components/schemas/Nothing' names", id="ref"),
            pytest.param("s/ListedForm", "s/ListedTask", "schemas/ListedTask' leads back to itself", id="circle"),
            pytest.param("  version: ", "  version: v", "info.version", id="version"),
            pytest.param("  version: ", "  ? [a]\n  : b\n  version: ", "a key is no text in line 4", id="odd-key"),
            pytest.param("  version: ", "  x-odd: !!binary YQ==\n  version: ", "not JSON", id="no-json"),
        ],
    )
    def test_broken_document(self, tmp_path: Path, mode: list[str], old: str, new: str, reason: str) -> None:
        """A broken document is refused in one line that says why."""
        spec = break_spec(tmp_path, old, new)
        generated = copy_generated(tmp_path)

        run = run_script("--spec", spec, "--output", generated, *mode)

        assert_refused(run, reason=reason)
        assert read_tree(generated) == read_tree(GENERATED)

    def test_warning(self, tmp_path: Path) -> None:
        """What the generator merely warns about is refused as well."""
        spec = break_spec(tmp_path, "application/json:", "application/xml:")
        generated = copy_generated(tmp_path)

        run = run_script("--spec", spec, "--output", generated)

        assert_refused(run, reason="Unsupported content")
        assert read_tree(generated) == read_tree(GENERATED)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["generated", "openapi.yaml"]

    def test_missing_document(self, tmp_path: Path) -> None:
        """A document that is not there is refused."""
        run = run_script("--spec", tmp_path / "none.yaml", "--output", tmp_path / "generated")

        assert_refused(run, reason="No such file")

    def test_foreign_folder(self, tmp_path: Path) -> None:
        """A folder that holds other things is not replaced."""
        (tmp_path / "thesis.txt").touch()

        run = run_script("--output", tmp_path)

        assert_refused(run, reason="it holds other things")
        assert (tmp_path / "thesis.txt").exists()

    def test_failed_swap(self, tmp_path: Path) -> None:
        """A swap that fails half-way puts the old tree back."""
        generated = copy_generated(tmp_path)

        with pytest.raises(FileNotFoundError):
            swap_trees(tmp_path / "none", generated, aside=tmp_path / "aside")

        assert read_tree(generated) == read_tree(GENERATED)

    @pytest.mark.parametrize("tool", ["openapi_python_client", "ruff"])
    def test_other_version(self, tmp_path: Path, tool: str) -> None:
        """A tool at another version than the pinned one is refused."""
        metadata = tmp_path / f"{tool}-9.9.9.dist-info" / "METADATA"
        metadata.parent.mkdir()
        metadata.write_text(f"Metadata-Version: 2.1\nName: {tool}\nVersion: 9.9.9\n", encoding="utf-8")

        run = run_script("--check", PYTHONPATH=str(tmp_path))

        assert_refused(run, reason=f"cannot generate with {tool.replace('_', '-')} 9.9.9: pyproject.toml pins 0.")


class TestBytes:
    """The document and the pinned tools alone decide every byte."""

    def test_missing_tree(self, tmp_path: Path) -> None:
        """A tree that is missing comes back as committed, and nothing else."""
        run = run_script("--output", "generated", cwd=tmp_path)

        assert (run.returncode, run.stderr) == (0, "")
        assert read_tree(tmp_path / "generated") == read_tree(GENERATED)
        assert [path.name for path in tmp_path.iterdir()] == ["generated"]
        assert (tmp_path / "generated").stat().st_mode == GENERATED.stat().st_mode

    def test_damaged_tree(self, tmp_path: Path) -> None:
        """A damaged tree comes back as committed."""
        generated = copy_generated(tmp_path)
        shutil.rmtree(generated / "dingtalk_workflow_client" / "_low_level" / "api")
        (generated / "pyproject.toml").write_text("[", encoding="utf-8")
        (generated / "dingtalk_workflow_client" / "stale.py").touch()

        run = run_script("--output", generated)

        assert (run.returncode, run.stderr) == (0, "")
        assert read_tree(generated) == read_tree(GENERATED)

    def test_ruff_on_the_path(self, tmp_path: Path) -> None:
        """Another ruff that comes first on PATH is never called."""
        impostor = tmp_path / "ruff"
        impostor.write_text(f"#!/bin/sh\ntouch '{tmp_path}/called'\nexit 1\n", encoding="utf-8")
        impostor.chmod(0o755)

        run = run_script("--check", PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

        assert run.returncode == 0
        assert not (tmp_path / "called").exists()

    def test_settings_of_a_parent(self, tmp_path: Path) -> None:
        """A parent folder's ruff settings and .gitignore change nothing."""
        (tmp_path / ".git").mkdir()
        (tmp_path / ".gitignore").write_text("models/\n.generated*\n", encoding="utf-8")
        (tmp_path / "pyproject.toml").write_text(
            '[tool.ruff]\nline-length = 60\nlint.select = ["ALL"]\nformat.quote-style = "single"\n', encoding="utf-8"
        )

        run = run_script("--output", tmp_path / "generated")

        assert (run.returncode, run.stderr) == (0, "")
        assert read_tree(tmp_path / "generated") == read_tree(GENERATED)

    def test_hash_seed_and_settings(self) -> None:
        """Neither PYTHONHASHSEED nor ruff's own variables change anything."""
        run = run_script("--check", PYTHONHASHSEED="777", RUFF_NO_FIX_ONLY="1", RUFF_OUTPUT_FORMAT="none")

        assert (run.returncode, run.stderr) == (0, "")

    def test_configuration(self) -> None:
        """Each key of the configuration is the generator's own, and of its type."""
        config = read_yaml(ROOT / "scripts" / "client_config.yaml")

        ConfigFile.model_validate(config, strict=True)
        assert config.keys() <= ConfigFile.model_fields.keys()


class TestClient:
    """The generated client follows the document."""

    def test_new_field(self, tmp_path: Path) -> None:
        """An optional field added to the document appears in the client."""
        field = "        activity_id_list:\n"
        spec = break_spec(tmp_path, field, f"        remark:\n          type: string\n{field}")

        run = run_script("--spec", spec, "--output", tmp_path / "generated")

        assert run.returncode == 0
        assert "    remark: str | Unset = UNSET\n" in (tmp_path / "generated" / MODEL).read_text(encoding="utf-8")

    def test_request(self) -> None:
        """The low-level client sends the page's example as documented."""
        fields = {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111"}
        example: dict[str, Any] = {"request": {**fields, "activity_id_list": ["1111", "2222"]}}
        sent: list[httpx.Request] = []

        def accept(request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(200, json={"errcode": 0})

        server = httpx.MockTransport(accept)
        client = Client("http://server.test", httpx_args={"transport": server, "params": {"access_token": "t"}})

        answer = cancel_task_group.sync(client=client, body=CancelTaskGroupBody.from_dict(example))

        assert answer is not None
        assert answer.errcode == 0
        assert [(request.method, str(request.url)) for request in sent] == [
            ("POST", "http://server.test/topapi/process/workrecord/taskgroup/cancel?access_token=t")
        ]
        assert sent[0].headers["content-type"] == "application/json"
        assert json.loads(sent[0].content) == example

    def test_versions(self) -> None:
        """The document's version is the version of the distribution."""
        assert f"\n  version: {__version__}\n" in SPEC.read_text(encoding="utf-8")
        assert f'\nversion = "{__version__}"\n' in (GENERATED / "pyproject.toml").read_text(encoding="utf-8")
