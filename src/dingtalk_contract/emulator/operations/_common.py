"""What several operations of the own workflow (自有工作流) share: who may call, and which instance is meant."""

from collections.abc import Mapping
from typing import Any

from .._behaviours import Choices
from .._rejections import BODY_UNFIT, PERMISSION_MISSING, Refused, Rejection
from .._state import App, AppKind, Instance, State, Template

ACCEPT_OR_REJECT = ("accept", "reject")
FOREIGN = "foreign-instance"
_APP_UNKNOWN = Rejection(errcode=40056, errmsg="无效的微应用ID")
_INSTANCE_UNKNOWN = Rejection(errcode=820004, errmsg="流程实例不存在")
# The pages' tables and the FAQ's printed answer differ; nobody has shown which is live.
FOREIGN_INSTANCE = {
    "8100017": Rejection(errcode=8100017, errmsg="无操作审批流的权限，请检查审批实例或者模板是否正确"),
    "810007": Rejection(errcode=810007, errmsg="没有操作审批流的权限"),
}
TEMPLATE_UNKNOWN = Rejection(errcode=820004, errmsg="模板不存在")
TEMPLATE_FOREIGN = Rejection(errcode=8100017, errmsg="没有访问权限")


class OwnWorkflow:
    """An operation that internal apps and third-party enterprise apps may call."""

    example: Mapping[str, Any] = {
        "apps": [{"id": 111, "kind": "internal", "key": "dingabcdefgh", "secret": "s3cr3t-of-nobody"}],
        "tokens": [{"value": "6d1bxxxx", "app": 111}],
    }
    choices: Mapping[str, tuple[str, ...]] = {}
    parameter_missing: Rejection = BODY_UNFIT

    def refuse_app(self, app: App) -> Rejection | None:
        """Refuse third-party personal apps; the pages let the others call."""
        return PERMISSION_MISSING if app.kind is AppKind.PERSONAL else None

    def make_body(self, example: Any, state: State) -> Any:
        """Put the first app that may call into the example, and what else this state knows."""
        app = next((each for each in state.apps.values() if self.refuse_app(each) is None), None)
        outer, request = next(iter(example.items()))
        named = {} if app is None or "agentid" not in request else {"agentid": app.id}
        return {outer: {**request, **named, **self.known(request, state)}}

    def known(self, request: Mapping[str, Any], state: State) -> Mapping[str, Any]:
        """Return fields of a request in which this state knows something, in place of the example's."""
        return own_instance(state, request) if "process_instance_id" in request else {}


def own_instance(state: State, request: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the instance of a request where it is known, else the first own one."""
    known = [each.id for each in state.instances.values() if each.is_own]
    wanted = request["process_instance_id"]
    return {"process_instance_id": wanted if wanted in known or not known else known[0]}


def own_template(state: State, request: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the template of a request where it is known, else the first own one."""
    known = [each.code for each in state.templates.values() if each.is_own]
    wanted = request["process_code"]
    return {"process_code": wanted if wanted in known or not known else known[0]}


def require_own_app(request: Mapping[str, Any], app: App | None, state: State) -> None:
    """Refuse a number that is no app's, or another app's than the caller's; without one nothing is to be checked."""
    number = request.get("agentid")
    if number is not None and (number not in state.apps or (app is not None and number != app.id)):
        raise Refused(_APP_UNKNOWN)


def find_instance(instance_id: str, state: State, choices: Choices) -> Instance:
    """Return an instance of this family, or refuse what names none."""
    instance = state.instances.get(instance_id)
    if instance is None:
        raise Refused(_INSTANCE_UNKNOWN)
    if not instance.is_own:
        raise Refused(FOREIGN_INSTANCE[choices[FOREIGN]])
    return instance


def require_own_template(template: Template | None) -> Template:
    """Return a template of this family, or refuse what names none."""
    if template is None:
        raise Refused(TEMPLATE_UNKNOWN)
    if not template.is_own:
        raise Refused(TEMPLATE_FOREIGN)
    return template
