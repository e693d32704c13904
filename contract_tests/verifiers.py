"""The verifiers: what is looked for in exchanges, each with one sentence of what is expected."""

import codecs
import re
from collections.abc import Callable, Iterable

from contract_tests import spellings
from contract_tests.cases import Case
from contract_tests.consequences import skip_explained
from dingtalk_contract.conformance import ClauseSkipped, Exchange, Judge, Note, Purpose, Violation
from dingtalk_contract.contract import Clause, is_of_type
from dingtalk_contract.exchange import Answer, Draft, Failure, FailureKind, Outcome

Fault = str | None
"""What is wrong, in words, or None."""

_LIMITS = {413, 414, 431}
"""What HTTP itself answers to requests that are too long for it."""
PAIRS = 8
"""How many good and how many bad requests are sent at once."""
_JSON_MEDIA_TYPE = re.compile(r"(application/json|text/json|[^/]+/[^/;]+\+json)", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_UTF_8_NAMES = {"utf-8", "utf8", "us-ascii", "ascii"}


def watch_answers(judge: Judge, clauses: Iterable[Clause]) -> None:
    """Have every answer of the run looked at, once for each `answer/…` clause."""
    made = {
        "answer/server-error": lambda _: server_error_conforms(judge.operation.method),
        "answer/request_id/distinct": lambda _: distinct_request_id_conforms(),
        "answer-type": type_conforms,
    }
    for clause in clauses:
        if clause.rule in ANSWER_CHECKS:
            judge.sender.watchers[clause.id] = (clause, ANSWER_CHECKS[clause.rule])
        elif clause.rule in made:
            judge.sender.watchers[clause.id] = (clause, made[clause.rule](clause))


def answers_conform(judge: Judge, clause: Clause) -> None:
    """Raise the first fault that was found with an answer of this run, if any."""
    judge.establish()
    violation = judge.sender.violations.get(clause.id)
    if violation is not None:
        raise violation


def accepted(judge: Judge, clause: Clause, exchange: Exchange) -> None:
    """Show that a request was accepted."""
    if exchange.outcome is not Outcome.ACCEPTED:
        violation = Violation(expected="accepted", received=judge.sender.describe(exchange), exchange=exchange)
        skip_consequence(judge, clause, violation)
        raise violation


def answered_well(judge: Judge, draft: Draft, words: str = "a valid request") -> None:
    """Show that a valid request is accepted or rejected, in good form."""
    exchange = judge.sender.send(draft, Purpose.VALID)
    if exchange.outcome not in {Outcome.ACCEPTED, Outcome.REJECTED}:
        raise Violation(
            expected=f"accepted or rejected, in good form: {words}",
            received=judge.sender.describe(exchange),
            exchange=exchange.shorten(),
        )


def all_accepted(judge: Judge, clause: Clause, drafts: Callable[[], Iterable[Case]]) -> None:
    """Show that each of these requests is accepted, as the control was."""
    try:
        judge.accepts(drafts)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise


def all_answered_well(judge: Judge, clause: Clause, drafts: Iterable[Case]) -> None:
    """Show that each of these requests is accepted or rejected, in good form."""
    for words, draft in drafts:
        try:
            answered_well(judge, draft, words)
        except Violation as violation:
            skip_consequence(judge, clause, violation)
            raise


def isolated_answered_well(judge: Judge, clause: Clause, groups: Iterable[tuple[Case, list[Case]]]) -> None:
    """Show that each request is answered well; where one is not, name the smaller one of its group that is not."""
    for case, smaller in groups:
        exchange = judge.sender.send(case[1], Purpose.VALID)
        if exchange.outcome not in {Outcome.ACCEPTED, Outcome.REJECTED}:
            all_answered_well(judge, clause, [*smaller, case])


def none_accepted(judge: Judge, clause: Clause, drafts: Iterable[Case]) -> None:
    """Show that no request of these is accepted, and that the control still is afterwards."""
    try:
        judge.refuses(clause, drafts)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise


def none_accepted_in_any_spelling(judge: Judge, clause: Clause) -> None:
    """Show that what is not accepted is not accepted either where the control is spelt as the target accepts it."""
    groups: list[tuple[Draft, Iterable[Case]]] = [
        (spelling.spell(judge.make.draft(judge.body), judge.body), spellings.refusals(judge, spelling))
        for spelling in judge.thin(spellings.REFUSAL_SPELLINGS)
    ]
    judge.require_control()
    try:
        for control, refused in groups:
            if judge.single_use or judge.is_accepted(control):
                for words, draft in refused:
                    judge.refuse_one(words, draft)
        judge.confirm_control(clause)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise


def told_apart(judge: Judge, clause: Clause, drafts: tuple[Draft, Draft]) -> None:
    """Show that good and bad requests at the same time are accepted and refused as they are one by one."""
    good, bad = drafts
    exchanges = judge.sender.send_together([good, bad] * PAIRS)
    if all(was_not_asked(exchange) for exchange in exchanges):
        raise ClauseSkipped(f"none of {2 * PAIRS} requests at once was answered in time")
    for exchange in exchanges:
        is_good = exchange.draft == good
        if is_good == (exchange.outcome is Outcome.ACCEPTED) or was_not_asked(exchange):
            continue
        violation = Violation(
            expected="accepted, as it is alone" if is_good else "not accepted, as it is not alone",
            received=f"among {2 * PAIRS} requests at once, {judge.sender.describe(exchange)}",
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


def skip_consequence(judge: Judge, clause: Clause, violation: Violation) -> None:
    """Skip a clause that is broken because another one is, or because its answer is ill-formed where others are too."""
    unsteady = [f"{clause.operation_id}/control/steady"] if violation.note is Note.POISONED else []
    exchange, sender = violation.exchange, judge.sender
    seen = exchange.faults & sender.violations.keys() if exchange is not None and exchange.is_ill_formed else ()
    skip_explained(judge.failed | {each: sender.watchers[each][0].level for each in seen}, clause, *unsteady)


def complete_conforms(exchange: Exchange) -> Fault:
    """Find an exchange without a complete answer, or with bytes after it."""
    if isinstance(exchange.answer, Failure):
        return exchange.answer.detail
    if exchange.answer.surplus:
        return f"{len(exchange.answer.surplus)} bytes follow the end of the answer"
    return None


def server_error_conforms(documented_method: str) -> Callable[[Exchange], Fault]:
    """Make the check that finds a 5xx answer; 501 is what HTTP itself gives to a method that is not known."""

    def conforms(exchange: Exchange) -> Fault:
        status = _status(exchange)
        if status < 500 or exchange.outcome is Outcome.THROTTLED:
            return None
        is_unknown_method = status == 501 and exchange.draft.method != documented_method
        return None if is_unknown_method else f"status {status}"

    return conforms


def redirect_conforms(exchange: Exchange) -> Fault:
    """Find a 3xx answer."""
    status = _status(exchange)
    return f"status {status}" if 300 <= status < 400 else None


def json_conforms(exchange: Exchange) -> Fault:
    """Find a 2xx answer that is not one JSON object, for other reasons than its coding or its length."""
    if not _is_success(exchange) or encoding_conforms(exchange) or complete_conforms(exchange):
        return None
    if exchange.reading.fault is not None:
        return f"the body is not JSON: {exchange.reading.fault}"
    return None if exchange.reading.members is not None else "the body is JSON, but no object"


def unique_names_conforms(exchange: Exchange) -> Fault:
    """Find a JSON object with a name that stands twice."""
    name = exchange.reading.repeated
    return None if name is None else f"the name {_shorten(name)} stands twice"


def encoding_conforms(exchange: Exchange) -> Fault:
    """Find a 2xx answer that is coded, has a byte order mark, or is not UTF-8."""
    answer = exchange.answer
    if not isinstance(answer, Answer) or not _is_success(exchange):
        return None
    coding = answer.header("content-encoding") or "identity"
    if coding.strip().lower() != "identity":
        return f"Content-Encoding {coding!r}, which was not asked for"
    if answer.body.startswith(codecs.BOM_UTF8):
        return "the body begins with a byte order mark"
    return _charset_fault(answer)


def _charset_fault(answer: Answer) -> Fault:
    try:
        text = answer.body.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"the body is not UTF-8 at byte {error.start}"
    named = _CHARSET.search(answer.header("content-type") or "")
    if text.isascii() or named is None or named.group(1).lower() in _UTF_8_NAMES:
        return None
    return f"the body is UTF-8, but the charset says {named.group(1)!r}"


def status_conforms(exchange: Exchange) -> Fault:
    """Find an accepted request whose answer is not HTTP 200."""
    is_other = exchange.outcome is Outcome.ACCEPTED and _status(exchange) != 200
    return f"status {_status(exchange)}" if is_other else None


def rejection_status_conforms(exchange: Exchange) -> Fault:
    """Find a rejected request whose answer is not HTTP 200."""
    is_other = exchange.outcome is Outcome.REJECTED and _status(exchange) not in {200, *_LIMITS}
    return f"status {_status(exchange)}" if is_other else None


def media_type_conforms(exchange: Exchange) -> Fault:
    """Find a JSON object that comes with HTTP 200 under another media type."""
    answer = exchange.answer
    if not isinstance(answer, Answer) or answer.status != 200 or exchange.reading.members is None:
        return None
    named = (answer.header("content-type") or "").split(";")[0].strip()
    return None if _JSON_MEDIA_TYPE.fullmatch(named) else f"media type {named!r}"


def type_conforms(clause: Clause) -> Callable[[Exchange], Fault]:
    """Make the check that finds a field of an HTTP 200 answer with a value of another type."""
    field = clause.field
    assert field is not None, "this rule derives its clauses from fields"
    *outer, name = field.steps

    def conforms(exchange: Exchange) -> Fault:
        members = exchange.reading.members if _status(exchange) == 200 else None
        for step in outer:
            members = members.get(step) if isinstance(members, dict) else None
        if not isinstance(members, dict) or name not in members or is_of_type(members[name], field.types):
            return None
        return f"{name} is {_shorten(members[name])}, not of type {field.type_phrase}"

    return conforms


def distinct_request_id_conforms() -> Callable[[Exchange], Fault]:
    """Make the check that finds a request_id which an earlier answer had."""
    seen: set[str] = set()

    def conforms(exchange: Exchange) -> Fault:
        identifier = (exchange.reading.members or {}).get("request_id")
        if not isinstance(identifier, str) or not identifier:
            return None
        is_repeated = identifier in seen
        seen.add(identifier)
        return f"request_id {_shorten(identifier)} stands in an earlier answer too" if is_repeated else None

    return conforms


ANSWER_CHECKS: dict[str, Callable[[Exchange], Fault]] = {
    "answer/complete": complete_conforms,
    "answer/redirect": redirect_conforms,
    "answer/json": json_conforms,
    "answer/encoding": encoding_conforms,
    "answer/unique-names": unique_names_conforms,
    "answer/status": status_conforms,
    "answer/rejection-status": rejection_status_conforms,
    "answer/media-type": media_type_conforms,
}


def _status(exchange: Exchange) -> int:
    return exchange.answer.status if isinstance(exchange.answer, Answer) else 0


def _is_success(exchange: Exchange) -> bool:
    return 200 <= _status(exchange) < 300


def _shorten(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}…"
