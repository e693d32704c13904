"""Correct servers of queries that differ in what they may."""

from functools import partial
from typing import Any

from tests.servers.conforming import TASK, conforming
from tests.servers.mending import parsing, refusing
from tests.servers.spoiling import accepted, answering, rejected, remaking, saying
from tests.servers.trials import QUERYING, conform_each

NUMBERS = ("offset", "count", "status")
conform_query = partial(conform_each, operation=QUERYING)


def _read_digits(body: Any) -> Any:
    """Return a body with numbers for texts of digits."""
    if not isinstance(body, dict):
        return body
    numerals = {name: body[name] for name in NUMBERS if isinstance(body.get(name), str)}
    return body | {name: float(text) if _is_numeral(text) else text for name, text in numerals.items()}


def _is_numeral(text: str) -> bool:
    try:
        return float(text) is not None
    except ValueError:
        return False


def _listing(*tasks: Any, **fields: Any) -> Any:
    return saying(accepted, result={"has_more": False, "list": list(tasks), **fields})


conform_query(
    answers_queries_as_documented=conforming,
    takes_digits_in_queries=parsing(_read_digits),
    refuses_negative_counts=refusing(lambda request: request.value["count"] < 0),
    refuses_empty_pages=refusing(lambda request: request.value["count"] < 1),
    refuses_fractions_in_queries=refusing(
        lambda request: any(isinstance(request.value[name], float) for name in NUMBERS)
    ),
    refuses_far_offsets=refusing(lambda request: request.value["offset"] >= 2**31),
    refuses_unknown_users=refusing(lambda request: request.value["userid"] != "manager8409"),
    refuses_the_removed=refusing(lambda request: request.value["status"] == -1),
    numbers_its_tasks=_listing({**TASK, "task_id": 63266761388}),
    numbers_its_tasks_with_a_point=_listing({**TASK, "task_id": 63266761388.0}),
    numbers_some_tasks=_listing(TASK, {**TASK, "task_id": -1}, {**TASK, "task_id": 2**70}),
    lists_nothing=_listing(),
    lists_fifty=_listing(*[TASK] * 50, has_more=True),
    lists_tasks_without_fields=_listing({}, TASK, {"task_id": ""}),
    lists_tasks_without_forms=_listing({**TASK, "forms": []}, {**TASK, "forms": [{}]}),
    adds_fields_to_each_task=_listing({**TASK, "gmt_create": None, "status": [0]}, next_cursor=7, total=None),
    gives_an_empty_result=saying(accepted, result={}),
    gives_no_result=remaking(accepted, lambda _, reply: reply.edit(value={"errcode": 0})),
    rejects_with_an_empty_page=saying(rejected, result={"has_more": False, "list": []}),
)
conform_query(warns=("answer/rejection-status",), rejects_queries_with_400=answering(rejected, status=400))
