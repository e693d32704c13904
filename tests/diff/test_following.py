"""The document changes, and client, emulator, judge and diff follow without a Python file edited."""

import shutil
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from dingtalk_contract.contract import default_document_path, load_catalogue, load_document
from dingtalk_contract.diff import compare_contracts, read_files
from dingtalk_contract.emulator import EmbeddedEmulator, make_emulator

from .contracts import nothing, write
from .following import FOLLOWINGS, Following, Probe

ROOT = Path(__file__).resolve().parents[2]
# The scripts are no package of the distribution.
sys.path.append(str(ROOT / "scripts"))
EACH = pytest.mark.parametrize("following", [pytest.param(each, id=each.name) for each in FOLLOWINGS])


@pytest.fixture
def edited(following: Following, tmp_path: Path) -> Path:
    """The document after one edit, with the clauses as they are."""
    return write(tmp_path / "spec", following.edit, clauses=nothing)


def generate(document: Path, output: Path) -> dict[str, bytes]:
    """Generate a client, and read what was written."""
    from regeneration import regenerate
    from regeneration.tree import read_tree

    regenerate(document, output)
    return read_tree(output)


def text_of(files: dict[str, bytes]) -> str:
    """Return the names and contents of all files."""
    return "\n".join(f"{name}\n{content.decode()}" for name, content in files.items())


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The client of the document without an edit."""
    folder = tmp_path_factory.mktemp("untouched")
    return generate(write(folder / "spec"), folder / "generated")


def is_accepted(document: Path, probe: Probe) -> bool:
    """Ask the emulator of a document."""
    loaded = load_document(document)
    examples = (each.body_example.get("request", {}) for each in loaded.operations)
    example = next(each for each in examples if "activity_id" in each and "tasks" not in each)
    fields: dict[str, Any] = {name: value for name, value in {**example, **probe.fields}.items() if value is not None}
    with EmbeddedEmulator(make_emulator(loaded)) as emulator, httpx.Client(trust_env=False) as client:
        answer = client.post(f"{emulator.url}{probe.path}?{probe.query}", json={"request": fields})
    return bool(answer.json()["errcode"] == 0)


def clause_ids(document: Path) -> set[str]:
    """Return the ids of the clauses on a server."""
    return {clause.id for clause in load_catalogue(load_document(document))}


def test_an_edit_of_the_form_alone_is_no_drift(untouched: dict[str, bytes]) -> None:
    """The document as JSON gives the client that is committed."""
    committed = ROOT / "generated"

    assert [name for name, content in untouched.items() if (committed / name).read_bytes() != content] == []


def test_drift_is_red_until_the_client_is_regenerated(tmp_path: Path) -> None:
    """The drift check names files until a fresh client is there."""
    from regeneration import find_drift, regenerate

    document = write(tmp_path / "spec", FOLLOWINGS[0].edit)
    live = tmp_path / "generated"
    shutil.copytree(ROOT / "generated", live, ignore=shutil.ignore_patterns("__pycache__"))

    before = find_drift(document, live)
    regenerate(document, live)

    assert "differs" in before.values()
    assert find_drift(document, live) == {}


@EACH
def test_the_client_follows(following: Following, edited: Path, untouched: dict[str, bytes], tmp_path: Path) -> None:
    """A fresh client differs from the committed one, by what changed."""
    fresh = generate(edited, tmp_path / "generated")

    if following.client or following.gone_clauses:
        assert fresh != untouched
    assert following.client in text_of(fresh)
    assert not following.client or following.client not in text_of(untouched)


@pytest.mark.parametrize("following", [pytest.param(each, id=each.name) for each in FOLLOWINGS if each.probe])
def test_the_emulator_follows(following: Following, edited: Path) -> None:
    """One request is accepted before and refused after, or the reverse."""
    assert following.probe is not None

    answers = [is_accepted(document, following.probe) for document in (default_document_path(), edited)]

    assert answers == [not following.probe.is_accepted, following.probe.is_accepted]


@EACH
def test_the_judge_follows(following: Following, edited: Path) -> None:
    """The clauses of new fields are there, those of old ones gone."""
    before, after = clause_ids(default_document_path()), clause_ids(edited)

    if len({clause.partition("/")[0] for clause in after | before}) == 1:
        assert (after - before, before - after) == (following.new_clauses, following.gone_clauses)
    assert following.new_clauses <= after - before
    assert following.gone_clauses <= before - after


@EACH
def test_the_diff_says_so(following: Following, edited: Path) -> None:
    """The diff names the edit by its rules, and nothing else."""
    found = compare_contracts(read_files(default_document_path()), read_files(edited))

    assert {each.rule.name for each in found.changes} == following.rules
    assert {side.value for each in found.changes for side in each.rule.breaks} == following.breaks
