"""
The lint names every fault with its place, and nothing else.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dingtalk_contract.contract import default_clauses_path, default_document_path, find_carried
from dingtalk_contract.errors import DocumentError
from dingtalk_contract.lint import FREEDOMS, lint_spec

PATH = "/topapi/process/workrecord/taskgroup/cancel"
AGENTID = "/components/schemas/CancelTaskGroupRequest/properties/agentid"


def operation(document: Any) -> Any:
    """
    Give the operation of a document.
    """
    return document["paths"][PATH]["post"]


def request(document: Any) -> Any:
    """
    Give the schema of the inner request.
    """
    return document["components"]["schemas"]["CancelTaskGroupRequest"]


def agentid(document: Any) -> Any:
    """
    Give the schema of one field.
    """
    return request(document)["properties"]["agentid"]


DOCUMENT_FAULTS: list[tuple[str, Callable[[Any], Any], str, str]] = [
    (
        "unresolvable reference",
        lambda d: operation(d)["responses"]["200"]["content"]["application/json"]["schema"].update(
            {"$ref": "#/nowhere"}
        ),
        "names nothing",
        "/schema/$ref",
    ),
    (
        "required and not declared",
        lambda d: request(d)["required"].append("ghost"),
        "'ghost' is required and not declared",
        "/required",
    ),
    (
        "undefined security scheme",
        lambda d: d["security"].append({"ghost": []}),
        "'ghost' is used and not defined",
        "/security/1/ghost",
    ),
    (
        "wrong-typed example",
        lambda d: agentid(d).update(example="x"),
        "the example does not keep the schema",
        f"{AGENTID}/example",
    ),
    (
        "wrong-typed media example",
        lambda d: operation(d)["requestBody"]["content"]["application/json"]["examples"]["page"]["value"][
            "request"
        ].update(agentid="x"),
        "the example does not keep the schema",
        "/request/agentid",
    ),
    (
        "wrong-typed default",
        lambda d: agentid(d).update(default="x"),
        "against OpenAPI",
        "/",
    ),
    ("bad type", lambda d: agentid(d).update(type="int"), "against OpenAPI", "/properties/agentid/type"),
    ("no answer", lambda d: operation(d)["responses"].clear(), "against OpenAPI", "/responses"),
    ("no operationId", lambda d: operation(d).pop("operationId"), "no operationId", "/post"),
    ("no summary", lambda d: operation(d).pop("summary"), "lacks summary", "/post"),
    (
        "body not required",
        lambda d: operation(d)["requestBody"].update(required=False),
        "lacks requestBody/required",
        "/post",
    ),
    ("no security", lambda d: d.pop("security"), "lacks security", "/post"),
    ("no description", lambda d: agentid(d).pop("description"), "no description", AGENTID),
    ("no example", lambda d: agentid(d).pop("example"), "no example", AGENTID),
    (
        "no provenance",
        lambda d: agentid(d)["x-provenance"].update(kind="guessed"),
        "no kind",
        f"{AGENTID}/x-provenance",
    ),
    (
        "unknown source",
        lambda d: agentid(d)["x-provenance"].update(source="ghost"),
        "'ghost' is not declared",
        f"{AGENTID}/x-provenance",
    ),
    ("unknown freedom", lambda d: agentid(d)["x-free"].append("blank"), "'blank' is no freedom", f"{AGENTID}/x-free"),
    ("version", lambda d: d["info"].update(version="1.0"), "is not semantic", "/info/version"),
]

CLAUSE_FAULTS: list[tuple[str, Callable[[Any], Any], str, str]] = [
    ("repeated slug", lambda c: c["clauses"].append(c["clauses"][0]), "stands twice", "/clauses/"),
    (
        "no Chinese",
        lambda c: c["clauses"][0]["statement"].pop("zh"),
        '"zh" is a required property',
        "/clauses/0/statement",
    ),
    ("no level", lambda c: c["clauses"][0]["level"].clear(), "less than 1 property", "/clauses/0/level"),
    ("unknown key", lambda c: c["clauses"][0].update(ghost=1), "ghost", "/clauses/0"),
    (
        "unknown operation",
        lambda c: c["clauses"][0].update(operation="ghost"),
        "'ghost' is not in the document",
        "/clauses/0",
    ),
    (
        "undeclared source",
        lambda c: c["clauses"][0]["provenance"].update(source="ghost"),
        "'ghost' is not declared",
        "/clauses/0",
    ),
    ("unknown cause", lambda c: c["clauses"][0].update(consequence_of=["ghost"]), "'ghost' is no clause", "/clauses/0"),
    ("no place", lambda c: c["derived"][0]["statement"].update(en="Nothing."), "does not say {place}", "/derived/0"),
    (
        "no test",
        lambda c: c["clauses"].append({**c["clauses"][0], "slug": "ghost"}),
        "no server test proves it",
        "/clauses/",
    ),
    (
        "other words",
        lambda c: c["clauses"][0]["statement"].update(en="Something else."),
        "is not the statement",
        "/clauses/0",
    ),
    ("test without clause", lambda c: c["clauses"].pop(0), "which is no clause", "/"),
]


def edited(source: Path, folder: Path, edit: Callable[[Any], Any]) -> Path:
    """
    Write an edited copy of a YAML file.
    """
    value = yaml.safe_load(source.read_text(encoding="utf-8"))
    for entry in [*value.get("clauses", []), *value.get("derived", [])]:
        entry["provenance"]["date"] = str(entry["provenance"]["date"])
    edit(value)
    path = folder / source.name
    # Aliases would stand for equal parts; dates stay text.
    path.write_text(yaml.safe_dump(value, allow_unicode=True, default_style='"'), encoding="utf-8")
    return path


def test_the_spec_has_no_fault() -> None:
    """
    The spec of this distribution is clean.
    """
    assert lint_spec() == ()


@pytest.mark.parametrize(
    ("edit", "words", "pointer"), [pytest.param(*each[1:], id=each[0]) for each in DOCUMENT_FAULTS]
)
def test_each_fault_of_the_document_is_named(
    edit: Callable[[Any], Any], words: str, pointer: str, tmp_path: Path
) -> None:
    """
    One fault in the document is named with its pointer.
    """
    faults = lint_spec(edited(default_document_path(), tmp_path, edit))

    assert any(words in fault.message and pointer in fault.pointer for fault in faults), faults
    assert len(faults) <= 3


@pytest.mark.parametrize(("edit", "words", "pointer"), [pytest.param(*each[1:], id=each[0]) for each in CLAUSE_FAULTS])
def test_each_fault_of_the_clauses_is_named(
    edit: Callable[[Any], Any], words: str, pointer: str, tmp_path: Path
) -> None:
    """
    One fault in the clauses is named with its pointer.
    """
    faults = lint_spec(clauses=edited(default_clauses_path(), tmp_path, edit))

    assert any(words in fault.message and fault.pointer.startswith(pointer) for fault in faults), faults
    assert len(faults) <= 2


@pytest.mark.parametrize("text", ["openapi: [", "openapi: 3.1.0\nopenapi: 3.1.0\n", "a: 1", ""])
def test_what_is_no_document_is_refused(text: str, tmp_path: Path) -> None:
    """
    A file that is no document, or has a key twice, is an error.
    """
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(DocumentError):
        lint_spec(tmp_path / "d.yaml")


def test_every_freedom_is_explained() -> None:
    """
    The README of spec/ explains each word of x-free.
    """
    text = (find_carried("spec") / "README.md").read_text(encoding="utf-8")

    assert [word for word in [*FREEDOMS, "further-parameters"] if f"| `{word}` |" not in text] == []


def test_a_clause_without_its_test_turns_the_lint_red(tmp_path: Path) -> None:
    """
    A suite that lacks a test is named by the clause.
    """
    suite = tmp_path / "contract_tests"
    shutil.copytree(find_carried("contract_tests"), suite)
    (suite / "server" / "test_spelling.py").unlink()

    faults = lint_spec(suite=suite)

    assert {fault.message.split(":")[0] for fault in faults} >= {"spelling/json", "spelling/refusals"}
