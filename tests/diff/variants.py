"""Further example pairs: the same rules at other places, and by other keywords."""

from collections.abc import Iterator
from typing import Any

from .contracts import PATH, Edit, content, field, nothing, operation, schema
from .pairs import NEW_OPERATION, STRING, Pair, drop, first_clause, parameter, put, take_clause

BODY = {"content": {"application/json": {"schema": {"type": "object"}}}}


def other(**members: Any) -> Edit:
    """Make the edit that describes a second operation, with these members."""
    return lambda document: document["paths"].update({"/groups": {"get": {**NEW_OPERATION, **members}}})


def with_parameter(**members: Any) -> Edit:
    """Make the edit that gives the operation one parameter."""
    return put(operation, parameters=[parameter(**members)])


def with_header(**members: Any) -> Edit:
    """Make the edit that gives the answer one header."""
    return put(
        lambda d: operation(d)["responses"]["200"],
        headers={"X-Page": {"schema": {"type": "integer"}, **members}},
    )


def bodies() -> Iterator[Pair]:
    """Return the pairs of bodies as a whole."""
    yield "request/field/added", other(), other(requestBody=BODY)
    yield "request/field/added-required", other(), other(requestBody={**BODY, "required": True})
    yield "request/field/removed", other(requestBody=BODY), other()
    yield "request/field/removed-required", other(requestBody={**BODY, "required": True}), other()
    yield "request/field/required", other(requestBody=BODY), other(requestBody={**BODY, "required": True})
    yield "request/field/optional", other(requestBody={**BODY, "required": True}), other(requestBody=BODY)
    yield "documentation/text", nothing, put(lambda d: operation(d)["requestBody"], description="Other.")
    yield "documentation/text", nothing, put(lambda d: operation(d)["responses"]["200"], description="Other.")
    yield "documentation/example", nothing, drop(lambda d: content("answer")(d)["application/json"], "examples")
    yield "document/other", nothing, put(lambda d: content("request")(d)["application/json"], encoding={"a": {}})
    yield "document/other", nothing, put(lambda d: operation(d)["responses"]["200"], links={"a": {}})
    yield "documentation/extension", nothing, put(lambda d: operation(d)["responses"], **{"x-note": "n"})


def headers() -> Iterator[Pair]:
    """Return the pairs of headers of answers."""
    none = put(lambda d: operation(d)["responses"]["200"], headers={})
    yield "answer/field/added", none, with_header()
    yield "answer/field/added-required", none, with_header(required=True)
    yield "answer/field/removed", with_header(), none
    yield "answer/field/required", with_header(), with_header(required=True)
    yield "answer/field/optional", with_header(required=True), with_header()
    yield "answer/type/widened", with_header(), with_header(schema={"type": ["integer", "string"]})
    yield "answer/freedom/added", with_header(), with_header(**{"x-free": ["negative"]})
    yield "documentation/text", with_header(), with_header(description="A page.")
    yield "document/other", with_header(), with_header(style="simple")


def parameters() -> Iterator[Pair]:
    """Return the pairs of parameters."""
    none = put(operation, parameters=[])
    yield "request/field/added", none, with_parameter()
    yield "request/field/added-required", none, with_parameter(required=True)
    yield "request/field/removed", with_parameter(), none
    yield "request/field/removed-required", with_parameter(required=True), none
    yield "request/field/required", with_parameter(), with_parameter(required=True)
    yield "request/field/optional", with_parameter(required=True), with_parameter()
    yield "request/type/widened", with_parameter(), with_parameter(schema={"type": ["string", "null"]})
    yield "request/freedom/removed", with_parameter(**{"x-free": ["blank"]}), with_parameter()
    yield "request/serialization", with_parameter(), with_parameter(content={"text/plain": {"schema": STRING}})
    yield "request/serialization", with_parameter(), with_parameter(style="spaceDelimited", explode=True)
    yield "request/serialization", with_parameter(), with_parameter(allowReserved=True)
    yield "documentation/text", with_parameter(), with_parameter(description="A page.")
    on_path: Edit = lambda d: d["paths"][PATH].update(parameters=[parameter()])  # noqa: E731 - an edit, as the others are
    yield "request/type/changed", on_path, with_parameter(schema={"type": "boolean"})


def limits() -> Iterator[Pair]:
    """Return a pair for each keyword that limits."""
    find = field("answer")
    for name, tight, loose in (
        ("minimum", 2, 1),
        ("exclusiveMinimum", 2, 1),
        ("maximum", 1, 2),
        ("exclusiveMaximum", 1, 2),
        ("minLength", 2, 1),
        ("maxLength", 1, 2),
        ("minItems", 2, 1),
        ("maxItems", 1, 2),
        ("minProperties", 2, 1),
        ("maxProperties", 1, 2),
        ("uniqueItems", True, False),
        ("multipleOf", 4, 2),
    ):
        yield "answer/bounds/narrowed", put(find, **{name: loose}), put(find, **{name: tight})
        yield "answer/bounds/widened", put(find, **{name: tight}), put(find, **{name: loose})
    yield (
        "answer/bounds/narrowed",
        put(find, minimum=1),
        lambda d: (drop(find, "minimum")(d), put(find, exclusiveMinimum=1)(d)),
    )
    yield "answer/bounds/narrowed", nothing, put(find, maxLength=1)
    yield "answer/values/narrowed", put(find, enum=[0, 1]), put(find, enum=[0])
    yield "answer/values/changed", put(find, const=1), put(find, const=True)
    yield "documentation/form", put(find, enum=[0, 1]), put(find, enum=[1, 0])
    yield "documentation/form", nothing, put(find, nullable=False, minLength=0, uniqueItems=False, deprecated=False)


def nests() -> Iterator[Pair]:
    """Return the pairs of schemas within schemas."""
    find, whole = field("answer"), schema("answer")
    text = {"type": "string"}
    number = {"type": "number"}
    yield "answer/type/changed", put(find, items=text), put(find, items=number)
    yield "answer/type/widened", put(find, items=text), drop(find, "items")
    yield "answer/type/changed", put(find, allOf=[text]), put(find, allOf=[number])
    yield "answer/type/changed", put(find, anyOf=[text, {}]), put(find, anyOf=[{}, number])
    yield "documentation/form", put(find, oneOf=[text, number]), put(find, oneOf=[number, text])
    yield "answer/combination", put(find, allOf=[text]), put(find, allOf=[text, number])
    yield "answer/type/narrowed", nothing, put(whole, additionalProperties=text)
    yield "answer/members/narrowed", put(whole, additionalProperties=text), put(whole, additionalProperties=False)
    yield "documentation/form", nothing, put(whole, additionalProperties=True)
    yield "answer/field/required", nothing, put(whole, required=["undeclared"])
    yield "answer/field/optional", put(whole, required=["undeclared"]), drop(whole, "required")
    yield "field/annotation", nothing, put(find, readOnly=True)
    yield "document/other", put(whole, properties={"a": True}), put(whole, properties={"a": False})


def documents() -> Iterator[Pair]:
    """Return the pairs of what stands beside the operations."""
    yield "documentation/text", nothing, lambda d: d["info"].update(title="Other")
    yield "documentation/text", nothing, lambda d: d["tags"][0].update(description="Other.")
    yield "documentation/text", nothing, put(operation, tags=["workflow", "more"])
    yield "documentation/text", nothing, put(operation, tags=["groups"])
    yield "documentation/form", nothing, rename_component
    yield "documentation/text", nothing, put(operation, summary="Other.")
    yield "documentation/text", nothing, lambda d: d["servers"][0].update(description="Other.")
    yield "documentation/text", nothing, lambda d: d["paths"][PATH].update(description="Other.")
    yield "documentation/text", nothing, scheme(description="Other.")
    yield "documentation/example", nothing, scheme(**{"x-example": "a"})
    yield "documentation/extension", nothing, lambda d: d["paths"].update({"x-note": "n"})
    yield "documentation/extension", nothing, lambda d: d.update({"x-note": "n"})
    yield "document/other", nothing, lambda d: d.update(webhooks={"a": {}})
    yield "document/other", nothing, put(operation, callbacks={"a": {}})
    yield "field/annotation", nothing, put(operation, deprecated=True)
    yield "request/freedom/removed", nothing, drop(operation, "x-free")
    yield "request/security/widened", nothing, put(operation, security=[])
    unused: Edit = lambda d: d["components"].update(headers={"X": {"schema": STRING}})  # noqa: E731 - an edit, as the others are
    yield "document/component", unused, lambda d: d["components"].pop("headers")


def rename_component(document: Any) -> None:
    """Call the request's schema by another name, and change nothing else."""
    schemas = document["components"]["schemas"]
    schemas["Wanted"] = schemas.pop("CancelTaskGroupRequest")
    schemas["CancelTaskGroupBody"]["properties"]["request"]["$ref"] = "#/components/schemas/Wanted"


def scheme(**members: Any) -> Edit:
    """Make the edit that says more of the credential."""
    return lambda document: document["components"]["securitySchemes"]["accessToken"].update(members)


def clauses() -> Iterator[Pair]:
    """Return the pairs of clauses, rules and sources."""
    yield "clause/reworded", nothing, lambda c: first_clause(c)["statement"].update(en="Otherwise.")
    yield "documentation/provenance", nothing, lambda c: first_clause(c)["provenance"].update(note="n")
    yield "documentation/provenance", nothing, lambda c: c["sources"]["page"].update(title="Other")
    yield "clause/server/refusal", nothing, lambda c: c["derived"].pop(0)
    yield "clause/reworded", nothing, lambda c: c["derived"][0]["hint"].update(en="Do so.")
    yield "clause/other", nothing, lambda c: c.update(schema=2)
    yield "clause/other", nothing, lambda c: first_clause(c).update(needs="array")
    yield "documentation/provenance", nothing, lambda c: c["sources"]["page"].update(date="2022-08-31")
    yield "documentation/form", nothing, lambda c: c["clauses"].reverse()
    ghost: Edit = lambda c: c["clauses"].append({**first_clause(c), "slug": "ghost", "operation": "ghost"})  # noqa: E731 - an edit, as the others are
    yield "documentation/form", ghost, take_clause


DOCUMENT_VARIANTS: list[Pair] = [
    *(pair for each in (bodies, headers, parameters, limits, nests, documents) for pair in each())
]
CLAUSE_VARIANTS: list[Pair] = list(clauses())
