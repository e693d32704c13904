"""The problems of operations: what each must have, and the security in force."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..contract import DEED, ITEM, MEANINGS, ROLES, Verb
from ._places import at, listed, members, walk_contents, walk_operations
from ._problems import Problem, Steps, problem_at


def operation_problems(file: object, raw: Mapping[str, Any], resolved: Mapping[str, Any]) -> Iterator[Problem]:
    """Find the problems of every operation, and of the security that is named."""
    seen: set[str] = set()
    for steps, node in walk_operations(raw):
        yield from _name_problems(file, steps, node, seen)
        for place, what in _lacks(at(resolved, steps), resolved):
            wrong, why = f"the operation lacks {what}", "every operation has it"
            yield problem_at(file, (*steps, *place), wrong=wrong, why=why, remedy="Add it")
        yield from _scheme_problems(file, raw, (*steps, "security"), node)
        yield from _deed_problems(file, steps, node, at(resolved, steps))
    yield from _scheme_problems(file, raw, ("security",), raw)


def _deed_problems(file: object, steps: Steps, node: Mapping[str, Any], resolved: Any) -> Iterator[Problem]:
    """Find what a deed names that there is not: a verb, a role, a meaning, or a field."""
    deed = members(node, DEED)
    if not deed:
        return
    told = (*steps, DEED)
    for kind, name, known in (
        *(("verb", name, {verb.value for verb in Verb}) for name in [deed.get("verb")]),
        *(("role", name, ROLES) for side in ("takes", "gives") for name in members(deed, side)),
        *(("meaning", name, MEANINGS) for name in members(deed, "means")),
    ):
        if name not in known:
            why, remedy = f"there are {', '.join(sorted(known))}", "Name one of them"
            yield problem_at(file, told, wrong=f"the deed has the {kind} {name!r}", why=why, remedy=remedy)
    asked = [content for place, content in walk_contents(resolved) if place[0] == "requestBody"]
    answered = [content for place, content in walk_contents(resolved) if place[:2] == ("responses", "200")]
    for side, contents in (("takes", asked), ("gives", answered)):
        for role, place in members(deed, side).items() if contents else ():
            if not any(_has_place(content.get("schema"), str(place).split("/")) for content in contents):
                wrong, why = f"{side} {role} is at {place!r}", "the schema has no such field"
                yield problem_at(file, (*told, side, role), wrong=wrong, why=why, remedy="Write the way to one")


def _has_place(schema: Any, way: list[str]) -> bool:
    for step in way:
        schema = schema.get("items") if step == ITEM else members(schema, "properties").get(step)
        if not isinstance(schema, dict):
            return False
    return True


def _name_problems(file: object, steps: Steps, node: Mapping[str, Any], seen: set[str]) -> Iterator[Problem]:
    name = node.get("operationId")
    if not isinstance(name, str) or not (name.isascii() and name.isidentifier()):
        wrong, why = f"the operationId {name!r} is no identifier", "it is the first part of every clause's id"
        yield problem_at(file, steps, wrong=wrong, why=why, remedy="Name the operation by letters and digits")
    elif name in seen:
        wrong, why = f"the operationId {name!r} is not unique", "another operation has it"
        yield problem_at(file, (*steps, "operationId"), wrong=wrong, why=why, remedy="Name one of them otherwise")
    else:
        seen.add(name)


def _lacks(node: Mapping[str, Any], resolved: Mapping[str, Any]) -> Iterator[tuple[Steps, str]]:
    for name in ("summary", "description"):
        if not str(node.get(name) or "").strip():
            yield (), f"a {name}"
    if not members(node, "x-provenance"):
        yield (), "x-provenance"
    links = members(node, "responses", "200", "links").values()
    # What gives others their token can want none.
    gives_tokens = node.get("security") == [] and any(members(each, "parameters") for each in links)
    if not gives_tokens and not _is_secure(node if "security" in node else resolved):
        yield (), "security in force"
    if "requestBody" in node and members(node, "requestBody").get("required") is not True:
        yield ("requestBody",), "a body that is required"
    if "requestBody" in node and not members(node, "requestBody", "content"):
        yield ("requestBody",), "a content of its body"
    if not members(node, "responses", "200", "content"):
        yield ("responses",), "an answer with HTTP 200 and a content"
    for steps, content in walk_contents(node):
        if steps[0] == "requestBody" or steps[1] == "200":
            yield from ((steps, what) for what in _content_lacks(content))


def _content_lacks(content: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(content.get("schema"), dict):
        yield "a schema of this content"
    if not any("value" in members(each) for each in members(content, "examples").values()):
        yield "a named example of this content"


def _is_secure(node: Mapping[str, Any]) -> bool:
    # An empty requirement among others lets everyone in.
    return bool(listed(node, "security")) and all(listed(node, "security"))


def _scheme_problems(file: object, raw: Mapping[str, Any], steps: Steps, node: Mapping[str, Any]) -> Iterator[Problem]:
    defined = members(raw, "components", "securitySchemes")
    for index, requirement in enumerate(listed(node, "security")):
        for name in members(requirement):
            if name not in defined:
                wrong, why = f"the security scheme {name!r} is not defined", "components have no such name"
                yield problem_at(file, (*steps, index, name), wrong=wrong, why=why, remedy="Define it, or name another")
