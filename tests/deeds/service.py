"""A service of our own that keeps what it is told, written apart from the emulator: each deed a method to replace."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, ClassVar

import jsonschema_rs

from dingtalk_contract.contract import Operation, load_document
from tests.servers.serving import Reply, Request

TOKEN, PAIR = "6d1bxxxx", ("dingabcdefgh", "s3cr3t-of-nobody")
SUITE_TOKEN = "5a2cxxxx"
OPERATIONS = {operation.path: operation for operation in load_document().operations}
VALIDATORS = {path: jsonschema_rs.validator_for(dict(operation.body_schema)) for path, operation in OPERATIONS.items()}
METHODS = {
    "getToken": "grant",
    "saveProcess": "save",
    "getProcessByName": "find",
    "deleteProcess": "delete",
    "cleanProcess": "clean",
    "createInstance": "start",
    "updateInstance": "end",
    "updateInstances": "end_each",
    "createTasks": "put",
    "queryTasks": "listing",
    "updateTasks": "finish",
    "cancelTaskGroup": "cancel",
}
"""The method that carries an operation out, by the operation's name."""
MOST = 100
Json = dict[str, Any]


class Refused(Exception):
    """A refusal, with its errcode."""

    def __init__(self, errcode: int) -> None:
        super().__init__(errcode)
        self.errcode = errcode


@dataclass(slots=True, eq=False)
class Task:
    """A to-do as the service keeps it."""

    id: int
    instance: str
    group: str | None
    user: str
    url: str
    status: str = "RUNNING"
    since: float = field(default_factory=time.monotonic)
    """When it got its status."""


@dataclass(slots=True, eq=False)
class Instance:
    """An instance as the service keeps it."""

    id: str
    template: str
    title: str = ""
    status: str = "RUNNING"


@dataclass
class Service:
    """The twelve operations upon templates, instances and to-dos in memory; one request at a time."""

    shows_new: ClassVar[float] = 0.0
    """Seconds after which a new to-do is listed."""
    shows_gone: ClassVar[float] = 0.0
    """Seconds after which a to-do that was taken off is no longer listed."""
    acts_first: ClassVar[tuple[str, int]] = ("", 0)
    """An operation that is carried out before it is refused for the reason of this errcode."""
    templates: dict[str, str] = field(default_factory=lambda: {"PROC-C54B2B": "Leave"})
    """The name of each template, by its code."""
    instances: dict[str, Instance] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    tokens: list[str] = field(default_factory=lambda: [TOKEN])
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    lock: Any = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        """Begin with what was there before."""
        for name in ("proc-zzz", "proc-yyy"):
            self.instances[name] = Instance(name, "PROC-C54B2B")
        self.tasks.append(Task(63266761388, "proc-zzz", "1111", "manager8409", "https://example.com/todo/1"))

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        with self.locked():
            number = next(self.numbers)
            try:
                members = self.serve(request)
            except Refused as refusal:
                return self.refuse(refusal.errcode, f"id{number}")
        return Reply(value={"errcode": 0, **members, "request_id": f"id{number}"})

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let no other request in."""
        with self.lock:
            yield

    def refuse(self, errcode: int, request_id: str) -> Reply:
        """Make the answer to a refused request."""
        return Reply(value={"errcode": errcode, "errmsg": "refused", "request_id": request_id})

    def later(self, act: Callable[[], object], seconds: float = 0.05) -> None:
        """Do something after the answer."""

        def do() -> None:
            # What is gone by then is not there to be done anything to.
            with self.locked(), suppress(Refused):
                act()

        timer = threading.Timer(seconds, do)
        timer.daemon = True
        timer.start()

    def serve(self, request: Request) -> Json:
        """Check a request, and carry it out."""
        operation = OPERATIONS.get(request.path)
        if operation is None or request.method != operation.method:
            raise Refused(404)
        deed: Callable[[Any], Json] = getattr(self, METHODS[operation.id])
        try:
            body = self.read(request, operation)
        except Refused as refusal:
            if (operation.id, refusal.errcode) == self.acts_first:
                with suppress(Exception):
                    deed(json.loads(request.body))
            raise
        return deed(body)

    def read(self, request: Request, operation: Operation) -> Any:
        """Return the body of a request that keeps the document."""
        if operation.token_name is None:
            body: Any = request.query
        else:
            if not self.is_good(request.query.get(operation.token_name), operation):
                raise Refused(88)
            if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
                raise Refused(43008)
            try:
                body = json.loads(request.body.decode(), parse_constant=_refuse_constant)
            except (ValueError, RecursionError):
                raise Refused(40035) from None
        if not VALIDATORS[request.path].is_valid(body):
            raise Refused(400002)
        return body

    def is_good(self, token: str | None, operation: Operation) -> bool:
        """Return whether an operation takes a token."""
        return token in (self.tokens if operation.token_name == "access_token" else [SUITE_TOKEN])

    def grant(self, query: Json) -> Json:
        """Give the token, the same one each time."""
        if (query["appkey"], query["appsecret"]) != PAIR:
            raise Refused(40096)
        return {"access_token": self.tokens[-1], "expires_in": 7200}

    def save(self, body: Json) -> Json:
        """Save a template."""
        asked = body["saveProcessRequest"]
        code = asked.get("process_code")
        if code is not None and code not in self.templates:
            raise Refused(8100017)
        if any(name == asked["name"] and other != code for other, name in self.templates.items()):
            raise Refused(820017)
        return {"result": {"process_code": self.keep(code, asked["name"])}}

    def keep(self, code: str | None, name: str) -> str:
        """Keep a template, a new one where no code is given, and return its code."""
        code = code or self.new_code()
        self.templates[code] = name
        return code

    def find(self, body: Json) -> Json:
        """Find a template by its name."""
        for code, name in self.templates.items():
            if name == body["name"]:
                return {"process_code": code}
        raise Refused(820004)

    def delete(self, body: Json) -> Json:
        """Delete a template alone."""
        if self.templates.pop(body["request"]["process_code"], None) is None:
            raise Refused(820004)
        return {"success": True}

    def clean(self, body: Json) -> Json:
        """Delete a template with all that was made of it."""
        if self.templates.pop(body["process_code"], None) is None:
            raise Refused(820004)
        gone = {each.id for each in self.instances.values() if each.template == body["process_code"]}
        self.instances = {name: each for name, each in self.instances.items() if name not in gone}
        self.tasks = [task for task in self.tasks if task.instance not in gone]
        return {}

    def start(self, body: Json) -> Json:
        """Make an instance."""
        asked = body["request"]
        if asked["process_code"] not in self.templates:
            raise Refused(830001)
        instance = Instance(self.new_instance_id(), asked["process_code"], asked.get("title", ""))
        self.instances[instance.id] = instance
        return {"result": {"process_instance_id": instance.id}, "success": True}

    def end(self, body: Json) -> Json:
        """Complete or terminate an instance."""
        asked = body["request"]
        instance = self.find_instance(asked["process_instance_id"])
        self.close(instance, asked["status"])
        if asked.get("cancel_running_task"):
            self.set_status(self.ended_with(instance), "CANCELED")
        return {}

    def end_each(self, body: Json) -> Json:
        """Complete or terminate several instances, or none."""
        pairs = [(self.find_instance(each["process_instance_id"]), each) for each in body["request"]["instances"]]
        for instance, each in pairs:
            self.close(instance, each["status"])
        return {}

    def close(self, instance: Instance, status: str) -> None:
        """Set the status of an instance."""
        instance.status = status

    def ended_with(self, instance: Instance) -> list[Task]:
        """Return the to-dos that are cancelled with an instance."""
        return self.tasks_of(instance.id)

    def put(self, body: Json) -> Json:
        """Put to-dos on the lists of users, all or none."""
        asked = body["request"]
        instance = self.find_instance(asked["process_instance_id"])
        if self.is_over(instance):
            raise Refused(820012)
        if self.is_too_many(instance, asked["tasks"]):
            raise Refused(820010)
        new = self.make(instance, asked) if asked["tasks"] else []
        self.tasks += new
        return {"tasks": [{"task_id": task.id, "userid": task.user} for task in new]}

    def is_over(self, instance: Instance) -> bool:
        """Return whether an instance takes no more to-dos."""
        return instance.status != "RUNNING"

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        """Return whether an instance would have more to-dos than it may."""
        return len(self.tasks_of(instance.id)) + len(asked) > MOST

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        """Make the to-dos that are asked for."""
        return [self.new_task(instance.id, asked.get("activity_id"), each) for each in asked["tasks"]]

    def listing(self, body: Json) -> Json:
        """List a page of the to-dos of a user."""
        found = self.select(body)
        start, size = int(body["offset"]), max(0, int(body["count"]))
        page = self.cut(found, start, size)
        return {"result": {"has_more": self.has_more(found, start, size), "list": [self.show(task) for task in page]}}

    def cut(self, found: list[Task], start: int, size: int) -> list[Task]:
        """Return one page of what was found."""
        return found[start : start + size]

    def has_more(self, found: list[Task], start: int, size: int) -> bool:
        """Return whether further to-dos follow a page."""
        return len(found) > start + size

    def select(self, body: Json) -> list[Task]:
        """Return the to-dos of a user under a status, in the order of their creation."""
        is_listed = self.is_waiting if body["status"] == 0 else self.is_removed
        return [task for task in self.tasks if self.is_of(task, body["userid"]) and is_listed(task)]

    def is_of(self, task: Task, user: str) -> bool:
        """Return whether a to-do is on the list of a user."""
        return task.user == user

    def is_waiting(self, task: Task) -> bool:
        """Return whether a to-do is listed among those that wait."""
        age = time.monotonic() - task.since
        return age >= self.shows_new if task.status == "RUNNING" else age < self.shows_gone

    def is_removed(self, task: Task) -> bool:
        """Return whether a to-do is listed among those removed."""
        return task.status != "RUNNING" and not self.is_waiting(task)

    def show(self, task: Task) -> Json:
        """Return a to-do as it is listed."""
        return {"task_id": str(task.id), "instance_id": task.instance, "url": task.url, "title": "", "forms": []}

    def finish(self, body: Json) -> Json:
        """Complete or cancel to-dos of an instance, or none."""
        asked = body["request"]
        instance = self.find_instance(asked["process_instance_id"])
        known = {task.id: task for task in self.tasks_of(instance.id)}
        if any(each["task_id"] not in known for each in asked["tasks"]):
            raise Refused(400002)
        if any(each["status"] == "COMPLETED" and "result" not in each for each in asked["tasks"]):
            raise Refused(400002)
        if asked["tasks"]:
            self.finish_each([(known[each["task_id"]], each["status"]) for each in asked["tasks"]])
        return {}

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        """Give each to-do its status."""
        for task, status in pairs:
            self.set_status([task], status)

    def cancel(self, body: Json) -> Json:
        """Cancel the running to-dos of groups of an instance."""
        asked = body["request"]
        self.find_instance(asked["process_instance_id"])
        self.set_status(self.cancelled_by(asked), "CANCELED")
        return {}

    def cancelled_by(self, asked: Json) -> list[Task]:
        """Return the to-dos that a cancel is about."""
        groups = set(self.groups_of(asked))
        return [task for task in self.tasks_of(asked["process_instance_id"]) if task.group in groups]

    def groups_of(self, asked: Json) -> list[str]:
        """Return the groups that a cancel names."""
        return [asked["activity_id"], *asked.get("activity_id_list", ())]

    def set_status(self, tasks: Iterable[Task], status: str) -> None:
        """Set the status of to-dos that run."""
        for task in tasks:
            if task.status == "RUNNING":
                task.status, task.since = status, time.monotonic()

    def find_instance(self, name: str) -> Instance:
        """Return an instance, or refuse."""
        if name not in self.instances:
            raise Refused(820004)
        return self.instances[name]

    def tasks_of(self, instance: str) -> list[Task]:
        """Return the to-dos of an instance."""
        return [task for task in self.tasks if task.instance == instance]

    def new_task(self, instance: str, group: str | None, asked: Json) -> Task:
        """Make a to-do."""
        return Task(self.new_task_id(), instance, group, asked["userid"], asked["url"])

    def new_task_id(self) -> int:
        """Return an id that no to-do has."""
        return 63266770000 + next(self.numbers)

    def new_instance_id(self) -> str:
        """Return an id that no instance has."""
        return f"proc-{next(self.numbers)}"

    def new_code(self) -> str:
        """Return a code that no template has."""
        return f"PROC-{next(self.numbers)}"


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
