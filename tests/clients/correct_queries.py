"""Correct clients of queryTasks: the page spells its numbers as text too, and says of no field that it is answered."""

from __future__ import annotations

from tests.clients.calling import Answer, is_success
from tests.clients.editing import changed, concluding, edited
from tests.clients.trials import QUERY, conform_each


def lists_tasks(answer: Answer) -> bool:
    """Return whether an answer is accepted, and lists what is at least named."""
    if not is_success(answer):
        return False
    page = answer.value["result"]
    return all(task["task_id"] and task["forms"] is not None for task in page["list"]) and page["has_more"] is not None


conform_each(
    {
        # The official Java SDK does so.
        "sends_its_numbers_as_text": edited(lambda its: {name: str(value) for name, value in its.items()}),
        "sends_the_count_as_text": changed("count", str),
        "sends_the_status_with_a_point": changed("status", float),
        "reads_the_list": concluding(lists_tasks),
        "reads_no_more_than_the_errcode": concluding(
            lambda answer: is_success(answer) and answer.value.pop("errcode", 0) == 0
        ),
        "sends_what_a_form_has_besides": edited(lambda its: {**its, "start_time": None, "request": {}}),
    },
    operations=(QUERY,),
)
