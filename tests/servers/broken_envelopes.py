"""Broken servers that take another envelope, or other names, for the documented ones."""

import json
from typing import Any

from tests.servers.conforming import PATH, TOKEN, accept, conforming
from tests.servers.mending import inner_of, value_of, with_body
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks

FIELDS = ("agentid", "process_instance_id", "activity_id")
GOOD = {"request": {"agentid": 1, "process_instance_id": "a", "activity_id": "b"}}


def _parse(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def _renamed(request: Request, names: dict[str, str]) -> Request:
    inner = inner_of(request)
    renamed: dict[str, Any] = {}
    for name, value in inner.items():
        renamed.setdefault(names.get(name, name), value)
    return with_body(request, {"request": renamed}) if set(inner) & set(names) else request


@breaks("body/required")
def reads_the_request_from_the_query(request: Request) -> Reply:
    """Takes the request from the query where there is no body."""
    inner = _parse(request.query.get("request"))
    return conforming(with_body(request, {"request": inner}) if inner and not request.body else request)


@breaks("body/required")
def takes_an_empty_body_for_a_ping(request: Request) -> Reply:
    """Accepts a request without body and Content-Type."""
    is_ping = (request.method, request.path, request.query.get("access_token")) == ("POST", PATH, TOKEN)
    return accept(request) if is_ping and not request.body else conforming(request)


@breaks("body/type")
def takes_null_for_the_body(request: Request) -> Reply:
    """Takes null for a body that needs no check."""
    return conforming(with_body(request, GOOD) if request.body.strip() == b"null" else request)


@breaks("body/type")
def takes_an_empty_list_for_the_body(request: Request) -> Reply:
    """Takes an empty list of calls, and finds nothing wrong with any."""
    return conforming(with_body(request, GOOD) if value_of(request) == [] else request)


@breaks("body/type")
def takes_several_bodies_in_a_list(request: Request) -> Reply:
    """Takes a list of two or more bodies, and looks at the first."""
    value = value_of(request)
    is_list = isinstance(value, list) and len(value) > 1
    return conforming(with_body(request, value[0]) if is_list else request)


@breaks("body/type")
def decodes_the_body_twice(request: Request) -> Reply:
    """Takes a body that is JSON in a string."""
    value = value_of(request)
    inner = _parse(value) if isinstance(value, str) else None
    return conforming(request if inner is None else with_body(request, inner))


@breaks("body/type")
def takes_true_for_the_body(request: Request) -> Reply:
    """Takes any scalar for a body, as loosely typed mocks do."""
    is_scalar = isinstance(value_of(request), bool | int | float)
    return conforming(with_body(request, GOOD) if is_scalar else request)


@breaks("body/request/required")
def takes_the_fields_without_envelope(request: Request) -> Reply:
    """Takes the fields from the top of the body too."""
    value = value_of(request)
    is_bare = isinstance(value, dict) and "request" not in value and set(FIELDS) <= set(value)
    return conforming(with_body(request, {"request": value}) if is_bare else request)


@breaks("body/request/required")
def takes_an_empty_object(request: Request) -> Reply:
    """Takes {} for a body that needs no check."""
    return conforming(with_body(request, GOOD) if value_of(request) == {} else request)


@breaks("body/names")
def takes_the_only_member_for_the_request(request: Request) -> Reply:
    """Takes the first member of the body whatever its name."""
    value = value_of(request)
    is_other = isinstance(value, dict) and len(value) == 1
    return conforming(with_body(request, {"request": next(iter(value.values()))}) if is_other else request)


@breaks("body/request/type")
def takes_null_for_the_request(request: Request) -> Reply:
    """Takes null for a request that needs no check."""
    value = value_of(request)
    is_null = isinstance(value, dict) and value.get("request", 0) is None
    return conforming(with_body(request, GOOD) if is_null else request)


@breaks("body/request/type")
def takes_an_empty_list_for_the_request(request: Request) -> Reply:
    """Takes [] for {}, as PHP does, and asks it for nothing."""
    value = value_of(request)
    is_empty = isinstance(value, dict) and value.get("request") == []
    return conforming(with_body(request, GOOD) if is_empty else request)


@breaks("body/request/type")
def takes_a_list_with_one_request(request: Request) -> Reply:
    """Takes the only item of a list for the request."""
    value = value_of(request)
    inner = value.get("request") if isinstance(value, dict) else None
    is_wrapped = isinstance(inner, list) and len(inner) == 1
    return conforming(with_body(request, {"request": inner[0]}) if is_wrapped else request)  # type: ignore[index]  # a list by now


@breaks("body/request/type")
def passes_over_a_falsy_request(request: Request) -> Reply:
    """Checks the fields of a request that is not 0, false or blank."""
    value = value_of(request)
    is_falsy = isinstance(value, dict) and value.get("request", {}) in (0, "")
    return conforming(with_body(request, GOOD) if is_falsy else request)


@breaks("body/request/type")
def takes_true_for_the_request(request: Request) -> Reply:
    """Takes true for a request that needs no check."""
    value = value_of(request)
    is_true = isinstance(value, dict) and value.get("request") is True
    return conforming(with_body(request, GOOD) if is_true else request)


@breaks("body/request/type")
def takes_the_request_encoded_twice(request: Request) -> Reply:
    """Takes the request as JSON in a string in a string."""
    value = value_of(request)
    inner = _parse(_parse(value.get("request"))) if isinstance(value, dict) else None
    return conforming(with_body(request, {"request": inner}) if isinstance(inner, dict) else request)


@breaks("body/names")
def takes_agent_id(request: Request) -> Reply:
    """Takes agent_id for agentid, as sibling pages have it."""
    return conforming(_renamed(request, {"agent_id": "agentid"}))


@breaks("body/names")
def takes_agent_id_in_camel_case(request: Request) -> Reply:
    """Takes agentId for agentid, as sibling pages have it."""
    return conforming(_renamed(request, {"agentId": "agentid"}))


@breaks("body/names")
def takes_camel_case(request: Request) -> Reply:
    """Takes the names of the new API too."""
    return conforming(_renamed(request, {"processInstanceId": "process_instance_id", "activityId": "activity_id"}))


@breaks("body/names")
def takes_the_instance_in_camel_case(request: Request) -> Reply:
    """Takes processInstanceId too, and no other name."""
    return conforming(_renamed(request, {"processInstanceId": "process_instance_id"}))


@breaks("body/names")
def takes_hyphens_for_underscores(request: Request) -> Reply:
    """Takes process-instance-id and activity-id too."""
    return conforming(_renamed(request, {"process-instance-id": "process_instance_id", "activity-id": "activity_id"}))


@breaks("body/names")
def takes_capital_names(request: Request) -> Reply:
    """Takes names that are capitals throughout."""
    return conforming(_renamed(request, {name.upper(): name for name in FIELDS}))


@breaks("body/names")
def takes_pascal_case(request: Request) -> Reply:
    """Takes ProcessInstanceId and ActivityId too, as C# writes them."""
    return conforming(_renamed(request, {"ProcessInstanceId": "process_instance_id", "ActivityId": "activity_id"}))


@breaks("body/names")
def takes_a_request_with_a_capital(request: Request) -> Reply:
    """Takes Request for request."""
    value = value_of(request)
    is_other = isinstance(value, dict) and "request" not in value and "Request" in value
    return conforming(with_body(request, {"request": value["Request"]}) if is_other else request)


@breaks("body/names")
def trims_the_names(request: Request) -> Reply:
    """Takes names with spaces around them."""
    return conforming(_renamed(request, {name: name.strip() for name in inner_of(request) if name != name.strip()}))


@breaks("body/names")
def takes_names_without_joints(request: Request) -> Reply:
    """Takes processinstanceid and activityid too."""
    return conforming(_renamed(request, {"processinstanceid": "process_instance_id", "activityid": "activity_id"}))
