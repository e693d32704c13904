"""What the emulator lists: the to-dos of a user over all instances, page by page."""

import json
from typing import Any

import pytest

from dingtalk_contract.contract import Document
from dingtalk_contract.emulator import Emulator, make_emulator, show_state

from .conftest import Say, make_request

FORMS = [{"title": "From", "content": "Hangzhou"}, {"title": "To", "content": "杭州"}]
SEED_DATA: dict[str, Any] = {
    "apps": [{"id": 1, "kind": "internal"}, {"id": 3, "kind": "personal"}],
    "tokens": [{"value": "one", "app": 1}, {"value": "three", "app": 3}],
    "instances": [
        {
            "id": "i",
            "workflow": "own",
            "title": "Trip",
            "forms": FORMS,
            "groups": [
                {"id": "g", "todos": [{"id": 7, "user": "u", "status": "RUNNING", "url": "https://example.com/7"}]},
                {"id": "h", "todos": [{"id": 2, "user": "u", "status": "COMPLETED"}]},
            ],
        },
        {
            "id": "j",
            "workflow": "own",
            "groups": [
                {
                    "id": "g",
                    "todos": [
                        {"id": 3, "user": "u", "status": "RUNNING"},
                        {"id": 4, "user": "v", "status": "CANCELED"},
                        {"id": 5, "user": "u", "status": "CANCELED"},
                        {"id": 6, "user": "", "status": "RUNNING"},
                    ],
                }
            ],
        },
    ],
}


@pytest.fixture
def seeded(document: Document) -> Emulator:
    """An emulator with to-dos of two users in two instances."""
    return make_emulator(document, seed_data=SEED_DATA)


@pytest.fixture
def query(seeded: Emulator, document: Document) -> Say:
    """Query the to-dos of u, some fields replaced, and give the members of the answer."""
    operation = document.operation("queryTasks")

    def query(token: str = "one", **fields: Any) -> dict[str, Any]:
        body = {"userid": "u", "offset": 0, "count": 20, "status": 0, **fields}
        members: dict[str, Any] = json.loads(seeded.answer(make_request(operation, body, token)).body)
        return members

    return query


@pytest.mark.parametrize(
    ("fields", "ids", "has_more"),
    [
        ({}, ["7", "3"], False),
        ({"status": -1}, ["2", "5"], False),
        ({"userid": "v"}, [], False),
        ({"userid": "v", "status": -1}, ["4"], False),
        ({"count": 1}, ["7"], True),
        ({"count": 2}, ["7", "3"], False),
        ({"offset": 1, "count": 1}, ["3"], False),
        ({"offset": 2}, [], False),
        ({"offset": 10**30}, [], False),
        ({"offset": 1.0, "count": 1e0}, ["3"], False),
        ({"count": 0}, [], True),
        ({"count": -1}, [], True),
        ({"offset": "1", "count": "01", "status": "-0"}, ["3"], False),
        ({"status": "-1"}, ["2", "5"], False),
        ({"userid": "nobody"}, [], False),
        ({"userid": ""}, [], False),
        ({"userid": "U"}, [], False),
    ],
    ids=repr,
)
def test_a_page_is_listed_in_order(query: Say, fields: Any, ids: list[str], *, has_more: bool) -> None:
    """What waits or was removed is listed in the order of creation."""
    result = query(**fields)["result"]

    assert ([task["task_id"] for task in result["list"]], result["has_more"]) == (ids, has_more)


def test_a_task_is_listed_with_its_instance(query: Say) -> None:
    """A to-do has the title and the form of its instance, or none."""
    first, second = query()["result"]["list"]

    assert first == {
        "task_id": "7",
        "instance_id": "i",
        "url": "https://example.com/7",
        "title": "Trip",
        "forms": FORMS,
    }
    assert second == {"task_id": "3", "instance_id": "j", "url": "", "title": "", "forms": []}


@pytest.mark.parametrize(
    ("choices", "fields", "errcode", "ids"),
    [
        ({"removed-tasks": "hide"}, {"status": -1}, 0, []),
        ({"removed-tasks": "hide"}, {}, 0, ["7", "3"]),
        ({"unknown-user": "reject"}, {"userid": "nobody"}, 33012, None),
        ({"unknown-user": "reject"}, {"userid": ""}, 33012, None),
        ({"unknown-user": "reject"}, {"userid": "v"}, 0, []),
    ],
)
def test_what_no_source_settles_can_be_chosen(
    query: Say, seeded: Emulator, choices: dict[str, str], fields: Any, errcode: int, ids: list[str] | None
) -> None:
    """Removed to-dos can be hidden, and unknown users be refused."""
    seeded.choose(choices)

    members = query(**fields)

    listed = members["result"]["list"] if "result" in members else None
    assert members["errcode"] == errcode
    assert (None if listed is None else [task["task_id"] for task in listed]) == ids


def test_a_personal_app_may_not_query(query: Say) -> None:
    """A third-party personal app lacks the permission."""
    assert query("three")["sub_code"] == "60011"


@pytest.mark.parametrize(
    ("fields", "breach"),
    [
        ({"offset": -1}, "offset/minimum"),
        ({"offset": "-1"}, "offset/minimum"),
        ({"count": 51}, "count/maximum"),
        ({"status": 1}, "status/enum"),
        ({"status": "1"}, "status/enum"),
        ({"userid": 5}, "userid/type"),
        ({"count": None}, "count/type"),
    ],
    ids=repr,
)
def test_a_query_beyond_the_document_is_refused(query: Say, seeded: Emulator, fields: Any, breach: str) -> None:
    """A page beyond its limits is refused, and its clause named."""
    assert query(**fields)["errcode"] == 41

    assert [entry.breaches for entry in seeded.journal] == [(f"queryTasks/sent/body/{breach}",)]


def test_a_cancel_shows_in_the_query(emulator: Emulator, document: Document) -> None:
    """To-dos that one operation cancels, the other lists as removed."""
    cancel, query = (document.operation(name) for name in ("cancelTaskGroup", "queryTasks"))
    ask = {status: make_request(query, {**query.body_example, "status": status}) for status in (0, -1)}

    def listed(status: int) -> list[str]:
        return [task["task_id"] for task in json.loads(emulator.answer(ask[status]).body)["result"]["list"]]

    before = listed(0)
    assert emulator.respond(make_request(cancel, cancel.body_example)).accepts
    assert (before, listed(0), listed(-1)) == (["63266761388", "63266761389"], [], before)


def test_what_is_listed_is_seed_data(seeded: Emulator) -> None:
    """Titles, forms and addresses are shown as they were given."""
    assert show_state(seeded.state) == {**SEED_DATA, "templates": []}
