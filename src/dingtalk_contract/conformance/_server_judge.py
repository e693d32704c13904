"""The judge of a server: keeps the control, and tells by it whether a refusal means something."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from typing import Any, TypeVar

from ..contract import ABSENT, Clause, Field, Link, Operation, breached_rules, phrase, put, required_only
from ..exchange import Draft, Outcome
from ._arranging import Arranger, Making
from ._cases import ServerCase
from ._exchanges import Exchange, Purpose
from ._known_good import KnownGood, RequestMaker
from ._sender import Sender
from ._session import Session
from ._verdicts import ClauseSkipped, Note, SkipReason, Violation

T = TypeVar("T")

MOST_BROKEN_CONTROLS = 3


@dataclass(slots=True, kw_only=True)
class ServerJudge:
    """One run against one server on one operation."""

    operation: Operation
    session: Session
    sender: Sender
    known_good: KnownGood
    maker: RequestMaker
    """Makes requests with the token that is known to be good."""
    property_seconds: float | None = None
    """How long each property is shown anew, in deep; None shows it once."""
    database: str | None = None
    """The folder that keeps the counterexamples of properties, if the user named one."""
    is_live: bool = False
    """The target is the real service: nothing is sent more often than needed."""
    single_use: bool = False
    """The target refused the control in good form when it came a second time."""
    unsteady: Exchange | None = None
    """The control refused between two that were accepted, if that was seen at the start."""
    arranger: Arranger | None = None
    """Makes what the operation needs; None where only what the user named may be touched."""
    _minimal: Exchange | None = None
    _full: Exchange | None = None
    _body: Any = None
    _spares: list[Any] = field(default_factory=list)
    _established: bool = False
    _lost: bool = False
    _spent: bool = False
    _broken_controls: int = 0
    _arranged: bool = False
    """What the control needs was made for it."""
    _keeps_token: bool = False
    """A token that the run was given is not good here, the known one is."""
    _is_reusable_later: bool = False
    _missing: str | None = None
    """The operation that could not make what this one needs."""

    @property
    def make(self) -> RequestMaker:
        """Makes requests, with the newest token that the run was given, where the user named none."""
        name = self.operation.token_name
        if self.arranger is None or name is None or self.known_good.has_own_token or self._keeps_token:
            return self.maker
        token = self.arranger.tokens.get(name, self.maker.token.value)
        if token == self.maker.token.value:
            return self.maker
        return replace(self.maker, token=replace(self.maker.token, value=token))

    @property
    def body(self) -> Any:
        """The body of the control: every documented field, known to be good."""
        return self.known_good.body if self._body is None else self._body

    def body_for(self, field: Field) -> Any:
        """Return the control that a field is edited in: with new names where that field says what is not new."""
        return self._with_new_names(self.body) if field.steps in self._own_answers() else self.body

    @property
    def is_served(self) -> bool:
        """Return whether the target was seen to accept the operation."""
        return self._minimal is not None and self._minimal.outcome is Outcome.ACCEPTED

    @property
    def is_frugal(self) -> bool:
        """Return whether fewer requests must do, because the target is slow or limits them."""
        return self.sender.is_costly or self.is_live

    def some(self, cases: Sequence[T]) -> Sequence[T]:
        """Return all of these, or every third where fewer must do."""
        return cases[::3] if self.is_frugal else cases

    def minimal(self) -> Any:
        """Return the control with its required fields alone, and with new names where they must be new."""
        return self._with_new_names(required_only(self.operation.body, self.body))

    def control_minimal(self) -> Exchange:
        """Return the first exchange of the control with its required fields alone."""
        self.establish()
        if self._minimal is None:
            raise ClauseSkipped(SkipReason.NOT_ACCEPTED)
        # What its own answer is to give is asked for after this.
        self._require_arranged(self._minimal, None if self._missing == self.operation.id else self._missing)
        return self._minimal

    def control_full(self) -> Exchange:
        """Return the first exchange of the control with every documented field."""
        self.establish()
        if self._full is None:
            raise ClauseSkipped(SkipReason.NOT_REPEATABLE if self.single_use else SkipReason.NOT_ACCEPTED)
        # Where its own requests are not accepted at all, that is what explains it.
        is_own = self._missing == self.operation.id and not self.is_served
        self._require_arranged(self._full, None if is_own else self._missing)
        return self._full

    def establish(self) -> None:
        """Send the control, once in a run: the required fields alone, the same again, and all fields.

        Raises:
            ClauseSkipped: it would delete what neither the run made nor the user named.
        """
        if not self._established:
            self._established = True
            self._spares = list(self.known_good.spares)
            self._arrange()
            if self._may_be_asked:
                self._send_controls()
        if not self._may_be_asked:
            raise ClauseSkipped(SkipReason.NOTHING_OWN)

    @property
    def _may_be_asked(self) -> bool:
        return self._arranged or self.known_good.is_named or not self.operation.is_destructive

    def _send_controls(self) -> None:
        draft = self.make.draft(self.minimal())
        # What was made for it may take its time to be there.
        self._minimal = self.session.ask_until(
            lambda: self._control(draft), lambda seen: not self._arranged or seen.outcome is not Outcome.REJECTED
        )
        if self._minimal.outcome is Outcome.REJECTED and self.make is not self.maker:
            known = self._control(self.maker.draft(self.minimal()))
            self._keeps_token = known.outcome is Outcome.ACCEPTED
            self._minimal = known if self._keeps_token else self._minimal
        if self._minimal.outcome is Outcome.REJECTED and self._arranged and not self.operation.is_destructive:
            # What was made for it is of no use: the values that are known to be good may be.
            made, self._body, self._arranged = self._body, None, False
            known = self._control(self.make.draft(self.minimal()))
            if known.outcome is Outcome.ACCEPTED:
                self._minimal = known
            else:
                self._body, self._arranged = made, True
        again = self._control(self.make.draft(self.minimal()))
        if self._minimal.outcome is Outcome.ACCEPTED and again.outcome is Outcome.REJECTED:
            # Refused for good, or for this once, or on this connection?
            self.sender.transport.close()
            self.single_use = self._control(self.make.draft(self.minimal())).outcome is Outcome.REJECTED
            self.unsteady = None if self.single_use else again
        if self.single_use and not self._take_spare():
            return
        self._arrange_from_itself()
        full = self._control(self.make.draft(self.body))
        if self.unsteady is not None and full.outcome is not Outcome.ACCEPTED:
            self.sender.transport.close()
            full = self._control(self.make.draft(self.body))
        # Refused now, a single-use target may have meant the whole instance: no word on the list is possible,
        # unless all of it was made for this request.
        self._spent = self.single_use
        is_fresh = self._arranged and not self._missing
        self._full = None if self.single_use and not is_fresh and full.outcome is Outcome.REJECTED else full

    def require_control(self) -> None:
        """Make sure that the target accepts the control now; where it does so only once, take a fresh one.

        Raises:
            ClauseSkipped: it does not.
        """
        self.establish()
        is_refused = self._full is not None and self._full.outcome is not Outcome.ACCEPTED
        if self.single_use and not is_refused:
            self._take_spare()
            return
        self._renew()
        if self._full is None or self._full.outcome is not Outcome.ACCEPTED:
            raise ClauseSkipped(SkipReason.NOT_ACCEPTED)
        if self._lost:
            if self._broken_controls >= MOST_BROKEN_CONTROLS:
                raise ClauseSkipped(SkipReason.NOT_ACCEPTED, f"any more, broken {self._broken_controls} times")
            self._lost = self._control(self.make.draft(self.body)).outcome is not Outcome.ACCEPTED
        if self._lost:
            raise ClauseSkipped(SkipReason.NOT_ACCEPTED, "any more")

    def refuses(self, clause: Clause, cases: Iterable[ServerCase]) -> None:
        """Show that none of these requests is accepted, and that the control still is afterwards.

        Args:
            cases: each the control with exactly one edit.

        Raises:
            Violation: one was accepted, or the control no longer is.
            ClauseSkipped: the control is not accepted, or not again, so that a refusal would mean nothing.
        """
        self.require_control()
        for case in cases:
            self.refuse_one(case)
        self.confirm_control(clause)

    def require_repeatable(self) -> None:
        """Make sure that the target accepts the control now, and as often as it comes."""
        self.require_control()
        if self.single_use or (self.operation.most_uses is not None and not self._arranged):
            raise ClauseSkipped(SkipReason.NOT_REPEATABLE)
        if self.is_live:
            raise ClauseSkipped(SkipReason.LIVE)

    def is_accepted(self, draft: Draft) -> bool:
        """Return whether a request that may be refused is accepted."""
        return self.sender.send(draft, Purpose.VALID).outcome is Outcome.ACCEPTED

    def accepts(self, make_cases: Callable[[], Iterable[ServerCase]]) -> None:
        """Show that each of these requests is accepted; each means the same as the control.

        Args:
            make_cases: makes them from the control as it is then.

        Raises:
            Violation: one was not accepted.
            ClauseSkipped: the control is not accepted, or not again.
        """
        self.require_control()
        for index in count():
            # Made anew each time: the control changes where the target accepts each but once.
            case = next(islice(make_cases(), index, None), None)
            if case is None:
                return
            if index:
                self.require_control()
                case = next(islice(make_cases(), index, None), case)
            if self._spent:
                raise ClauseSkipped(SkipReason.NOT_REPEATABLE)
            exchange = self.sender.send(case.draft, Purpose.CONTROL)
            self._spent = self.single_use
            if exchange.outcome is Outcome.REJECTED and self.was_used_up():
                raise ClauseSkipped(SkipReason.NOT_REPEATABLE)
            if exchange.outcome is not Outcome.ACCEPTED:
                raise self._violation(phrase("accepted, as the control was: {0}", case.name), exchange)

    def refuse_one(self, case: ServerCase) -> None:
        """Show that this one request is not accepted."""
        exchange = self.sender.send(case.draft, Purpose.NEGATIVE)
        if exchange.outcome is Outcome.ACCEPTED:
            raise self._violation(phrase("not accepted: {0}", case.name), exchange)

    def confirm_control(self, clause: Clause) -> None:
        """Show that the target still accepts the control after a clause's negatives."""
        if self._spent:
            raise ClauseSkipped(SkipReason.NOT_REPEATABLE)
        self._renew()
        exchange = self._control(self.make.draft(self.body))
        if exchange.is_ill_formed:
            # That is a matter of the answer's clauses; poisoned is a target that stays so.
            exchange = self._control(self.make.draft(self.body))
        self._spent = self.single_use
        if exchange.outcome is Outcome.ACCEPTED:
            return
        if self.single_use and exchange.outcome is Outcome.REJECTED:
            raise ClauseSkipped(SkipReason.NOT_REPEATABLE)
        if exchange.outcome is Outcome.REJECTED and self.was_used_up():
            return
        self._lost = True
        expected = phrase("the control accepted again, after requests that break {0}", clause.id)
        raise self._violation(expected, exchange, Note.POISONED)

    def was_used_up(self) -> bool:
        """Find out whether this target is late to refuse what is used: a fresh control is refused some time later."""
        if self.single_use or self._is_reusable_later or self.is_live or not self._arrange():
            return False
        if self._control(self.make.draft(self.body)).outcome is not Outcome.ACCEPTED:
            return False
        self.session.sleep(self.session.settle)
        self.single_use = self._spent = self._control(self.make.draft(self.body)).outcome is Outcome.REJECTED
        self._is_reusable_later = not self.single_use
        return self.single_use

    def make_one(self) -> Making | None:
        """Make one more of what the operation makes, None where the target does not accept it."""
        try:
            self.establish()
            self._renew()
        except ClauseSkipped:
            return None
        if not self.is_served:
            return None
        for make_body in (self._first, self._first, self.minimal):
            body = make_body()
            exchange = self.sender.send(self.make.draft(body), Purpose.CONTROL)
            if exchange.outcome is Outcome.ACCEPTED:
                return Making(request=body, answer=exchange.reading.members)
            # What it was to be made of may be full, or finished.
            self._arrange()
        return None

    def close(self) -> None:
        """End the connection."""
        self.sender.transport.close()

    def _violation(self, expected: str, exchange: Exchange, note: Note | None = None) -> Violation:
        received = self.sender.describe(exchange)
        return Violation(expected=expected, received=received, exchange=exchange.shorten(), note=note)

    def _control(self, draft: Draft) -> Exchange:
        exchange = self.sender.send(draft, Purpose.CONTROL)
        self._broken_controls += exchange.outcome is Outcome.BROKEN
        return exchange.shorten()

    def _require_arranged(self, control: Exchange, missing: str | None) -> None:
        if missing and control.outcome is not Outcome.ACCEPTED:
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, missing)

    def _first(self) -> Any:
        """Return the control as it makes something: with new names, and without what only an earlier answer gives."""
        body = self.body
        for steps in self._own_answers():
            body = put(body, steps, ABSENT)
        return self._with_new_names(body)

    def _own_answers(self) -> list[tuple[str, ...]]:
        return [steps for link, source in self._sources() if source is self for steps in link.answer_steps()]

    def _with_new_names(self, body: Any) -> Any:
        for each in self.operation.body.walk():
            if each.is_unique:
                body = put(body, each.steps, self.session.new_name())
        return body

    def _renew(self) -> None:
        """Have what the control needs made anew where it was used as often as it may be.

        Raises:
            ClauseSkipped: nobody makes it anew.
        """
        most = self.operation.most_uses
        if most is not None and self.sender.uses >= most and not self._arrange():
            raise ClauseSkipped(SkipReason.NOT_REPEATABLE)

    def _sources(self) -> "list[tuple[Link, ServerJudge]]":
        return [] if self.arranger is None else list(self.arranger.sources(self.operation.id))

    def _arrange(self) -> bool:
        """Have what the operation needs made, and return whether there is any such thing."""
        is_made = False
        for link, source in self._sources():
            if source is self:
                continue
            if link.body is None:
                self._ask_for_token(source)
                continue
            making = source.make_one()
            if making is not None and self._fill(link, making):
                is_made = True
            elif not any(map(link.names, self.known_good.named)):
                self._missing = source.operation.id
        return is_made

    def _ask_for_token(self, source: "ServerJudge") -> None:
        is_there = self.arranger is not None and self.operation.token_name in self.arranger.tokens
        if not is_there and not self.known_good.has_own_token:
            # What comes of it, the arranger hears.
            source.make_one()

    def _arrange_from_itself(self) -> None:
        """Fill in what the operation's own answer gives to its next request."""
        for link, source in self._sources():
            if source is self:
                making = source.make_one()
                if making is None or not self._fill(link, making):
                    self._missing = self.operation.id

    def _fill(self, link: Link, making: Making) -> bool:
        try:
            body = link.fill(self.body, making.request, making.answer)
        except ValueError:
            return False
        if any(breached_rules(self.operation.body, body)):
            # What an answer gives is not trusted to be what the document says.
            return False
        self._body, self._arranged = body, True
        self.sender.uses = 0
        return True

    def _take_spare(self) -> bool:
        if self._arrange():
            self._spent = False
            return True
        self._spent = not self._spares
        if self._spares:
            self._body = self._spares.pop(0)
        return not self._spent
