"""The release of a contract, and the check that CI runs, watched from outside."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "release_spec.py"
NEIGHBOUR = "        activity_id_list:\n          type: array\n"
WORDS, OTHER_WORDS = "shown on the app's page in the developer console.", "shown in the console."
FIELD = """        remark:
          type: string
          description: Why the to-dos are cancelled.
          example: done by somebody else
          x-provenance: {kind: inferred, source: page, note: Made up for this test.}
"""
Run = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a release reads and writes, whose contract is that of the last release."""
    copy = tmp_path_factory.mktemp("released")
    for name in ("spec", "contract_tests", "generated"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "released"))
    text = "# Changelog\n\n## Unreleased\n\n### Contract\n\n### Added\n\n- A thing.\n"
    (copy / "CHANGELOG.md").write_text(text, encoding="utf-8")
    document = copy / "spec" / "openapi.yaml"
    moved = re.sub(r"(?m)^  version: .*$", "  version: 1.0.0", document.read_text(encoding="utf-8"), count=1)
    document.write_text(moved, encoding="utf-8")
    done = run(copy)
    assert done.returncode == 0, done.stderr
    return copy


@pytest.fixture
def checkout(released: Path, tmp_path: Path) -> Path:
    """A checkout of its own for one test."""
    return Path(shutil.copytree(released, tmp_path / "checkout"))


def run(checkout: Path, *words: str) -> Run:
    """Run the script on a checkout."""
    command = [sys.executable, str(SCRIPT), "--root", str(checkout), "--date=2026-12-01", *words]
    return subprocess.run(command, env=os.environ, capture_output=True, encoding="utf-8", check=False)


def edit(checkout: Path, name: str, old: str, new: str) -> None:
    """Replace one text in a file."""
    path = checkout / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def tell(checkout: Path, entry: str) -> None:
    """Add an entry under Contract."""
    edit(checkout, "CHANGELOG.md", "### Contract\n\n###", f"### Contract\n\n- {entry}\n\n###")


def version_of(checkout: Path) -> str:
    """Return the version of the working document."""
    lines = (checkout / "spec" / "openapi.yaml").read_text(encoding="utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith("  version: "))


def test_this_checkout_is_as_it_must_be() -> None:
    """The working contract of this checkout has nothing left to do."""
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_first_release_keeps_the_version(checkout: Path) -> None:
    """What was never released is released as it is."""
    version = version_of(checkout)
    released = checkout / "spec" / "released"

    assert {path.name for path in released.iterdir()} == {f"{version}.yaml", f"{version}.clauses.yaml", "SHA256SUMS"}
    assert (released / f"{version}.yaml").read_bytes() == (checkout / "spec" / "openapi.yaml").read_bytes()
    assert run(checkout, "--check").returncode == 0


def test_nothing_is_released_twice(checkout: Path) -> None:
    """Without a change there is nothing to release."""
    done = run(checkout)

    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing changed since" in done.stderr


def test_an_edit_leaves_version_and_changelog_to_do(checkout: Path) -> None:
    """A new field is red until the version moved and an entry names it."""
    edit(checkout, "spec/openapi.yaml", NEIGHBOUR, FIELD + NEIGHBOUR)

    bare = run(checkout, "--check")
    tell(checkout, "Requests may hold `remark`.")
    told = run(checkout, "--check")
    edit(checkout, "spec/openapi.yaml", f"  version: {version_of(checkout)}", "  version: 2.0.0")
    moved = run(checkout, "--check")

    assert [done.returncode for done in (bare, told, moved)] == [1, 1, 0]
    assert "no entry under Contract names `remark`" in bare.stdout
    assert "must be 2.0.0 at least" in bare.stdout
    assert "no entry" not in told.stdout


def test_a_release_moves_dates_keeps_and_regenerates(checkout: Path) -> None:
    """A release takes the smallest step, and leaves nothing to do."""
    edit(checkout, "spec/openapi.yaml", NEIGHBOUR, FIELD + NEIGHBOUR)
    tell(checkout, "Requests may hold `remark`.")

    done = run(checkout)

    assert (done.returncode, done.stderr) == (0, "")
    assert "git tag contract-2.0.0" in done.stdout
    assert version_of(checkout) == "2.0.0"
    assert (checkout / "spec/released/2.0.0.yaml").read_bytes() == (checkout / "spec/openapi.yaml").read_bytes()
    assert 'version = "2.0.0"' in (checkout / "generated" / "pyproject.toml").read_text(encoding="utf-8")
    assert "### Contract\n\n### Contract 2.0.0 - 2026-12-01\n\n- Requests may hold `remark`.\n\n###" in (
        checkout / "CHANGELOG.md"
    ).read_text(encoding="utf-8")
    assert run(checkout, "--check").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "entry", "version"),
    [
        (WORDS, OTHER_WORDS, "The words of `agentid`.", "1.0.1"),
        (WORDS, OTHER_WORDS, "Words: `documentation/text`.", "1.0.1"),
        (NEIGHBOUR, f"{NEIGHBOUR}          deprecated: true\n", "`activity_id_list` is deprecated.", "1.1.0"),
    ],
)  # fmt: skip
def test_the_step_is_the_smallest_that_will_do(old: str, new: str, entry: str, version: str, checkout: Path) -> None:
    """Words move the patch, what is compatible the minor number."""
    edit(checkout, "spec/openapi.yaml", old, new)
    tell(checkout, entry)

    done = run(checkout)

    assert (done.returncode, version_of(checkout)) == (0, version), done.stderr


def test_an_entry_of_an_earlier_release_tells_nothing(checkout: Path) -> None:
    """A change is told under Contract of what is unreleased, nowhere else."""
    edit(checkout, "spec/openapi.yaml", WORDS, OTHER_WORDS)
    edit(checkout, "CHANGELOG.md", "- A thing.", "- A thing of `agentid`.")
    with (checkout / "CHANGELOG.md").open("a", encoding="utf-8") as changelog:
        changelog.write("\n### Contract 1.0.0 - 2026-11-23\n\n- `agentid`.\n")

    assert "no entry under Contract names `agentid`" in run(checkout, "--check").stdout


def test_a_fault_of_the_spec_stops_a_release(checkout: Path) -> None:
    """A document with a fault is not released, and stays as it was."""
    edit(checkout, "spec/openapi.yaml", "          example: 111\n", "          example: x\n")
    tell(checkout, "`agentid`.")
    before = (checkout / "spec" / "openapi.yaml").read_bytes()

    done = run(checkout)

    assert (done.returncode, done.stdout) == (1, "")
    assert "does not keep its schema" in done.stderr
    assert (checkout / "spec" / "openapi.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["1.0.0.yaml", "1.0.0.clauses.yaml"])
def test_a_released_file_stays_untouched(name: str, checkout: Path) -> None:
    """Whoever edits or removes a released file is told."""
    path = checkout / "spec" / "released" / name
    with path.open("a", encoding="utf-8") as file:
        file.write("# by hand\n")

    edited = run(checkout, "--check")
    path.unlink()
    gone = run(checkout, "--check")

    assert edited.returncode == 1
    assert f"released/{name} was edited" in edited.stdout
    assert gone.returncode != 0
    assert f"released/{name} is gone" in gone.stdout


def test_a_tag_holds_a_release_to_what_it_was(checkout: Path) -> None:
    """A file edited together with its sum is not what its tag has."""
    git = ["git", "-C", str(checkout), "-c", "user.name=a", "-c", "user.email=a@a.test", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "spec/released"], ["commit", "-qm", "r"], ["tag", "contract-1.0.0"]):
        subprocess.run([*git, *words], check=True)
    path = checkout / "spec" / "released" / "1.0.0.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write("# by hand\n")
    sums = path.with_name("SHA256SUMS")
    sums.write_text(subprocess.run(["sha256sum", "1.0.0.clauses.yaml", "1.0.0.yaml"], cwd=path.parent,
                                   capture_output=True, text=True, check=True).stdout, encoding="utf-8")  # fmt: skip

    done = run(checkout, "--check")

    assert done.returncode == 1
    assert "is not what its tag has" in done.stdout


def test_without_a_release_the_check_says_what_to_run(checkout: Path) -> None:
    """Nothing released is nothing to compare with, and no success."""
    shutil.rmtree(checkout / "spec" / "released")

    done = run(checkout, "--check")

    assert (done.returncode, done.stdout) == (1, "nothing is released yet; run nox -s release_spec\n")


def test_a_changelog_without_its_place_is_exit_code_2(checkout: Path) -> None:
    """Entries are looked for in one place alone."""
    (checkout / "CHANGELOG.md").write_text("# Changelog\n", encoding="utf-8")

    done = run(checkout, "--check")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
