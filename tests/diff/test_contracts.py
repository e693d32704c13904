"""What cannot be compared ends in one clear line, and never in "no changes"."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dingtalk_contract.contract import Step, Version, default_document_path, load_document
from dingtalk_contract.diff import FORMS, compare_contracts, read_contract, read_files
from dingtalk_contract.errors import DocumentError

from .contracts import Edit, compare, field, nothing, schema, write
from .pairs import add_clause, drop, put

HEAD = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\n"
PATHS = "paths: {}\n"
HOSTILE: list[tuple[str, str, str]] = [
    ("no YAML", "a: [", "line 2"),
    ("a list", "[]", "no OpenAPI document"),
    ("nothing", "", "no OpenAPI document"),
    ("something else", "a: 1", "no OpenAPI document"),
    ("Swagger 2", "openapi: 2.0\ninfo: {version: 1.0.0}\npaths: {}", "versions 3 can be compared"),
    ("no paths", HEAD, "it has no paths"),
    ("no version", f"openapi: 3.1.0\n{PATHS}", "not semantic"),
    ("a version of two numbers", f"openapi: 3.1.0\ninfo: {{version: '1.0'}}\n{PATHS}", "'1.0' is not semantic"),
    (
        "a reference to itself",
        f"{HEAD}{PATHS}components: {{schemas: {{A: {{$ref: '#/components/schemas/A'}}}}}}",
        "back",
    ),
    (
        "a schema within itself",
        f"{HEAD}{PATHS}components: {{schemas: {{A: {{items: {{$ref: '#/components/schemas/A'}}}}}}}}",
        "leads back to itself",
    ),
    ("a reference to nothing", f"{HEAD}{PATHS}components: {{schemas: {{A: {{$ref: '#/ghost'}}}}}}", "names nothing"),
    (
        "a reference elsewhere",
        f"{HEAD}{PATHS}components: {{schemas: {{A: {{$ref: 'b.yaml'}}}}}}",
        "leaves the document",
    ),
    ("an alias within itself", f"{HEAD}{PATHS}tags: &a [*a]", "leads back to itself"),
    (
        "aliases that multiply",
        HEAD
        + PATHS
        + "".join(f"x-{i + 1}: &x{i + 1} [{', '.join([f'*x{i}'] * 9)}]\n" for i in range(9)).replace("*x0", "lol"),
        "when its aliases are written out",
    ),
    (
        "references that multiply",
        f"{HEAD}{PATHS}components:\n  schemas:\n    A0: {{}}\n"
        + "".join(
            f"    A{i + 1}: {{allOf: [{', '.join([f'{{$ref: {chr(34)}#/components/schemas/A{i}{chr(34)}}}'] * 9)}]}}\n"
            for i in range(9)
        ),
        "when its references are written out",
    ),
    ("a deep nest", f"{HEAD}{PATHS}tags: {'[' * 3000}{']' * 3000}", "nested too deeply"),
    ("a key twice", f"{HEAD}{HEAD}{PATHS}", "stands twice"),
    ("a key as number and as text", f"{HEAD}paths: {{1: {{}}, '1': {{}}}}", "stands twice"),
    ("a path that is a list", f"{HEAD}paths: {{/a: []}}", "is no mapping"),
    ("no UTF-8", "\udcff", "not UTF-8"),
]


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `spec diff`."""
    command = [sys.executable, "-m", "dingtalk_contract", "spec", "diff", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def at_version(version: str) -> Edit:
    """Make the edit that gives the document a version."""
    return lambda document: document["info"].update(version=version)


@pytest.mark.parametrize(("text", "reason"), [pytest.param(*each[1:], id=each[0]) for each in HOSTILE])
def test_a_hostile_file_is_refused_with_the_reason(text: str, reason: str, tmp_path: Path) -> None:
    """A file that cannot be compared is named in one line, with the reason."""
    hostile = tmp_path / "hostile.yaml"
    hostile.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(DocumentError) as caught:
        read_files(hostile)

    assert str(caught.value).count("\n") == 0
    assert str(caught.value).startswith(f"cannot use the document '{hostile}': ")
    assert reason in str(caught.value)


@pytest.mark.parametrize("place", ["old", "new"])
def test_a_file_that_cannot_be_compared_is_exit_code_2(place: str, tmp_path: Path) -> None:
    """Whichever side is hostile, the end is one line on stderr."""
    hostile, good = tmp_path / "hostile.yaml", str(default_document_path())
    hostile.write_text(f"{HEAD}{PATHS}tags: &a [*a]", encoding="utf-8")

    done = run(*([str(hostile), good] if place == "old" else [good, str(hostile)]))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("words", [["ghost.yaml"], ["1.0.0", "ghost.yaml"], ["9.9.9"], ["1.0.0", "9.9.9"], ["."]])
def test_a_contract_that_is_not_there_is_exit_code_2(words: list[str]) -> None:
    """A missing file, an unreleased version and a folder cannot be compared."""
    done = run(*words)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_clauses_that_cannot_be_read_are_exit_code_2(tmp_path: Path) -> None:
    """Broken clauses beside a document keep it from being compared."""
    path = write(tmp_path / "spec")
    path.with_name("clauses.yaml").write_text("[]", encoding="utf-8")

    done = run("1.0.0", str(path))

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "clauses.yaml" in done.stderr


def test_a_document_without_clauses_is_compared_with_a_word(tmp_path: Path) -> None:
    """Where one side lacks clauses, the diff says that it left them out."""
    old, path = write(tmp_path / "old", clauses=nothing), write(tmp_path / "spec")

    done = run(str(old), str(path))

    assert done.returncode == 0
    assert "the clauses were not compared" in done.stdout


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "0.9.0", "2.0.0", "2.0.0-rc.1"])
def test_what_breaks_is_exit_code_1_until_the_major_number_moves(version: str, tmp_path: Path) -> None:
    """A break is let through by a higher major number alone."""
    old = write(tmp_path / "old", at_version("1.0.0"))
    path = write(tmp_path / "spec", at_version(version), drop(lambda d: schema("answer")(d)["properties"], "errcode"))

    assert run(str(old), str(path)).returncode == (0 if version.startswith("2") else 1)


def test_what_is_compatible_is_exit_code_0(tmp_path: Path) -> None:
    """A change that breaks nobody passes, whatever the version."""
    old = write(tmp_path / "old")
    path = write(tmp_path / "spec", put(lambda d: schema("answer")(d)["properties"], more={"type": "string"}))

    assert run(str(old), str(path)).returncode == 0


@pytest.mark.parametrize(
    ("version", "steps"),
    [
        ("1.2.3", ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]),
        ("0.2.3", ["0.2.3", "0.2.4", "0.2.4", "0.3.0"]),
    ],
)
def test_a_step_moves_the_version(version: str, steps: list[str]) -> None:
    """Below 1.0.0 the minor number stands for the major."""
    assert [str(Version.parse(version).after(step)) for step in Step] == steps


def test_versions_stand_in_the_order_of_semver() -> None:
    """The order is the one that semver.org gives as its example."""
    order = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11"]
    order += ["1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"]

    assert [str(each) for each in sorted(map(Version.parse, reversed(order)))] == order


def test_the_released_document_is_compared_by_default() -> None:
    """By default the last release is compared with the working document."""
    old, new = read_contract(None, is_old=True), read_contract(None, is_old=False)

    assert old.name == str(old.version)
    assert new.name == "the working document"
    assert new.sha256 == read_files(default_document_path()).sha256
    assert compare_contracts(old, new).has_clauses


def test_json_holds_each_change_for_both_sides(tmp_path: Path) -> None:
    """The JSON form says of each change whom it breaks."""
    found = compare(tmp_path, nothing, drop(field("answer"), "type"))

    value = json.loads(FORMS["json"](found))
    next_major = int(load_document(default_document_path()).version.partition(".")[0]) + 1

    assert (value["step"], value["lowest_version"], value["moved_enough"]) == ("major", f"{next_major}.0.0", False)
    assert value["clauses_compared"] is False
    assert [(each["rule"], each["clients"], each["servers"]) for each in value["changes"]] == [
        ("answer/type/widened", "breaks", "compatible")
    ]
    assert value["changes"][0]["pointer"] == "/components/schemas/CancelTaskGroupAnswer/properties/errcode/type"
    assert value["changes"][0]["pointer_in"] == "old"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_a_document_says_is_hostile_text(form: str, tmp_path: Path) -> None:
    """Names in a document move no cursor, and are no Markdown."""
    name = "a\x1b[2J\n| <b>[x](y) `|` ![z](w)" + "n" * 900
    found = compare(tmp_path, nothing, put(lambda d: schema("answer")(d)["properties"], **{name: {"type": "string"}}))

    text = FORMS[form](found)

    assert "\x1b" not in text
    assert all(len(line) < 1500 for line in text.splitlines())
    if form == "markdown":
        assert [each for each in ("<b>", "[x]", "![") if each in text] == []
        assert next(line for line in text.splitlines() if "added" in line).count("|") == 5


def test_a_clause_is_compared_with_the_document(tmp_path: Path) -> None:
    """A clause that clients must keep breaks clients."""
    found = compare(tmp_path, nothing, add_clause(client="MUST"), has_clauses=True)

    assert [(each.file, each.rule.impact, each.subject) for each in found.changes] == [
        ("clauses", "breaks clients", "ghost")
    ]


def test_files_alike_in_all_but_form_are_no_change(tmp_path: Path) -> None:
    """The document as JSON, its references written out, says the same."""
    found = compare_contracts(read_files(default_document_path()), read_files(write(tmp_path / "json")))

    assert found.changes == ()
