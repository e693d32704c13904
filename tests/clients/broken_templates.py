"""Broken and correct clients of getProcessByName: a flat body of one text."""

from __future__ import annotations

from tests.clients.calling import call, request
from tests.clients.editing import changed, put, renamed
from tests.clients.trials import FIND, break_each, conform_each

break_each(
    {
        "control/always": {"knows_one_template": lambda: call() if request()["name"] == "Leave" else 2},
        "sent/body/name/required": {
            "calls_the_name_process_name": renamed("name", "process_name"),
            "wraps_the_name": lambda: call(value={"request": request()}),
        },
        "sent/body/name/type": {
            "sends_a_list_of_names": changed("name", lambda name: [name]),
            "sends_a_name_of_null": put("name", None),
        },
        "sent/body/name/value": {
            "finds_one_template_alone": put("name", "none of them"),
            "adds_a_space_to_the_name": changed("name", lambda name: f"{name} "),
        },
    },
    operations=(FIND,),
)
conform_each({"adds_fields_to_the_name": lambda: call(value={**request(), "agentid": 1})}, operations=(FIND,))
