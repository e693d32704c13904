"""Every answer has exactly one outcome."""

import json

import pytest

from dingtalk_contract.exchange import Answer, Failure, FailureKind, Outcome, is_busy, judge_outcome


def answer(body: object, status: int = 200, **headers: str) -> Answer:
    """Make an answer with a JSON body, or with these very bytes."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(
        status=status, headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()), body=raw
    )


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (answer({"errcode": 0}), Outcome.ACCEPTED),
        (answer({"errcode": 0.0}), Outcome.ACCEPTED),
        (answer(b'{"errcode": -0.0e5}'), Outcome.ACCEPTED),
        (answer({}), Outcome.ACCEPTED),
        (answer({"errcode": 0}, 201), Outcome.ACCEPTED),
        (answer({"errcode": 88}), Outcome.REJECTED),
        (answer({"errcode": 88, "sub_code": "40014"}), Outcome.REJECTED),
        (answer(b'{"errcode": 1e-400}'), Outcome.REJECTED),
        (answer(b'{"errcode": 1e999999999}'), Outcome.REJECTED),
        (answer(b'{"errcode": ' + b"9" * 100_000 + b"}"), Outcome.REJECTED),
        (answer(b"no", 404), Outcome.REJECTED),
        (answer({"errcode": 0}, 400), Outcome.REJECTED),
        (answer(b"", 429), Outcome.THROTTLED),
        (answer(b"", 503, retry_after="1"), Outcome.THROTTLED),
        (answer({"errcode": 90018}), Outcome.THROTTLED),
        (answer({"errcode": 45009}, 403), Outcome.THROTTLED),
        (answer({"errcode": 88, "sub_code": "90002"}), Outcome.THROTTLED),
        (answer({"errcode": 88, "sub_code": 90002}), Outcome.THROTTLED),
        (answer({"status": 1111, "wait": 5}), Outcome.THROTTLED),
        (answer({"errcode": "0"}), Outcome.MALFORMED),
        (answer({"errcode": None}), Outcome.MALFORMED),
        (answer({"errcode": False}), Outcome.MALFORMED),
        (answer([{"errcode": 0}]), Outcome.MALFORMED),
        (answer(b""), Outcome.MALFORMED),
        (answer(b'{"errcode": NaN}'), Outcome.MALFORMED),
        (answer(b'{"errcode": 0} x'), Outcome.MALFORMED),
        (answer(b"[" * 100_000 + b"]" * 100_000), Outcome.MALFORMED),
        (answer(b'{"errcode": 0, "errmsg": "\xff"}'), Outcome.MALFORMED),
        (answer(b"", 204), Outcome.MALFORMED),
        (answer({"errcode": 0}, 302), Outcome.BROKEN),
        (answer({"errcode": 0}, 500), Outcome.BROKEN),
        (answer({"errcode": 0}, 503), Outcome.BROKEN),
        (Failure(kind=FailureKind.TIMEOUT, detail="late"), Outcome.BROKEN),
    ],
    ids=str,
)
def test_each_answer_has_its_outcome(given: Answer | Failure, outcome: Outcome) -> None:
    """An answer amounts to what the design says."""
    assert outcome == judge_outcome(given)[0]


@pytest.mark.parametrize(("code", "busy"), [(-1, True), (400001, True), (400002, False), (0, False), ("-1", False)])
def test_busy_is_told_by_its_codes(code: object, busy: bool) -> None:  # noqa: FBT001 - a table of facts
    """The codes -1 and 400001 say that a target is busy."""
    given = answer({"errcode": code})

    assert busy == is_busy(given, judge_outcome(given)[1])
