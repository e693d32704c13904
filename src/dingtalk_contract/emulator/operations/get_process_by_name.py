"""What `getProcessByName` (获取模板code) does: find the code of the template that bears a name."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import PERMISSION_MISSING, Rejection
from .._state import App, AppKind, State

_TEMPLATE_UNKNOWN = Rejection(errcode=820004, errmsg="模板不存在")
_TEMPLATE_FOREIGN = Rejection(errcode=8100017, errmsg="没有访问权限")


class GetProcessByName:
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        "apps": [{"id": 111, "kind": "internal"}],
        "tokens": [{"value": "6d1bxxxx", "app": 111}],
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }
    choices: Mapping[str, tuple[str, ...]] = {}

    def refuse_app(self, app: App) -> Rejection | None:
        """Refuse third-party personal apps; the page lets the others call."""
        return PERMISSION_MISSING if app.kind is AppKind.PERSONAL else None

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
            return _TEMPLATE_UNKNOWN
        return {"process_code": template.code} if template.is_own else _TEMPLATE_FOREIGN

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first template of this family into the example."""
        names = [each.name for each in state.templates.values() if each.is_own]
        return {**example, "name": example["name"] if example["name"] in names or not names else names[0]}


BEHAVIOUR: Behaviour = GetProcessByName()
