"""The state machine: any program of deeds, made at random by seed, against the model, and made small where it fails."""

import hashlib
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, get_state_machine_test, rule

from contract_tests.properties import FRUGAL, forget_local_constants
from contract_tests.server.programs import begin, refused_requests, statuses
from dingtalk_contract.conformance import ClauseSkipped, Note, ServerJudge, Violation
from dingtalk_contract.contract import Verb
from dingtalk_contract.deed import Instance, Template, Walk

PROGRAMS, STEPS = 20, 8
MOST_RUNS = 60
"""How many programs are run to make one that fails smaller."""
SHORT = 0.1
"""Seconds to settle while a program is made smaller, where the target is not late."""
FEW, MOST_TODOS = 2, 40
"""Instances and templates at a time, and to-dos of an instance."""
REFUSING = (Verb.CANCEL, Verb.FINISH, Verb.END, Verb.PUT)
numbers = st.integers(0, 5)
several = st.lists(numbers, min_size=1, max_size=3)
deeds = st.one_of(
    [
        st.tuples(st.just(name), *drawn)
        for name, *drawn in (
            ("cancel", numbers, several),
            ("cancel", numbers, several),
            ("put", numbers, numbers, several),
            ("finish", numbers, several, numbers),
            ("end", several, numbers, numbers, numbers),
            ("refuse", numbers, numbers, st.integers(0, 40)),
            ("walk", numbers, numbers),
            ("rename", numbers),
            ("delete", numbers),
            ("save_namesake", numbers, numbers),
            ("grant",),
        )
    ]
)
"""A deed by its name, with the numbers by which it picks what it is about."""


class Program:
    """A program as it runs: each deed picks what it is about by numbers, and makes it first where there is none."""

    def __init__(self, judge: ServerJudge, settle: float | None = None) -> None:
        self.workflow = begin(judge)
        self.workflow.settle = settle
        self.groups = self.workflow.groups
        self.instances: list[Instance] = []
        self.script: list[tuple[str, tuple[Any, ...]]] = []

    def do(self, name: str, *numbers: Any) -> None:
        """Do a deed by its name."""
        self.script.append((name, numbers))
        # What the target does not serve is passed over.
        with suppress(ClauseSkipped):
            getattr(self, name)(*numbers)

    def put(self, which: int, group: int, users: Sequence[int]) -> None:
        """Put to-dos in a group."""
        instance = self._running(which)
        if len(instance.todos) < MOST_TODOS:
            named = [self.workflow.users[each % len(self.workflow.users)] for each in users]
            self.workflow.try_put(instance, self.groups[group % len(self.groups)], named)

    def cancel(self, which: int, groups: Sequence[int]) -> None:
        """Cancel groups of an instance."""
        self.workflow.cancel(self._stocked(which), [self.groups[each % len(self.groups)] for each in groups])

    def finish(self, which: int, todos: Sequence[int], status: int) -> None:
        """Complete or cancel to-dos of an instance."""
        values = statuses(self.workflow.hands.require(Verb.FINISH))
        instance = self._stocked(which)
        named = dict.fromkeys(instance.todos[each % len(instance.todos)] for each in todos)
        self.workflow.finish(list(named), values[status % len(values)])

    def end(self, which: Sequence[int], by: int, status: int, cancels: int) -> None:
        """Complete or terminate instances, after which they take no to-do and the others do."""
        hands = self.workflow.hands
        able = [name for name in hands.names.get(Verb.END, ()) if hands.able(Verb.END, name)]
        ender = hands.require(Verb.END, able[by % len(able)] if able else None)
        values = statuses(ender)
        named = [each for each in dict.fromkeys(map(self._stocked, which)) if each.is_own]
        if named and self.workflow.end(named, values[status % len(values)], ender, cancels=cancels % 3 > 0):
            for instance in [each for each in named if each.is_over]:
                self.workflow.put_none(instance)

    def refuse(self, which: int, what: int, case: int) -> None:
        """Send what is to be refused of an instance; where it is accepted, no source settles what becomes of it."""
        hands, instance = self.workflow.hands, self._stocked(which)
        able = [judge for judge in (hands.able(verb) for verb in REFUSING) if judge is not None]
        judge = able[what % len(able)]
        cases = list(refused_requests(replace(judge, _body=self._body(judge, instance))))
        if self.workflow.refuse(judge, cases[case % len(cases)].draft):
            self.workflow.look_later()
        else:
            self.workflow.forget(*self.instances)

    def walk(self, which: int, size: int) -> None:
        """Walk over a list by pages of one size."""
        instance, user = self._stocked(which), self.workflow.users[0]
        todos = [each for each in instance.running() if each.user == user]
        if todos and not self.workflow.lists.has_removed(todos[0]):
            walk = Walk(lists=self.workflow.lists, user=user, size=size + 1, todos=todos)
            for find_fault in (walk.too_long, walk.not_once, walk.misled):
                self.workflow.expect(find_fault)

    def rename(self, which: int) -> None:
        """Save a template under a new name."""
        self.workflow.templates.rename(self._template(which))

    def delete(self, which: int) -> None:
        """Delete a template, of which no instance is made any more."""
        template = self._template(which)
        if self.workflow.delete(template):
            self.workflow.templates.start_none(template)

    def save_namesake(self, which: int, other: int) -> None:
        """Save a second template of a name, a new one or another."""
        template, second = self._template(which), self._template(which + 1)
        is_new = other % 2 == 0 or second is template
        self.workflow.templates.save_namesake(template, None if is_new else second)

    def grant(self) -> None:
        """Ask for a token, by which the one in use stays as good as it was."""
        self.workflow.hands.carry(self.workflow.hands.require(Verb.GRANT))
        self.workflow.look()

    def _running(self, which: int) -> Instance:
        """Return an instance that runs: one of the first few, made where there are not as many."""
        running = [each for each in self.instances if not each.is_over]
        if which % FEW >= len(running) and not (running and not running[0].is_own):
            self.instances.append(self.workflow.start())
            return self.instances[-1]
        return running[which % FEW % len(running)]

    def _stocked(self, which: int) -> Instance:
        """Return an instance that runs and has to-dos that wait, of two groups and of each user."""
        instance = self._running(which)
        if not instance.running():
            for group in self.groups[:2]:
                self.workflow.put(instance, group, self.workflow.users[:2])
        return instance

    def _template(self, which: int) -> Template:
        kept = [each for each in self.workflow.templates.all if not each.is_deleted]
        if which % FEW >= len(kept):
            return self.workflow.templates.save()
        return kept[which % FEW]

    def _body(self, judge: ServerJudge, instance: Instance) -> object:
        deed, todo = judge.operation.deed, instance.running()[0]
        assert deed is not None, "the judge was found by its deed"
        named: dict[str, Any] = {
            "instance": instance.id,
            "group": todo.group,
            "groups": list(self.groups[:2]),
            "cancels": True,
        }
        status = statuses(judge)[0]
        in_lists: dict[str, list[Any]] = {
            "todo": [int(todo.id or 0)],
            "status": [status],
            "user": [todo.user],
            "url": [todo.url],
        }
        listed = {role: value if role in deed.lists() else value[0] for role, value in in_lists.items()}
        if deed.is_batch:
            named["instance"] = [instance.id]
        return deed.fill(judge.body, {**named, **listed})


class Search:
    """The search for a program that fails: what was found, and how often it was run again."""

    def __init__(self, judge: ServerJudge) -> None:
        self.judge = judge
        self.first: Violation | None = None
        self.script: list[tuple[str, tuple[Any, ...]]] = []
        self.runs = 0
        """How many programs were begun since one failed."""

    def begin(self) -> Program:
        """Begin a program; once one has failed, the target gets less time to settle."""
        session = self.judge.session
        self.runs += self.first is not None
        settle = None if self.first is None else min(session.settle, max(SHORT, 3 * session.lateness))
        return Program(self.judge, settle)

    @property
    def is_over(self) -> bool:
        """Return whether no more programs are to be run."""
        return self.runs > MOST_RUNS

    def fail(self, program: Program, violation: Violation) -> bool:
        """Take note of a failure, and return whether it is one of what was found at first."""
        self.first = self.first or violation
        is_same = violation.clause_id == self.first.clause_id
        if is_same and (not self.script or len(program.script) <= len(self.script)):
            self.script = list(program.script)
        return is_same

    def conclude(self) -> Violation | None:
        """Return what was found, by the smallest program where that fails with all its time as well."""
        if self.first is None:
            return None
        program = Program(self.judge)
        try:
            for name, numbers_ in self.script:
                program.do(name, *numbers_)
        except Violation as violation:
            if violation.clause_id == self.first.clause_id:
                violation.note = Note.SHRUNK
                return violation
        return self.first


def machine_of(search: Search) -> type[RuleBasedStateMachine]:
    """Return the state machine of a search."""

    class Programs(RuleBasedStateMachine):
        """Any program of the deeds that a target serves."""

        def __init__(self) -> None:
            super().__init__()
            self.program = search.begin()

        def teardown(self) -> None:
            self.program.workflow.tidy()

        # One rule, because with several the library leaves most of them out of each program.
        @rule(deed=deeds)
        def act(self, deed: tuple[Any, ...]) -> None:
            if search.is_over:
                return
            try:
                self.program.do(*deed)
            except Violation as violation:
                if search.fail(self.program, violation):
                    raise

    return Programs


def find_violation(judge: ServerJudge, seconds: float = 0.0) -> Violation | None:
    """Run seeded programs until the time is spent, at least one round, and return the first that fails, made small."""
    deadline = time.monotonic() + seconds
    for turn in count():
        started = time.monotonic()
        search = Search(judge)
        _search(search, turn)
        found = search.conclude()
        now = time.monotonic()
        if found is not None or now + (now - started) >= deadline:
            return found
    return None


def _search(search: Search, turn: int) -> None:
    forget_local_constants()
    judge = search.judge
    profile = settings(
        max_examples=PROGRAMS // FRUGAL if judge.is_frugal or judge.session.lateness else PROGRAMS,
        stateful_step_count=STEPS,
        database=DirectoryBasedExampleDatabase(judge.database) if judge.database else None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        phases=(Phase.reuse, Phase.generate, Phase.shrink) if judge.database else (Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    machine = machine_of(search)
    digest = hashlib.sha256(f"{judge.session.seed} {turn} programs".encode()).digest()
    machine._hypothesis_internal_use_seed = int.from_bytes(digest[:8])  # noqa: SLF001 - as seed() sets it
    try:
        get_state_machine_test(machine, settings=profile)()
    except (Violation, Flaky):
        # What was found is in the search.
        return
