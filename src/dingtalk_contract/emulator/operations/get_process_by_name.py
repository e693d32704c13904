"""What `getProcessByName` (获取模板code) does: find the code of the template that bears a name."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Rejection
from .._state import App, State
from ._common import TEMPLATE_FOREIGN, TEMPLATE_UNKNOWN, OwnWorkflow


class GetProcessByName(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }

    def perform(
        self,
        body: Any,
        app: App | None,  # noqa: ARG002 - every behaviour is told who calls
        state: State,
        choices: Choices,  # noqa: ARG002 - and what was chosen
    ) -> Rejection | Mapping[str, Any]:
        """Give the code of the template, if it is one of this family."""
        template = state.templates.get(body["name"])
        if template is None:
            return TEMPLATE_UNKNOWN
        return {"process_code": template.code} if template.is_own else TEMPLATE_FOREIGN

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first template of this family into the example."""
        names = [each.name for each in state.templates.values() if each.is_own]
        return {**example, "name": example["name"] if example["name"] in names or not names else names[0]}


BEHAVIOUR: Behaviour = GetProcessByName()
