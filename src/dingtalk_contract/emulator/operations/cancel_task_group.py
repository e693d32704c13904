"""What `cancelTaskGroup` (批量取消待办) does: set the running to-dos of groups of one workflow instance to CANCELED."""

from collections.abc import Iterable, Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection, refuse_argument
from .._state import App, Instance, State, cancel, is_running
from ._common import (
    ACCEPT_OR_REJECT,
    FOREIGN,
    FOREIGN_INSTANCE,
    OwnWorkflow,
    find_instance,
    own_instance,
    require_own_app,
)

# No source has a code for these; 820006 is the general table's for a state that does not allow it.
_GROUP_FINISHED = Rejection(errcode=820006, errmsg="状态异常无法执行")
_GROUP_UNKNOWN = refuse_argument(("request", "activity_id"), is_missing=False)
_LIST_EMPTY = refuse_argument(("request", "activity_id_list"), is_missing=True)


class CancelTaskGroup(OwnWorkflow):
    """The operation on whatever state it is given."""

    # The page's example; the ids of the to-dos are like those that the service was seen to give.
    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "instances": [
            {
                "id": "proc-zzz",
                "title": "Business trip",
                "forms": [{"title": "From", "content": "Hangzhou"}],
                "groups": [
                    {"id": "1111", "todos": [{"id": 63266761388, "user": "manager8409"}]},
                    {
                        "id": "2222",
                        "todos": [
                            {"id": 63266761389, "user": "manager8409"},
                            {"id": 63266761390, "user": "manager7675", "status": "COMPLETED"},
                        ],
                    },
                    {"id": "3333", "todos": [{"id": 63266761391, "user": "manager7675"}]},
                ],
            },
        ],
    }
    choices: Mapping[str, tuple[str, ...]] = {
        FOREIGN: tuple(FOREIGN_INSTANCE),
        "unknown-group": ACCEPT_OR_REJECT,
        "finished-group": ACCEPT_OR_REJECT,
        "empty-list": ACCEPT_OR_REJECT,
    }

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Cancel the group and each group of the list.

        That the list adds to the single group is our reading: no source says how they combine.
        """
        request = body["request"]
        require_own_app(request, app, state)
        instance = find_instance(request["process_instance_id"], state, choices)
        listed = request.get("activity_id_list")
        if listed == [] and choices["empty-list"] == "reject":
            raise Refused(_LIST_EMPTY)
        groups = (request["activity_id"], *(listed or ()))
        _refuse_groups(groups, instance, choices)
        for group in groups:
            cancel(instance.groups.get(group, ()))
        return {}

    def known(self, request: Mapping[str, Any], state: State) -> Mapping[str, Any]:
        """Return an instance of this state with its groups, the example's own where it has them."""
        found = own_instance(state, request)
        instance = state.instances.get(found["process_instance_id"])
        there = [] if instance is None else list(instance.groups)
        groups = [each for each in request["activity_id_list"] if each in there] or there
        return {**found, "activity_id": groups[0], "activity_id_list": groups} if groups else found


def _refuse_groups(groups: Iterable[str], instance: Instance, choices: Choices) -> None:
    """Refuse groups by what is chosen for those that are unknown or finished, before any is touched."""
    for group in groups:
        is_known = group in instance.groups
        if not is_known and choices["unknown-group"] == "reject":
            raise Refused(_GROUP_UNKNOWN)
        if is_known and choices["finished-group"] == "reject" and not is_running(instance.groups[group]):
            raise Refused(_GROUP_FINISHED)


BEHAVIOUR: Behaviour = CancelTaskGroup()
