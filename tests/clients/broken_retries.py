"""Broken clients that do wrong in a second try, or try again what was refused; and numbers that are none."""

from __future__ import annotations

import os
from urllib.parse import quote

from tests.clients.calling import call, call_again, is_success, request, send, token
from tests.clients.trials import breaks


@breaks("envelope/token/value")
def cuts_the_token_after_it_was_refused() -> int:
    """Tries again with what it takes for the token's beginning."""
    answer = send()
    if answer.codes & {"40014", "42001"}:
        answer = send(search=f"access_token={quote(token()[:3], safe='')}")
    return 0 if is_success(answer) else 1


@breaks("delivery/rejected")
def tries_a_4xx_again() -> int:
    """Takes 403 and 404 for weather."""
    return call_again(lambda answer: answer is not None and answer.status in {403, 404}, 2)


@breaks("sent/body/request/agentid/type")
def sends_nan() -> int:
    """Sends what its number turned into."""
    return call(values={**request(), "agentid": "NaN"})


@breaks("sent/body/request/agentid/digits")
def sends_agentid_in_hexadecimal() -> int:
    """Sends the number as programs write it."""
    return call(values={**request(), "agentid": hex(int(os.environ["DINGTALK_AGENTID"]))})


@breaks("sent/body/request/agentid/digits")
def sends_agentid_with_an_exponent() -> int:
    """Sends the number as text with an exponent."""
    return call(values={**request(), "agentid": f"{os.environ['DINGTALK_AGENTID']}e0"})
