"""What `updateInstance` (更新实例状态) does: complete or terminate an instance, and cancel what runs if asked to."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection
from .._state import App, State, Status, cancel
from ._common import ACCEPT_OR_REJECT, FOREIGN, FOREIGN_INSTANCE, OwnWorkflow, find_instance, require_own_app

FINISHED = "finished-instance"
# No source has a code for an instance that is over already; 820005 is the general table's.
INSTANCE_OVER = Rejection(errcode=820005, errmsg="审批单状态异常")


class UpdateInstance(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {**OwnWorkflow.example, "instances": [{"id": "proc-zzz"}]}
    choices: Mapping[str, tuple[str, ...]] = {FOREIGN: tuple(FOREIGN_INSTANCE), FINISHED: ACCEPT_OR_REJECT}

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Set the status of the instance."""
        request = body["request"]
        require_own_app(request, app, state)
        instance = find_instance(request["process_instance_id"], state, choices)
        if instance.status is not Status.RUNNING and choices[FINISHED] == "reject":
            raise Refused(INSTANCE_OVER)
        instance.status = Status(request["status"])
        if request.get("cancel_running_task"):
            cancel(instance.todos())
        return {}


BEHAVIOUR: Behaviour = UpdateInstance()
