"""The control API: what the emulator says of itself to programs and people, beside what it emulates."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsonschema_rs import Draft202012Validator

from ..errors import UsageError
from ..exchange import JSON_MEDIA_TYPE, Answer, read_json
from ._emulator import Emulator
from ._faults import Plan, make_strike
from ._journal import show_entries
from ._pages import DOCS, answer_docs, show_page
from ._rejections import GATEWAY_MEDIA_TYPE
from ._requests import Request, read_media_type
from ._seed_data import plain_json, show_state

PREFIX = "/_emulator"
CONTROL_PATH = Path(__file__).with_name("control.openapi.json")
_READING = frozenset({"GET", "HEAD"})


class Refused(Exception):
    """A request of the control API that cannot be done."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        self.status = status
        super().__init__(reason)


class ControlApi:
    """The control API under /_emulator, the page beside it, and the documentation."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self._actions: dict[tuple[str, str], Callable[[Request], Any]] = {
            ("GET", "/openapi.json"): lambda _: control_document(),
            ("GET", "/state"): lambda _: show_state(emulator.state),
            ("PUT", "/state"): self._put_state,
            ("POST", "/state"): self._post_state,
            ("POST", "/reset"): self._reset,
            ("GET", "/journal"): self._get_journal,
            ("DELETE", "/journal"): self._delete_journal,
            ("GET", "/faults"): lambda _: self._show_faults(),
            ("PUT", "/faults"): self._put_faults,
            ("GET", "/choices"): lambda _: emulator.choices,
            ("PATCH", "/choices"): self._patch_choices,
            ("POST", "/clock"): self._post_clock,
        }

    def answer(self, request: Request) -> Answer | None:
        """Answer a request that is meant for the emulator itself, None where it is not."""
        path = request.path
        if path == DOCS or path.startswith(f"{DOCS}/"):
            return answer_docs(path.removeprefix(DOCS), self._emulator)
        if path == PREFIX or path.startswith(f"{PREFIX}/"):
            return self._control(path.removeprefix(PREFIX), request)
        return None

    def _control(self, path: str, request: Request) -> Answer:
        method = "GET" if request.method == "HEAD" else request.method
        if path in {"", "/"} and method == "GET":
            return show_page(self._emulator)
        try:
            _refuse_strangers(request)
            return _encode(HTTPStatus.OK, self._find(method, path)(request))
        except Refused as refused:
            return _encode(refused.status, {"error": str(refused)})
        except UsageError as error:
            return _encode(HTTPStatus.BAD_REQUEST, {"error": str(error)})

    def _find(self, method: str, path: str) -> Callable[[Request], Any]:
        methods = [each for each, known in self._actions if known == path]
        if not methods:
            raise Refused(HTTPStatus.NOT_FOUND, f"there is nothing here. See: {PREFIX}/openapi.json")
        if method not in methods:
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, f"this takes {', '.join(methods)}")
        return self._actions[method, path]

    def _put_state(self, request: Request) -> Any:
        self._emulator.hold(_read(request))
        return show_state(self._emulator.state)

    def _post_state(self, request: Request) -> Any:
        self._emulator.add(_read(request))
        return show_state(self._emulator.state)

    def _reset(self, _: Request) -> Any:
        self._emulator.reset()
        return show_state(self._emulator.state)

    def _get_journal(self, request: Request) -> Any:
        after = parse_qs(request.query.decode("latin-1")).get("after", ["0"])[0]
        if not after.isascii() or not after.isdigit() or len(after) > len(str(1 << 63)):
            raise Refused(HTTPStatus.BAD_REQUEST, "after is no number")
        emulator = self._emulator
        entries = [entry for entry in emulator.journal if entry.number > int(after)]
        return {"count": emulator.journal.count, "entries": show_entries(entries, emulator.state.secrets())}

    def _delete_journal(self, request: Request) -> Any:
        self._emulator.journal.clear()
        return self._get_journal(request)

    def _post_clock(self, request: Request) -> Any:
        wanted = _check(_read(request), "Clock")
        self._emulator.put_forward(float(wanted["seconds"]))
        return show_state(self._emulator.state)

    def _put_faults(self, request: Request) -> Any:
        wanted = _check(_read(request), "Faults")
        strikes = tuple(
            make_strike(each["fault"], share=float(each.get("share", 1)), times=each.get("times"))
            for each in wanted.get("strikes", ())
        )
        # The one that can be refused comes first, so that all is done or nothing.
        self._emulator.set_breaks(wanted.get("breaks", ()))
        plan = Plan(throttle=wanted.get("throttle"), latency=float(wanted.get("latency", 0)), strikes=strikes)
        self._emulator.set_faults(plan)
        return self._show_faults()

    def _show_faults(self) -> Any:
        faults = self._emulator.faults
        strikes = [
            {"fault": strike.fault.name, "share": strike.share} | ({} if left is None else {"times": left})
            for strike, left in zip(faults.plan.strikes, faults.left, strict=True)
        ]
        throttle = {} if faults.plan.throttle is None else {"throttle": faults.plan.throttle}
        return {
            **throttle,
            "latency": faults.plan.latency,
            "strikes": strikes,
            "breaks": list(self._emulator.breaks),
        }

    def _patch_choices(self, request: Request) -> Any:
        self._emulator.choose(_check(_read(request), "Choices"))
        return self._emulator.choices


@cache
def control_document() -> Mapping[str, Any]:
    """Return the OpenAPI document of the control API."""
    document: Mapping[str, Any] = json.loads(CONTROL_PATH.read_text(encoding="utf-8"))
    return document


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(control_document()["components"]["schemas"][name])


def _check(value: Any, name: str) -> Any:
    """Return a value that keeps a schema of the control API's document."""
    error = next(iter(_validator(name).iter_errors(value)), None)
    if error is not None:
        pointer = "".join(f"/{step}" for step in error.instance_path) or "the whole"
        raise Refused(HTTPStatus.BAD_REQUEST, f"{pointer}: {error.message}")
    return value


def _read(request: Request) -> Any:
    types = request.header_values(b"content-type")
    if [read_media_type(each)[0] for each in types] != [JSON_MEDIA_TYPE]:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the Content-Type is not {JSON_MEDIA_TYPE}")
    reading = read_json(request.body)
    fault = f"the name {reading.repeated!r} stands twice" if reading.repeated else reading.fault
    if fault is not None:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the body is no JSON: {fault}")
    try:
        return plain_json(reading.value)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "the body is beyond bounds") from None


def _refuse_strangers(request: Request) -> None:
    """Refuse what the page of another site sends from a browser."""
    if request.method in _READING:
        return
    for origin in request.header_values(b"origin"):
        if urlsplit(origin.decode("latin-1")).netloc.encode("latin-1") not in request.header_values(b"host"):
            raise Refused(HTTPStatus.FORBIDDEN, "this came from the page of another site")


def _encode(status: HTTPStatus, value: Any) -> Answer:
    body = json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    headers = (("content-type", GATEWAY_MEDIA_TYPE), ("cache-control", "no-store"))
    return Answer(status=status, headers=headers, body=body + b"\n")
