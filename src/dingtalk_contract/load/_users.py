"""The users of a load: those that cancel alone, and those that go the whole way; each looks at its own answers."""

import json
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import count
from typing import Any, ClassVar

import gevent
import jsonschema_rs
from geventhttpclient.useragent import BadStatusCode
from locust import FastHttpUser, task
from locust.contrib.fasthttp import FAILURE_EXCEPTIONS, LocustBadStatusCode
from locust.env import Environment

from ..conformance import RequestMaker, wanted_pause
from ..contract import ABSENT, Deed, Operation, Verb, load_document
from ..exchange import Answer, Draft, Failure, FailureKind, Outcome, Token, is_busy, judge_outcome, to_curl
from ._observations import Seen
from ._plan import Plan

BACK_OFF = (1.0, 2.0, 4.0)
STRANGER = Token(value="nobody-s-token", shown="nobody-s-token")
BAD_ONE_IN = 20
"""One of so many rounds sends a request that must be refused, so that mixed answers are seen."""
KEPT_ONE_IN = 10
"""Of so many rounds one leaves its to-dos waiting, for the audit to find."""
MOST_KEPT = 2_000
GROUPS = ("1111", "2222")
_FAILURES = {"refused": FailureKind.REFUSED, "timed out": FailureKind.TIMEOUT, "timeout": FailureKind.TIMEOUT}
"""What a failure is, by a word of Locust's error; any other one ended before its answer did."""


@dataclass(frozen=True, slots=True)
class Form:
    """What answers of one operation look like."""

    validator: Any

    def judge(self, answer: Answer | Failure) -> tuple[Outcome, Mapping[str, Any] | None]:
        """Return what an answer amounts to, malformed where it is not of its documented form, and its members."""
        if isinstance(answer, Answer) and answer.status == HTTPStatus.OK:
            # Most are plainly accepted: these are read fast, and only the others strictly.
            try:
                members = json.loads(answer.body)
            except ValueError:
                members = None
            if isinstance(members, dict) and members.get("errcode") == 0 and self.validator.is_valid(members):
                return Outcome.ACCEPTED, members
        outcome, reading = judge_outcome(answer)
        if is_busy(answer, reading):
            outcome = Outcome.THROTTLED
        if outcome is Outcome.ACCEPTED and not self.validator.is_valid(dict(reading.members or {})):
            outcome = Outcome.MALFORMED
        return outcome, reading.members


@dataclass(frozen=True, slots=True)
class Ready:
    """A request ready to go out: its path with the query, and its headers."""

    draft: Draft
    target: str
    headers: dict[str, str]

    @classmethod
    def of(cls, draft: Draft) -> "Ready":
        """Make a request ready."""
        return cls(draft, draft.target, dict(draft.all_headers()))


@dataclass(slots=True, kw_only=True)
class Work:
    """What the users of one process share: the operations, the template, and what was seen."""

    of_this_process: ClassVar["Work"]
    environment: ClassVar[Environment | None] = None
    plan: Plan
    seen: Seen
    makers: Mapping[str, RequestMaker]
    by_verb: Mapping[Verb, Operation]
    forms: Mapping[str, Form]
    mark: str
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    kept: int = 0
    code: str | None = None
    name: str = ""

    @classmethod
    def begin(cls, plan: Plan, seen: Seen) -> "Work":
        """Begin the work of a process."""
        document = load_document()
        chosen = [document.operation(name) for name in plan.bodies]
        makers = {
            each.id: RequestMaker(operation=each, token=Token(value=plan.tokens[each.id], shown=f"${_name_of(each)}"))
            for each in chosen
        }
        by_verb: dict[Verb, Operation] = {}
        for each in chosen:
            if each.deed is not None:
                by_verb.setdefault(each.deed.verb, each)
        return cls(
            plan=plan,
            seen=seen,
            makers=makers,
            by_verb=by_verb,
            forms={each.id: Form(jsonschema_rs.validator_for(dict(each.answer_schema))) for each in chosen},
            mark=f"{time.time_ns() // 1000:x}-{os.getpid()}",
        )

    def draft(self, operation: Operation, roles: Mapping[str, Any]) -> Draft:
        """Make a request of a deed."""
        body = self.plan.bodies[operation.id]
        return self.makers[operation.id].draft(operation.deed.fill(body, roles) if operation.deed else body)


def _name_of(operation: Operation) -> str:
    return f"DINGTALK_{(operation.token_name or 'access_token').upper()}"


class Caller(FastHttpUser):
    """Calls operations, counts what comes of it, and obeys where it is told to wait."""

    abstract = True

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.work = Work.of_this_process
        self.network_timeout = self.connection_timeout = self.work.plan.timeout

    def wait(self) -> None:
        """Pause between two rounds."""
        gevent.sleep(self.work.plan.pause)

    def can(self, *verbs: Verb) -> bool:
        """Return whether operations for all of these are chosen."""
        return all(verb in self.work.by_verb for verb in verbs)

    def carry(self, verb: Verb, **roles: Any) -> "Done":
        """Do a deed; where it is throttled, wait and do it again."""
        operation = self.work.by_verb[verb]
        ready = Ready.of(self.work.draft(operation, roles))
        return self.obey(lambda: self.send_ready(operation, ready))

    def obey(self, send: Callable[[], "Done"]) -> "Done":
        """Send what must be accepted, and again where it is throttled, after the pause that is wanted."""
        for pause in (*BACK_OFF, 0.0):
            done = send()
            if done.outcome is not Outcome.THROTTLED:
                break
            gevent.sleep(done.pause or pause)
        if done.outcome is Outcome.REJECTED and "concurrent" not in done.operation.free:
            self.blame(done, "accepted", "accepted, as it is alone")
        return done

    def send(self, operation: Operation, draft: Draft) -> "Done":
        """Send one request and count its answer."""
        return self.send_ready(operation, Ready.of(draft))

    def send_ready(self, operation: Operation, ready: "Ready") -> "Done":
        """Send a request that is ready to go out, and count its answer."""
        response = self.client.request(
            ready.draft.method,
            ready.target,
            name=operation.id,
            data=ready.draft.body,  # type: ignore[arg-type]  # bytes are taken as they are
            headers=ready.headers,
            allow_redirects=False,
        )
        answer = _read(response)
        outcome, members = self.work.forms[operation.id].judge(answer)
        done = Done(operation=operation, draft=ready.draft, answer=answer, outcome=outcome, members=members)
        self.work.seen.count(operation.id, outcome.value)
        if outcome is Outcome.MALFORMED or (isinstance(answer, Failure) and answer.kind is FailureKind.CLOSED):
            self.blame(done, "whole", "a whole answer in its documented form")
        if members and isinstance(members.get("request_id"), str):
            self.work.seen.give(f"{operation.id}/answer", [members["request_id"]])
        return done

    def blame(self, done: "Done", slug: str, expected: str) -> None:
        """Say that an answer breaks a clause."""
        shell = to_curl(done.draft, self.work.plan.url)
        self.work.seen.blame(f"{done.operation.id}/load/{slug}", expected, done.shown(), shell)

    def send_a_strangers(self, verb: Verb) -> None:
        """Send the request of somebody unknown, which must be refused whatever else is under way."""
        operation = self.work.by_verb[verb]
        draft = self.work.draft(operation, {})
        if operation.token_name:
            done = self.send(operation, replace(draft, query=((operation.token_name, STRANGER),)))
            if done.outcome is Outcome.ACCEPTED:
                self.blame(done, "own", "refused, as the token is nobody's")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A request and what came of it."""

    operation: Operation
    draft: Draft
    answer: Answer | Failure
    outcome: Outcome
    members: Mapping[str, Any] | None

    @property
    def is_accepted(self) -> bool:
        """Return whether the target said yes."""
        return self.outcome is Outcome.ACCEPTED

    @property
    def pause(self) -> float | None:
        """How long the target wants to be left alone."""
        return wanted_pause(self.answer)

    @property
    def deed(self) -> Deed:
        """What it does."""
        assert self.operation.deed is not None, "it was found by its deed"
        return self.operation.deed

    def value(self, role: str) -> Any:
        """Return what the answer gives in a role, None where it does not."""
        found = self.deed.value(self.members, role)
        return None if found is ABSENT else found

    def rows(self, *roles: str) -> list[dict[str, Any]]:
        """Return what each item of the answer's list gives in these roles."""
        return self.deed.rows(self.members, roles)

    def shown(self) -> str:
        """Say what came back."""
        if isinstance(self.answer, Failure):
            return f"{self.outcome}: {self.answer.detail}"
        return f"{self.outcome}: HTTP {self.answer.status} {self.answer.body[:300].decode('utf-8', 'replace')}"


def _read(response: Any) -> Answer | Failure:
    error = getattr(response, "error", None)
    # A status is no failure: it is an answer.
    if error is None or isinstance(error, BadStatusCode | LocustBadStatusCode):
        try:
            body = response.content or b""
            headers = tuple(response.headers.items())
            return Answer(status=response.status_code, headers=headers, body=bytes(body))
        except FAILURE_EXCEPTIONS as reason:
            error = reason
    text = f"{type(error).__name__}: {error}"
    kind = next((kind for word, kind in _FAILURES.items() if word in text.lower()), FailureKind.CLOSED)
    return Failure(kind=kind, detail=text[:200])


class CancelsAlone(Caller):
    """Cancels the groups that are known to be good, again and again."""

    def on_start(self) -> None:
        """Make the request ready, which is the same each time."""
        self.operation = self.work.by_verb[Verb.CANCEL]
        self.ready = Ready.of(self.work.draft(self.operation, {}))

    @task
    def cancel(self) -> None:
        """Cancel them, and now and then as somebody unknown."""
        if random.randrange(BAD_ONE_IN) == 0:  # noqa: S311 - a mixture, no secret
            self.send_a_strangers(Verb.CANCEL)
        self.obey(lambda: self.send_ready(self.operation, self.ready))


class WholeLife(Caller):
    """Goes the whole way: token, template, instance, to-dos, query, cancel, query, end."""

    @task
    def live(self) -> None:
        """Go one round."""
        if self.can(Verb.GRANT) and random.randrange(BAD_ONE_IN) == 0:  # noqa: S311 - a mixture, no secret
            self.carry(Verb.GRANT)
        self._find_template()
        instance = self._start()
        if instance is None:
            return
        kept = self.work.kept < MOST_KEPT and random.randrange(KEPT_ONE_IN) == 0  # noqa: S311 - as above
        todos = self._put(instance)
        self._look()
        state = "waiting"
        if not kept and self.can(Verb.CANCEL):
            done = self.carry(Verb.CANCEL, instance=instance, group=GROUPS[0], groups=list(GROUPS))
            # Where it neither was done nor was refused, nobody knows.
            state = {Outcome.ACCEPTED: "gone", Outcome.REJECTED: "waiting"}.get(done.outcome, "free")
            self._look()
        if not kept and self.can(Verb.END):
            status = self.work.by_verb[Verb.END].values_of("status")[-1]
            is_ended = self.carry(Verb.END, instance=instance, status=status, cancels=True).is_accepted
            state = state if state == "gone" else "free"
            kept = not is_ended
        if kept or not self.can(Verb.END):
            self.work.kept += 1
            self.work.seen.instances.append(instance)
        # Told when nothing more happens to them, as it is sent away then.
        self.work.seen.put.extend([*todo, state] for todo in todos)
        if random.randrange(BAD_ONE_IN) == 0:  # noqa: S311 - as above
            self.send_a_strangers(Verb.PUT)

    def _find_template(self) -> None:
        work = self.work
        if work.code is None and self.can(Verb.SAVE):
            # One for all users of the process: an organisation has at most 200.
            work.code = ""
            work.name = f"dingtalk-contract {work.mark}"
            code = self.carry(Verb.SAVE, template=ABSENT, name=work.name).value("template")
            work.code = code if isinstance(code, str) else ""
            if work.code:
                work.seen.templates.append(work.code)
        elif work.code and self.can(Verb.FIND):
            done = self.carry(Verb.FIND, name=work.name)
            if done.is_accepted and done.value("template") not in (None, work.code):
                self.blame(done, "own", f"the code of its own template, {work.code}")

    def _start(self) -> str | None:
        code = self.work.code
        done = self.carry(Verb.START, **({"template": code} if code else {}))
        instance = done.value("instance") if done.is_accepted else None
        if not isinstance(instance, str):
            if done.is_accepted:
                self.blame(done, "own", "the id of the instance that it asked for")
            return None
        self.work.seen.give(done.operation.id, [instance])
        return instance

    def _put(self, instance: str) -> list[list[Any]]:
        """Put a few to-dos, and return each with its user, its url and the ids that its answer gave."""
        work = self.work
        named = work.by_verb[Verb.PUT].deed
        assert named is not None, "it was found by its deed"
        known = [each for each in named.listed(work.plan.bodies[work.by_verb[Verb.PUT].id], "user") if each]
        users = [random.choice(known) for _ in range(random.randint(1, 3))]  # noqa: S311 - as above
        good = next(iter(named.listed(work.plan.bodies[work.by_verb[Verb.PUT].id], "url")), "")
        joint = "&" if "?" in good else "?"
        urls = [f"{good}{joint}dingtalk-contract={work.mark}-{next(work.numbers)}" for _ in users]
        group = random.choice(GROUPS)  # noqa: S311 - as above
        done = self.carry(Verb.PUT, instance=instance, group=group, user=users, url=urls)
        if not done.is_accepted:
            return []
        rows = done.rows("todo", "user")
        owners = sorted(str(row["user"]) for row in rows if "user" in row)
        if owners and owners != sorted(users):
            self.blame(done, "own", f"to-dos of {', '.join(sorted(users))}")
        work.seen.give(done.operation.id, [row["todo"] for row in rows if "todo" in row])
        given = [(str(row["todo"]), row.get("user")) for row in rows if "todo" in row]
        return [
            [user, url, [each for each, owner in given if owner in (None, user)]]
            for user, url in zip(users, urls, strict=True)
        ]

    def _look(self) -> None:
        if self.can(Verb.LIST):
            operation = self.work.by_verb[Verb.LIST]
            assert operation.deed is not None, "it was found by its deed"
            most = random.randint(1, 20)  # noqa: S311 - as above
            waiting = operation.deed.means["waiting"]
            done = self.carry(Verb.LIST, offset=0, count=most, status=waiting)
            if done.is_accepted and len(done.rows("todo")) > most:
                self.blame(done, "own", f"at most {most} to-dos, as it asked for")


SHAPES: Mapping[str, type[Caller]] = {"cancels": CancelsAlone, "life": WholeLife}
