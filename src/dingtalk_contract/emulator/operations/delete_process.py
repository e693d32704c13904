"""What `deleteProcess` (删除模板) does: delete a template, and what was made of it where the app is a third party's."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._state import App, AppKind, State, cancel
from ._common import OwnWorkflow, own_template, require_own_app, require_own_template


class DeleteProcess(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Delete the template; of a third party's app, its instances and their to-dos as well."""
        request = body["request"]
        require_own_app(request, app, state)
        template = require_own_template(state.template_of(request["process_code"]))
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
