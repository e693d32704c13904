"""The answers of the whole run: complete, of the documented status and media type, and well-formed JSON."""

import codecs
import re
from collections.abc import Callable, Mapping

import pytest

from contract_tests.server.verifiers import Complaint, MakeWatcher, every_answer_conforms
from dingtalk_contract.conformance import Exchange, ServerJudge
from dingtalk_contract.contract import Clause, phrase, shorten
from dingtalk_contract.exchange import Answer, Failure, Outcome

_LIMITS = {413, 414, 431}
"""What HTTP itself answers to requests that are too long for it."""
_JSON_MEDIA_TYPE = re.compile(r"(application/json|text/json|[^/]+/[^/;]+\+json)", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_UTF_8_NAMES = {"utf-8", "utf8", "us-ascii", "ascii"}


def complete_conforms(exchange: Exchange) -> Complaint:
    """Find an exchange without a complete answer, or with bytes after it."""
    if isinstance(exchange.answer, Failure):
        return exchange.answer.detail
    if exchange.answer.surplus:
        return phrase("{0} bytes follow the end of the answer", len(exchange.answer.surplus))
    return None


def server_error_conforms(documented_method: str) -> Callable[[Exchange], Complaint]:
    """Make the check that finds a 5xx answer; 501 is what HTTP itself gives to a method that is not known."""

    def conforms(exchange: Exchange) -> Complaint:
        status = _status(exchange)
        if status < 500 or exchange.outcome is Outcome.THROTTLED:
            return None
        is_unknown_method = status == 501 and exchange.draft.method != documented_method
        return None if is_unknown_method else phrase("status {0}", status)

    return conforms


def redirect_conforms(exchange: Exchange) -> Complaint:
    """Find a 3xx answer."""
    status = _status(exchange)
    return phrase("status {0}", status) if 300 <= status < 400 else None


def json_conforms(exchange: Exchange) -> Complaint:
    """Find a 2xx answer that is not one JSON object, for other reasons than its coding or its length."""
    if not _is_success(exchange) or encoding_conforms(exchange) or complete_conforms(exchange):
        return None
    if exchange.reading.fault is not None:
        return phrase("the body is not JSON: {0}", exchange.reading.fault)
    return None if exchange.reading.members is not None else phrase("the body is JSON, but no object")


def unique_names_conforms(exchange: Exchange) -> Complaint:
    """Find a JSON object with a name that stands twice."""
    name = exchange.reading.repeated
    return None if name is None else phrase("the name {0} stands twice", shorten(repr(name)))


def encoding_conforms(exchange: Exchange) -> Complaint:
    """Find a 2xx answer that is coded, has a byte order mark, or is not UTF-8."""
    answer = exchange.answer
    if not isinstance(answer, Answer) or not _is_success(exchange):
        return None
    coding = answer.header("content-encoding") or "identity"
    if coding.strip().lower() != "identity":
        return phrase("Content-Encoding {0}, which was not asked for", repr(coding))
    if answer.body.startswith(codecs.BOM_UTF8):
        return phrase("the body begins with a byte order mark")
    return _charset_fault(answer)


def _charset_fault(answer: Answer) -> Complaint:
    try:
        text = answer.body.decode("utf-8")
    except UnicodeDecodeError as error:
        return phrase("the body is not UTF-8 at byte {0}", error.start)
    named = _CHARSET.search(answer.header("content-type") or "")
    if text.isascii() or named is None or named.group(1).lower() in _UTF_8_NAMES:
        return None
    return phrase("the body is UTF-8, but the charset says {0}", repr(named.group(1)))


def status_conforms(exchange: Exchange) -> Complaint:
    """Find an accepted request whose answer is not HTTP 200."""
    is_other = exchange.outcome is Outcome.ACCEPTED and _status(exchange) != 200
    return phrase("status {0}", _status(exchange)) if is_other else None


def rejection_status_conforms(exchange: Exchange) -> Complaint:
    """Find a rejected request whose answer is not HTTP 200."""
    is_other = exchange.outcome is Outcome.REJECTED and _status(exchange) not in {200, *_LIMITS}
    return phrase("status {0}", _status(exchange)) if is_other else None


def media_type_conforms(exchange: Exchange) -> Complaint:
    """Find a JSON object that comes with HTTP 200 under another media type."""
    answer = exchange.answer
    if not isinstance(answer, Answer) or answer.status != 200 or exchange.reading.members is None:
        return None
    named = (answer.header("content-type") or "").split(";")[0].strip()
    return None if _JSON_MEDIA_TYPE.fullmatch(named) else phrase("media type {0}", repr(named))


def distinct_request_id_conforms() -> Callable[[Exchange], Complaint]:
    """Make the check that finds a request_id which an earlier answer had."""
    seen: set[str] = set()

    def conforms(exchange: Exchange) -> Complaint:
        identifier = (exchange.reading.members or {}).get("request_id")
        if not isinstance(identifier, str) or not identifier:
            return None
        is_repeated = identifier in seen
        seen.add(identifier)
        return (
            phrase("request_id {0} stands in an earlier answer too", shorten(repr(identifier))) if is_repeated else None
        )

    return conforms


WATCHERS: Mapping[str, MakeWatcher] = {
    "answer/complete": lambda *_: complete_conforms,
    "answer/server-error": lambda judge, _: server_error_conforms(judge.operation.method),
    "answer/redirect": lambda *_: redirect_conforms,
    "answer/json": lambda *_: json_conforms,
    "answer/encoding": lambda *_: encoding_conforms,
    "answer/unique-names": lambda *_: unique_names_conforms,
    "answer/status": lambda *_: status_conforms,
    "answer/rejection-status": lambda *_: rejection_status_conforms,
    "answer/media-type": lambda *_: media_type_conforms,
    "answer/request_id/distinct": lambda *_: distinct_request_id_conforms(),
}
"""What looks at every answer of the run, by the rule that it proves."""


def _status(exchange: Exchange) -> int:
    return exchange.answer.status if isinstance(exchange.answer, Answer) else 0


def _is_success(exchange: Exchange) -> bool:
    return 200 <= _status(exchange) < 300


@pytest.mark.rule("answer/*")
def test_every_answer_conforms(judge: ServerJudge, clause: Clause) -> None:
    """No answer of this run was at fault."""
    every_answer_conforms(judge, clause)
