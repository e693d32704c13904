"""What the client makes of answers: a result of every documented one, a typed error of every other."""

import json
import sys
from decimal import Decimal
from typing import Any

import httpx
import pytest
from attrs import fields
from dingtalk_workflow_client import MalformedAnswer, QueryTasksPage, Rejected, UnexpectedStatus
from dingtalk_workflow_client._answers import Result
from hypothesis import given

from tests.client.calling import OPERATIONS, SIDES, answering, call, fail, say
from tests.client.strategies import PROFILE, accepted_answers, rejected_answers


def answer(content: bytes, status: int = 200, **headers: str) -> httpx.Response:
    """Make an answer of bytes."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return httpx.Response(status, headers=named, stream=httpx.ByteStream(content))


def members_of(value: Any) -> Any:
    """Return the JSON that results were made of."""
    if isinstance(value, list):
        return [members_of(item) for item in value]
    if not isinstance(value, Result):
        return value
    named = {each.metadata.get("member", each.name): getattr(value, each.name) for each in fields(type(value))}
    given = {name: members_of(each) for name, each in named.items() if each is not None}
    return {name: each for name, each in given.items() if name not in {"raw", "further"}} | dict(value.further)


@pytest.mark.parametrize("side", SIDES)
class TestResult:
    """A documented answer becomes a result with the same values."""

    @pytest.mark.parametrize("method", OPERATIONS)
    def test_values(self, side: str, method: str) -> None:
        """Documented members are attributes at any depth, the others are kept."""
        documented = {part.steps[-1] for part in OPERATIONS[method].answer.parts}

        @PROFILE
        @given(members=accepted_answers(OPERATIONS[method]))
        def check(members: dict[str, Any]) -> None:
            with answering(say(members)):
                result = call(side, method=method)

            assert members_of(result) == members
            assert result.further == {name: value for name, value in members.items() if name not in documented}

        check()

    def test_objects_in_lists(self, side: str) -> None:
        """Objects in lists are results too, a whole number is an int."""
        task = {"task_id": 7.0, "forms": [{"title": "From"}], "node": 1}

        with answering(say({"result": {"has_more": True, "list": [task, {"task_id": "8"}]}})):
            page = call(side, method="query_tasks").result

        assert isinstance(page, QueryTasksPage)
        assert page.list_ is not None
        first, second = page.list_
        assert (page.has_more, repr(first.task_id), second.task_id, second.forms) == (True, "7", "8", None)
        assert first.forms is not None
        assert (first.forms[0].title, first.forms[0].content, first.further) == ("From", None, {"node": 1})
        assert repr(first.forms[0]) == "ListedForm(title='From', content=None, further={})"

    @pytest.mark.parametrize(
        ("result", "place"),
        [
            ([], "result"),
            ({"has_more": 1}, "result.has_more"),
            ({"list": {}}, "result.list"),
            ({"list": [{}, None]}, r"result.list\[1\]"),
            ({"list": [{"task_id": 1.5}]}, r"result.list\[0\].task_id"),
            ({"list": [{"forms": [{"title": None}]}]}, r"result.list\[0\].forms\[0\].title"),
        ],
    )
    def test_wrong_types(self, side: str, result: Any, place: str) -> None:
        """A member of another type is malformed at any depth, and named."""
        with answering(say({"result": result})), pytest.raises(MalformedAnswer, match=f": {place} is no "):
            call(side, method="query_tasks")

    @PROFILE
    @given(members=rejected_answers)
    def test_rejections(self, side: str, members: dict[str, Any]) -> None:
        """A rejection keeps its code and its words."""
        with answering(say(members)):
            error = fail(side, retries=0)

        assert isinstance(error, Rejected)
        assert error.errcode == members["errcode"]
        assert error.errmsg == members.get("errmsg")
        assert error.request_id == members.get("request_id")

    def test_raw_answer(self, side: str) -> None:
        """The answer as it arrived is at hand."""
        with answering(answer(b'{"errcode": 0}', Content_Type="application/json", X_Trace="7")):
            raw = call(side).raw

        assert (raw.status, raw.content, raw.headers["x-trace"]) == (200, b'{"errcode": 0}', "7")

    @pytest.mark.parametrize("content", [b"{}", b'\xef\xbb\xbf{"errcode":0}', b' {"errcode":-0}\n', b'{"errcode":0e9}'])
    def test_success(self, side: str, content: bytes) -> None:
        """An errcode of 0 in any form, or none, is success."""
        with answering(answer(content)):
            assert call(side).errcode in {0, None}

    def test_further_numbers(self, side: str) -> None:
        """Numbers beyond a float are kept exactly."""
        with answering(answer(b'{"errcode":0,"a":1e400,"b":1e-400,"c":0.5,"d":9223372036854775808}')):
            further = call(side).further

        assert further == {"a": Decimal("1e400"), "b": Decimal("1e-400"), "c": 0.5, "d": 2**63}


@pytest.mark.parametrize("side", SIDES)
class TestOddAnswers:
    """Whatever a server says, no error but a typed one comes of it."""

    @pytest.mark.parametrize("status", [100, 199, 201, 204, 206, 299, 302, 400, 404, 500, 503, 599, 600, 777, 999])
    def test_other_statuses(self, side: str, status: int) -> None:
        """Any status but 200 is a typed error that holds it."""
        with answering(say({"errcode": 0}, status)):
            error = fail(side)

        assert isinstance(error, UnexpectedStatus)
        assert error.status == status

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"  ",
            b"<html>",
            b"null",
            b"[]",
            b'"ok"',
            b"0",
            b'{"errcode":',
            b'{"errcode":0}}',
            b'{"errcode":"0"}',
            b'{"errcode":null}',
            b'{"errcode":true}',
            b'{"errcode":false}',
            b'{"errcode":[]}',
            b'{"errcode":NaN}',
            b'{"errcode":1e400}',
            b'{"errcode":1e-400}',
            b'{"errcode":1e99999999999999999999}',
            b'{"errcode":' + b"9" * 100_000 + b"}",
            b'{"errcode":0,"errmsg":null}',
            b'{"errcode":0,"errmsg":1}',
            b'{"errcode":0,"request_id":[]}',
            b'{"errcode":1,"errcode":0}',
            b'{"errcode":0,"errmsg":"\\ud800"}',
            b'{"errcode":0,"a":{"\\udfff":1}}',
            b'{"errcode":0,"errmsg":"\xed\xa0\x80"}',
            b'{"errcode":0,"a":Infinity}',
            b'{"errcode":0,"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            b'{"errcode":0,"a":' + b"[" * 500 + b"]" * 500 + b"}",
            '{"errcode":0,"errmsg":"成功"}'.encode("gb18030"),
            '{"errcode":0}'.encode("utf-16"),
            b'{"errcode":0,"a":"' + b"x" * (1 << 20) + b'"}',
        ],
        ids=lambda content: repr(content[:40]),
    )
    def test_malformed(self, side: str, content: bytes) -> None:
        """What is no documented answer is malformed, and is kept."""
        with answering(answer(content)):
            error = fail(side)

        assert isinstance(error, MalformedAnswer)
        assert error.may_have_been_executed
        assert len(str(error)) < 500

    def test_other_charset(self, side: str) -> None:
        """Text in a charset that is said to be another one is malformed."""
        text = '{"errcode":0,"errmsg":"成功"}'.encode()

        with answering(answer(text, Content_Type="application/json;charset=GBK")):
            assert isinstance(fail(side), MalformedAnswer)

    def test_control_characters(self, side: str) -> None:
        """An error's text is one printable line, whatever the server says."""
        with answering(say({"errcode": 1, "errmsg": "a\x1b[31m\r\nb\u202e" + "x" * 9999})):
            text = str(fail(side))

        assert text.isprintable()
        assert len(text) < 500

    def test_lowered_limit(self, side: str) -> None:
        """Python's limit on digits, set as low as can be, changes nothing."""
        before = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(640)
        try:
            with answering(answer(b'{"errcode":0,"a":' + b"9" * 1000 + b"}")):
                assert call(side).further["a"] == Decimal("9" * 1000)
        finally:
            sys.set_int_max_str_digits(before)

    def test_equal_values(self, side: str) -> None:
        """Results of equal answers are equal, and can be kept in a set."""
        with answering(answer(json.dumps({"errcode": 0}).encode()), answer(b'{ "errcode":0 }')):
            assert len({call(side), call(side)}) == 1 if side == "sync" else call(side) == call(side)
