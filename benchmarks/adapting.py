"""The document as tools read it that know OpenAPI 3.0 better, and judge or mock all operations that they find."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "spec" / "openapi.yaml"
TOKEN = "6d1bxxxx"  # noqa: S105 - the page's example, nobody's token
ADAPTED = "adapted.yaml"


def write_adapted(folder: Path, operation_id: str) -> None:
    """Write the document with one operation, its token as a parameter, and no example of a rejection.

    The tools know the token as a parameter with an example, and want no field in an example that the schema lacks.
    """
    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8")) | {"openapi": "3.0.3"}
    secured = document.pop("security")
    del document["info"]["summary"]
    schema = {"type": "string", "enum": [TOKEN]}
    token = {"name": "access_token", "in": "query", "required": True, "schema": schema, "example": TOKEN}
    document["paths"] = {
        path: {method: operation}
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if operation["operationId"] == operation_id
    }
    for item in document["paths"].values():
        for operation in item.values():
            if operation.pop("security", secured):
                operation.setdefault("parameters", []).append(token)
            del operation["responses"]["200"]["content"]["application/json"]["examples"]["rejected"]
    (folder / ADAPTED).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
