"""Breakages of what is done: each request is answered as ever, and something else happens to the state."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from ...contract import ABSENT, ITEM, Deed, Verb, put, take
from .._requests import Request
from .._responses import Response
from .._state import Instance, State, Status, Template, ToDo
from ._context import Breakage, BreakContext, Serve, read_loosely

_OTHER = "~"
"""What a name is lengthened by, so that nobody finds it."""
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """A request that was served, and what changed by it."""

    state: State
    deed: Deed
    body: Any
    response: Response
    changed: list[tuple[Instance, str, ToDo]]
    """The to-dos that no longer run, each with its instance and group."""
    new: list[tuple[Instance, str, ToDo]]

    def taken(self, role: str) -> Any:
        """Return what the request has in a role, ABSENT where it has nothing."""
        return take(self.body, self.deed.takes[role])

    def others(self, *, in_instance: bool) -> list[tuple[Instance, str, ToDo]]:
        """Return the to-dos that run in the request's first instance, or in others, the latest last."""
        named = self.taken("instance")
        running = [each for each in _todos(self.state) if each[2].status is Status.RUNNING]
        return [each for each in running if (each[0].id == named) is in_instance]


def _todos(state: State) -> list[tuple[Instance, str, ToDo]]:
    found = ((each, group, todos) for each in state.instances.values() for group, todos in each.groups.items())
    return [(instance, group, todo) for instance, group, todos in found for todo in todos]


def _after(harm: Callable[[_Done], None], *, accepted: bool = True) -> Breakage:
    """Make the breakage that does some harm after a request that was accepted, or refused."""

    def make(context: BreakContext) -> Serve:
        def serve(request: Request) -> Response:
            state, deed = context.emulator.state, context.operation.deed
            assert deed is not None, "effects are of deeds"
            before = {todo.id: todo.status for _, _, todo in _todos(state)}
            response = context.serve(request)
            if response.accepts == accepted:
                there = _todos(state)
                changed = [each for each in there if before.get(each[2].id, each[2].status) is not each[2].status]
                new = [each for each in there if each[2].id not in before]
                body = _read(request)
                harm(_Done(state=state, deed=deed, body=body, response=response, changed=changed, new=new))
            return response

        return serve

    return make


def _read(request: Request) -> Any:
    try:
        return read_loosely(request.body)
    except (ValueError, RecursionError):
        return None


def _around(pretend: Callable[[State, Deed, Any], Callable[[], None]]) -> Breakage:
    """Make the breakage that serves a request upon another state, and mends the state afterwards."""

    def make(context: BreakContext) -> Serve:
        def serve(request: Request) -> Response:
            deed = context.operation.deed
            assert deed is not None, "effects are of deeds"
            undo = pretend(context.emulator.state, deed, _read(request))
            response = context.serve(request)
            undo()
            return response

        return serve

    return make


def _asking(mend: Callable[[Deed, Any], Any]) -> Breakage:
    """Make the breakage that takes a request for another one."""

    def make(context: BreakContext) -> Serve:
        deed = context.operation.deed
        assert deed is not None, "effects are of deeds"
        return lambda request: context.serve_mended(request, lambda body: mend(deed, body))

    return make


def _rewrite(response: Response, steps: tuple[str, ...], value: Any) -> None:
    members = put(json.loads(response.answer.body), steps, value)
    response.answer = replace(response.answer, body=json.dumps(members, ensure_ascii=False).encode())


def _list_of(deed: Deed) -> tuple[str, ...]:
    steps = deed.gives["todo"]
    return steps[: steps.index(ITEM)]


def _saying(role: str, value: Any) -> Callable[[_Done], None]:
    return lambda done: _rewrite(done.response, done.deed.gives[role], value)


def _restore(done: _Done, *, is_meant: Callable[[str], bool] = lambda _: True) -> None:
    for _, group, todo in done.changed:
        if is_meant(group):
            todo.status = Status.RUNNING


def _restore_first_group(done: _Done) -> None:
    _restore(done, is_meant=lambda group: group == done.taken("group"))


def _restore_listed_groups(done: _Done) -> None:
    _restore(done, is_meant=lambda group: group != done.taken("group"))


def _bring_back(done: _Done) -> None:
    for instance, group, todo in [] if done.changed else _todos(done.state):
        if (instance.id, group) == (done.taken("instance"), done.taken("group")):
            todo.status = Status.RUNNING


def _cancel_another_group(done: _Done) -> None:
    for _, _, todo in done.others(in_instance=True)[-1:]:
        todo.status = Status.CANCELED


def _touch_another(done: _Done) -> None:
    if done.deed.verb is Verb.DELETE:
        for name in list(done.state.templates)[-1:]:
            del done.state.templates[name]
        return
    for _, _, todo in done.others(in_instance=done.deed.verb is Verb.FINISH)[-1:]:
        todo.status = Status.CANCELED


def _act_all_the_same(done: _Done) -> None:
    latest = next(reversed(done.state.templates.values()), None)
    running = [each for each in _todos(done.state) if each[2].status is Status.RUNNING]
    if done.deed.verb is Verb.SAVE and latest is not None:
        _rename(done.state, latest)
    elif done.deed.verb is Verb.DELETE and latest is not None:
        del done.state.templates[latest.name]
    elif running and done.deed.verb is Verb.PUT:
        instance, group, todo = running[-1]
        instance.groups[group].append(ToDo(id=done.state.new_todo_id(), user=todo.user))
    elif running:
        running[-1][2].status = Status.CANCELED


def _rename(state: State, template: Template) -> None:
    del state.templates[template.name]
    name = template.name + _OTHER
    state.templates[name] = replace(template, name=name)


def _latest(done: _Done) -> Template:
    return next(reversed(done.state.templates.values()))


def _file_under_another_name(done: _Done) -> None:
    if done.taken("template") is ABSENT:
        _rename(done.state, _latest(done))


def _give_one_code_to_all(done: _Done) -> None:
    if done.taken("template") is ABSENT:
        latest = replace(_latest(done), code="PROC-ONE-FOR-ALL")
        done.state.templates[latest.name] = latest
        _saying("template", latest.code)(done)


def _give_the_latest_code(done: _Done) -> None:
    _saying("template", _latest(done).code)(done)


def _keep_deleted(context: BreakContext, *, is_found: bool) -> Serve:
    def serve(request: Request) -> Response:
        state = context.emulator.state
        before = dict(state.templates)
        response = context.serve(request)
        for name, template in before.items():
            if name not in state.templates:
                kept = template if is_found else replace(template, name=name + _OTHER)
                state.templates[kept.name] = kept
        return response

    return serve


def _free_the_name(state: State, deed: Deed, body: Any) -> Callable[[], None]:
    namesake = state.templates.get(str(take(body, deed.takes["name"])))
    if namesake is not None and namesake.code != take(body, deed.takes["template"]):
        _rename(state, namesake)
    return lambda: None


def _open_all(state: State, deed: Deed, body: Any) -> Callable[[], None]:  # noqa: ARG001 - every pretence is told
    over = [(each, each.status) for each in state.instances.values() if each.status is not Status.RUNNING]
    for instance, _ in over:
        instance.status = Status.RUNNING

    def undo() -> None:
        for instance, status in over:
            instance.status = status

    return undo


def _empty_the_full(state: State, deed: Deed, body: Any) -> Callable[[], None]:  # noqa: ARG001 - every pretence is told
    full = [each for each in state.instances.values() if sum(1 for _ in each.todos()) >= _MOST]
    stashed = [(each, each.groups) for each in full]
    for instance in full:
        instance.groups = {}

    def undo() -> None:
        for instance, groups in stashed:
            for group, todos in instance.groups.items():
                groups.setdefault(group, []).extend(todos)
            instance.groups = groups

    return undo


def _give_all_to_one(state: State, deed: Deed, body: Any) -> Callable[[], None]:
    owners = [(todo, todo.user) for _, _, todo in _todos(state)]
    user = take(body, deed.takes["user"])
    for todo, _ in owners:
        todo.user = str(user)

    def undo() -> None:
        for todo, owner in owners:
            todo.user = owner

    return undo


def _reopen(done: _Done) -> None:
    named = done.taken("instance")
    for instance in done.state.instances.values():
        if instance.id == named or ITEM in done.deed.takes["instance"]:
            instance.status = Status.RUNNING


def _lose_the_last(done: _Done) -> None:
    for instance, group, todo in done.new[-1:]:
        instance.groups[group].remove(todo)


def _alter_the_last(done: _Done) -> None:
    for _, _, todo in done.new[-1:]:
        todo.url += "/altered"


def _create_one_more(done: _Done) -> None:
    for instance, group, todo in done.new[-1:]:
        instance.groups[group].append(replace(todo, id=done.state.new_todo_id()))


def _give_one_id_to_all(done: _Done) -> None:
    if done.deed.verb is Verb.START:
        instance = next(reversed(done.state.instances.values()))
        del done.state.instances[instance.id]
        instance.id = "one-for-all"
        done.state.instances[instance.id] = instance
        _saying("instance", instance.id)(done)
        return
    for _, _, todo in done.new:
        todo.id = done.new[0][2].id
    members, name = json.loads(done.response.answer.body), done.deed.gives["todo"][-1]
    items = take(members, _list_of(done.deed))
    _rewrite(done.response, _list_of(done.deed), [{**each, name: items[0][name]} for each in items])


def give_a_token_of_nobody(context: BreakContext) -> Serve:
    """Answer with a token that is good nowhere."""
    return _after(_saying("token", "token-of-nobody"))(context)


def end_the_old_token(context: BreakContext) -> Serve:
    """Give a new token each time, and end the one before."""
    numbers = count(1)

    def renew(done: _Done) -> None:
        tokens = done.state.tokens
        old = next(value for value, grant in tokens.items() if grant.app.key and not grant.parameter)
        new = f"{old.decode('utf-8', 'replace').partition('-')[0]}-{next(numbers)}"
        tokens[new.encode()] = tokens.pop(old)
        _saying("token", new)(done)

    return _after(renew)(context)


def _skip_at_edges(deed: Deed, body: Any) -> Any:
    offset = take(body, deed.takes["offset"])
    return put(body, deed.takes["offset"], offset + 1) if isinstance(offset, int) and offset > 0 else body


RULES: Mapping[str, Breakage] = {
    "effect/good": give_a_token_of_nobody,
    "effect/lasting": end_the_old_token,
    "effect/distinct-codes": _after(_give_one_code_to_all),
    "effect/found": _after(_file_under_another_name),
    "effect/updated": lambda context: _keep_deleted(context, is_found=True),
    "effect/unique-name": _around(_free_the_name),
    "effect/by-name": _after(_give_the_latest_code),
    "effect/gone": lambda context: _keep_deleted(context, is_found=True),
    "effect/no-instances": lambda context: _keep_deleted(context, is_found=False),
    "effect/distinct-ids": _after(_give_one_id_to_all),
    "effect/ends": _after(_reopen),
    "effect/cancels-running": _after(_restore),
    "effect/listed": _after(_lose_the_last),
    "effect/as-created": _after(_alter_the_last),
    "effect/no-others": _after(_create_one_more),
    "effect/limit": _around(_empty_the_full),
    "effect/none-on-finished": _around(_open_all),
    "effect/lists": _after(lambda done: _rewrite(done.response, _list_of(done.deed), [])),
    "effect/count": _asking(lambda deed, body: put(body, deed.takes["count"], 50)),
    "effect/pages": _asking(_skip_at_edges),
    "effect/more": _after(_saying("more", True)),  # noqa: FBT003 - a value of the answer
    "effect/own-list": _around(_give_all_to_one),
    "effect/status": _asking(lambda deed, body: put(body, deed.takes["status"], deed.means["waiting"])),
    "effect/takes-off": _after(_restore),
    "effect/cancels": _after(_restore_first_group),
    "effect/each-group": _after(_restore_listed_groups),
    "effect/again": _after(_bring_back),
    "effect/spares-groups": _after(_cancel_another_group),
    "effect/spares-others": _after(_touch_another),
    "effect/refused": _after(_act_all_the_same, accepted=False),
}
