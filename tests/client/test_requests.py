"""What the client sends: for any documented arguments, exactly the request that the document describes."""

import json
import re
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from dingtalk_workflow_client import InvalidArgument
from hypothesis import given

from contract_tests.strategies import json_values
from dingtalk_contract.contract import Field, is_of_type, take
from tests.client.calling import EXAMPLE, EXAMPLES, METHOD, OPERATIONS, PATH, SIDES, TOKEN, answering, call_with, say
from tests.client.strategies import PROFILE, from_arguments, own_fields, tokens

ACCEPTED = say({"errcode": 0})
RESERVED = "a b+c/d?e=f&g#h%i%2Fj:k@l;m,n!o$p'q(r)s*t[u]v\"w\\x^y`z{|}~待办\u0000\n😀"


FIELDS = [(method, field) for method, operation in OPERATIONS.items() for field in own_fields(operation)]
ARGUMENTS = [pytest.param(method, field, id=f"{method} {field.steps[-1]}") for method, field in FIELDS]
NEEDED = [each for each, (_, field) in zip(ARGUMENTS, FIELDS, strict=True) if field.required]


def refused(side: str, changes: dict[str, Any], method: str = METHOD) -> InvalidArgument:
    """Return the error of the example with other arguments, when nothing was sent."""
    with answering(ACCEPTED) as sent:
        with pytest.raises(InvalidArgument) as caught:
            call_with(side, {**EXAMPLES[method], **changes}, method=method)
        assert sent == []
    return caught.value


@pytest.mark.parametrize("side", SIDES)
class TestRequest:
    """A documented call becomes one documented request."""

    @pytest.mark.parametrize("method", OPERATIONS)
    def test_request(self, side: str, method: str) -> None:
        """The request is the documented one, with the arguments alone."""
        operation = OPERATIONS[method]

        @PROFILE
        @given(given=from_arguments(own_fields(operation)))
        def check(given: dict[str, Any]) -> None:
            with answering(ACCEPTED) as sent:
                call_with(side, given, method=method)

            (request,) = sent
            assert (request.method, request.url.path) == (operation.method, operation.path)
            if not operation.media_type:
                assert dict(request.url.params) == given
                assert request.content == b""
                return
            body = json.loads(request.content)
            assert take(body, operation.envelope) == given
            assert len(body) == 1 or not operation.envelope
            assert request.headers["content-type"] == operation.media_type
            assert request.headers["content-length"] == str(len(request.content))

        check()

    @PROFILE
    @given(token=tokens)
    def test_token(self, side: str, token: str) -> None:
        """The query is the token, percent-encoded, and nothing else."""
        with answering(ACCEPTED) as sent:
            call_with(side, EXAMPLE, token)

        name, _, value = sent[-1].url.raw_path.partition(b"?")[2].partition(b"=")
        assert (name, unquote_to_bytes(value)) == (b"access_token", token.encode())
        assert re.fullmatch(rb"([A-Za-z0-9._~-]|%[0-9A-F]{2})+", value)

    def test_reserved_characters(self, side: str) -> None:
        """Every reserved character of a token arrives as itself."""
        with answering(ACCEPTED) as sent:
            call_with(side, EXAMPLE, RESERVED)

        assert sent[-1].url.params.multi_items() == [("access_token", RESERVED)]
        assert sent[-1].url.fragment == ""

    def test_prefix_of_the_path(self, side: str) -> None:
        """A path in the base URL stands before the operation's own."""
        with answering(ACCEPTED) as sent:
            call_with(side, EXAMPLE, base_url="http://server.test/gateway/")

        assert sent[-1].url.path == f"/gateway{PATH}"

    def test_none(self, side: str) -> None:
        """An optional argument that is None is left out."""
        with answering(ACCEPTED) as sent:
            call_with(side, {**EXAMPLE, "activity_id_list": None})

        assert "activity_id_list" not in json.loads(sent[-1].content)["request"]

    @pytest.mark.parametrize("ids", [[], ("2", "1", "2")])
    def test_lists(self, side: str, ids: Any) -> None:
        """A list or a tuple is sent in its order, an empty one too."""
        with answering(ACCEPTED) as sent:
            call_with(side, {**EXAMPLE, "activity_id_list": ids})

        assert json.loads(sent[-1].content)["request"]["activity_id_list"] == list(ids)

    def test_bytes(self, side: str) -> None:
        """Text is sent as UTF-8, in compact JSON."""
        with answering(ACCEPTED) as sent:
            call_with(side, {"agentid": 1, "process_instance_id": "待", "activity_id": '"'})

        assert sent[-1].content.decode() == '{"request":{"agentid":1,"process_instance_id":"待","activity_id":"\\""}}'


@pytest.mark.parametrize("side", SIDES)
class TestArguments:
    """What the document forbids is refused before it is sent."""

    @pytest.mark.parametrize(("method", "field"), ARGUMENTS)
    def test_other_types(self, side: str, method: str, field: Field) -> None:
        """A value of another type is refused by the field's name."""
        name = field.steps[-1]

        @PROFILE
        @given(value=json_values.filter(lambda value: not is_of_type(value, field.types) and value is not None))
        def check(value: Any) -> None:
            error = refused(side, {name: value}, method)
            assert error.field == name
            assert name in str(error)

        check()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"agentid": True}, "agentid"),
            ({"agentid": 111.0}, "agentid"),
            ({"agentid": "111"}, "agentid"),
            ({"agentid": None}, "agentid"),
            ({"agentid": float("nan")}, "agentid"),
            ({"agentid": 2**63}, "agentid"),
            ({"agentid": -(2**63) - 1}, "agentid"),
            ({"agentid": 10**5000}, "agentid"),
            ({"process_instance_id": None}, "process_instance_id"),
            ({"process_instance_id": b"proc"}, "process_instance_id"),
            ({"process_instance_id": "\ud800"}, "process_instance_id"),
            ({"activity_id": 1111}, "activity_id"),
            ({"activity_id_list": "1111"}, "activity_id_list"),
            ({"activity_id_list": {"1111"}}, "activity_id_list"),
            ({"activity_id_list": iter(["1111"])}, "activity_id_list"),
            ({"activity_id_list": ["1111", 2222]}, "activity_id_list[1]"),
            ({"activity_id_list": ["1111", None]}, "activity_id_list[1]"),
            ({"activity_id_list": [["1111"]]}, "activity_id_list[0]"),
            ({"activity_id_list": ["\udfff"]}, "activity_id_list[0]"),
        ],
        ids=lambda each: each if isinstance(each, str) else None,
    )
    def test_named_field(self, side: str, changes: dict[str, Any], field: str) -> None:
        """The error names the field, and the item."""
        error = refused(side, changes)

        assert (error.field, error.operation) == (field, "cancel_task_group")
        assert str(error).startswith(f"cancel_task_group: {field} must ")

    @pytest.mark.parametrize("agentid", [2**63 - 1, -(2**63), 0, 2**31, 2**53 + 1])
    def test_64_bits(self, side: str, agentid: int) -> None:
        """Every number of 64 bits is sent exactly."""
        with answering(ACCEPTED) as sent:
            call_with(side, {**EXAMPLE, "agentid": agentid})

        assert json.loads(sent[-1].content)["request"]["agentid"] == agentid

    @pytest.mark.parametrize(("method", "field"), NEEDED)
    def test_missing(self, side: str, method: str, field: Field) -> None:
        """A required argument that is absent is Python's own TypeError."""
        given = {name: value for name, value in EXAMPLES[method].items() if name != field.steps[-1]}

        with pytest.raises(TypeError, match=field.steps[-1]):
            call_with(side, given, method=method)

    @pytest.mark.parametrize(
        ("settings", "field"),
        [
            ({"base_url": "http://server.test/?a=b"}, "base_url"),
            ({"base_url": "http://server.test/#a"}, "base_url"),
            ({"base_url": "http://user:word@server.test"}, "base_url"),
            ({"base_url": "ftp://server.test"}, "base_url"),
            ({"base_url": "server.test"}, "base_url"),
            ({"base_url": "http://server.test:99999"}, "base_url"),
            ({"base_url": "http://\ud800"}, "base_url"),
            ({"base_url": b"http://server.test"}, "base_url"),
            ({"timeout": 0}, "timeout"),
            ({"timeout": float("nan")}, "timeout"),
            ({"timeout": float("inf")}, "timeout"),
            ({"timeout": "10"}, "timeout"),
            ({"timeout": True}, "timeout"),
            ({"retries": -1}, "retries"),
            ({"retries": 1.5}, "retries"),
            ({"resend": 1}, "resend"),
            ({"max_connections": 0}, "max_connections"),
            ({"proxy": "socks5://server.test"}, "proxy"),
            ({"ssl_context": True}, "ssl_context"),
            ({"options": {"timeout": 1}}, "options"),
            ({"token": ""}, "token"),
            ({"token": " \n"}, "token"),
            ({"token": None}, "token"),
            ({"token": b"6d1bxxxx"}, "token"),
            ({"token": "6d1b\ud800"}, "token"),
            ({"token": "6" * 4097}, "token"),
        ],
        ids=str,
    )
    def test_settings(self, side: str, settings: dict[str, Any], field: str) -> None:
        """A setting that is none is refused by its name."""
        with pytest.raises(InvalidArgument) as caught:
            call_with(side, EXAMPLE, **{"token": TOKEN, **settings})

        assert caught.value.field == field
