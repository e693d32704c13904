"""Edits of the document, and what must follow from each: in the client, the emulator, the clauses and the diff."""

from dataclasses import dataclass, field
from typing import Any

from .contracts import PATH, Edit, operation, schema

STRING = {"type": "string", "description": "Made up.", "example": "a", "x-provenance": {"kind": "inferred"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One request that the emulator of one document accepts, and that of the other does not."""

    fields: dict[str, Any] = field(default_factory=dict)
    """Put into the page's example; None takes a field out."""
    path: str = PATH
    query: str = "access_token=6d1bxxxx"
    is_accepted: bool = False
    """What the emulator of the edited document makes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """One edit, and what follows."""

    name: str
    edit: Edit
    rules: set[str]
    breaks: set[str]
    """Whom it breaks, as a person would say."""
    client: str
    """What the generated client holds afterwards, and not before."""
    probe: Probe | None = None
    new_clauses: set[str] = field(default_factory=set)
    gone_clauses: set[str] = field(default_factory=set)


def fields(document: Any) -> Any:
    """Return the fields of the request."""
    return schema("request")(document)["properties"]


def require(name: str) -> Edit:
    """Make the edit that requires a field of the request."""
    return lambda document: schema("request")(document)["required"].append(name)


def rename_list(document: Any) -> None:
    """Return the list another name."""
    fields(document)["group_ids"] = fields(document).pop("activity_id_list")


def rename_operation(document: Any) -> None:
    """Return the operation another name."""
    operation(document)["operationId"] = "cancelGroups"


def move(document: Any) -> None:
    """Return the operation another path."""
    document["paths"]["/topapi/groups/cancel"] = document["paths"].pop(PATH)


def add_operation(document: Any) -> None:
    """Describe one more operation, with the bodies of the first."""
    twin = {**operation(document), "operationId": "pauseTaskGroup"}
    document["paths"]["/topapi/groups/pause"] = {"post": twin}


def replace_operation(document: Any) -> None:
    """Describe another operation in place of the first."""
    add_operation(document)
    del document["paths"][PATH]


REQUEST = "cancelTaskGroup/body/request"
ANSWER = "cancelTaskGroup/answer"
FOLLOWINGS = [
    Following(
        name="a new optional field",
        edit=lambda d: fields(d).update(remark=STRING),
        rules={"request/field/added"},
        breaks={"servers"},
        client="remark: str | Unset",
        probe=Probe(fields={"remark": 5}),
        new_clauses={f"{REQUEST}/remark/type", f"{REQUEST}/remark/null"},
    ),
    Following(
        name="a new required field",
        edit=lambda d: (fields(d).update(reason=STRING), require("reason")(d)),
        rules={"request/field/added-required"},
        breaks={"clients", "servers"},
        client="reason: str\n",
        probe=Probe(),
        new_clauses={f"{REQUEST}/reason/type", f"{REQUEST}/reason/required"},
    ),
    Following(
        name="a renamed field",
        edit=rename_list,
        rules={"request/field/added", "request/field/removed"},
        breaks={"clients", "servers"},
        client="group_ids: list[str] | Unset",
        probe=Probe(fields={"group_ids": 5}),
        new_clauses={f"{REQUEST}/group_ids/{rule}" for rule in ("type", "null", "items/type", "items/null")},
        gone_clauses={f"{REQUEST}/activity_id_list/{rule}" for rule in ("type", "null", "items/type", "items/null")},
    ),
    Following(
        name="a field that is required now",
        edit=require("activity_id_list"),
        rules={"request/field/required"},
        breaks={"clients", "servers"},
        client="activity_id_list: list[str]\n",
        probe=Probe(fields={"activity_id_list": None}),
        new_clauses={f"{REQUEST}/activity_id_list/required"},
        gone_clauses={f"{REQUEST}/activity_id_list/null"},
    ),
    Following(
        name="another type",
        edit=lambda d: (fields(d)["agentid"].update(type="string"), fields(d)["agentid"].pop("format")),
        rules={"request/type/changed", "request/format/widened"},
        breaks={"clients", "servers"},
        client="agentid: str\n",
        probe=Probe(),
        gone_clauses={f"{REQUEST}/agentid/digits"},
    ),
    Following(
        name="a wider type",
        edit=lambda d: fields(d)["activity_id"].update(type=["string", "integer"]),
        rules={"request/type/widened"},
        breaks={"servers"},
        client="activity_id: int | str",
        probe=Probe(fields={"activity_id": 1111}, is_accepted=True),
    ),
    Following(
        name="a limit",
        edit=lambda d: fields(d)["activity_id_list"].update(maxItems=1, description="One group at most."),
        rules={"request/bounds/narrowed", "documentation/text"},
        breaks={"clients", "servers"},
        client="One group at most.",
        probe=Probe(),
    ),
    Following(
        name="a new operation",
        edit=add_operation,
        rules={"operation/added"},
        breaks={"servers"},
        client="/topapi/groups/pause",
        probe=Probe(path="/topapi/groups/pause", is_accepted=True),
        new_clauses={"pauseTaskGroup/control/minimal", "pauseTaskGroup/body/request/agentid/type"},
    ),
    Following(
        name="another operation instead",
        edit=replace_operation,
        rules={"operation/added", "operation/removed"},
        breaks={"clients", "servers"},
        client="/topapi/groups/pause",
        probe=Probe(),
        gone_clauses={"cancelTaskGroup/control/minimal", f"{REQUEST}/agentid/type"},
    ),
    Following(
        name="another name of the operation",
        edit=rename_operation,
        rules={"operation/renamed"},
        breaks={"clients"},
        client="cancel_groups",
        new_clauses={"cancelGroups/control/minimal"},
        gone_clauses={"cancelTaskGroup/control/minimal"},
    ),
    Following(
        name="another path",
        edit=move,
        rules={"operation/moved"},
        breaks={"clients", "servers"},
        client="/topapi/groups/cancel",
        probe=Probe(path="/topapi/groups/cancel", is_accepted=True),
    ),
    Following(
        name="another name of the token",
        edit=lambda d: d["components"]["securitySchemes"]["accessToken"].update(name="token"),
        rules={"request/security/changed"},
        breaks={"clients", "servers"},
        client="",
        probe=Probe(query="token=6d1bxxxx", is_accepted=True),
    ),
    Following(
        name="a new field of the answer",
        edit=lambda d: schema("answer")(d)["properties"].update(sub_code=STRING),
        rules={"answer/field/added"},
        breaks=set(),
        client="sub_code: str | Unset",
        new_clauses={f"{ANSWER}/sub_code/type"},
    ),
    Following(
        name="a field of the answer that is gone",
        edit=lambda d: schema("answer")(d)["properties"].pop("errmsg"),
        rules={"answer/field/removed"},
        breaks={"clients"},
        client="",
        gone_clauses={f"{ANSWER}/errmsg/type"},
    ),
]
