"""The hands: carry deeds out on a target, by the operations that are chosen and that it serves, and keep a log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..conformance import ClauseSkipped, Exchange, NotAsked, Purpose, ServerJudge, Session, SkipReason
from ..contract import Operation, Verb, take
from ..exchange import Draft, Outcome

Judges = Mapping[str, ServerJudge]
"""By operationId."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """One request of a program, and what came of it."""

    operation: Operation
    exchange: Exchange
    members: Any
    """The answer as JSON, None where it is none."""

    @property
    def is_accepted(self) -> bool:
        """Return whether the target said yes; each step was answered by yes or no."""
        return self.exchange.outcome is Outcome.ACCEPTED

    def value(self, role: str) -> Any:
        """Return what the answer gives in a role, ABSENT where it does not."""
        assert self.operation.deed is not None, "a step is a deed"
        return self.operation.deed.value(self.members, role)

    def rows(self, *roles: str) -> list[dict[str, Any]]:
        """Return what each item of the answer's list gives in these roles."""
        assert self.operation.deed is not None, "a step is a deed"
        return self.operation.deed.rows(self.members, roles)


@dataclass(slots=True, kw_only=True)
class Hands:
    """Carries deeds out on one target."""

    judges: Judges
    session: Session
    names: Mapping[Verb, tuple[str, ...]]
    """Every operation of the document that does a deed, chosen or not."""
    log: list[Step] = field(default_factory=list)

    def establish(self) -> None:
        """Send the control of every operation, once in a run."""
        for judge in self.judges.values():
            _is_served(judge)

    def able(self, verb: Verb, operation_id: str | None = None) -> ServerJudge | None:
        """Return the judge on an operation that does this deed and is served; None where there is none."""
        for name, judge in self.judges.items():
            deed = judge.operation.deed
            if deed is not None and deed.verb is verb and operation_id in (None, name) and _is_served(judge):
                return judge
        return None

    def require(self, verb: Verb, operation_id: str | None = None) -> ServerJudge:
        """Return the judge on an operation that does this deed.

        Raises:
            ClauseSkipped: none is chosen, or none is accepted.
        """
        judge = self.able(verb, operation_id)
        if judge is None:
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, operation_id or self.name(verb))
        return judge

    def require_sight(self, verb: Verb) -> ServerJudge:
        """Return the judge on an operation that shows what was done.

        Raises:
            ClauseSkipped: none is chosen, or none is accepted.
        """
        judge = self.able(verb)
        if judge is None:
            is_chosen = not self.judges.keys().isdisjoint(self.names.get(verb, ()))
            reason = SkipReason.UNACCEPTED_SIGHT if is_chosen else SkipReason.UNSEEN
            raise ClauseSkipped(reason, self.name(verb))
        return judge

    def name(self, verb: Verb) -> str:
        """Return what the operation that does a deed is called."""
        return next(iter(self.names.get(verb, ())), verb.value)

    def carry(self, judge: ServerJudge, **roles: Any) -> Step:
        """Make the request of a deed: the control with these values in the places of their roles.

        Raises:
            ClauseSkipped: the answer said neither yes nor no, so that nobody knows what was done.
        """
        deed = judge.operation.deed
        assert deed is not None, "the judge was found by its deed"
        return self.send(judge, judge.make.draft(deed.fill(judge.body, roles)))

    def send(self, judge: ServerJudge, draft: Draft, purpose: Purpose = Purpose.CONTROL) -> Step:
        """Make a request, and keep it in the log.

        Raises:
            ClauseSkipped: the answer said neither yes nor no, so that nobody knows what was done.
        """
        # A program makes its own things: what the control needs is not used by it, but where it says so.
        uses = judge.sender.uses
        try:
            exchange = judge.sender.send(draft, purpose)
        except NotAsked as reason:
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, judge.operation.id) from reason
        judge.sender.uses = uses
        step = Step(operation=judge.operation, exchange=exchange.shorten(), members=exchange.reading.members)
        self.log.append(step)
        if exchange.outcome not in {Outcome.ACCEPTED, Outcome.REJECTED}:
            raise ClauseSkipped(SkipReason.UNCLEAR, judge.operation.id)
        return step

    def most(self, judge: ServerJudge, role: str, default: int) -> int:
        """Return the documented maximum of the field of a role."""
        deed = judge.operation.deed
        steps = deed.takes.get(role) if deed else None
        found = next((each for each in judge.operation.body.walk() if each.steps == steps), None)
        return int(found.schema.get("maximum", default)) if found else default

    def own(self, judge: ServerJudge, role: str) -> Any:
        """Return what the control has in the place of a role."""
        deed = judge.operation.deed
        return take(judge.body, deed.takes[role]) if deed and role in deed.takes else None


def _is_served(judge: ServerJudge) -> bool:
    try:
        judge.establish()
    except ClauseSkipped:
        return False
    except NotAsked:
        return False
    return judge.is_served
