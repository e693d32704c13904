"""The answers of the whole run: status, media type, coding, and the type of each field."""

import pytest

from contract_tests.verifiers import answers_conform
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("answer-type")
class TestType:
    """Where an answer with HTTP 200 has {place}, it is of its documented type, {type}."""

    def test_field_types_conform(self, judge: Judge, clause: Clause) -> None:
        """Every field of every HTTP 200 answer is of its type."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/complete")
class TestComplete:
    """Every request gets a complete HTTP answer in time."""

    def test_every_answer_is_complete(self, judge: Judge, clause: Clause) -> None:
        """Every exchange of the run ends in a complete answer."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/server-error")
class TestServerError:
    """No request is answered with a 5xx status."""

    def test_no_answer_is_5xx(self, judge: Judge, clause: Clause) -> None:
        """No exchange of the run is answered with 5xx."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/redirect")
class TestRedirect:
    """No request is answered with a redirect, nor with any other 3xx status."""

    def test_no_answer_is_3xx(self, judge: Judge, clause: Clause) -> None:
        """No exchange of the run is answered with 3xx."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/json")
class TestJson:
    """The body of every 2xx answer is one JSON object."""

    def test_every_2xx_body_is_an_object(self, judge: Judge, clause: Clause) -> None:
        """Every 2xx answer of the run has a JSON object."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/encoding")
class TestEncoding:
    """The body of every 2xx answer is plain UTF-8,
    without byte order mark and without a coding that was not asked for.
    """

    def test_every_2xx_body_is_plain_utf_8(self, judge: Judge, clause: Clause) -> None:
        """Every 2xx answer of the run is plain UTF-8."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/status")
class TestStatus:
    """An accepted request is answered with HTTP 200."""

    def test_every_acceptance_is_200(self, judge: Judge, clause: Clause) -> None:
        """Every accepted request of the run is answered with 200."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/rejection-status")
class TestRejectionStatus:
    """A rejected request is answered with HTTP 200 too."""

    def test_every_rejection_is_200(self, judge: Judge, clause: Clause) -> None:
        """Every rejected request of the run is answered with 200."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/media-type")
class TestMediaType:
    """An answer with HTTP 200 has a JSON media type."""

    def test_every_200_has_a_json_media_type(self, judge: Judge, clause: Clause) -> None:
        """Every HTTP 200 answer of the run says that it is JSON."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/request_id/distinct")
class TestRequestIdDistinct:
    """No two answers carry the same request_id."""

    def test_no_request_id_comes_twice(self, judge: Judge, clause: Clause) -> None:
        """Every answer of the run has a request_id of its own."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer/unique-names")
class TestUniqueNames:
    """No JSON object of an answer has the same name twice."""

    def test_no_name_stands_twice(self, judge: Judge, clause: Clause) -> None:
        """Every JSON object of every answer of the run has each name once."""
        answers_conform(judge, clause)
