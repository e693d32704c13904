"""Seed data: a state as JSON, read, checked, and written again."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

from jsonschema_rs import Draft202012Validator

from ..errors import UsageError
from ..exchange import read_json
from ._state import App, AppKind, Grant, Instance, State, Status, Template, ToDo

SCHEMA_PATH = Path(__file__).with_name("seed_data.schema.json")
_MOST_FAULTS = 5
_LISTS = ("apps", "tokens", "templates", "instances")
_KEYS = {"tokens": "value", "templates": "name"}


def read_seed_data(path: Path) -> Mapping[str, Any]:
    """Read a file of seed data.

    Raises:
        UsageError: it cannot be read, or is no seed data; each fault with its JSON pointer.
    """
    try:
        reading = read_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot use the seed data {str(path)!r}: {error.strerror or error}.") from error
    fault = f"the name {reading.repeated!r} stands twice" if reading.repeated else reading.fault
    if fault is not None:
        raise UsageError(f"cannot use the seed data {str(path)!r}: it is no JSON: {fault}.")
    faults = find_faults(reading.value)
    if faults:
        raise UsageError(f"cannot use the seed data {str(path)!r}: {'; '.join(faults)}.")
    seed_data: Mapping[str, Any] = reading.value
    return seed_data


def find_faults(seed_data: Any, known_apps: Iterable[int] = ()) -> list[str]:
    """Name what is wrong with seed data, each fault with its JSON pointer, and no token in words.

    Args:
        known_apps: ids of apps that the data may speak of without having them.
    """
    try:
        errors = list(_validator().iter_errors(plain_json(seed_data)))
    except (ValueError, RecursionError):
        return ["the whole: a number is beyond bounds, or it is nested too deeply"]
    found = [f"{_pointer(error.instance_path)}: {_word(error)}" for error in errors]
    found = found or [*_repeats(seed_data), *_strangers(seed_data, known_apps)]
    rest = len(found) - _MOST_FAULTS
    return [*found[:_MOST_FAULTS], f"and {rest} more"] if rest > 0 else found


def make_state(seed_data: Mapping[str, Any], clock: Callable[[], float] = monotonic) -> State:
    """Make a state of seed data that have no fault."""
    apps = {
        int(entry["id"]): App(
            id=int(entry["id"]),
            kind=AppKind(entry.get("kind", "internal")),
            key=entry.get("key", ""),
            secret=entry.get("secret", ""),
        )
        for entry in seed_data.get("apps", ())
    }
    return State(
        apps=apps,
        tokens={_key(entry["value"]): _make_grant(entry, apps, clock()) for entry in seed_data.get("tokens", ())},
        templates={entry["name"]: _make_template(entry) for entry in seed_data.get("templates", ())},
        instances={entry["id"]: _make_instance(entry) for entry in seed_data.get("instances", ())},
        clock=clock,
    )


def add_seed_data(before: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return seed data with more of them; what has the same id is replaced."""
    added = {}
    for name in _LISTS:
        key = _KEYS.get(name, "id")
        entries = {entry[key]: entry for entry in (*before.get(name, ()), *more.get(name, ()))}
        added[name] = list(entries.values())
    return added


def show_state(state: State) -> dict[str, Any]:
    """Return a state as seed data; an expired token's seconds are 0."""
    now = state.clock()
    return {
        "apps": [
            {"id": app.id, "kind": app.kind.value} | _some(key=app.key, secret=app.secret)
            for app in state.apps.values()
        ],
        "tokens": [
            {"value": value.decode("utf-8", "surrogatepass"), "app": grant.app.id}
            | ({} if grant.expires_at is None else {"expires_in": max(0, round(grant.expires_at - now, 3))})
            | _some(parameter=grant.parameter)
            for value, grant in state.tokens.items()
        ],
        "templates": [
            {"name": template.name, "code": template.code, "workflow": _workflow(template)}
            for template in state.templates.values()
        ],
        "instances": [
            {
                "id": instance.id,
                "workflow": _workflow(instance),
                "groups": [
                    {"id": name, "todos": [_show_todo(todo) for todo in todos]}
                    for name, todos in instance.groups.items()
                ],
            }
            | ({} if instance.status is Status.RUNNING else {"status": instance.status})
            | _some(template=instance.template, title=instance.title, forms=[dict(form) for form in instance.forms])
            for instance in state.instances.values()
        ],
    }


def _workflow(made: Template | Instance) -> str:
    return "own" if made.is_own else "official"


def _show_todo(todo: ToDo) -> dict[str, Any]:
    return {"id": todo.id, "user": todo.user, "status": todo.status} | _some(url=todo.url)


def _some(**values: Any) -> dict[str, Any]:
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value}


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))


def plain_json(value: Any) -> Any:
    """Return a value that the validator takes, without exact fractions or half a surrogate.

    Raises:
        ValueError: a number is beyond bounds.
    """
    text = json.dumps(value, default=float, ensure_ascii=False, allow_nan=False)
    return json.loads(text.encode("utf-8", "replace"))


def _word(error: Any) -> str:
    is_token = list(error.instance_path)[:1] == ["tokens"] and list(error.instance_path)[-1:] == ["value"]
    return "no token is blank, or other than text" if is_token else str(error.message)


def _pointer(path: Iterable[Any]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path) or "the whole"


def _repeats(seed_data: Mapping[str, Any]) -> Iterator[str]:
    for name in _LISTS:
        yield from _repeated((name,), seed_data.get(name, ()), _KEYS.get(name, "id"))
    for index, instance in enumerate(seed_data.get("instances", ())):
        yield from _repeated(("instances", index, "groups"), instance.get("groups", ()), "id")


def _repeated(path: tuple[Any, ...], entries: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    seen = set()
    for index, entry in enumerate(entries):
        if entry[key] in seen:
            yield f"{_pointer((*path, index, key))}: it stands in an earlier entry too"
        seen.add(entry[key])


def _strangers(seed_data: Mapping[str, Any], known_apps: Iterable[int]) -> Iterator[str]:
    known = {*known_apps, *(entry["id"] for entry in seed_data.get("apps", ()))}
    for index, token in enumerate(seed_data.get("tokens", ())):
        if token["app"] not in known:
            yield f"/tokens/{index}/app: {token['app']} is no app of these data"
        if not math.isfinite(token.get("expires_in", 0)):
            yield f"/tokens/{index}/expires_in: it is beyond bounds"


def _key(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


def _make_grant(entry: Mapping[str, Any], apps: Mapping[int, App], now: float) -> Grant:
    seconds = entry.get("expires_in")
    return Grant(
        app=apps[int(entry["app"])],
        expires_at=None if seconds is None else now + float(seconds),
        parameter=entry.get("parameter", ""),
    )


def _make_template(entry: Mapping[str, Any]) -> Template:
    is_own = entry.get("workflow", "own") == "own"
    return Template(name=entry["name"], code=entry["code"], is_own=is_own)


def _make_instance(entry: Mapping[str, Any]) -> Instance:
    return Instance(
        id=entry["id"],
        is_own=entry.get("workflow", "own") == "own",
        template=entry.get("template", ""),
        status=Status(entry.get("status", "RUNNING")),
        title=entry.get("title", ""),
        forms=tuple({"title": form["title"], "content": form["content"]} for form in entry.get("forms", ())),
        groups={group["id"]: [_make_todo(todo) for todo in group["todos"]] for group in entry.get("groups", ())},
    )


def _make_todo(entry: Mapping[str, Any]) -> ToDo:
    return ToDo(
        id=int(entry["id"]),
        user=entry.get("user", ""),
        status=Status(entry.get("status", "RUNNING")),
        url=entry.get("url", ""),
    )
