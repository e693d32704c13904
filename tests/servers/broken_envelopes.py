"""Broken servers that take another envelope, or other names, for the documented ones."""

import json
from typing import Any

from tests.servers.conforming import PATH, REQUIRED, TOKEN, accept, conforming
from tests.servers.mending import GOOD, parsing, reading, rename, unwrapping, with_body
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import break_each, breaks


def _parse(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def _renaming(**names: str) -> Behaviour:
    """Make a server that takes other names besides, each with the documented one."""
    return unwrapping(lambda inner: rename(inner, names))


def _trim(inner: Any) -> Any:
    is_loose = isinstance(inner, dict) and any(name != name.strip() for name in inner)
    return {name.strip(): value for name, value in inner.items()} if is_loose else inner


def _is_bare(value: Any, *names: str) -> bool:
    return isinstance(value, dict) and "request" not in value and set(names) <= set(value)


def _unquote(value: Any, *, times: int) -> Any:
    """Return the object that a string holds as JSON, or the value itself where it holds none."""
    held = value
    for _ in range(times):
        held = _parse(held)
    return held if isinstance(value, str) and held is not None else value


break_each(
    "body/required",
    reads_the_request_from_the_query=reading(
        lambda request: (
            with_body(request, {"request": _parse(request.query["request"])})
            if not request.body and _parse(request.query.get("request"))
            else request
        )
    ),
)


@breaks("body/required")
def takes_an_empty_body_for_a_ping(request: Request) -> Reply:
    """Accepts a request without body and Content-Type."""
    is_ping = (request.method, request.path, request.query.get("access_token")) == ("POST", PATH, TOKEN)
    return accept(request) if is_ping and not request.body else conforming(request)


break_each(
    "body/type",
    takes_null_for_the_body=reading(
        lambda request: with_body(request, GOOD) if request.body.strip() == b"null" else request
    ),
    takes_an_empty_list_for_the_body=parsing(lambda value: GOOD if value == [] else value),
    takes_several_bodies_in_a_list=parsing(
        lambda value: value[0] if isinstance(value, list) and len(value) > 1 else value
    ),
    decodes_the_body_twice=parsing(lambda value: _unquote(value, times=1)),
    takes_true_for_the_body=parsing(lambda value: GOOD if isinstance(value, bool | int | float) else value),
)
break_each(
    "body/request/required",
    takes_the_fields_without_envelope=parsing(
        lambda value: {"request": value} if _is_bare(value, *REQUIRED) else value
    ),
    takes_an_empty_object=parsing(lambda value: GOOD if value == {} else value),
)
break_each(
    "body/request/type",
    takes_null_for_the_request=unwrapping(lambda inner: GOOD["request"] if inner is None else inner),
    takes_an_empty_list_for_the_request=unwrapping(lambda inner: GOOD["request"] if inner == [] else inner),  # PHP
    takes_a_list_with_one_request=unwrapping(
        lambda inner: inner[0] if isinstance(inner, list) and len(inner) == 1 else inner
    ),
    passes_over_a_falsy_request=unwrapping(lambda inner: GOOD["request"] if inner in (0, "") else inner),
    takes_true_for_the_request=unwrapping(lambda inner: GOOD["request"] if inner is True else inner),
    takes_the_request_encoded_twice=unwrapping(lambda inner: _unquote(inner, times=2)),
)
break_each(
    "body/names",
    takes_the_only_member_for_the_request=parsing(
        lambda value: {"request": next(iter(value.values()))} if isinstance(value, dict) and len(value) == 1 else value
    ),
    takes_agent_id=_renaming(agent_id="agentid"),  # as sibling pages have it
    takes_agent_id_in_camel_case=_renaming(agentId="agentid"),  # as sibling pages have it
    takes_camel_case=_renaming(processInstanceId="process_instance_id", activityId="activity_id"),
    takes_the_instance_in_camel_case=_renaming(processInstanceId="process_instance_id"),
    takes_hyphens_for_underscores=_renaming(
        **{"process-instance-id": "process_instance_id", "activity-id": "activity_id"}
    ),
    takes_capital_names=_renaming(**{name.upper(): name for name in REQUIRED}),
    takes_pascal_case=_renaming(ProcessInstanceId="process_instance_id", ActivityId="activity_id"),  # as C# has it
    takes_a_request_with_a_capital=parsing(
        lambda value: {"request": value["Request"]} if _is_bare(value, "Request") else value
    ),
    trims_the_names=unwrapping(_trim),
    takes_names_without_joints=_renaming(processinstanceid="process_instance_id", activityid="activity_id"),
)
