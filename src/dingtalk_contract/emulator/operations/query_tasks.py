"""What `queryTasks` (查询待办列表) does: list the to-dos of a user, page by page, those that wait or those removed."""

from collections.abc import Iterator, Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import PERMISSION_MISSING, Rejection
from .._state import App, AppKind, Instance, State, Status, ToDo

WAITING = 0
"""The status of those that wait; the other is that of those removed."""
_USER_UNKNOWN = Rejection(errcode=33012, errmsg="无效的USERID")


class QueryTasks:
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        "apps": [{"id": 111, "kind": "internal"}],
        "tokens": [{"value": "6d1bxxxx", "app": 111}],
    }
    choices: Mapping[str, tuple[str, ...]] = {
        # No source has a code for a user who is not there, nor says what becomes of the removed.
        "unknown-user": ("accept", "reject"),
        "removed-tasks": ("show", "hide"),
    }

    def refuse_app(self, app: App) -> Rejection | None:
        """Refuse third-party personal apps; the page lets the others call."""
        return PERMISSION_MISSING if app.kind is AppKind.PERSONAL else None

    def perform(
        self,
        body: Any,
        app: App | None,  # noqa: ARG002 - every behaviour is told who calls
        state: State,
        choices: Choices,
    ) -> Rejection | Mapping[str, Any]:
        """List a page of to-dos, in the order of their creation."""
        # A to-do of nobody is on nobody's list.
        mine = [(instance, todo) for instance, todo in _todos(state) if todo.user and todo.user == body["userid"]]
        if not mine and choices["unknown-user"] == "reject":
            return _USER_UNKNOWN
        is_waiting = body["status"] == WAITING
        is_shown = is_waiting or choices["removed-tasks"] == "show"
        found = [each for each in mine if (each[1].status is Status.RUNNING) == is_waiting and is_shown]
        start, count = int(body["offset"]), max(0, int(body["count"]))
        page = [_listed(instance, todo) for instance, todo in found[start : start + count]]
        return {"result": {"has_more": len(found) > start + count, "list": page}}

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first user with a to-do that waits into the example."""
        users = [todo.user for _, todo in _todos(state) if todo.status is Status.RUNNING and todo.user]
        return {**example, "userid": example["userid"] if example["userid"] in users or not users else users[0]}


def _todos(state: State) -> Iterator[tuple[Instance, ToDo]]:
    for instance in state.instances.values():
        for todos in instance.groups.values():
            yield from ((instance, todo) for todo in todos)


def _listed(instance: Instance, todo: ToDo) -> dict[str, Any]:
    return {
        "task_id": str(todo.id),
        "instance_id": instance.id,
        "url": todo.url,
        "title": instance.title,
        "forms": [dict(form) for form in instance.forms],
    }


BEHAVIOUR: Behaviour = QueryTasks()
