"""What `deleteProcess` (删除模板) does: delete a template, and what was made of it where the app is a third party's."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Rejection
from .._state import App, AppKind, State, cancel
from ._common import TEMPLATE_FOREIGN, TEMPLATE_UNKNOWN, OwnWorkflow, own_template, refuse_agent


class DeleteProcess(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }

    def perform(
        self,
        body: Any,
        app: App | None,
        state: State,
        choices: Choices,  # noqa: ARG002 - every behaviour is told what was chosen
    ) -> Rejection | Mapping[str, Any]:
        """Delete the template; of a third party's app, its instances and their to-dos as well."""
        request = body["request"]
        template = state.template_of(request["process_code"])
        refusal = refuse_agent(request, app, state)
        if refusal is not None:
            return refusal
        if template is None:
            return TEMPLATE_UNKNOWN
        if not template.is_own:
            return TEMPLATE_FOREIGN
        del state.templates[template.name]
        made = [each for each in state.instances.values() if each.template == template.code]
        for instance in made:
            if app is not None and app.kind is AppKind.ENTERPRISE:
                del state.instances[instance.id]
            elif request.get("clean_running_task"):
                cancel(instance.todos())
        return {"errmsg": "ok", "success": True}

    def known(self, request: Mapping[str, Any], state: State) -> Mapping[str, Any]:
        """Return a template of this state."""
        return own_template(state, request)


BEHAVIOUR: Behaviour = DeleteProcess()
