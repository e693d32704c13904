"""What `saveProcess` (创建或更新审批模板) does: make a template, or change the one whose code is given."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Behaviour, Choices
from .._rejections import Refused, Rejection
from .._state import App, State, Template
from ._common import TEMPLATE_FOREIGN, OwnWorkflow, own_template, require_own_app

MOST_TEMPLATES = 200
_TOO_MANY = Rejection(errcode=810002, errmsg="复制的审批流已超过最大数量")
_NAME_TAKEN = Rejection(errcode=820017, errmsg="已有相同名称表单")


class SaveProcess(OwnWorkflow):
    """The operation on whatever state it is given."""

    example: Mapping[str, Any] = {
        **OwnWorkflow.example,
        "templates": [{"name": "Leave", "code": "PROC-C54B2B"}],
    }

    def perform(self, body: Any, app: App | None, state: State, choices: Choices) -> Mapping[str, Any]:
        """Save the template under its name, which no other may have."""
        request = body["saveProcessRequest"]
        name, code = request["name"], request.get("process_code")
        before = None if code is None else state.template_of(code)
        namesake = state.templates.get(name)
        require_own_app(request, app, state)
        if code is not None and (before is None or not before.is_own):
            raise Refused(TEMPLATE_FOREIGN)
        if namesake is not None and namesake is not before:
            raise Refused(_NAME_TAKEN)
        if before is None and sum(each.is_own for each in state.templates.values()) >= MOST_TEMPLATES:
            raise Refused(_TOO_MANY)
        if before is not None:
            del state.templates[before.name]
        # Without fake_mode the page's table and its text differ; only false makes another kind of template here.
        saved = Template(
            name=name,
            code=before.code if before else f"PROC-{state.new_id()!s}".upper(),
            is_own=request.get("fake_mode") is not False,
        )
        state.templates[name] = saved
        return {"result": {"process_code": saved.code}}

    def known(self, request: Mapping[str, Any], state: State) -> Mapping[str, Any]:
        """Return a template of this state, with its name."""
        code = own_template(state, request)
        template = state.template_of(code["process_code"])
        return code if template is None else {**code, "name": template.name}


BEHAVIOUR: Behaviour = SaveProcess()
