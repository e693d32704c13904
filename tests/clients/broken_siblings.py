"""Broken clients of the other operations: one field each that is left out, of another type, or of another value."""

from __future__ import annotations

from urllib.parse import quote

from tests.clients.calling import ENVELOPES, IN_QUERY, call, enclose_in, request
from tests.clients.editing import ABSENT, changed, reaching
from tests.clients.trials import break_each

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from tests.clients.trials import Client

# Kinds of fields, a numeral being a number that may come as text; a question mark for what may be left out.
FIELDS = {
    "getToken": {"appkey": "parameter", "appsecret": "parameter"},
    "saveProcess": {
        "agentid": "number",
        "process_code": "text?",
        "name": "text",
        "description": "text",
        "form_component_list": "list",
        "form_component_list/items": "object",
        "form_component_list/items/component_name": "word",
        "form_component_list/items/props": "object",
        "form_component_list/items/props/id": "text",
        "form_component_list/items/props/label": "text",
        "form_component_list/items/props/required": "flag?",
        "fake_mode": "flag?",
    },
    "deleteProcess": {"agentid": "number", "process_code": "text", "clean_running_task": "flag?"},
    "cleanProcess": {"process_code": "text", "corpid": "text"},
    "createInstance": {
        "agentid": "number",
        "process_code": "text",
        "originator_user_id": "text",
        "form_component_values": "list",
        "form_component_values/items": "object",
        "form_component_values/items/name": "text",
        "form_component_values/items/value": "text",
        "form_component_values/items/extValue": "text?",
        "url": "text",
        "title": "text?",
    },
    "updateInstance": {
        "agentid": "numeral?",
        "process_instance_id": "text",
        "status": "word",
        "result": "word",
        "cancel_running_task": "flag?",
    },
    "updateInstances": {
        "agentid": "number?",
        "instances": "list",
        "instances/items": "object",
        "instances/items/process_instance_id": "text",
        "instances/items/status": "word",
        "instances/items/result": "word",
    },
    "createTasks": {
        "agentid": "numeral?",
        "process_instance_id": "text",
        "activity_id": "text?",
        "tasks": "list",
        "tasks/items": "object",
        "tasks/items/userid": "text",
        "tasks/items/url": "text",
    },
    "updateTasks": {
        "agentid": "number",
        "process_instance_id": "text",
        "tasks": "list",
        "tasks/items": "object",
        "tasks/items/task_id": "number",
        "tasks/items/status": "word",
        "tasks/items/result": "word?",
    },
}
OTHER: dict[str, Callable[[Any], Any]] = {
    "number": lambda value: {"value": value},
    "numeral": lambda value: {"value": value},
    "text": lambda value: {"value": value},
    "word": lambda value: [value],
    "flag": lambda value: str(value).lower(),
    "list": lambda value: {str(index): each for index, each in enumerate(value)},
    "object": lambda value: list(value.items()),
}
"""What a value of a kind is made by those who mistake its type."""
FIXED: dict[str, Callable[[Any], Any]] = {
    "number": lambda _: 1,
    "numeral": lambda _: 1,
    "text": lambda _: "none of them",
    "flag": lambda value: not value,
    "list": lambda value: value[:1] if len(value) > 1 else value * 2,
}
"""What is sent for a value of a kind by those who do not look at what they were given."""


KNOWN = {
    "getToken": ("appkey", "dingabcdefgh"),
    "saveProcess": ("name", "Leave"),
    "deleteProcess": ("process_code", "PROC-C54B2B"),
    "cleanProcess": ("process_code", "PROC-C54B2B"),
    "createInstance": ("process_code", "PROC-C54B2B"),
    "updateInstance": ("process_instance_id", "proc-zzz"),
    "updateInstances": ("agentid", 111),
    "createTasks": ("process_instance_id", "proc-zzz"),
    "updateTasks": ("process_instance_id", "proc-zzz"),
}
"""The one value for which some clients call at all."""


def _calls_for(name: str, known: Any) -> Client:
    return lambda: call() if request().get(name) == known else 2


def _there(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: ABSENT if value is ABSENT else change(value)


def _broken(kind: str, *, is_item: bool, in_list: bool) -> Iterator[tuple[str, str, Callable[[Any], Any]]]:
    """Return what breaks the rules of a field: the rule, what the client does, and the change."""
    plain = kind.rstrip("?")
    if plain == "parameter":
        yield "required", "leaves_out", lambda _: ABSENT
        yield "value", "fixes", _there(lambda _: "none of them")
        return
    if not kind.endswith("?") and not is_item:
        yield "required", "leaves_out", lambda _: ABSENT
    yield "type", "mistypes", _there(OTHER[plain])
    if kind.endswith("?"):
        # A result is always there where the status wants it.
        always = plain == "word"
        yield "null", "nulls", lambda value: None if always or value is ABSENT else value
    if plain == "number" and not in_list:
        yield "digits", "quotes", _there(str)
    if plain in {"number", "numeral"} and not in_list:
        yield "beyond-32-bit", "wraps_32_bit_of", _there(lambda value: value & 0xFFFFFFFF)
        yield "beyond-53-bit", "rounds", _there(lambda value: int(float(value)))
    if plain in FIXED and not in_list and not is_item:
        yield "value", "fixes", _there(FIXED[plain])
    if plain == "word" and not in_list:
        yield "value", "fixes", _there(lambda value: {"agree": "refuse", "COMPLETED": "TERMINATED"}.get(value, value))
    if plain == "word":
        yield "enum", "makes_up", _there(lambda _: "DONE")


def _file(operation: str, place: str, rule: str, words: str, client: Client) -> None:
    outer = "query" if operation in IN_QUERY else "body"
    outer += f"/{ENVELOPES[operation]}" if operation in ENVELOPES else ""
    name = f"{words}_{operation}_{place.replace('/', '_')}"
    break_each({f"sent/{outer}/{place}/{rule}": {name: client}}, operations=(operation,))


for _operation, _fields in FIELDS.items():
    break_each(
        {"control/always": {f"calls_one_{_operation}": _calls_for(*KNOWN[_operation])}}, operations=(_operation,)
    )
    if _operation in ENVELOPES:
        _outer = f"sent/body/{ENVELOPES[_operation]}"
        if _operation != "updateInstance":
            # There the page has the envelope as optional.
            break_each({f"{_outer}/required": {f"unwraps_{_operation}": enclose_in(None)}}, operations=(_operation,))
        break_each({f"{_outer}/type": {f"wraps_text_in_{_operation}": enclose_in(str)}}, operations=(_operation,))
    for _place, _kind in _fields.items():
        _steps = tuple(_place.split("/"))
        _in_list = "items" in _steps
        for _rule, _words, _change in _broken(_kind, is_item=_steps[-1] == "items", in_list=_in_list):
            _file(_operation, _place, _rule, _words, reaching(_steps, _change))

_file(
    "saveProcess",
    "form_component_list",
    "max-items",
    "repeats",
    reaching(("form_component_list",), lambda value: value * 21),
)
_file(
    "saveProcess",
    "form_component_list/items/props/id",
    "max-length",
    "lengthens",
    reaching(("form_component_list", "items", "props", "id"), lambda value: f"{value}{'-' * 22}"),
)
_file(
    "saveProcess",
    "form_component_list/items/props/label/items",
    "type",
    "numbers",
    reaching(("form_component_list", "items", "props", "label"), lambda _: [1]),
)
break_each(
    {
        "text/spaces": {
            "trims_the_users_of_all_but_the_first": reaching(
                ("tasks",),
                lambda tasks: [tasks[0], *({**each, "userid": each["userid"].strip()} for each in tasks[1:])],
            )
        }
    },
    operations=("createTasks",),
)
for _name in ("appkey", "appsecret"):
    _file("getToken", _name, "value", "encodes_twice", changed(_name, quote))
