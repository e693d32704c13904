"""What the emulator says before it looks at a body: path, method, token, media type, and the form of the answer."""

import json

import pytest

from dingtalk_contract.contract import Document
from dingtalk_contract.emulator import Request, make_emulator

from .conftest import Ask, Say

TOKEN = "6d1bxxxx"


def test_the_example_is_accepted(ask: Ask) -> None:
    """The page's example is answered 0 and ok, in this very form."""
    answer = ask()

    request_id = json.loads(answer.body)["request_id"]
    assert answer.status == 200
    assert answer.header("content-type") == "application/json;charset=UTF-8"
    assert answer.body == f'{{"errcode":0,"errmsg":"ok","request_id":"{request_id}"}}'.encode()


def test_text_is_raw_utf8(ask: Ask) -> None:
    """Chinese stands in an answer as itself, not escaped."""
    answer = ask(query="access_token=unknown")

    assert "不合法的access_token".encode() in answer.body


def test_fields_stand_in_the_recorded_order(say: Say) -> None:
    """A refused token is told in the order in which the gateway tells it."""
    members = say(query="")

    assert list(members) == ["errcode", "sub_code", "sub_msg", "errmsg", "request_id"]


def test_request_ids_are_distinct(say: Say) -> None:
    """A thousand answers carry a thousand ids of twelve digits of base 36."""
    ids = {say()["request_id"] for _ in range(1000)}

    assert len(ids) == 1000
    assert all(len(each) == 12 and each.isalnum() and each == each.lower() for each in ids)


def test_the_seed_decides_the_request_ids(document: Document) -> None:
    """The same seed gives the same ids, and another gives others."""
    request = Request(method="GET", path="/topapi/none")

    first, second, third = (make_emulator(document, seed=seed).answer(request).body for seed in (1, 1, 2))

    assert first == second != third


def test_an_unknown_path_comes_before_the_token(say: Say) -> None:
    """A path below /topapi/ that the document lacks is 22, token or none."""
    members = say(path="/topapi/v2/user/notexist", query="", method="GET")

    assert members["errcode"] == 22
    assert members["sub_msg"] == "不合法ApiName，ApiName = dingtalk.oapi.v2.user.notexist"


@pytest.mark.parametrize("path", ["/", "/topapi", "/gettokens", "", "*"])
def test_a_path_elsewhere_is_404(ask: Ask, path: str) -> None:
    """Outside /topapi/ nothing is served, and the answer has no charset."""
    answer = ask(path=path)

    assert answer.status == 200
    assert answer.header("content-type") == "application/json"
    assert json.loads(answer.body) == {"errcode": 404, "errmsg": "请求的URI地址不存在"}


@pytest.mark.parametrize("suffix", ["/", "/more", "%20"])
def test_a_path_must_be_whole(say: Say, operation_path: str, suffix: str) -> None:
    """The documented path with something behind it is another path."""
    members = say(path=operation_path + suffix)

    assert members["errcode"] == 22


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "post"])
def test_another_method_is_43002(say: Say, method: str) -> None:
    """Only the documented method is served, whatever the token."""
    members = say(method=method, query="")

    assert members == {"errcode": 43002, "errmsg": "需要POST请求"}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "access_token",
        "access_token=",
        "access_token=+%20",
        f"ACCESS_TOKEN={TOKEN}",
        f"access_token=&access_token={TOKEN}",
    ],
)
def test_a_blank_token_is_40000(say: Say, query: str) -> None:
    """A token that is absent or blank, or blank at first, is told so."""
    members = say(query=query)

    assert (members["errcode"], members["sub_code"], members["sub_msg"]) == (88, "40000", "access_token is blank")


@pytest.mark.parametrize(
    "value",
    ["x", TOKEN.upper(), f"{TOKEN}x", TOKEN[:-1], f"{TOKEN}%20", f"%20{TOKEN}", f"{TOKEN}%00", "%", "%zz", "%ff"],
)
def test_a_strange_token_is_40014(say: Say, value: str) -> None:
    """A token that differs in anything from the known one is refused."""
    members = say(query=f"access_token={value}")

    assert (members["errcode"], members["sub_code"]) == (88, "40014")


@pytest.mark.parametrize(
    "query",
    [f"access_token={TOKEN}&access_token=x", f"a=b&&=&access%5Ftoken={TOKEN}", "%zz=%&access_token=%36d1bxxxx"],
)
def test_a_query_is_read_like_a_form(say: Say, query: str) -> None:
    """The first token counts, percent-decoded, among whatever else is there."""
    members = say(query=query)

    assert members["errcode"] == 0


@pytest.mark.parametrize("name", [b"x-acs-dingtalk-access-token", b"authorization", b"cookie", b"access_token"])
def test_headers_carry_no_token(say: Say, name: bytes) -> None:
    """A token in a header is no token."""
    members = say(query="", headers=((name, TOKEN.encode()),))

    assert members["sub_code"] == "40000"


def test_bodies_carry_no_token(say: Say) -> None:
    """A token in a form body is no token."""
    members = say(query="", content_type="application/x-www-form-urlencoded", body=b"access_token=6d1bxxxx")

    assert members["sub_code"] == "40000"


def test_other_tokens_can_be_known(document: Document, operation_path: str) -> None:
    """The emulator knows the tokens it was given, and no other."""
    tokens = [{"value": value, "app": 1} for value in ("甲", "b+c")]
    emulator = make_emulator(document, seed_data={"apps": [{"id": 1}], "tokens": tokens})

    queries = [b"access_token=%E7%94%B2", b"access_token=b%2Bc", b"access_token=b+c"]
    bodies = [emulator.answer(Request(method="POST", path=operation_path, query=each)).body for each in queries]

    assert [json.loads(body)["errcode"] for body in bodies] == [43009, 43009, 88]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json;charset=UTF-8",
        "Application/JSON; Charset=utf-8",
        'application/json; charset="utf-8"',
        "application/json; profile=x",
        "application/json;",
    ],
)
def test_json_is_taken_under_each_name(say: Say, content_type: str) -> None:
    """The media type counts in any case, with or without parameters."""
    members = say(content_type=content_type)

    assert members["errcode"] == 0


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json5",
        "application/jso",
        "json",
        "*/*",
    ],
)
def test_another_media_type_is_43009(say: Say, content_type: str | None) -> None:
    """A body under another media type, or under none, is refused unread."""
    members = say(content_type=content_type)

    assert members["errcode"] == 43009


@pytest.mark.parametrize("charset", ["gbk", "utf-16", "latin1"])
def test_another_charset_is_43005(say: Say, charset: str) -> None:
    """JSON is UTF-8, and a parameter that says otherwise is refused."""
    members = say(content_type=f"application/json;charset={charset}")

    assert members["errcode"] == 43005


def test_two_media_types_are_none(say: Say) -> None:
    """A Content-Type that stands twice is refused."""
    members = say(headers=((b"content-type", b"text/plain"),))

    assert members["errcode"] == 43009
