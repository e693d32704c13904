"""One example pair for each rule: the edit that both documents have, and the edit that the new one has besides."""

from collections.abc import Iterator
from typing import Any

from .contracts import PATH, Edit, content, field, nothing, operation, schema

Pair = tuple[str, Edit, Edit]
STRING = {"type": "string"}
NEW_OPERATION = {
    "operationId": "listGroups",
    "tags": ["workflow"],
    "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": {"type": "string"}}}}},
}


def put(find: Any, **members: Any) -> Edit:
    """Make the edit that puts members into what is found."""
    return lambda document: find(document).update(members)


def drop(find: Any, *names: str) -> Edit:
    """Make the edit that takes members out of what is found."""
    return lambda document: [find(document).pop(name) for name in names]


def parameter(**members: Any) -> dict[str, Any]:
    """Make a query parameter."""
    return {"name": "page", "in": "query", "schema": dict(STRING), **members}


def replace_operation_path(document: Any) -> None:
    """Serve the operation at another path."""
    document["paths"]["/other"] = document["paths"].pop(PATH)


def drop_required(document: Any) -> None:
    """Take out a field that had to be sent."""
    found = schema("request")(document)
    found["properties"].pop("activity_id")
    found["required"].remove("activity_id")


def leave_one_operation(document: Any) -> None:
    """Take out the other operations, to which the same security applies."""
    document["paths"] = {PATH: document["paths"][PATH]}


def use_other_token(document: Any) -> None:
    """Carry the token in a header."""
    document["components"]["securitySchemes"]["accessToken"].update({"in": "header"})


def rename_scheme(document: Any) -> None:
    """Return the credential another name in the document, and none on the wire."""
    schemes = document["components"]["securitySchemes"]
    schemes["token"] = schemes.pop("accessToken")
    document["security"] = [{"token": []}]


def add_second_token(document: Any) -> None:
    """Define one more credential, and let one operation ask for either."""
    leave_one_operation(document)
    document["components"]["securitySchemes"]["other"] = {"type": "http", "scheme": "basic"}
    document["security"].append({"other": []})


def first_clause(clauses: Any) -> Any:
    """Return the first clause, which servers must keep, and which is no refusal."""
    return clauses["clauses"][0]


def add_clause(**levels: str) -> Edit:
    """Make the edit that adds a clause."""
    return lambda clauses: clauses["clauses"].append({**first_clause(clauses), "slug": "ghost", "level": levels})


def take_clause(clauses: Any) -> None:
    """Take out the clause that was added."""
    clauses["clauses"].pop()


def level_of(index: int, **levels: str) -> Edit:
    """Make the edit that gives a clause other levels."""
    return lambda clauses: clauses["clauses"][index].update(level=levels)


def aspects(flow: str) -> Iterator[Pair]:
    """Return the pairs of what a schema allows, which are alike for requests and answers."""
    find = field(flow)
    narrow: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "values": ({"enum": [1, 2]}, {"enum": [1]}),
        "bounds": ({"maximum": 9}, {"maximum": 8}),
        "pattern": ({}, {"pattern": "a"}),
        "members": ({}, {"additionalProperties": False}),
    }
    other: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "values": ({"enum": [1]}, {"enum": [2]}),
        "bounds": ({"multipleOf": 2}, {"multipleOf": 3}),
        "pattern": ({"pattern": "a"}, {"pattern": "b"}),
        "format": ({"format": "int32"}, {"format": "int64"}),
    }
    type_ = find_type(flow)
    yield f"{flow}/type/narrowed", put(find, type=["boolean", "string"]), put(find, type=["string"])
    yield f"{flow}/type/widened", put(find, type=["string"]), put(find, type=["string", "null"])
    yield f"{flow}/type/changed", nothing, put(find, type=type_)
    for aspect, (before, after) in narrow.items():
        yield f"{flow}/{aspect}/narrowed", put(find, **before), put(find, **after)
        back = put(find, **before) if before else drop(find, *after)
        yield f"{flow}/{aspect}/widened", put(find, **after), back
    yield f"{flow}/format/narrowed", lambda d: find(d).pop("format", None), put(find, format="int32")
    yield f"{flow}/format/widened", put(find, format="int32"), drop(find, "format")
    for aspect, (before, after) in other.items():
        yield f"{flow}/{aspect}/changed", put(find, **before), put(find, **after)


def find_type(flow: str) -> str:
    """Return a type that the field of a flow does not have."""
    return {"request": "object", "answer": "string"}[flow]


def common(flow: str) -> Iterator[Pair]:
    """Return the pairs of both flows that are no limits."""
    hold, find = schema(flow), field(flow)
    fields = lambda document: hold(document)["properties"]  # noqa: E731 - a path, as the others are
    name = {"request": "activity_id_list", "answer": "errcode"}[flow]
    yield f"{flow}/field/added", nothing, put(fields, remark=STRING)
    yield (
        f"{flow}/field/added-required",
        nothing,
        lambda d: (put(fields, remark=STRING)(d), hold(d).setdefault("required", []).append("remark")),
    )
    yield f"{flow}/field/removed", nothing, drop(fields, name)
    yield f"{flow}/field/removed-closed", put(hold, additionalProperties=False), drop(fields, name)
    require: Edit = lambda d: hold(d).setdefault("required", []).append(name)  # noqa: E731 - an edit, as the others are
    yield f"{flow}/field/required", nothing, require
    yield f"{flow}/field/optional", require, lambda d: hold(d)["required"].remove(name)
    access = {"request": "readOnly", "answer": "writeOnly"}[flow]
    yield f"{flow}/access", nothing, put(find, **{access: True})
    yield f"{flow}/default", nothing, put(find, default=None)
    yield f"{flow}/combination", put(find, oneOf=[STRING]), put(find, oneOf=[STRING, {"type": "null"}])
    yield f"{flow}/freedom/added", drop(find, "x-free"), put(find, **{"x-free": ["repeats"]})
    yield f"{flow}/freedom/removed", nothing, drop(find, "x-free")
    copy_content: Edit = lambda d: content(flow)(d).update({"text/json": content(flow)(d)["application/json"]})  # noqa: E731 - an edit, as the others are
    yield f"{flow}/media-type/added", nothing, copy_content
    yield f"{flow}/media-type/removed", copy_content, drop(content(flow), "text/json")


def requests() -> Iterator[Pair]:
    """Return the pairs of requests alone."""
    yield "request/field/removed-required", nothing, drop_required
    yield "request/security/narrowed", add_second_token, lambda d: d["security"].pop()
    yield "request/security/widened", leave_one_operation, lambda d: d["security"].append({})
    yield "request/security/changed", leave_one_operation, use_other_token
    yield (
        "request/serialization",
        put(operation, parameters=[parameter()]),
        lambda d: operation(d)["parameters"][0].update(explode=False),
    )


def answers() -> Iterator[Pair]:
    """Return the pairs of answers alone."""
    statuses = lambda document: operation(document)["responses"]  # noqa: E731 - a path, as the others are
    fields = lambda document: schema("answer")(document)["properties"]  # noqa: E731 - a path, as the others are
    yield "answer/field/added-closed", put(schema("answer"), additionalProperties=False), put(fields, remark=STRING)
    yield "answer/status/added", nothing, put(statuses, **{"201": {"description": "Made."}})
    yield "answer/status/removed", put(statuses, **{"201": {"description": "Made."}}), drop(statuses, "201")
    yield "answer/status/added-failure", nothing, put(statuses, **{"429": {"description": "Slow down."}})
    yield "answer/status/removed-failure", put(statuses, **{"429": {"description": "x"}}), drop(statuses, "429")


def documents() -> Iterator[Pair]:
    """Return the pairs of operations, addresses and prose."""
    other = {"/groups": {"get": NEW_OPERATION}}
    yield "operation/added", nothing, lambda d: d["paths"].update(other)
    yield "operation/removed", lambda d: d["paths"].update(other), lambda d: d["paths"].pop("/groups")
    yield "operation/renamed", nothing, put(operation, operationId="cancelGroups")
    yield "operation/moved", nothing, replace_operation_path
    yield "field/annotation", nothing, put(field("request"), deprecated=True)
    yield "address/added", nothing, lambda d: d["servers"].append({"url": "https://other.test"})
    yield (
        "address/removed",
        lambda d: d["servers"].append({"url": "https://other.test"}),
        lambda d: d["servers"].pop(),
    )
    yield "document/openapi", nothing, lambda d: d.update(openapi="3.1.1")
    yield "document/component", nothing, lambda d: d["components"].update(headers={"X": {"schema": STRING}})
    yield "document/other", nothing, put(field("request"), contains=STRING)
    yield (
        "request/field/renamed",
        lambda d: d["paths"].update({"/groups/{id}": {"get": {**NEW_OPERATION, "parameters": [in_path("id")]}}}),
        lambda d: d["paths"].update(
            {"/groups/{group}": {"get": {**d["paths"].pop("/groups/{id}")["get"], "parameters": [in_path("group")]}}}
        ),
    )
    yield "documentation/text", nothing, put(field("request"), description="Other words.")
    yield "documentation/example", nothing, put(field("answer"), example=1)
    yield "documentation/provenance", nothing, put(field("answer"), **{"x-provenance": {"kind": "inferred"}})
    yield "documentation/form", nothing, rename_scheme
    yield "documentation/extension", nothing, put(field("answer"), **{"x-note": "n"})


def in_path(name: str) -> dict[str, Any]:
    """Make a parameter of the path."""
    return {"name": name, "in": "path", "required": True, "schema": dict(STRING)}


def clauses() -> Iterator[Pair]:
    """Return the pairs of clauses."""
    for kind in ("server", "gateway", "client"):
        yield f"clause/{kind}/strengthened", nothing, add_clause(**{kind: "MUST"})
        yield f"clause/{kind}/advice", nothing, add_clause(**{kind: "SHOULD"})
        yield f"clause/{kind}/weakened", add_clause(**{kind: "MUST"}), take_clause
    yield "clause/server/refusal", level_of(3, server="MUST"), level_of(3, server="SHOULD")
    yield "clause/consequence", nothing, lambda c: first_clause(c).update(consequence_of=["control/full"])
    yield "clause/needs", nothing, lambda c: first_clause(c).update(needs="string")
    yield "clause/reworded", nothing, lambda c: first_clause(c)["hint"].update(en="Do so.")
    yield "clause/other", nothing, lambda c: first_clause(c).update(ghost=1)


DOCUMENT_PAIRS: list[Pair] = [
    *(pair for flow in ("request", "answer") for pair in (*aspects(flow), *common(flow))),
    *requests(),
    *answers(),
    *documents(),
]
CLAUSE_PAIRS: list[Pair] = list(clauses())
