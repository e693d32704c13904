"""The workflow: deeds on a target, each followed by a look whether the target keeps what the model must hold."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ..conformance import ClauseSkipped, Purpose, ServerJudge, Session, SkipReason, Violation
from ..contract import ABSENT, Verb, phrase
from ..exchange import Draft
from ._hands import Hands
from ._model import Instance, Place, Template, ToDo, name_of, text_of
from ._sights import Fault, Last, Lists, Sight
from ._story import tell
from ._templates import Templates

GROUPS = ("2222-1", "2222", "3333")
"""One begins as another does: to name one names no other."""
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.5
MOST_OF_NAMED = 20
"""How many to-dos all programs together put in an instance that the user named."""
AT_ONCE = 0.1
"""Seconds within which a target that is not late shows what was done."""


@dataclass(slots=True, kw_only=True)
class Workflow:
    """One program on a target: what was done so far, and what the target must keep of it."""

    hands: Hands
    settle: float | None = None
    """Seconds within which the target must show what was done; None for those of the session."""
    groups: Sequence[str] = GROUPS
    """Names of groups; in an instance that the program did not make nobody else has them."""
    templates: Templates = field(init=False)
    _users: list[str] = field(init=False)
    _sight: Sight = field(init=False)
    _uncertain: int = field(init=False)
    _code: str | None = None
    """The template of its instances."""

    def __post_init__(self) -> None:
        # Each control is sent before the program begins, and none amid its deeds.
        self.hands.establish()
        judge = self.hands.able(Verb.PUT)
        if self.hands.able(Verb.START) is None:
            self.groups = [f"{group}-{self.session.mark}-{next(self.session.serials)}" for group in GROUPS]
        self._users = [] if judge is None else list(dict.fromkeys(self._named_users(judge)))
        self._sight = Sight(lists=Lists(hands=self.hands), users=self._users)
        self.templates = Templates(hands=self.hands, expect=self.expect, blame=self.blame, require_new=self.require_new)
        self._uncertain = self._unanswered()

    @property
    def session(self) -> Session:
        """The session of the run."""
        return self.hands.session

    @property
    def lists(self) -> Lists:
        """The lists of users."""
        return self._sight.lists

    @property
    def users(self) -> list[str]:
        """On whose lists to-dos may be put: at least one.

        Raises:
            ClauseSkipped: nothing puts any.
        """
        if not self._users:
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, self.hands.name(Verb.PUT))
        return self._users

    @property
    def other_user(self) -> str:
        """A user beside the first.

        Raises:
            ClauseSkipped: the user named but one.
        """
        if len(self.users) < 2:
            raise ClauseSkipped(SkipReason.ONE_USER)
        return self.users[1]

    def start(self) -> Instance:
        """Make an instance; where nothing makes one, take the one of the control.

        Raises:
            ClauseSkipped: there is neither.
        """
        judge = self.hands.able(Verb.START)
        if judge is None:
            put = self.hands.require(Verb.PUT)
            if self._sight.instances:
                raise ClauseSkipped(SkipReason.NOT_ARRANGED, self.hands.name(Verb.START))
            instance = Instance(id=str(self.hands.own(put, "instance")), is_own=False)
        else:
            code = self._own_template()
            roles = {} if code is None else {"template": code}
            # Every second one is without the title, which not every caller gives.
            titled = {"title": ABSENT} if len(self._sight.instances) % 2 else {}
            step = self.hands.carry(judge, **roles, **titled)
            given = name_of(step.value("instance")) if step.is_accepted else None
            if given is None:
                raise ClauseSkipped(SkipReason.NOT_ARRANGED, judge.operation.id)
            # What is of another type is its own clause's fault.
            if given == step.value("instance"):
                self.require_new(judge, "distinct-ids", [given])
            instance = Instance(id=str(step.value("instance")), is_own=True)
        self._sight.instances.append(instance)
        return instance

    def _own_template(self) -> str | None:
        """Return a template for the program's instances, so that whoever repeats it needs no other; None for none."""
        judge = self.hands.able(Verb.SAVE)
        if self._code is None and judge is not None:
            step = self.hands.carry(judge, template=ABSENT, name=self.session.new_name())
            self._code = text_of(step.value("template")) if step.is_accepted else None
        return self._code

    def put(self, instance: Instance, group: str, users: Sequence[str]) -> list[ToDo]:
        """Put a to-do on the list of each of these users, and see them there.

        Raises:
            ClauseSkipped: the target refuses.
        """
        if not self.try_put(instance, group, users):
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, self.hands.name(Verb.PUT))
        return instance.todos[-len(users) :]

    def try_put(self, instance: Instance, group: str, users: Sequence[str]) -> bool:
        """Put a to-do on the list of each of these users where the target accepts that, and look."""
        judge = self.hands.require(Verb.PUT)
        self._spare(instance, len(users))
        self._sight.look_before()
        urls = [self._new_url(judge) for _ in users]
        step = self.hands.carry(judge, instance=instance.id, group=group, user=list(users), url=urls)
        self._sight.last = Last(step=step, verb=Verb.PUT, instances=[instance], groups=[group])
        if step.is_accepted:
            rows = [(row.get("user"), name_of(row.get("todo"))) for row in step.rows("todo", "user")]
            self.require_new(judge, "distinct-ids", [each for _, each in rows if each is not None])
            for user, url in zip(users, urls, strict=True):
                ids = frozenset(each for owner, each in rows if each is not None and owner in (None, user))
                # Of several of one user nobody knows yet which is which.
                own = next(iter(ids)) if len(ids) == 1 else None
                instance.todos.append(ToDo(instance=instance, group=group, user=user, url=url, ids=ids, id=own))
        self.look()
        return step.is_accepted

    def _spare(self, instance: Instance, number: int) -> None:
        """Leave most of the to-dos that an instance may have to the other clauses, where there is no other instance.

        Raises:
            ClauseSkipped: more would be too many.
        """
        put = len(self.session.given.get(self.hands.name(Verb.PUT), ()))
        if not instance.is_own and put + number > MOST_OF_NAMED:
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, self.hands.name(Verb.START))
        if not instance.is_own:
            self.hands.require(Verb.PUT).sender.uses += number

    def _new_url(self, judge: ServerJudge) -> str:
        """Return the known-good url with a parameter of its own, by which a to-do is known again."""
        deed = judge.operation.deed
        assert deed is not None, "the judge was found by its deed"
        good = next((each for each in deed.listed(judge.body, "url") if isinstance(each, str)), "")
        own = f"dingtalk-contract={self.session.mark}-{next(self.session.serials)}"
        # Longer than a column of 128, and with what a page escapes.
        return f"{good}{'&' if '?' in good else '?'}{own}&note={'0123456789' * 8}"

    def put_none(self, instance: Instance) -> None:
        """See that no to-do can be put in an instance that is over; where one can, find out whose fault that is.

        Raises:
            Violation: one can.
        """
        judge = self.hands.require(Verb.PUT)

        def find_fault() -> Fault | None:
            # In a group that is there, and in one that is not.
            if not any(self.try_put(instance, self.groups[index], self.users[:1]) for index in (0, 2)):
                return None
            self.forget(instance)
            expected, received = (
                phrase("no to-do created of {0}, which is over", instance.id),
                phrase("it was accepted"),
            )
            is_open = self._is_always_open(instance)
            operation_id, slug = (judge.operation.id, "none-on-finished") if is_open else (instance.ended_by, "ends")
            return Fault(operation_id=operation_id, slug=slug, expected=expected, received=received)

        self.expect(find_fault)

    def _is_always_open(self, instance: Instance) -> bool:
        """Return whether instances take to-dos after they got a status, by every operation that gives it.

        Where one operation alone does, whichever status it gives.
        """
        names = self.hands.names.get(Verb.END, ())
        enders = [judge for judge in (self.hands.able(Verb.END, name) for name in names) if judge is not None]
        for ender in enders:
            for status in [instance.ended_as] if len(enders) > 1 else ender.operation.values_of("status"):
                other = Workflow(hands=Hands(judges=self.hands.judges, session=self.session, names=self.hands.names))
                another = other.start()
                other.put(another, GROUPS[0], self.users[:1])
                if other.end([another], status, ender) and not other.try_put(another, GROUPS[0], self.users[:1]):
                    return False
        return True

    def cancel(self, instance: Instance, groups: Sequence[str]) -> bool:
        """Cancel groups of an instance, and look; the list is left out where it is of one."""
        judge = self.hands.require(Verb.CANCEL)
        listed = list(groups) if len(groups) > 1 else ABSENT
        step = self.hands.carry(judge, instance=instance.id, group=groups[0], groups=listed)
        self._sight.last = Last(step=step, verb=Verb.CANCEL, instances=[instance], groups=groups)
        if step.is_accepted:
            for todo in instance.running(*groups):
                todo.go(judge.operation.id, "cancels" if todo.group == groups[0] else "each-group")
        self.look()
        return step.is_accepted

    def finish(self, todos: Sequence[ToDo], status: str, result: str | None = None) -> bool:
        """Complete or cancel to-dos of one instance, and look.

        Args:
            result: that of each; by default the known-good one.

        Raises:
            ClauseSkipped: the id of one is unknown, or no number.
        """
        judge = self.hands.require(Verb.FINISH)
        ids = [todo.id or "" for todo in todos]
        if not all(each.isdecimal() for each in ids):
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, self.hands.name(Verb.PUT))
        roles = {"todo": list(map(int, ids)), "status": [status] * len(todos)}
        results = {} if result is None else {"result": [result] * len(todos)}
        step = self.hands.carry(judge, instance=todos[0].instance.id, **roles, **results)
        self._sight.last = Last(step=step, verb=Verb.FINISH, instances=[todos[0].instance])
        if step.is_accepted:
            for todo in todos:
                todo.go(judge.operation.id, "takes-off")
        self.look()
        return step.is_accepted

    def end(
        self,
        instances: Sequence[Instance],
        status: str,
        judge: ServerJudge,
        *,
        cancels: bool = True,
        result: str | None = None,
    ) -> bool:
        """Complete or terminate instances by one operation, and look; where it is of one instance, the first.

        Args:
            cancels: have what runs cancelled, where the operation can; else nobody knows what becomes of it.
            result: that of each; by default the known-good one.
        """
        deed = judge.operation.deed
        assert deed is not None, "the judge was found by its deed"
        if deed.is_batch:
            roles: dict[str, Any] = {"instance": [each.id for each in instances], "status": [status] * len(instances)}
            roles |= {} if result is None else {"result": [result] * len(instances)}
            step = self.hands.carry(judge, **roles)
        else:
            instances = instances[:1]
            roles = {} if result is None else {"result": result}
            step = self.hands.carry(judge, instance=instances[0].id, status=status, cancels=cancels, **roles)
        self._sight.last = Last(step=step, verb=Verb.END, instances=instances)
        if step.is_accepted:
            for todo in (todo for instance in instances for todo in instance.running()):
                if cancels and "cancels" in deed.takes:
                    todo.go(judge.operation.id, "cancels-running")
                else:
                    todo.place = Place.FREE
            for instance in instances:
                instance.is_over, instance.ended_by, instance.ended_as = True, judge.operation.id, status
        self.look()
        return step.is_accepted

    def delete(self, template: Template, *, cancels: bool = True) -> bool:
        """Delete a template, of which no instance of the program is, and look; see `Templates.delete`."""
        step = self.templates.delete(template, cancels=cancels)
        self._sight.last = Last(step=step, verb=Verb.DELETE)
        if self._sight.instances:
            self.look()
        return step.is_accepted

    def refuse(self, judge: ServerJudge, draft: Draft) -> bool:
        """Send a request that is to be refused, and return whether it is."""
        step = self.hands.send(judge, draft, Purpose.NEGATIVE)
        deed = judge.operation.deed
        assert deed is not None, "what is refused is a deed"
        self._sight.last = Last(step=step, verb=deed.verb, instances=self._sight.instances)
        return not step.is_accepted

    def tidy(self) -> None:
        """Take what the program put off the lists again, so that those of others to come are short."""
        for instance in self._sight.instances:
            if all(todo.place is Place.GONE for todo in instance.todos):
                continue
            ender = next(filter(None, map(self._ender, self.hands.names.get(Verb.END, ()))), None)
            canceller = self.hands.able(Verb.CANCEL)
            groups = list(dict.fromkeys(todo.group for todo in instance.todos))
            with suppress(ClauseSkipped):
                if ender is not None and instance.is_own:
                    status = ender.operation.values_of("status")[-1]
                    self.hands.carry(ender, instance=instance.id, status=status, cancels=True)
                elif canceller is not None:
                    self.hands.carry(canceller, instance=instance.id, group=groups[0], groups=groups)

    def _ender(self, name: str) -> ServerJudge | None:
        judge = self.hands.able(Verb.END, name)
        return judge if judge and judge.operation.deed and "cancels" in judge.operation.deed.takes else None

    def forget(self, *instances: Instance) -> None:
        """Leave the to-dos of these instances to the target: something was done that no source settles."""
        for todo in (todo for instance in instances for todo in instance.todos):
            todo.place = Place.FREE

    def look(self) -> None:
        """Look at the list of every user until it fits the model.

        Raises:
            Violation: it does not within the time to settle.
        """
        self._sight.is_certain = self._unanswered() == self._uncertain
        self.expect(self._sight.compare)

    def look_later(self) -> None:
        """Look once more after a while, for what must not have happened."""
        self.wait()
        self.look()

    def wait(self) -> None:
        """Wait for as long as this target was seen to take, and a little longer."""
        self.session.sleep(max(self.session.settle / 20, 1.5 * self.session.lateness))

    def expect(self, find_fault: Callable[[], Fault | None]) -> None:
        """Look again and again until there is no fault, as long as the target may take to settle.

        Raises:
            Violation: there is one yet.
        """
        started, pause = time.monotonic(), 0.0
        while True:
            before = len(self.hands.log)
            fault = find_fault()
            late = time.monotonic() - started
            if fault is None:
                # One look takes its time as well.
                if pause and late > AT_ONCE:
                    self.session.lateness = max(self.session.lateness, late)
                return
            # What is known to be broken already is not waited for again.
            is_known = fault.clause_id in self.session.failed or fault.clause_id in self.session.elsewhere
            if is_known or late >= (self.session.settle if self.settle is None else self.settle):
                raise self._violation(fault if is_known else self._sight.reconsider(fault))
            # What was seen too early is no part of the story.
            del self.hands.log[before:]
            pause = min(2 * pause or FIRST_PAUSE, LONGEST_PAUSE)
            self.session.sleep(pause)

    def blame(self, operation_id: str, slug: str, expected: str, received: str) -> None:
        """Say at once that a clause is broken.

        Raises:
            Violation: always.
        """
        raise self._violation(Fault(operation_id=operation_id, slug=slug, expected=expected, received=received))

    def _violation(self, fault: Fault) -> Violation:
        return Violation(
            expected=fault.expected, received=fault.received, clause_id=fault.clause_id, proof=tell(self.hands)
        )

    def require_new(self, judge: ServerJudge, slug: str, ids: list[str]) -> None:
        """See that ids were given to nothing else in this run.

        Raises:
            Violation: one was.
        """
        given = self.session.given.setdefault(judge.operation.id, set())
        for each in ids:
            if each in given:
                expected = phrase("ids that nothing made before has")
                self.blame(judge.operation.id, slug, expected, phrase("{0} for the second time", each))
            given.add(each)

    def _unanswered(self) -> int:
        outcomes = self.session.tally.outcomes
        return sum(count for name, count in outcomes.items() if name not in {"accepted", "rejected"})

    def _named_users(self, judge: ServerJudge) -> list[str]:
        deed = judge.operation.deed
        assert deed is not None, "the judge was found by its deed"
        return [each for each in deed.listed(judge.body, "user") if isinstance(each, str)]
