"""What `queryTasks` (查询待办列表) does: list the to-dos of a user, page by page, those that wait or those removed."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection
from .._state import App, Instance, State, Status, ToDo
from ._common import OwnWorkflow

WAITING = 0
"""The status of those that wait; the other is that of those removed."""
_USER_UNKNOWN = Rejection(errcode=33012, errmsg="无效的USERID")


class QueryTasks(OwnWorkflow):
    """The operation on whatever state it is given."""

    choices: Mapping[str, tuple[str, ...]] = {
        # No source has a code for a user who is not there, nor says what becomes of the removed.
        "unknown-user": ("accept", "reject"),
        "removed-tasks": ("show", "hide"),
    }

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """List a page of to-dos, in the order of their creation."""
        # A to-do of nobody is on nobody's list.
        mine = [(instance, todo) for instance, todo in state.todos() if todo.user and todo.user == body["userid"]]
        if not mine and choices["unknown-user"] == "reject":
            raise Refused(_USER_UNKNOWN)
        is_waiting = body["status"] == WAITING
        is_shown = is_waiting or choices["removed-tasks"] == "show"
        found = [each for each in mine if (each[1].status is Status.RUNNING) == is_waiting and is_shown]
        start, count = int(body["offset"]), max(0, int(body["count"]))
        page = [_listed(instance, todo) for instance, todo in found[start : start + count]]
        return {"result": {"has_more": len(found) > start + count, "list": page}}

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first user with a to-do that waits into the example."""
        users = [todo.user for _, todo in state.todos() if todo.status is Status.RUNNING and todo.user]
        return {**example, "userid": example["userid"] if example["userid"] in users or not users else users[0]}


def _listed(instance: Instance, todo: ToDo) -> dict[str, Any]:
    return {
        "task_id": str(todo.id),
        "instance_id": instance.id,
        "url": todo.url,
        "title": instance.title,
        "forms": [dict(form) for form in instance.forms],
    }


BEHAVIOUR: Behaviour = QueryTasks()
