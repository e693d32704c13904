"""What `createInstance` (创建实例) does: make an instance of a template, with its form filled in."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection
from .._state import App, Instance, State
from ._common import FOREIGN, FOREIGN_INSTANCE, OwnWorkflow, own_template, require_own_app

_TEMPLATE_UNKNOWN = Rejection(errcode=830001, errmsg="审批流不存在")


class CreateInstance(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }
    choices: Mapping[str, tuple[str, ...]] = {FOREIGN: tuple(FOREIGN_INSTANCE)}

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Make the instance; whom it names need not be known."""
        request = body["request"]
        template = state.template_of(request["process_code"])
        require_own_app(request, app, state)
        if template is None:
            raise Refused(_TEMPLATE_UNKNOWN)
        if not template.is_own:
            raise Refused(FOREIGN_INSTANCE[choices[FOREIGN]])
        instance = Instance(
            id=str(state.new_id()),
            template=template.code,
            title=request.get("title", ""),
            forms=tuple(
                {"title": each["name"], "content": str(each["value"])} for each in request["form_component_values"]
            ),
        )
        state.instances[instance.id] = instance
        return {"result": {"process_instance_id": instance.id}, "success": True}

    def known(self, request: Mapping[str, Any], state: State) -> Mapping[str, Any]:
        """Return a template of this state."""
        return own_template(state, request)


BEHAVIOUR: Behaviour = CreateInstance()
