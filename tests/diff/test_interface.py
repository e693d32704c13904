"""The Python interface is derived as the generator writes it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openapi_python_client.strings import ClassName, PythonIdentifier

from dingtalk_contract.diff import Parameter, class_name, make_interface, parameter_name, read_files

from .contracts import Edit, compare, nothing, operation, schema, write
from .pairs import parameter, put

NAMES = [
    *("agentid", "processInstanceId", "ActivityID", "activity-id", "HTTPStatus", "id", "class", "type", "self", "true"),
    *("_hidden", "2nd", "with space", "a.b", "待办组", "naïve", "x2y", "camelCase2", "datetime", "field_name", "A"),
]
WITHIN = {"type": "object", "properties": {"deep": {"type": "object", "properties": {"n": {"type": "integer"}}}}}
FIELDS = {
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "dayTime": {"type": "string", "format": "date-time"},
    "day": {"type": "string", "format": "date"},
    "key": {"type": "string", "format": "uuid"},
    "anything": {},
    "union": {"type": ["string", "null"]},
    "either": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
    "choice": {"type": "string", "enum": ["a", "b"]},
    "fixed": {"type": "string", "const": "a"},
    "list_of_lists": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
    "inline": WITHIN,
    "many": {"type": "array", "items": WITHIN},
    "titled": {"type": "object", "title": "other name", "properties": {"n": {"type": "integer"}}},
    "again": {"$ref": "#/components/schemas/CancelTaskGroupAnswer"},
}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_those_of_the_generator(name: str) -> None:
    """Our names of parameters and classes are the generator's."""
    assert (parameter_name(name), class_name(name)) == (PythonIdentifier(name, "field_"), ClassName(name, "field_"))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generator's output of a document with fields of many types."""
    folder = tmp_path_factory.mktemp("interface")
    write(folder / "spec", lambda d: schema("request")(d)["properties"].update(FIELDS))
    (folder / "config.yaml").write_text("post_hooks: []\n", encoding="utf-8")
    words = ("generate", "--meta=none", "--fail-on-warning", "--path=spec/openapi.yaml", "--config=config.yaml")
    subprocess.run([sys.executable, "-m", "openapi_python_client", *words, "--output-path=out"], cwd=folder, check=True)
    return folder


def annotated(path: Path, name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Return the annotated attributes of a class, or parameters of a function, of a generated file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and node.name == name:
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and "additional_properties" not in ast.unparse(line.target):
                    yield ast.unparse(line.target), types(ast.unparse(line.annotation))
        if isinstance(node, ast.FunctionDef) and node.name == name == "sync":
            for argument in node.args.kwonlyargs:
                if argument.arg != "client" and argument.annotation is not None:
                    yield argument.arg, types(ast.unparse(argument.annotation))


def types(annotation: str) -> frozenset[str]:
    """Split an annotation into its parts."""
    return frozenset(annotation.split(" | "))


def as_pairs(parameters: tuple[Parameter, ...]) -> list[tuple[str, frozenset[str]]]:
    """Return parameters as the generated file has them."""
    return [(each.name, each.types) for each in parameters]


def test_classes_and_functions_are_those_of_the_generator(generated: Path) -> None:
    """Our classes, with names, types and order, are the generator's."""
    interface = make_interface(read_files(generated / "spec" / "openapi.yaml").document)
    models = generated / "out" / "models"
    made = {name: as_pairs(each.parameters) for name, each in interface.classes.items()}
    function = interface.functions["cancelTaskGroup"]
    module = generated / "out" / "api" / function.module / f"{function.name}.py"

    found = {name: list(annotated(models / f"{parameter_name(name)}.py", name)) for name in made}

    assert found == made
    assert list(annotated(module, "sync")) == as_pairs(function.parameters)
    assert {path.stem for path in models.glob("*.py")} - {"__init__"} - {"cancel_task_group_request_choice"} == {
        parameter_name(name) for name in made
    }


EFFECTS: list[tuple[str, Edit, Edit, str, str]] = [
    (
        "new optional field",
        nothing,
        lambda d: schema("request")(d)["properties"].update(doneBy={"type": "string"}),
        "request/field/added",
        "CancelTaskGroupRequest has done_by: str | Unset.",
    ),
    (
        "retyped field",
        nothing,
        put(lambda d: schema("request")(d)["properties"]["agentid"], type="number"),
        "request/type/widened",
        "CancelTaskGroupRequest had agentid: int, and has agentid: float.",
    ),
    (
        "removed field",
        nothing,
        lambda d: schema("answer")(d)["properties"].pop("errmsg"),
        "answer/field/removed",
        "CancelTaskGroupAnswer no longer has errmsg.",
    ),
    (
        "new object",
        nothing,
        lambda d: schema("answer")(d)["properties"].update(at={"type": "object", "properties": {}}),
        "answer/field/added",
        "The class CancelTaskGroupAnswerAt is new. CancelTaskGroupAnswer has at: CancelTaskGroupAnswerAt | Unset.",
    ),
    (
        "new parameter",
        nothing,
        put(operation, parameters=[parameter()]),
        "request/field/added",
        "cancel_task_group has page: str | Unset.",
    ),
    (
        "renamed operation",
        nothing,
        lambda d: next(iter(d["paths"].values()))["post"].update(operationId="cancelGroups"),
        "operation/renamed",
        "The function cancel_task_group is called cancel_groups.",
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "rule", "python"), [pytest.param(*each[1:], id=each[0]) for each in EFFECTS]
)
def test_a_change_says_what_follows_in_python(
    before: Edit, after: Edit, rule: str, python: str, tmp_path: Path
) -> None:
    """Beside a change on the wire stands what the client's users see."""
    found = compare(tmp_path, before, after).changes

    assert [(each.rule.name, each.python) for each in found] == [(rule, python)]
