"""The lint names each problem of the document with its place, and nothing else."""

import copy
from pathlib import Path

import pytest

from dingtalk_contract.errors import DocumentError
from dingtalk_contract.lint import lint_spec

from .edits import (
    AGENTID,
    ANSWER_CONTENT,
    BODY_CONTENT,
    PATH,
    POST,
    REQUEST,
    Edit,
    agentid,
    answer_content,
    copy_to,
    operation,
    parameter,
    request,
    request_content,
    secure_others,
)

TO_REQUEST = {"$ref": "#/components/schemas/CancelTaskGroupRequest"}

PROBLEMS: list[tuple[str, Edit, str, str]] = [
    (
        "reference to nothing",
        lambda d: answer_content(d)["schema"].update({"$ref": "#/nowhere"}),
        f"{ANSWER_CONTENT}/schema/$ref",
        "names nothing",
    ),
    (
        "reference to elsewhere",
        lambda d: answer_content(d)["schema"].update({"$ref": "other.yaml"}),
        f"{ANSWER_CONTENT}/schema/$ref",
        "leaves the document",
    ),
    (
        "reference to itself",
        lambda d: request(d)["properties"].update(within=dict(TO_REQUEST)),
        f"{REQUEST}/properties/within/$ref",
        "leads back to itself",
    ),
    (
        "required, undeclared",
        lambda d: (
            request(d)["required"].append("ghost"),
            request_content(d)["examples"]["page"]["value"]["request"].update(ghost=1),
        ),
        f"{REQUEST}/required",
        "'ghost' is not declared",
    ),
    (
        "parameter without description",
        lambda d: operation(d).update(parameters=[{**parameter(1), "description": " "}]),
        f"{POST}/parameters/0",
        "the parameter lacks a description",
    ),
    (
        "parameter without example",
        lambda d: operation(d).update(parameters=[{k: v for k, v in parameter(1).items() if k != "example"}]),
        f"{POST}/parameters/0",
        "the parameter lacks an example",
    ),
    (
        "header without provenance",
        lambda d: operation(d)["responses"]["200"].update(
            headers={"X-Page": {"description": "A page.", "schema": {"type": "integer", "example": 1}}}
        ),
        f"{POST}/responses/200/headers/X-Page",
        "the header lacks x-provenance",
    ),
    (
        "credential without provenance",
        lambda d: d["components"]["securitySchemes"]["accessToken"].pop("x-provenance"),
        "/components/securitySchemes/accessToken",
        "the credential lacks x-provenance",
    ),
    ("undefined scheme", lambda d: d["security"].append({"ghost": []}), "/security/1/ghost", "'ghost' is not defined"),
    (
        "undefined scheme of an operation",
        lambda d: operation(d).update(security=[{"ghost": []}]),
        f"{POST}/security/0/ghost",
        "'ghost' is not defined",
    ),
    (
        "deed of no verb",
        lambda d: operation(d)["x-deed"].update(verb="juggle"),
        f"{POST}/x-deed",
        "the deed has the verb 'juggle'",
    ),
    (
        "deed of no role",
        lambda d: operation(d)["x-deed"]["takes"].update(colour="request/agentid"),
        f"{POST}/x-deed",
        "the deed has the role 'colour'",
    ),
    (
        "deed of no field",
        lambda d: operation(d)["x-deed"]["takes"].update(group="request/ghost"),
        f"{POST}/x-deed/takes/group",
        "takes group is at 'request/ghost'",
    ),
    ("wrong example", lambda d: agentid(d).update(example="x"), f"{AGENTID}/example", 'not of type "integer"'),
    ("wrong examples", lambda d: agentid(d).update(examples=[1, "x"]), f"{AGENTID}/examples/1", "not of type"),
    ("wrong default", lambda d: agentid(d).update(default="x"), f"{AGENTID}/default", 'not of type "integer"'),
    (
        "wrong example of a body",
        lambda d: request_content(d)["examples"]["page"]["value"]["request"].update(agentid="x"),
        f"{BODY_CONTENT}/examples/page/value/request/agentid",
        'not of type "integer"',
    ),
    (
        "wrong example of an answer",
        lambda d: answer_content(d)["examples"]["accepted"]["value"].update(errcode="0"),
        f"{ANSWER_CONTENT}/examples/accepted/value/errcode",
        'not of type "integer"',
    ),
    (
        "wrong example of a parameter",
        lambda d: operation(d).update(parameters=[parameter("x")]),
        f"{POST}/parameters/0/example",
        'not of type "integer"',
    ),
    (
        "wrong example beside a reference",
        lambda d: (
            d["components"]["schemas"].update(Number=agentid(d)),
            request(d)["properties"].update(agentid={"$ref": "#/components/schemas/Number", "example": "x"}),
        ),
        f"{AGENTID}/example",
        'not of type "integer"',
    ),
    ("bad type", lambda d: agentid(d).update(type="int"), f"{AGENTID}/type", "no JSON Schema"),
    ("unknown key", lambda d: operation(d).update(ghost=1), POST, "breaks OpenAPI"),
    ("repeated tag", lambda d: d["tags"].append(d["tags"][0]), "/", "Duplicate tag name"),
    (
        "repeated operationId",
        lambda d: d["paths"].update({"/again": {"post": copy.deepcopy(operation(d))}}),
        "/paths/~1again/post/operationId",
        "is not unique",
    ),
    ("odd operationId", lambda d: operation(d).update(operationId="cancel-it"), POST, "is no identifier"),
    ("no summary", lambda d: operation(d).pop("summary"), POST, "lacks a summary"),
    ("no description", lambda d: operation(d).pop("description"), POST, "lacks a description"),
    ("body not required", lambda d: operation(d)["requestBody"].pop("required"), f"{POST}/requestBody", "is required"),
    (
        "body of nothing",
        lambda d: operation(d)["requestBody"].update(content={}),
        f"{POST}/requestBody",
        "a content of",
    ),
    (
        "no answer",
        lambda d: operation(d).update(responses={"default": operation(d)["responses"]["200"]}),
        f"{POST}/responses",
        "lacks an answer with HTTP 200",
    ),
    ("no example of a body", lambda d: request_content(d).pop("examples"), BODY_CONTENT, "lacks a named example"),
    ("no example of an answer", lambda d: answer_content(d).pop("examples"), ANSWER_CONTENT, "lacks a named example"),
    ("no schema of an answer", lambda d: answer_content(d).pop("schema"), ANSWER_CONTENT, "lacks a schema"),
    ("any answer", lambda d: answer_content(d).update(schema=True), ANSWER_CONTENT, "lacks a schema"),
    ("no security", lambda d: secure_others(d, d.pop("security")), POST, "lacks security in force"),
    (
        "security at will",
        lambda d: (secure_others(d, [*d["security"]]), d["security"].append({})),
        POST,
        "lacks security in force",
    ),
    ("no description of a field", lambda d: agentid(d).pop("description"), AGENTID, "lacks a description"),
    ("no example of a field", lambda d: agentid(d).pop("example"), AGENTID, "lacks an example"),
    ("no provenance of a field", lambda d: agentid(d).pop("x-provenance"), AGENTID, "lacks x-provenance"),
    (
        "field without a schema",
        lambda d: request(d)["properties"].update(any=True),
        f"{REQUEST}/properties/any",
        "true",
    ),
    (
        "unknown kind",
        lambda d: agentid(d)["x-provenance"].update(kind="guessed"),
        f"{AGENTID}/x-provenance",
        "'guessed'",
    ),
    (
        "undeclared source",
        lambda d: d["components"]["securitySchemes"]["accessToken"]["x-provenance"].update(source="ghost"),
        "/components/securitySchemes/accessToken/x-provenance",
        "'ghost' is not declared",
    ),
    ("unknown freedom", lambda d: agentid(d)["x-free"].append("ghost"), f"{AGENTID}/x-free", "'ghost' is no freedom"),
    ("unfit freedom", lambda d: agentid(d)["x-free"].append("blank"), f"{AGENTID}/x-free", "no freedom of integer"),
    ("version", lambda d: d["info"].update(version="1.0"), "/info/version", "is not semantic"),
    ("freedoms that are no list", lambda d: agentid(d).update({"x-free": None}), f"{AGENTID}/x-free", "no list"),
    (
        "provenance that is text",
        lambda d: agentid(d).update({"x-provenance": "page"}),
        f"{AGENTID}/x-provenance",
        "no map",
    ),
    *(
        (f"unjudged {keyword}", lambda d, each={keyword: value}: agentid(d).update(each), f"{AGENTID}/{keyword}", words)
        for keyword, value, words in (
            ("multipleOf", 1, "'multipleOf' is judged by no rule"),
            ("exclusiveMinimum", 0, "'exclusiveMinimum' is judged by no rule"),
            ("oneOf", [{}], "'oneOf' is judged by no rule"),
            ("maxItems", 1, "'maxItems' of another type is judged by no rule"),
            ("format", "date", "the format 'date' is judged by no rule"),
        )
    ),
    (
        "closed object",
        lambda d: request(d).update(additionalProperties=False),
        f"{REQUEST}/additionalProperties",
        "by no",
    ),
    (
        "list of nothing",
        lambda d: request(d)["properties"].update(none=nested() | {"type": "array", "items": False, "example": []}),
        f"{REQUEST}/properties/none/items",
        "the schema false is judged by no rule",
    ),
    (
        "unjudged keyword of an answer",
        lambda d: d["components"]["schemas"]["ListedForm"].update(minProperties=1),
        "/components/schemas/ListedForm/minProperties",
        "is judged by no rule",
    ),
    (
        "unjudged keyword beside a reference",
        lambda d: answer_content(d)["schema"].update(maxProperties=9),
        f"{ANSWER_CONTENT}/schema/maxProperties",
        "is judged by no rule",
    ),
    (
        "limit of a parameter",
        lambda d: operation(d).update(parameters=[parameter(1) | {"schema": {"type": "integer", "maximum": 9}}]),
        f"{POST}/parameters/0/schema/maximum",
        "is judged by no rule",
    ),
    ("tag that is null", lambda d: d["tags"].append(None), "/tags/1", "breaks OpenAPI"),
]

SOUND: list[tuple[str, Edit]] = [
    ("a parameter", lambda d: operation(d).update(parameters=[parameter(1)])),
    ("a member called schema", lambda d: answer_content(d)["examples"]["accepted"]["value"].update(schema={"a": 1})),
    ("a pre-release", lambda d: d["info"].update(version="1.0.0-rc.1+build.5")),
    ("a combination elsewhere", lambda d: d["components"]["schemas"].update(Unused={"allOf": [{"required": ["a"]}]})),
    ("an open object", lambda d: request(d).update(additionalProperties=True)),
    ("annotations", lambda d: agentid(d).update(deprecated=True, readOnly=False, title="App", default=111)),
    ("a limit", lambda d: agentid(d).update(enum=[111, 112])),
    (
        "a second operation",
        lambda d: d["paths"].update({f"{PATH}/all": {"post": {**operation(d), "operationId": "cancelAll"}}}),
    ),
    ("a field whose example is that of its members", lambda d: request(d)["properties"].update(within=nested())),
]


def nested() -> dict[str, object]:
    """Make an object within the request."""
    source = {"kind": "documented", "source": "page"}
    leaf = {"type": "string", "description": "A leaf.", "example": "a", "x-provenance": source}
    return {"type": "object", "description": "An object.", "x-provenance": source, "properties": {"leaf": leaf}}


@pytest.mark.parametrize(("edit", "pointer", "words"), [pytest.param(*each[1:], id=each[0]) for each in PROBLEMS])
def test_each_problem_is_named_alone(edit: Edit, pointer: str, words: str, tmp_path: Path) -> None:
    """One problem in the document is one problem, named with its pointer."""
    spec = copy_to(tmp_path)
    (tmp_path / "spec" / "clauses.yaml").rename(tmp_path / "clauses.yaml")

    spec.edit("openapi.yaml", edit)
    problems = lint_spec(tmp_path / "spec" / "openapi.yaml", tmp_path / "clauses.yaml", tmp_path / "contract_tests")

    assert [(problem.pointer, words in problem.message) for problem in problems] == [(pointer, True)], problems


@pytest.mark.parametrize("edit", [pytest.param(each[1], id=each[0]) for each in SOUND])
def test_what_a_later_document_may_hold_is_no_problem(edit: Edit, tmp_path: Path) -> None:
    """A document with more in it is as clean."""
    copy_to(tmp_path).edit("openapi.yaml", edit)
    (tmp_path / "spec" / "openapi.yaml").rename(tmp_path / "openapi.yaml")

    problems = lint_spec(tmp_path / "openapi.yaml")

    assert problems == ()


def test_problems_of_all_kinds_are_named_together(tmp_path: Path) -> None:
    """A broken reference hides no other problem."""
    spec = copy_to(tmp_path)

    spec.edit(
        "openapi.yaml", lambda d: (answer_content(d)["schema"].update({"$ref": "#/x"}), agentid(d).pop("example"))
    )
    spec.edit("openapi.yaml", lambda d: d["security"].append({"ghost": []}))
    spec.edit("clauses.yaml", lambda c: c["clauses"][0]["provenance"].update(source="ghost"))

    assert [problem.pointer for problem in spec.lint()] == [
        f"{ANSWER_CONTENT}/schema/$ref",
        "/security/1/ghost",
        AGENTID,
        "/clauses/0/provenance/source",
    ]


def test_a_key_that_is_a_number_is_named(tmp_path: Path) -> None:
    """A status code without quotes is named with its place."""
    spec = copy_to(tmp_path)
    path = tmp_path / "spec" / "openapi.yaml"

    path.write_text(path.read_text(encoding="utf-8").replace('"200":', "200:", 1), encoding="utf-8")

    assert [(problem.pointer[-14:], problem.message[:21]) for problem in spec.lint()] == [
        ("/responses/200", "the key 200 is no tex")
    ]


@pytest.mark.parametrize("text", ["openapi: [", "openapi: 3.1.0\nopenapi: 3.1.0\n", "a: 1", "", "\x00", "- 1"])
def test_what_is_no_document_is_refused(text: str, tmp_path: Path) -> None:
    """A file that is no document, or has a key twice, is an error."""
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(DocumentError):
        lint_spec(tmp_path / "d.yaml")
