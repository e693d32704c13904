"""The HAR report: the exchanges of a run, for the tools that read HTTP archives."""

import json
from typing import Any
from urllib.parse import parse_qsl

from ._record import Line, RunRecord, Translator


def render_har(record: RunRecord, _: Translator) -> str:
    """Write the exchanges of a run as HAR 1.2, tokens replaced by what stands for them."""
    steps = _steps(record)
    name, version = record.heading["tool"].rsplit(" ", 1)
    log = {
        "version": "1.2",
        "creator": {"name": name, "version": version},
        "entries": [_entry(exchange, steps.get(exchange["number"], "")) for exchange in record.exchanges],
        "comment": "" if record.end else "incomplete: the run was broken off",
    }
    return json.dumps({"log": log}, ensure_ascii=False, indent=1) + "\n"


def _steps(record: RunRecord) -> dict[int, str]:
    """Return what each exchange of a program that shows a breach is, by its number."""
    return {
        number: f"; step {index} of the program that shows {result['clause']} broken"
        for result in record.results
        for index, number in enumerate(result.get("steps", ()), 1)
    }


def _entry(exchange: Line, step: str) -> dict[str, Any]:
    milliseconds = exchange["seconds"] * 1000
    return {
        "startedDateTime": exchange["started"],
        "time": milliseconds,
        "request": _request(exchange["request"]),
        "response": _response(exchange),
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
        "comment": f"{exchange['clause']}: {exchange['outcome']}{step}",
    }


def _request(request: Line) -> dict[str, Any]:
    query = parse_qsl(request["url"].partition("?")[2], keep_blank_values=True)
    post = {"postData": {"mimeType": _media_type(request["headers"]), "text": request["body"]}}
    # What arrived at a listener of ours has no scheme and no host.
    is_whole = "://" in request["url"]
    return {
        "method": request["method"],
        "url": request["url"] if is_whole else f"http://127.0.0.1{request['url']}",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(request["headers"]),
        "queryString": [{"name": name, "value": value} for name, value in query],
        "headersSize": -1,
        "bodySize": -1,
        **(post if request["body"] is not None else {}),
    }


def _response(exchange: Line) -> dict[str, Any]:
    answer = exchange["answer"] or {"status": 0, "headers": [], "body": ""}
    return {
        "status": answer["status"],
        "statusText": "" if exchange["answer"] else exchange["failure"],
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(answer["headers"]),
        "content": {"size": -1, "mimeType": _media_type(answer["headers"]), "text": answer["body"]},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    }


def _headers(headers: list[list[str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _media_type(headers: list[list[str]]) -> str:
    return next((value for name, value in headers if name.lower() == "content-type"), "")
