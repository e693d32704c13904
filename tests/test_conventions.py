"""The conventions: imports go one way, names and prose keep their form, the README tells the truth."""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dingtalk_contract.contract import load_document

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "dingtalk_contract"
ENVELOPE = {"errcode", "errmsg", "request_id"}
"""The fields of every answer of the service, which outcomes are read from."""
EVERYDAY = {
    *("list", "result", "status", "count", "offset", "title", "content", "url", "forms", "name", "request"),
    *(
        "access_token",
        "expires_in",
        "description",
        "id",
        "label",
        "props",
        "required",
        "success",
        "tasks",
        "value",
        "instances",
    ),
}
"""Names of fields that are words of the programs too: a whole path of names tells them apart."""

MAY_IMPORT = {
    "contract": set(),
    "exchange": {"contract"},
    "emulator": {"contract", "exchange"},
    "lint": {"contract"},
    "diff": {"contract"},
    "conformance": {"contract", "exchange"},
    "deed": {"contract", "exchange", "conformance"},
    "load": {"contract", "exchange", "conformance"},
    "cli": {"contract", "exchange", "emulator", "lint", "diff", "conformance", "load"},
}
PUBLIC = ("contract", "exchange", "emulator", "conformance", "deed", "lint", "diff")
PROSE = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "contract_tests").rglob("test_*.py")]
PYTHON = [
    path
    for folder in ("src", "contract_tests", "tests", "scripts")
    for path in (ROOT / folder).rglob("*.py")
    if "client_templates" not in path.parts
]


def imported(path: Path) -> Iterator[str]:
    """Return the full names of the modules that a file imports."""
    relative = path.relative_to(ROOT / "src") if path.is_relative_to(ROOT / "src") else path.relative_to(ROOT)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            outer = relative.parts[: -node.level]
            yield ".".join([*outer, *([node.module] if node.module else [])])
            yield from (".".join([*outer, *([node.module] if node.module else []), alias.name]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_go_one_way(room: str) -> None:
    """A room of the package imports the rooms below it alone."""
    forbidden = {f"{PACKAGE}.{other}" for other in MAY_IMPORT if other != room and other not in MAY_IMPORT[room]}
    forbidden |= {"contract_tests", "dingtalk_workflow_client", "tests"}

    found = [
        (path.name, name)
        for path in (ROOT / "src" / PACKAGE / room).rglob("*.py")
        for name in imported(path)
        if any(name == each or name.startswith(f"{each}.") for each in forbidden)
    ]

    assert found == []


def test_the_proof_never_looks_inside_the_emulator() -> None:
    """No contract test imports the emulator."""
    found = [
        path.name
        for path in (ROOT / "contract_tests").rglob("*.py")
        for name in imported(path)
        if name.startswith(f"{PACKAGE}.emulator")
    ]

    assert found == []


def names_of_operations() -> "re.Pattern[str]":
    """Return what finds the name, the path, or a field of any operation of the document."""
    names = set()
    for operation in load_document().operations:
        fields = [*operation.body.walk(), *operation.answer.walk()]
        names |= {operation.id, *operation.path.strip("/").split("/")[-1:]}
        names |= {field.steps[-1] for field in fields if field.steps and not field.is_item}
    named = sorted(
        names - ENVELOPE - EVERYDAY - {"cancel", "query", "save", "delete", "clean", "create", "update"},
        key=len,
        reverse=True,
    )
    paths = [operation.path for operation in load_document().operations]
    return re.compile("|".join([*map(re.escape, paths), rf"\b(?:{'|'.join(named)})\b"]))


@pytest.mark.parametrize("folder", ["src", "contract_tests", "scripts"])
def test_an_operation_is_named_in_its_own_rooms_alone(folder: str) -> None:
    """Names, paths and fields of operations stand in their own modules."""
    pattern = names_of_operations()

    found = [
        f"{path.relative_to(ROOT).as_posix()}: {line.strip()}"
        for path in (ROOT / folder).rglob("*.py")
        if path.parent.name != "operations"
        for line in code_lines(path)
        if pattern.search(line)
    ]

    assert found == []


def code_lines(path: Path) -> list[str]:
    """Return the lines of a file without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            node.value = ast.Constant(value="")
    return ast.unparse(tree).splitlines()


@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_public_is_listed_sorted_and_there(name: str) -> None:
    """A package lists what is public, sorted, and has it."""
    module = importlib.import_module(f"{PACKAGE}.{name}")
    listed = list(module.__all__)

    assert sorted(listed, key=lambda each: (not each.isupper(), each[0].islower(), each)) == listed
    assert all(hasattr(module, each) for each in listed)


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_stay_short_and_say_what_they_are_for(path: Path) -> None:
    """A module opens with a sentence and ends before line 400."""
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= 400
    assert not text or (ast.get_docstring(ast.parse(text)) or "").splitlines()[0].endswith((".", ":"))


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_test_prose_is_short_unique_and_a_claim(path: Path) -> None:
    """A test says in one short sentence what is so."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    sentences = [(ast.get_docstring(test) or "") for test in tests]

    assert len(set(sentences)) == len(sentences)
    assert [each for each in sentences if not 0 < len(each) <= 70 or not each.endswith(".")] == []
    assert [each for each in sentences if re.search(r"\bshould\b|\btest that\b", each, re.IGNORECASE)] == []


def test_ci_runs_what_the_readme_says() -> None:
    """The test command of the README and of CI is one and the same."""
    commands = re.findall(r"^\$ (python3 -m venv .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert commands[1] in script
    assert len(commands) == 2


def test_the_versions_agree() -> None:
    """The distribution and the package say the same version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == importlib.import_module(PACKAGE).__version__


def test_no_file_names_a_registry_or_a_machine() -> None:
    """No pinned requirement bears an address."""
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")

    assert "://" not in constraints
