"""The control API, the journal and the pages: what the emulator says of itself, and to whom."""

import json
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from dingtalk_contract.contract import Document, TargetKind, load_catalogue
from dingtalk_contract.emulator import Emulator, Limits, Request, make_emulator
from dingtalk_contract.emulator._control_api import ControlApi

from .conftest import START, Ask, Say, statuses

TOKEN = "6d1bxxxx"


@pytest.fixture
def control(emulator: Emulator) -> Any:
    """Ask the control API, and give status and JSON of the answer."""

    def control(method: str, path: str, value: Any = None, **headers: str) -> tuple[int, Any]:
        typed = {"content-type": "application/json", "host": "127.0.0.1:8080", **headers}
        body = value if isinstance(value, bytes) else json.dumps(value).encode() if value is not None else b""
        path, _, query = path.partition("?")
        request = Request(
            method=method,
            path=f"/_emulator{path}",
            query=query.encode(),
            headers=[(name.encode(), text.encode()) for name, text in typed.items()],
            body=body,
        )
        answer = emulator.answer(request)
        return answer.status, json.loads(answer.body)

    return control


@pytest.fixture
def schemas(control: Any) -> Any:
    """The schemas of the control API's document."""
    return control("GET", "/openapi.json")[1]["components"]["schemas"]


def test_the_document_of_the_control_api_is_valid(control: Any) -> None:
    """The control API has an OpenAPI document of its own."""
    status, document = control("GET", "/openapi.json")

    validate(document)
    assert status == 200


def test_the_document_has_each_action(emulator: Emulator, control: Any) -> None:
    """Every method and path of the control API is documented."""
    paths = control("GET", "/openapi.json")[1]["paths"]

    documented = {(method.upper(), path) for path, item in paths.items() for method in item}

    assert documented == set(ControlApi(emulator)._actions)


def test_state_is_read_replaced_added_and_reset(emulator: Emulator, control: Any, say: Say) -> None:
    """The state goes through the control API and back."""
    say()
    cancelled = control("GET", "/state")[1]["instances"][0]["groups"][0]
    added = control("POST", "/state", {"instances": [{"id": "new"}]})
    replaced = control("PUT", "/state", {"apps": [{"id": 1}]})
    reset = control("POST", "/reset")

    assert cancelled["todos"][0]["status"] == "CANCELED"
    assert {"proc-zzz", "new"} <= {instance["id"] for instance in added[1]["instances"]}
    assert replaced == (200, {"apps": [{"id": 1, "kind": "internal"}], "tokens": [], "templates": [], "instances": []})
    assert reset[0] == 200
    assert statuses(emulator) == START


@pytest.mark.parametrize(
    ("method", "path", "value", "fault"),
    [
        ("PUT", "/state", {"instances": [{"id": 1}]}, "/instances/0/id: "),
        ("POST", "/state", {"tokens": [{"value": "x", "app": 9}]}, "/tokens/0/app: "),
        ("POST", "/state", [], "the whole: "),
        ("PUT", "/state", b"{", "the body is no JSON"),
        ("PUT", "/state", b"[" * 100_000, "the body is no JSON"),
        ("PUT", "/state", b'{"apps":[{"id":1e999}]}', "beyond bounds"),
        ("PUT", "/faults", {"latency": -1}, "/latency: "),
        ("PUT", "/faults", {"strikes": [{"fault": "none"}]}, "cannot show the fault 'none'"),
        ("PUT", "/faults", {"breaks": ["none"]}, "cannot break 'none'"),
        ("PATCH", "/choices", {"unknown-group": "x"}, "cannot choose unknown-group=x"),
        ("PATCH", "/choices", {"unknown-group": 1}, "/unknown-group: "),
        ("GET", "/journal?after=x", None, "after is no number"),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(
    emulator: Emulator, control: Any, method: str, path: str, value: Any, fault: str
) -> None:
    """A request that cannot be done is 400 with its fault."""
    status, said = control(method, path, value)

    assert status == 400
    assert fault in said["error"]
    assert statuses(emulator) == START
    assert emulator.breaks == ()
    assert emulator.faults.are_none


def test_faults_are_set_and_read(control: Any, say: Say, schemas: Any) -> None:
    """What is set is shown, with the times that are left."""
    wanted = {
        "throttle": 100,
        "strikes": [{"fault": "busy", "share": 1.0, "times": 2}],
        "breaks": ["cancelTaskGroup/token/known"],
    }
    control("PUT", "/faults", wanted)
    codes = [say(query="access_token=x")["errcode"] for _ in range(3)]
    shown = control("GET", "/faults")[1]

    assert codes == [-1, -1, 0]
    assert shown == {**wanted, "latency": 0.0, "strikes": [{"fault": "busy", "share": 1.0, "times": 0}]}
    jsonschema_rs.validate(schemas["Faults"], shown)
    assert control("PUT", "/faults", {})[1] == {"latency": 0.0, "strikes": [], "breaks": []}


def test_choices_are_made(control: Any, say_with: Say) -> None:
    """A choice is made, shown and kept until the reset."""
    shown = control("PATCH", "/choices", {"unknown-group": "reject"})

    assert shown[1]["unknown-group"] == "reject"
    assert say_with(activity_id="none")["errcode"] == 400002
    control("POST", "/reset")
    assert say_with(activity_id="none")["errcode"] == 0


def test_the_journal_tells_what_came_of_each_request(control: Any, ask: Ask, schemas: Any) -> None:
    """Each request stands with its outcome and the clauses that it broke."""
    ask()
    ask(body={"request": {"agentid": "111"}})
    ask(method="GET", path="/topapi/none")

    shown = control("GET", "/journal")[1]

    jsonschema_rs.validate(schemas["Journal"], shown)
    assert shown["count"] == 3
    assert [entry["outcome"] for entry in shown["entries"]] == ["accepted", "rejected", "rejected"]
    assert [entry["operation"] for entry in shown["entries"]] == ["cancelTaskGroup", "cancelTaskGroup", None]
    assert set(shown["entries"][1]["breaches"]) == {
        "cancelTaskGroup/sent/body/request/agentid/digits",
        "cancelTaskGroup/sent/body/request/process_instance_id/required",
        "cancelTaskGroup/sent/body/request/activity_id/required",
    }
    assert [entry["number"] for entry in control("GET", "/journal?after=2")[1]["entries"]] == [3]
    assert control("DELETE", "/journal")[1] == {"count": 0, "entries": []}


@pytest.mark.parametrize(
    ("parts", "breach"),
    [
        ({"method": "GET"}, "envelope/method"),
        ({"query": ""}, "envelope/token/present"),
        ({"query": "access_token=x"}, "envelope/token/value"),
        ({"content_type": "text/plain"}, "envelope/content-type"),
        ({"content_type": "application/json;charset=gbk"}, "envelope/encoding"),
        ({"body": b""}, "sent/body/required"),
        ({"body": b"{"}, "envelope/json"),
        ({"body": b"\xff"}, "envelope/encoding"),
        ({"body": b"\xef\xbb\xbf{}"}, "envelope/encoding"),
        ({"body": b'{"request":1,"request":2}'}, "sent/unique-names"),
        ({"body": []}, "sent/body/type"),
        ({"body": {}}, "sent/body/request/required"),
        ({"body": {"request": 1}}, "sent/body/request/type"),
    ],
)
def test_a_breach_is_named_by_its_clause(emulator: Emulator, ask: Ask, parts: Any, breach: str) -> None:
    """What a request broke is a clause on clients."""
    known = {clause.id for clause in load_catalogue(emulator.document, TargetKind.CLIENT)}

    ask(**parts)

    assert [entry.breaches for entry in emulator.journal] == [(f"cancelTaskGroup/{breach}",)]
    assert f"cancelTaskGroup/{breach}" in known


@pytest.mark.parametrize(
    ("value", "breach"), [(None, "null"), ("1111", "type"), ([1], "items/type"), ([None, {}], "items/type")]
)
def test_a_breach_of_the_list_is_named(emulator: Emulator, say_with: Say, value: Any, breach: str) -> None:
    """A list is named as a whole or by its items, null for itself."""
    say_with(activity_id_list=value)

    assert [entry.breaches for entry in emulator.journal] == [
        (f"cancelTaskGroup/sent/body/request/activity_id_list/{breach}",)
    ]


@pytest.mark.parametrize(
    "parts",
    [
        {"query": "access_token=s3cr3t"},
        {"query": f"access_token={TOKEN}&x={TOKEN}"},
        {"query": "Access-Token=s3cr3t"},
        {"query": "access%5Ftoken=%363cr3t-x&access_token=s3cr3t"},
        {"headers": ((b"x-acs-dingtalk-access-token", b"s3cr3t"),)},
        {"headers": ((b"authorization", b"Bearer s3cr3t"), (b"cookie", b"t=s3cr3t"))},
        {"headers": ((b"x-other", TOKEN.encode()),)},
        {"body": b'{"access_token": "s3cr3t", "request": {}}'},
        {"body": b"access_token=s3cr3t&request=x", "content_type": "application/x-www-form-urlencoded"},
        {"path": f"/topapi/{TOKEN}"},
    ],
)
def test_no_token_stands_in_the_journal(control: Any, emulator: Emulator, ask: Ask, parts: Any) -> None:
    """Wherever a token was sent, it is masked in what is shown."""
    ask(**parts)

    shown = json.dumps(control("GET", "/journal")[1]) + _page(emulator)

    assert "s3cr3t" not in shown
    assert TOKEN not in shown
    assert "***" in shown


def test_the_journal_is_bounded_in_number(emulator: Emulator, ask: Ask) -> None:
    """The last thousand requests are kept, and all are counted."""
    for _ in range(1500):
        ask()

    assert (len(emulator.journal), emulator.journal.count) == (1000, 1500)
    assert next(iter(emulator.journal)).number == 501


def test_the_journal_is_bounded_in_weight(document: Document) -> None:
    """Long requests push out more of the earlier ones, and are cut."""
    emulator = make_emulator(document, limits=Limits(journal_bytes=200_000))
    request = Request(method="POST", path="/topapi/x", query=b"q" * 10_000, body=b"x" * (1 << 20))

    for _ in range(100):
        emulator.answer(request)

    assert len(emulator.journal) == 200_000 // (1000 + 10_000 + 4096 + 2 * len("/topapi/x") + 100)
    assert max(len(entry.request.body) for entry in emulator.journal) == 4096


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/none", {}, 404),
        ("DELETE", "/state", {}, 405),
        ("PUT", "/state", {"content-type": "text/plain"}, 415),
        ("POST", "/reset", {"origin": "http://evil.example"}, 403),
        ("POST", "/reset", {"origin": "null"}, 403),
        ("POST", "/reset", {"origin": "http://127.0.0.1:8080"}, 200),
        ("GET", "/state", {"origin": "http://evil.example"}, 200),
    ],
)
def test_strangers_are_kept_out(control: Any, method: str, path: str, headers: Any, status: int) -> None:
    """Pages of other sites change nothing, and what is not there is told."""
    assert control(method, path, None if method != "PUT" else {}, **headers)[0] == status


def test_control_requests_are_not_journalled(emulator: Emulator, control: Any) -> None:
    """The journal has what was asked of the API, not of the emulator."""
    control("GET", "/state")
    _page(emulator)
    emulator.answer(Request(method="GET", path="/docs"))

    assert emulator.journal.count == 0


def test_the_page_escapes_what_was_sent(emulator: Emulator, ask: Ask) -> None:
    """Markup that a client sent, or that was seeded, is text on the page."""
    hostile = "<script>alert(1)</script>"
    emulator.add({"instances": [{"id": hostile, "groups": [{"id": hostile, "todos": [{"id": 1, "user": hostile}]}]}]})
    ask(path=f"/topapi/{hostile}", query=hostile, body=hostile.encode(), method="POST")

    page = _page(emulator)

    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 6


def test_the_documentation_speaks_of_this_emulator_alone(emulator: Emulator) -> None:
    """The documentation's server is the emulator, never the real service."""
    emulator.add({"apps": [{"id": 5}], "tokens": [{"value": "</script>", "app": 5}]})
    emulator.state.tokens.pop(TOKEN.encode())

    documented = json.loads(emulator.answer(Request(method="GET", path="/docs/openapi.json")).body)
    script = emulator.answer(Request(method="GET", path="/docs/start.js")).body.decode()

    assert [server["url"] for server in documented["servers"]] == ["/"]
    assert "</script>" not in script
    assert emulator.document.raw["servers"][0]["url"] == "https://oapi.dingtalk.com"


@pytest.mark.parametrize("path", ["/docs/../seed_data.schema.json", "/docs/%2e%2e/x", "/docs/index.css", "/docs/none"])
def test_no_other_file_is_served(emulator: Emulator, path: str) -> None:
    """Of the package of assets three files are served, and nothing else."""
    assert emulator.answer(Request(method="GET", path=path)).status == 404


def _page(emulator: Emulator) -> str:
    return emulator.answer(Request(method="GET", path="/_emulator/")).body.decode()
