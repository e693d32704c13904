"""The conforming server that every trial server begins from, written without a look at the emulator."""

import json
from collections.abc import Callable, Collection
from typing import Any

from tests.servers.serving import Reply, Request

PATH = "/topapi/process/workrecord/taskgroup/cancel"
QUERY_PATH = "/topapi/process/workrecord/task/query"
TEMPLATE_PATH = "/topapi/process/get_by_name"
TOKEN = "6d1bxxxx"
REQUIRED = ("agentid", "process_instance_id", "activity_id")
QUERY_REQUIRED = ("userid", "offset", "count", "status")
TASK = {
    "task_id": "63266761388",
    "instance_id": "proc-zzz",
    "url": "https://example.com/todo/1",
    "title": "Business trip",
    "forms": [{"title": "From", "content": "Hangzhou"}, {"title": "To", "content": "北京"}],
}
"""The one to-do that the user manager8409 has."""


def conforming(request: Request, *, without: Collection[str] = ()) -> Reply:
    """Answer as documented, on either operation; `without` names rules that are passed over."""
    fault = find_fault(request, without)
    if fault is None:
        return accept(request)
    return reject(request, fault)


def accept(request: Request) -> Reply:
    """Answer that the request was accepted."""
    value: dict[str, Any] = {"errcode": 0, "errmsg": "ok", "request_id": f"id{request.number}"}
    if request.path == QUERY_PATH:
        value["result"] = page_of(request)
    if request.path == TEMPLATE_PATH:
        value["process_code"] = "PROC-C54B2B"
    return Reply(value=value)


def reject(request: Request, fault: str) -> Reply:
    """Answer that the request was rejected."""
    code = 88 if fault.startswith("token") else 400002
    return Reply(value={"errcode": code, "errmsg": f"错误: {fault}", "request_id": f"id{request.number}"})


def page_of(request: Request) -> dict[str, Any]:
    """Return the page that a request asks for, an empty one where its body does not tell."""
    try:
        body = parse(request.body)
        is_asked = (body["userid"], body["status"]) == ("manager8409", 0) and body["offset"] < 1 <= body["count"]
    except (ValueError, KeyError, TypeError, RecursionError):
        is_asked = False
    return {"has_more": False, "list": [TASK] if is_asked else []}


def find_fault(request: Request, without: Collection[str] = ()) -> str | None:
    """Name the first rule that a request breaks."""
    rules: dict[str, Callable[[], bool]] = {
        "method": lambda: request.method == "POST",
        "path": lambda: request.path in FINDERS,
        "token": lambda: request.query.get("access_token") == TOKEN,
        "content-type": lambda: (
            request.headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"
        ),
    }
    for name, is_kept in rules.items():
        if name not in without and not is_kept():
            return name
    try:
        body = parse(request.body)
    except (ValueError, RecursionError):
        return "json"
    return find_body_fault(request.path, body, without)


def find_body_fault(path: str, body: Any, without: Collection[str] = ()) -> str | None:
    """Name the first rule that a body breaks."""
    return FINDERS.get(path, _find_cancel_fault)(body, without)


def _find_cancel_fault(body: Any, without: Collection[str]) -> str | None:
    inner = body.get("request") if isinstance(body, dict) else None
    if not isinstance(inner, dict):
        return "request"
    faults = {f"{name} missing": name not in inner for name in REQUIRED}
    faults["agentid type"] = not is_number(inner.get("agentid", 0))
    for name in ("process_instance_id", "activity_id"):
        faults[f"{name} type"] = not isinstance(inner.get(name, ""), str)
    groups = inner.get("activity_id_list", [])
    faults["list type"] = not isinstance(groups, list)
    faults["item type"] = isinstance(groups, list) and not all(isinstance(item, str) for item in groups)
    return next((name for name, present in faults.items() if present and name not in without), None)


def _find_query_fault(body: Any, without: Collection[str]) -> str | None:
    if not isinstance(body, dict):
        return "body"
    faults = {f"{name} missing": name not in body for name in QUERY_REQUIRED}
    faults["userid type"] = not isinstance(body.get("userid", ""), str)
    numbers = {name: body.get(name, 0) for name in ("offset", "count", "status")}
    faults |= {f"{name} type": not is_number(value) for name, value in numbers.items()}
    offset, count, status = (value if is_number(value) else 0 for value in numbers.values())
    faults |= {"offset minimum": offset < 0, "count maximum": count > 50, "status enum": status not in {0, -1}}
    return next((name for name, present in faults.items() if present and name not in without), None)


def _find_template_fault(body: Any, without: Collection[str]) -> str | None:
    if not isinstance(body, dict):
        return "body"
    faults = {"name missing": "name" not in body, "name type": not isinstance(body.get("name", ""), str)}
    return next((name for name, present in faults.items() if present and name not in without), None)


FINDERS = {PATH: _find_cancel_fault, QUERY_PATH: _find_query_fault, TEMPLATE_PATH: _find_template_fault}
"""What finds the fault of a body, by path."""


def is_number(value: Any) -> bool:
    """Return whether a parsed value is a JSON number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def parse(body: bytes) -> Any:
    """Parse a body as JSON, without NaN."""

    def refuse(name: str) -> None:
        raise ValueError(name)

    return json.loads(body.decode(), parse_constant=refuse)
