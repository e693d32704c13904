"""A copy of the spec and of its tests, and the parts of it that tests of the lint edit."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dingtalk_contract.contract import find_carried, read_yaml
from dingtalk_contract.lint import Problem, lint_spec

Edit = Callable[[Any], Any]
PATH = "/topapi/process/workrecord/taskgroup/cancel"
POST = f"/paths/{PATH.replace('/', '~1')}/post"
REQUEST = "/components/schemas/CancelTaskGroupRequest"
AGENTID = f"{REQUEST}/properties/agentid"
BODY_CONTENT = f"{POST}/requestBody/content/application~1json"
ANSWER_CONTENT = f"{POST}/responses/200/content/application~1json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A folder with a copy of spec/ and of contract_tests/."""

    folder: Path

    def edit(self, name: str, change: Edit) -> None:
        """Change the data of one file of spec/ in place; JSON is YAML too."""
        path = self.folder / "spec" / name
        value = read_yaml(path)
        change(value)
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    def lint(self) -> tuple[Problem, ...]:
        """Lint the copy."""
        spec = self.folder / "spec"
        return lint_spec(spec / "openapi.yaml", spec / "clauses.yaml", self.folder / "contract_tests")


def copy_to(folder: Path) -> Copy:
    """Copy what the lint reads."""
    for name in ("spec", "contract_tests"):
        shutil.copytree(find_carried(name), folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Copy(folder=folder)


def operation(document: Any) -> Any:
    """Return the operation of a document."""
    return document["paths"][PATH]["post"]


def secure_others(document: Any, security: Any) -> Any:
    """Let every other operation say itself what secures it."""
    for path, item in document["paths"].items():
        if path != PATH:
            for each in item.values():
                each.setdefault("security", security)
    return document


def request_content(document: Any) -> Any:
    """Return the content of the request."""
    return operation(document)["requestBody"]["content"]["application/json"]


def answer_content(document: Any) -> Any:
    """Return the content of the answer."""
    return operation(document)["responses"]["200"]["content"]["application/json"]


def request(document: Any) -> Any:
    """Return the schema of the inner request."""
    return document["components"]["schemas"]["CancelTaskGroupRequest"]


def agentid(document: Any) -> Any:
    """Return the schema of one field."""
    return request(document)["properties"]["agentid"]


def parameter(value: Any) -> dict[str, Any]:
    """Make a whole number as a query parameter, with an example."""
    schema = {"type": "integer"}
    words = {"description": "A page.", "x-provenance": {"kind": "inferred", "source": "page"}}
    return {"name": "page", "in": "query", **words, "schema": schema, "example": value}
