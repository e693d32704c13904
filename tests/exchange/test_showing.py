"""What is shown of requests: curl lines that run as printed, and no token."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from dingtalk_contract.exchange import Draft, Secrets, Token, encode_json, to_curl
from tests.servers.conforming import accept
from tests.servers.serving import Request, serving

TOKEN = Token(value="s3cret+/%=")


def draft(**changes: Any) -> Draft:
    """Make a draft with a token."""
    fields: dict[str, Any] = {"method": "POST", "path": "/x", "query": (("access_token", TOKEN),), "body": b"{}"}
    return Draft(**fields | changes)


NO_CURL = (
    shutil.which("curl") is None
    or "--url-query"
    not in subprocess.run(["curl", "--help", "all"], capture_output=True, text=True, check=False).stdout
)


@pytest.mark.skipif(NO_CURL, reason="needs curl 7.87, which has --url-query")
@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"'",
        b"@file",
        b"\x00\xff\\",
        '钉钉 $HOME `id` "'.encode(),
        encode_json({"a": "\U0001f600\ud800"}, ascii_only=False),
        b'{"a":\r\n\t1}',
    ],
)
def test_a_curl_line_sends_the_same_request(body: bytes) -> None:
    """The printed line, run by a shell, sends the very bytes."""
    arrived: list[Request] = []

    with serving(lambda request: (arrived.append(request), accept(request))[1]) as url:  # type: ignore[func-returns-value]  # a tuple of both
        line = to_curl(draft(body=body), url)
        subprocess.run(
            ["bash", "-c", line],
            check=True,
            capture_output=True,
            env={"PATH": "/usr/bin:/bin", "DINGTALK_ACCESS_TOKEN": TOKEN.value},
        )

    assert arrived[0].body == body
    assert arrived[0].query == {"access_token": TOKEN.value}
    assert arrived[0].headers["content-type"] == "application/json"


def test_a_token_is_never_in_what_is_shown() -> None:
    """Neither the curl line nor the repr of a draft has the token."""
    shown = to_curl(draft(), "http://h") + repr(draft())

    assert TOKEN.value not in shown


def test_every_form_of_a_token_is_masked() -> None:
    """A token is masked plain, percent-encoded, in Base64 and as JSON."""
    secrets = Secrets()
    secrets.add(Token(value='s3"cret+/%=1'))
    said = ['s3"cret+/%=1', "s3%22cret%2B%2F%25%3D1", "czMiY3JldCsvJT0x", json.dumps('s3"cret+/%=1')]

    masked = [secrets.mask(f"<{text}>") for text in said]

    assert masked[:3] == ["<***>"] * 3
    assert "cret" not in masked[3]
