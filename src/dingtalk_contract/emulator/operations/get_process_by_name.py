"""What `getProcessByName` (获取模板code) does: find the code of the template that bears a name."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._state import App, State
from ._common import OwnWorkflow, require_own_template


class GetProcessByName(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Give the code of the template, if it is one of this family."""
        return {"process_code": require_own_template(state.templates.get(body["name"])).code}

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first template of this family into the example."""
        names = [each.name for each in state.templates.values() if each.is_own]
        return {**example, "name": example["name"] if example["name"] in names or not names else names[0]}


BEHAVIOUR: Behaviour = GetProcessByName()
