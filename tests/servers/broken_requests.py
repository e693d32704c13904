"""Broken servers that take what they must refuse, beside those of broken_emulator.py, which break each clause once."""

import json
from typing import Any

from tests.servers.conforming import TOKEN, accept, conforming, reject
from tests.servers.mending import GOOD, ignoring, parsing, reading, taking, token_of, unwrapping
from tests.servers.serving import Reply, Request
from tests.servers.trials import break_each, breaks


@breaks("control/minimal")
def refuses_everything(request: Request) -> Reply:
    """Accepts nothing at all."""
    return reject(request, "never")


@breaks("method", also=("token/required", "body/required"))
def accepts_everything(request: Request) -> Reply:
    """Accepts whatever comes."""
    return accept(request)


@breaks("method")
def takes_any_method(request: Request) -> Reply:
    """Does not look at the method."""
    return conforming(request, without={"method"})


@breaks("token/known")
def takes_any_token(request: Request) -> Reply:
    """Takes any token that is not blank."""
    return conforming(request, without={"token"} if token_of(request) else ())


def _take_text(inner: Any) -> Any:
    try:
        held = json.loads(inner) if isinstance(inner, str) else inner
    except ValueError:
        return inner
    return held if isinstance(held, dict) else inner


break_each(
    "method",
    takes_put=reading(lambda request: request.edit(method="POST") if request.method == "PUT" else request),
)
break_each(
    "token/required",
    takes_a_blank_token=ignoring("token", lambda request: request.query.get("access_token") == ""),
    ignores_the_token=ignoring("token"),
)
break_each(
    "token/known",
    compares_the_beginning_of_the_token=ignoring("token", lambda request: token_of(request).startswith(TOKEN)),
    compares_the_token_in_any_case=ignoring("token", lambda request: token_of(request).lower() == TOKEN),
)


@breaks("body/required")
def takes_no_body(request: Request) -> Reply:
    """Accepts an empty body."""
    is_bare = not request.body and conforming(request, without={"content-type"}).value["errmsg"].endswith("json")
    return accept(request) if is_bare else conforming(request)


break_each(
    "body/type",
    takes_a_list_of_bodies=parsing(lambda value: value[0] if isinstance(value, list) and len(value) == 1 else value),
)
break_each(
    "body/request/required",
    takes_a_body_without_request=parsing(
        lambda value: GOOD if isinstance(value, dict) and "request" not in value else value
    ),
)
# As the old form bodies had it.
break_each("body/request/type", takes_the_request_as_text=unwrapping(_take_text))
break_each(
    "body/request/agentid/type",
    takes_true_for_a_number=taking("agentid", lambda value: value is True, 1),  # as Python does
)
