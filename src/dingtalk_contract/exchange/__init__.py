"""Exchanges: requests and answers, the transport between them, and what each amounts to."""

from ._arrivals import Arrival, Reply, json_reply
from ._curl import show_headers, show_target, to_curl
from ._listener import Answering, Listener
from ._messages import (
    JSON_MEDIA_TYPE,
    Answer,
    Draft,
    Failure,
    FailureKind,
    Reading,
    Token,
    encode_json,
    encode_query,
    reveal,
)
from ._outcomes import Outcome, is_busy, judge_outcome
from ._reading import read_json, read_plain_json
from ._secrets import MASK, Secrets
from ._sockets import listen, show_authority
from ._transport import LONGEST_BODY, Address, Transport, parse_url

__all__ = [
    "JSON_MEDIA_TYPE",
    "LONGEST_BODY",
    "MASK",
    "Address",
    "Answer",
    "Answering",
    "Arrival",
    "Draft",
    "Failure",
    "FailureKind",
    "Listener",
    "Outcome",
    "Reading",
    "Reply",
    "Secrets",
    "Token",
    "Transport",
    "encode_json",
    "encode_query",
    "is_busy",
    "json_reply",
    "judge_outcome",
    "listen",
    "parse_url",
    "read_json",
    "read_plain_json",
    "reveal",
    "show_authority",
    "show_headers",
    "show_target",
    "to_curl",
]
