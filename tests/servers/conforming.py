"""The conforming server that every trial server begins from, written without a look at the emulator."""

import json
from collections.abc import Callable, Collection
from typing import Any

from tests.servers.serving import Reply, Request

PATH = "/topapi/process/workrecord/taskgroup/cancel"
TOKEN = "6d1bxxxx"
REQUIRED = ("agentid", "process_instance_id", "activity_id")


def conforming(request: Request, *, without: Collection[str] = ()) -> Reply:
    """Answer as documented; `without` names rules that are passed over."""
    fault = find_fault(request, without)
    if fault is None:
        return accept(request)
    return reject(request, fault)


def accept(request: Request) -> Reply:
    """Answer that the request was accepted."""
    return Reply(value={"errcode": 0, "errmsg": "ok", "request_id": f"id{request.number}"})


def reject(request: Request, fault: str) -> Reply:
    """Answer that the request was rejected."""
    code = 88 if fault.startswith("token") else 400002
    return Reply(value={"errcode": code, "errmsg": f"错误: {fault}", "request_id": f"id{request.number}"})


def find_fault(request: Request, without: Collection[str] = ()) -> str | None:
    """Name the first rule that a request breaks."""
    rules: dict[str, Callable[[], bool]] = {
        "method": lambda: request.method == "POST",
        "path": lambda: request.path == PATH,
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
    except ValueError:
        return "json"
    return find_body_fault(body, without)


def find_body_fault(body: Any, without: Collection[str] = ()) -> str | None:
    """Name the first rule that a body breaks."""
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


def is_number(value: Any) -> bool:
    """Return whether a parsed value is a JSON number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def parse(body: bytes) -> Any:
    """Parse a body as JSON, without NaN."""

    def refuse(name: str) -> None:
        raise ValueError(name)

    return json.loads(body.decode(), parse_constant=refuse)
