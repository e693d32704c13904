"""The call that every trial client makes, with each part of it to be replaced; the standard library alone."""

from __future__ import annotations

import http.client
import json
import os
from urllib.parse import quote, urlsplit

TYPE_CHECKING = False
if TYPE_CHECKING:
    # typing takes longer to import than a call takes.
    from collections.abc import Callable, Iterator
    from typing import Any

PATHS = {
    "getToken": "/gettoken",
    "cancelTaskGroup": "/topapi/process/workrecord/taskgroup/cancel",
    "queryTasks": "/topapi/process/workrecord/task/query",
    "getProcessByName": "/topapi/process/get_by_name",
    "saveProcess": "/topapi/process/save",
    "deleteProcess": "/topapi/process/delete",
    "cleanProcess": "/topapi/process/clean",
    "createInstance": "/topapi/process/workrecord/create",
    "updateInstance": "/topapi/process/workrecord/update",
    "updateInstances": "/topapi/process/workrecord/batchupdate",
    "createTasks": "/topapi/process/workrecord/task/create",
    "updateTasks": "/topapi/process/workrecord/task/update",
}
ENVELOPES = {
    "saveProcess": "saveProcessRequest",
    "deleteProcess": "request",
    "createInstance": "request",
    "updateInstance": "request",
    "updateInstances": "request",
    "createTasks": "request",
    "updateTasks": "request",
    "cancelTaskGroup": "request",
}
"""The member around the fields, where there is one."""
IN_QUERY = {"getToken"}
"""The operations whose fields stand in the query, without a body."""
TOKEN_NAMES = {"cleanProcess": "suite_access_token"}
"""The query parameter of the token, where it is not access_token."""
JSON = {"Content-Type": "application/json"}


class Answer:
    """An answer, as far as clients look at it."""

    def __init__(self, status: int, body: bytes) -> None:
        self.status = status
        self.body = body

    @property
    def value(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def codes(self) -> set[str]:
        """The errcode and the sub_code, none where the body is no JSON object."""
        try:
            return {str(self.value.get(name)) for name in ("errcode", "sub_code")} - {"None"}
        except (ValueError, AttributeError):
            return set()


def path() -> str:
    """Return the path of the operation."""
    return PATHS[os.environ["DINGTALK_OPERATION"]]


def request() -> dict[str, Any]:
    """Return the operation's own fields as the environment describes them."""
    values: dict[str, Any] = json.loads(os.environ["DINGTALK_VALUES"])
    return values


def enclose(values: Any) -> Any:
    """Return the body that holds the operation's own fields."""
    name = ENVELOPES.get(os.environ["DINGTALK_OPERATION"])
    return {name: values} if name else values


def enclose_in(change: Callable[[Any], Any] | None) -> Callable[[], int]:
    """Make a client that changes what the envelope holds; None stands for no envelope."""

    def client() -> int:
        name = ENVELOPES[os.environ["DINGTALK_OPERATION"]]
        return call(value=request() if change is None else {name: change(request())})

    return client


def token() -> str:
    """Return the token."""
    return os.environ["DINGTALK_ACCESS_TOKEN"]


def token_name() -> str:
    """Return the query parameter of the token."""
    return TOKEN_NAMES.get(os.environ["DINGTALK_OPERATION"], "access_token")


def pairs(values: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Return the parameters of the query: the token, or the fields where they stand there."""
    if os.environ["DINGTALK_OPERATION"] in IN_QUERY:
        return [(name, str(value)) for name, value in (request() if values is None else values).items()]
    return [(token_name(), token())]


def query(values: dict[str, Any] | None = None, *, safe: str = "") -> str:
    """Return the query, percent-encoded but for some characters."""
    return "&".join(f"{name}={quote(value, safe=safe)}" for name, value in pairs(values))


def encode(value: Any) -> bytes:
    """Return a value as JSON."""
    return json.dumps(value).encode()


def send(
    *,
    method: str = "POST",
    path: str | None = None,
    search: str | None = None,
    headers: dict[str, str] | None = None,
    values: dict[str, Any] | None = None,
    value: Any = None,
    body: bytes | Iterator[bytes] | None = None,
    timeout: float = 5.0,
    version: int = 11,
) -> Answer:
    """Send the request once; what is given takes the place of what is right.

    Args:
        values: the operation's own fields.
        value: the whole body as a value.
        body: the whole body.
    """
    if os.environ["DINGTALK_OPERATION"] in IN_QUERY:
        method, body, headers = "GET" if method == "POST" else method, body or b"", headers or {}
        search = query(value if values is None and isinstance(value, dict) else values) if search is None else search
    elif body is None:
        body = encode(enclose(request() if values is None else values) if value is None else value)
    base = urlsplit(os.environ["DINGTALK_BASE_URL"])
    connection = http.client.HTTPConnection(base.netloc, timeout=timeout)
    connection._http_vsn, connection._http_vsn_str = version, f"HTTP/1.{version - 10}"  # type: ignore[attr-defined]  # has no public name
    search = query() if search is None else search
    path = PATHS[os.environ["DINGTALK_OPERATION"]] if path is None else path
    target = f"{path}?{search}" if search else path
    connection.request(method, target, body=body or None, headers=JSON if headers is None else headers)
    response = connection.getresponse()
    answer = Answer(response.status, response.read())
    connection.close()
    return answer


def is_success(answer: Answer) -> bool:
    """Return whether an answer is an accepted one."""
    value = answer.value
    return answer.status == 200 and isinstance(value, dict) and value.get("errcode", 0) == 0


def call(conclude: Callable[[Answer], bool] = is_success, **changes: Any) -> int:
    """Make the call with these changes, and give the exit code; any exception is a failure."""
    return 0 if conclude(send(**changes)) else 1


def call_again(wanted: Callable[[Answer | None], bool], further: int, **changes: Any) -> int:
    """Make the call, and again as long as that is wanted and some tries are left; None is a connection that broke."""
    for left in range(further, -1, -1):
        answer: Answer | None = None
        try:
            answer = send(**changes)
        except (OSError, http.client.HTTPException):
            if not (left and wanted(None)):
                raise
        if not (left and wanted(answer)) and answer is not None:
            return 0 if is_success(answer) else 1
    return 1
