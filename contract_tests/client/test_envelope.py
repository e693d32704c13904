"""The envelope of each request: method, path, token, media type, encoding."""

from collections.abc import Iterator

import pytest

from contract_tests.sent import (
    content_type_conforms,
    encoding_conforms,
    every_request,
    http_conforms,
    json_conforms,
    method_conforms,
    path_conforms,
    token_conforms,
    token_is_present,
)
from dingtalk_contract.conformance import Call, ClientJudge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("envelope/http")
class TestHttp:
    """Every request of a client is complete, well-formed HTTP."""

    def test_every_request_is_http(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request is malformed or cut short."""
        every_request(judge, clause, calls, http_conforms)


@pytest.mark.rule("envelope/method")
class TestMethod:
    """Every request of a client has the documented method."""

    def test_the_method_conforms(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request has another method."""
        every_request(judge, clause, calls, method_conforms(judge))


@pytest.mark.rule("envelope/path")
class TestPath:
    """Every request of a client goes to the documented path."""

    def test_the_path_conforms(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request goes to another path."""
        every_request(judge, clause, calls, path_conforms(judge))


@pytest.mark.rule("envelope/token/present")
class TestTokenPresent:
    """Every request of a client has the token in its query."""

    def test_the_token_is_in_the_query(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No query lacks the token."""
        every_request(judge, clause, calls, token_is_present(judge))


@pytest.mark.rule("envelope/token/value")
class TestTokenValue:
    """A client's token arrives as it was given, whatever characters it holds."""

    def test_the_token_conforms(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No token is changed on its way."""
        every_request(judge, clause, calls, token_conforms(judge))


@pytest.mark.rule("envelope/content-type")
class TestContentType:
    """Every body that a client sends is called application/json."""

    def test_the_content_type_conforms(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No body is called anything else."""
        every_request(judge, clause, calls, content_type_conforms)


@pytest.mark.rule("envelope/encoding")
class TestEncoding:
    """Every body that a client sends is plain UTF-8, without byte order mark and without compression."""

    def test_the_encoding_conforms(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No body is compressed, marked, or not UTF-8."""
        every_request(judge, clause, calls, encoding_conforms)


@pytest.mark.rule("envelope/json")
class TestJson:
    """Every body that a client sends is one well-formed JSON value."""

    def test_the_body_is_json(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No body is anything but JSON."""
        every_request(judge, clause, calls, json_conforms)
