"""What `cleanProcess` (清理审批数据) does: remove a template with all that was made of it."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import PERMISSION_MISSING, Rejection
from .._state import App, AppKind, State
from ._common import OwnWorkflow, own_template, require_own_template


class CleanProcess(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        "apps": [{"id": 222, "kind": "enterprise"}],
        "tokens": [{"value": "5a2cxxxx", "app": 222, "parameter": "suite_access_token"}],
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }

    def refuse_app(self, app: App) -> Rejection | None:
        """Refuse all but third-party enterprise apps."""
        return None if app.kind is AppKind.ENTERPRISE else PERMISSION_MISSING

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Remove the template, its instances and their to-dos; every organisation is this one."""
        template = require_own_template(state.template_of(body["process_code"]))
        del state.templates[template.name]
        for instance in [each for each in state.instances.values() if each.template == template.code]:
            del state.instances[instance.id]
        return {}

    def make_body(self, example: Any, state: State) -> Any:
        """Put a template of this state into the example."""
        return {**example, **own_template(state, example)}


BEHAVIOUR: Behaviour = CleanProcess()
