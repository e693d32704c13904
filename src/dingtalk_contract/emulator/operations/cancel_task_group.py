"""What `cancelTaskGroup` (批量取消待办) does: set the running to-dos of groups of one workflow instance to CANCELED."""

from collections.abc import Iterable, Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import PERMISSION_MISSING, Rejection, refuse_argument
from .._state import App, AppKind, Instance, State, cancel, is_running

# Codes and words of the page's own table of errors.
_APP_UNKNOWN = Rejection(errcode=40056, errmsg="无效的微应用ID")
_INSTANCE_UNKNOWN = Rejection(errcode=820004, errmsg="流程实例不存在")
# The page's table and the FAQ's printed answer differ; nobody has shown which is live.
_INSTANCE_FOREIGN = {
    "8100017": Rejection(errcode=8100017, errmsg="无操作审批流的权限，请检查审批实例或者模板是否正确"),
    "810007": Rejection(errcode=810007, errmsg="没有操作审批流的权限"),
}
# No source has a code for these; 820006 is the general table's for a state that does not allow it.
_GROUP_FINISHED = Rejection(errcode=820006, errmsg="状态异常无法执行")
_GROUP_UNKNOWN = refuse_argument(("request", "activity_id"), is_missing=False)
_LIST_EMPTY = refuse_argument(("request", "activity_id_list"), is_missing=True)
_ACCEPT_OR_REJECT = ("accept", "reject")


class CancelTaskGroup:
    """The operation on whatever state it is given."""

    # The page's example; the ids of the to-dos are like those that the service was seen to give.
    example: Mapping[str, Any] = {
        "apps": [{"id": 111, "kind": "internal"}],
        "tokens": [{"value": "6d1bxxxx", "app": 111}],
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
        "foreign-instance": tuple(_INSTANCE_FOREIGN),
        "unknown-group": _ACCEPT_OR_REJECT,
        "finished-group": _ACCEPT_OR_REJECT,
        "empty-list": _ACCEPT_OR_REJECT,
    }

    def refuse_app(self, app: App) -> Rejection | None:
        """Refuse third-party personal apps; the page lets the others call."""
        return PERMISSION_MISSING if app.kind is AppKind.PERSONAL else None

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Rejection | Mapping[str, Any]:
        """Cancel the group and each group of the list.

        That the list adds to the single group is our reading: no source says how they combine.
        """
        request = body["request"]
        if request["agentid"] not in state.apps or (app is not None and request["agentid"] != app.id):
            return _APP_UNKNOWN
        instance = state.instances.get(request["process_instance_id"])
        if instance is None:
            return _INSTANCE_UNKNOWN
        if not instance.is_own:
            return _INSTANCE_FOREIGN[choices["foreign-instance"]]
        listed = request.get("activity_id_list")
        if listed == [] and choices["empty-list"] == "reject":
            return _LIST_EMPTY
        groups = (request["activity_id"], *(listed or ()))
        rejection = _refuse_groups(groups, instance, choices)
        if rejection is None:
            for group in groups:
                cancel(instance.groups.get(group, ()))
        return rejection or {}

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first own instance with its groups, and the first app that may call, into the example."""
        app = next((each for each in state.apps.values() if self.refuse_app(each) is None), None)
        instance = next((each for each in state.instances.values() if each.is_own), None)
        request = dict(example["request"])
        if app is not None:
            request["agentid"] = app.id
        if instance is not None:
            # The example's own groups where it has them.
            groups = [each for each in request["activity_id_list"] if each in instance.groups] or list(instance.groups)
            request |= {"process_instance_id": instance.id}
            request |= {"activity_id": groups[0], "activity_id_list": groups} if groups else {}
        return {**example, "request": request}


def _refuse_groups(groups: Iterable[str], instance: Instance, choices: Choices) -> Rejection | None:
    """Refuse groups by what is chosen for those that are unknown or finished, before any is touched."""
    refuses_unknown, refuses_finished = choices["unknown-group"] == "reject", choices["finished-group"] == "reject"
    if not (refuses_unknown or refuses_finished):
        return None
    for group in groups:
        if group not in instance.groups:
            if refuses_unknown:
                return _GROUP_UNKNOWN
        elif refuses_finished and not is_running(instance.groups[group]):
            return _GROUP_FINISHED
    return None


BEHAVIOUR: Behaviour = CancelTaskGroup()
