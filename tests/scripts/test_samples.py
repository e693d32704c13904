"""The samples: each language has each operation, and nothing is said of one that was not judged."""

import re
import shutil
from pathlib import Path

import pytest
from sampling import LANGUAGES, SAMPLES, Language, drop_stale_rows, judging, stale_rows

from dingtalk_contract.contract import load_document

DOCUMENT = load_document()
ROWS = judging.read_rows()


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the samples and their page, to change."""
    copy = Path(shutil.copytree(SAMPLES, tmp_path / "samples"))
    monkeypatch.setattr(judging, "SAMPLES", copy)
    monkeypatch.setattr(judging, "JUDGED_PAGE", copy / "README.md")
    return copy


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.key)
def test_a_language_has_every_operation_and_a_row(language: Language) -> None:
    """No sample is missing, and the page tells what came of it."""
    names = {path.name for path in (SAMPLES / language.key).iterdir()}

    assert names == {language.file_name(operation.id) for operation in DOCUMENT.operations}
    assert re.search(r"\| (not judged \| .*[^| ].*|.* \| \d+ pass) \|", ROWS[language.name])


def test_a_changed_sample_loses_what_was_said_of_it(samples: Path) -> None:
    """Where a file changes, its row is stale, and taken back."""
    with next((samples / "go").iterdir()).open("a") as file:
        file.write("\n")

    assert stale_rows() == ["Go"]
    drop_stale_rows()

    assert "| not judged | changed since |" in judging.read_rows()["Go"]
    assert judging.read_rows() | {"Go": ""} == ROWS | {"Go": ""}
    assert stale_rows() == []


def test_what_was_judged_elsewhere_is_kept(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tools are missing, the row of the same files stays."""
    monkeypatch.setattr(Language, "missing", lambda _: ["a tool"])
    go = next(language for language in LANGUAGES if language.key == "go")

    assert judging.judge_language(go, {}) == (ROWS["Go"], True)

    with next((samples / "go").iterdir()).open("a") as file:
        file.write("\n")
    assert "| not judged | a tool: " in judging.judge_language(go, {})[0]
