"""Each operation of the document changes by one field, and all that follows from it does."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.contract import TargetKind, default_document_path, load_catalogue, load_document, put
from dingtalk_contract.diff import compare_contracts, read_files
from dingtalk_contract.emulator import Emulator, Request, make_emulator

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = load_document()
FIELD = {
    "type": "string",
    "description": "A field of this test.",
    "example": "none",
    "maxLength": 9,
    "x-provenance": {"kind": "inferred", "source": "page", "note": "Made up."},
}
EACH = pytest.mark.parametrize("name", [operation.id for operation in DOCUMENT.operations])


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document with one optional field more in the request of every operation."""
    raw: dict[str, Any] = copy.deepcopy(dict(DOCUMENT.raw))
    schemas = raw["components"]["schemas"]
    for operation in DOCUMENT.operations:
        node = raw["paths"][operation.path][operation.method.lower()]
        if not operation.media_type:
            parameter = {"name": "remark", "in": "query", "schema": FIELD, "description": FIELD["description"]}
            node["parameters"].append({**parameter, "x-provenance": FIELD["x-provenance"]})
            continue
        schema = _referred(schemas, node["requestBody"]["content"][operation.media_type]["schema"])
        for step in operation.envelope:
            schema = _referred(schemas, schema["properties"][step])
        schema["properties"]["remark"] = FIELD
    path = tmp_path_factory.mktemp("edited") / "openapi.yaml"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def _referred(schemas: Any, node: Any) -> Any:
    return schemas[node["$ref"].rpartition("/")[2]]


@pytest.fixture(scope="module")
def facade(edited: Path) -> str:
    """The facade of the client that is generated from it."""
    output = edited.parent / "generated"
    words = [sys.executable, str(ROOT / "scripts" / "generate.py"), "--spec", str(edited), "--output", str(output)]
    subprocess.run(words, check=True, capture_output=True)
    return (output / "dingtalk_workflow_client" / "_workflow.py").read_text(encoding="utf-8")


@EACH
def test_the_clauses_follow(name: str, edited: Path) -> None:
    """Servers and clients have clauses on the new field."""
    for kind in (TargetKind.SERVER, TargetKind.CLIENT):
        new = {clause.id for clause in load_catalogue(load_document(edited), kind)}
        old = {clause.id for clause in load_catalogue(DOCUMENT, kind)}

        assert any(each.startswith(f"{name}/") and "/remark/" in each for each in new - old)
        assert old <= new


@EACH
def test_the_emulator_follows(name: str, edited: Path) -> None:
    """The emulator refuses what the new field may not be."""
    document = load_document(edited)
    operation = document.operation(name)

    def errcode(value: str) -> int:
        emulator = make_emulator(document)
        body = put(emulator.good_body(operation), (*operation.envelope, "remark"), value)
        return ask(emulator, name, body)

    assert errcode("nine-long") == 0
    assert errcode("ten-letter") != 0


def ask(emulator: Emulator, name: str, body: Any) -> int:
    """Return the errcode of an operation's answer."""
    operation = emulator.document.operation(name)
    query = {operation.token_name: emulator.good_token(operation)} if operation.token_name else body
    request = Request(
        method=operation.method,
        path=operation.path,
        query="&".join(f"{key}={value}" for key, value in query.items()).encode(),
        headers=[(b"content-type", operation.media_type.encode())],
        body=json.dumps(body).encode() if operation.media_type else b"",
    )
    code: int = json.loads(emulator.answer(request).body)["errcode"]
    return code


@EACH
def test_the_client_follows(name: str, facade: str) -> None:
    """The method of the operation takes the new field, in both clients."""
    method = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    heads = [each.partition(") ->")[0] for each in facade.split(f"def {method}(")[1:]]

    assert ["remark: str | None = None" in head for head in heads] == [True, True]


def test_the_diff_follows(edited: Path) -> None:
    """The diff names each new field where it stands."""
    changes = compare_contracts(read_files(default_document_path()), read_files(edited)).changes

    named = [change for change in changes if "remark" in f"{change.pointer}{change.words}"]
    assert len(named) >= len(DOCUMENT.operations)
