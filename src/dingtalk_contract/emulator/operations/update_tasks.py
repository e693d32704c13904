"""What `updateTasks` (更新待办状态) does: complete or cancel to-dos of one instance."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection, refuse_argument
from .._state import App, State, Status
from ._common import (
    ACCEPT_OR_REJECT,
    FOREIGN,
    FOREIGN_INSTANCE,
    OwnWorkflow,
    find_instance,
    own_instance,
    require_own_app,
)

# No source has a code for either; 820006 is the general table's for a state that does not allow it.
_TODO_UNKNOWN = refuse_argument(("request", "tasks", "task_id"), is_missing=False)
_TODO_FINISHED = Rejection(errcode=820006, errmsg="状态异常无法执行")
_RESULT_MISSING = refuse_argument(("request", "tasks", "result"), is_missing=True)


class UpdateTasks(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "instances": [
            {"id": "proc-zzz", "groups": [{"id": "1111", "todos": [{"id": 63266761388, "user": "manager8409"}]}]}
        ],
    }
    choices: Mapping[str, tuple[str, ...]] = {
        FOREIGN: tuple(FOREIGN_INSTANCE),
        "unknown-task": ("reject", "accept"),
        "finished-task": ACCEPT_OR_REJECT,
    }

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Set the status of each to-do that runs, or of none where one is refused."""
        request = body["request"]
        require_own_app(request, app, state)
        instance = find_instance(request["process_instance_id"], state, choices)
        todos = {todo.id: todo for todo in instance.todos()}
        for each in request["tasks"]:
            todo = todos.get(each["task_id"])
            if todo is None and choices["unknown-task"] == "reject":
                raise Refused(_TODO_UNKNOWN)
            if todo is not None and todo.status is not Status.RUNNING and choices["finished-task"] == "reject":
                raise Refused(_TODO_FINISHED)
            if each["status"] == Status.COMPLETED and "result" not in each:
                raise Refused(_RESULT_MISSING)
        for each in request["tasks"]:
            todo = todos.get(each["task_id"])
            if todo is not None and todo.status is Status.RUNNING:
                todo.status = Status(each["status"])
        return {}

    def known(self, request: Mapping[str, Any], state: State) -> Mapping[str, Any]:
        """Return an instance of this state, with to-dos of it."""
        found = own_instance(state, request)
        instance = state.instances.get(found["process_instance_id"])
        known = [] if instance is None else [todo.id for todo in instance.todos()]
        tasks = [
            {**each, "task_id": each["task_id"] if each["task_id"] in known or not known else known[0]}
            for each in request["tasks"]
        ]
        return {**found, "tasks": tasks}


BEHAVIOUR: Behaviour = UpdateTasks()
