"""The verifiers: what is looked for in the exchanges with a server, each with one sentence of what is expected."""

from collections.abc import Callable, Iterable, Mapping

from dingtalk_contract.conformance import (
    ClauseSkipped,
    Exchange,
    Note,
    Purpose,
    ServerCase,
    ServerJudge,
    SkipReason,
    Violation,
)
from dingtalk_contract.contract import Clause, phrase
from dingtalk_contract.exchange import Draft, Failure, FailureKind, Outcome

Complaint = str | None
"""What is wrong, in words, or None."""
MakeWatcher = Callable[[ServerJudge, Clause], Callable[[Exchange], Complaint]]
"""Makes what looks at one exchange for an `answer/…` clause."""
PAIRS = 8
"""How many good and how many bad requests are sent at once."""


def watch_answers(judge: ServerJudge, clauses: Iterable[Clause], watchers: Mapping[str, MakeWatcher]) -> None:
    """Have every answer to one operation looked at, once for each of its `answer/…` clauses."""
    for clause in clauses:
        if clause.operation_id == judge.operation.id and clause.rule in watchers:
            judge.sender.watchers[clause.id] = (clause, watchers[clause.rule](judge, clause))


def every_answer_conforms(judge: ServerJudge, clause: Clause) -> None:
    """Show that no answer of the run broke a clause that all of them are looked at for."""
    judge.establish()
    violation = judge.sender.violations.get(clause.id)
    if violation is not None:
        raise violation


def accepted(judge: ServerJudge, clause: Clause, exchange: Exchange) -> None:
    """Show that a request was accepted."""
    if exchange.outcome is not Outcome.ACCEPTED:
        violation = Violation(expected=phrase("accepted"), received=judge.sender.describe(exchange), exchange=exchange)
        skip_consequence(judge, clause, violation)
        raise violation


def answered_well(judge: ServerJudge, case: ServerCase) -> None:
    """Show that a request is accepted or rejected, in good form."""
    exchange = judge.sender.send(case.draft, Purpose.VALID)
    if exchange.outcome not in {Outcome.ACCEPTED, Outcome.REJECTED}:
        raise Violation(
            expected=phrase("accepted or rejected, in good form: {0}", case.name),
            received=judge.sender.describe(exchange),
            exchange=exchange.shorten(),
        )


def all_accepted(judge: ServerJudge, clause: Clause, make_cases: Callable[[], Iterable[ServerCase]]) -> None:
    """Show that each of these requests is accepted, as the control was."""
    try:
        judge.accepts(make_cases)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise


def all_answered_well(judge: ServerJudge, clause: Clause, cases: Iterable[ServerCase]) -> None:
    """Show that each of these requests is accepted or rejected, in good form."""
    for case in cases:
        try:
            answered_well(judge, case)
        except Violation as violation:
            skip_consequence(judge, clause, violation)
            raise


def isolated_answered_well(
    judge: ServerJudge, clause: Clause, groups: Iterable[tuple[ServerCase, list[ServerCase]]]
) -> None:
    """Show that each request is answered well; where one is not, name the smaller one of its group that is not."""
    for case, smaller in groups:
        exchange = judge.sender.send(case.draft, Purpose.VALID)
        if exchange.outcome not in {Outcome.ACCEPTED, Outcome.REJECTED}:
            all_answered_well(judge, clause, [*smaller, case])


def none_accepted(judge: ServerJudge, clause: Clause, cases: Iterable[ServerCase]) -> None:
    """Show that no request of these is accepted, and that the control still is afterwards."""
    try:
        judge.refuses(clause, cases)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise


def told_apart(judge: ServerJudge, clause: Clause, drafts: tuple[Draft, Draft]) -> None:
    """Show that good and bad requests at the same time are accepted and refused as they are one by one."""
    good, bad = drafts
    exchanges = judge.sender.send_together([good, bad] * PAIRS)
    if all(was_not_asked(exchange) for exchange in exchanges):
        raise ClauseSkipped(SkipReason.UNANSWERED, f"{2 * PAIRS} requests at once was answered in time")
    for exchange in exchanges:
        is_good = exchange.draft == good
        if is_good and exchange.outcome is Outcome.REJECTED and "concurrent" in judge.operation.free:
            continue
        if is_good == (exchange.outcome is Outcome.ACCEPTED) or was_not_asked(exchange):
            continue
        if is_good and exchange.outcome is Outcome.REJECTED and judge.was_used_up():
            raise ClauseSkipped(SkipReason.NOT_REPEATABLE)
        violation = Violation(
            expected=phrase("accepted, as it is alone") if is_good else phrase("not accepted, as it is not alone"),
            received=phrase("among {0} requests at once, {1}", 2 * PAIRS, judge.sender.describe(exchange)),
            exchange=exchange.shorten(),
        )
        skip_consequence(judge, clause, violation)
        raise violation


def was_not_asked(exchange: Exchange) -> bool:
    """Return whether a target had no time for a request: throttled, late, or its queue was full."""
    answer = exchange.answer
    if isinstance(answer, Failure):
        return answer.kind in {FailureKind.TIMEOUT, FailureKind.REFUSED}
    return exchange.outcome is Outcome.THROTTLED


def skip_consequence(judge: ServerJudge, clause: Clause, violation: Violation) -> None:
    """Skip a clause that is broken because another one is, or because its answer is ill-formed where others are too."""
    unsteady = [f"{clause.operation_id}/control/steady"] if violation.note is Note.POISONED else []
    exchange, sender = violation.exchange, judge.sender
    seen = exchange.faults & sender.violations.keys() if exchange is not None and exchange.is_ill_formed else ()
    judge.session.skip_explained(clause, *unsteady, broken={each: sender.watchers[each][0].level for each in seen})


def misspellings(name: str) -> list[str]:
    """Return the name in other cases and with other joints, as careless code takes or sends it."""
    first, *others = name.split("_")
    camel = first + "".join(word.capitalize() for word in others)
    forms = [name.upper(), name.capitalize(), camel, camel[:1].upper() + camel[1:], name.replace("_", "-")]
    if name.endswith("id"):
        forms += [f"{name[:-2].rstrip('_')}{ending}" for ending in ("Id", "ID", "_id", "id")]
    forms += [f" {name}", f"{name} "]
    return [form for form in dict.fromkeys(forms) if form != name]
