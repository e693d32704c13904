"""What `updateInstances` (批量更新实例状态) does: complete or terminate several instances in one call."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused
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
from .update_instance import FINISHED, INSTANCE_OVER


class UpdateInstances(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {**OwnWorkflow.example, "instances": [{"id": "proc-zzz"}, {"id": "proc-yyy"}]}
    choices: Mapping[str, tuple[str, ...]] = {FOREIGN: tuple(FOREIGN_INSTANCE), FINISHED: ACCEPT_OR_REJECT}

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Set the status of each instance, or of none where one is refused."""
        request = body["request"]
        require_own_app(request, app, state)
        found = []
        for each in request["instances"]:
            instance = find_instance(each["process_instance_id"], state, choices)
            if instance.status is not Status.RUNNING and choices[FINISHED] == "reject":
                raise Refused(INSTANCE_OVER)
            found.append((instance, Status(each["status"])))
        for instance, status in found:
            instance.status = status
        return {}

    def known(self, request: Mapping[str, Any], state: State) -> Mapping[str, Any]:
        """Return the same batch with instances of this state."""
        return {"instances": [{**each, **own_instance(state, each)} for each in request["instances"]]}


BEHAVIOUR: Behaviour = UpdateInstances()
