"""What `createTasks` (创建待办事项) does: put to-dos of an instance on the lists of users, in a group."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection
from .._state import App, State, Status, ToDo
from ._common import ACCEPT_OR_REJECT, FOREIGN, FOREIGN_INSTANCE, OwnWorkflow, find_instance, require_own_app

MOST_TODOS = 100
_TOO_MANY = Rejection(errcode=820010)
CONCURRENT = "concurrent-creation"
_SECONDS = 0.02
"""How long a creation takes, where another one at the same time is refused."""
_AT_ONCE = Rejection(errcode=820011, errmsg="假流程并发创建任务和实例")
_INSTANCE_OVER = Rejection(errcode=820012, errmsg="流程实例已完结，不能继续创建任务")


class CreateTasks(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {**OwnWorkflow.example, "instances": [{"id": "proc-zzz"}]}
    choices: Mapping[str, tuple[str, ...]] = {FOREIGN: tuple(FOREIGN_INSTANCE), CONCURRENT: ACCEPT_OR_REJECT}

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Make the to-dos, all or none."""
        request = body["request"]
        require_own_app(request, app, state)
        instance = find_instance(request["process_instance_id"], state, choices)
        if instance.status is not Status.RUNNING:
            raise Refused(_INSTANCE_OVER)
        if sum(1 for _ in instance.todos()) + len(request["tasks"]) > MOST_TODOS:
            raise Refused(_TOO_MANY)
        if choices[CONCURRENT] == "reject" and state.is_busy(instance, _SECONDS):
            raise Refused(_AT_ONCE)
        todos = [ToDo(id=state.new_todo_id(), user=each["userid"], url=each["url"]) for each in request["tasks"]]
        # To-dos without a group are in one that no cancel names.
        instance.groups.setdefault(request.get("activity_id", ""), []).extend(todos)
        return {"tasks": [{"task_id": todo.id, "userid": todo.user} for todo in todos]}


BEHAVIOUR: Behaviour = CreateTasks()
