"""Broken servers that stumble over what they seldom meet: deep JSON, override headers, callers' names, odd numerals."""

import re
from collections.abc import Callable

from tests.servers.conforming import conforming
from tests.servers.mending import failing_where, inner_of, is_valid, mend
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks, conforms

OVERRIDE = "x-http-method-override"


def depth_of(request: Request) -> int:
    """Return how many lists are begun in a row."""
    return max(map(len, re.findall(rb"\[+", request.body)), default=0)


def failing_beyond(depth: int, **changes: object) -> Behaviour:
    """Make a server that fails on JSON that is nested deeper."""

    def behaviour(request: Request) -> Reply:
        # Its own parser gives up at some thousand levels too.
        return (
            Reply(value={"errcode": -2}, status=500).edit(**changes)
            if depth_of(request) > depth
            else conforming(request)
        )

    return behaviour


@breaks("deep-nesting")
def gives_up_at_two_thousand_levels(request: Request) -> Reply:
    """Answers 500 where its parser gives up."""
    return failing_beyond(2000)(request)


@breaks("deep-nesting")
def overflows_its_stack(request: Request) -> Reply:
    """Is gone at a hundred thousand levels."""
    return failing_beyond(50_000, raw=b"")(request)


@conforms()
def refuses_deep_json_with_400(request: Request) -> Reply:
    """Takes no more than a hundred levels."""
    return failing_beyond(100, status=400)(request)


@breaks("method")
def takes_the_method_from_a_header(request: Request) -> Reply:
    """Takes GET for POST where a header says so."""
    is_overridden = request.method == "GET" and request.headers.get(OVERRIDE) == "POST"
    return conforming(request.edit(method="POST") if is_overridden else request)


@breaks("spelling/headers")
def obeys_an_override_of_post(request: Request) -> Reply:
    """Takes POST for GET where a header says so."""
    method = request.headers.get(OVERRIDE, request.method)
    return conforming(request.edit(method=method) if request.method == "POST" else request)


def refusing_agents(is_refused: Callable[[str], bool]) -> Behaviour:
    """Make a server that refuses callers by their names."""

    def behaviour(request: Request) -> Reply:
        agent = request.headers.get("user-agent", "")
        return failing_where(request, is_hit=bool(agent) and is_refused(agent), status=403)

    return behaviour


@breaks("spelling/headers")
def refuses_curl(request: Request) -> Reply:
    """Takes curl for an attack."""
    return refusing_agents(lambda agent: agent.startswith("curl/"))(request)


@breaks("spelling/headers")
def refuses_what_is_no_browser(request: Request) -> Reply:
    """Takes requests of browsers alone, and those that say nothing of themselves."""
    return refusing_agents(lambda agent: not agent.startswith("Mozilla/"))(request)


@breaks("spelling/json")
def refuses_an_escaped_slash(request: Request) -> Reply:
    """Knows no escape before a slash."""
    return failing_where(request, is_hit=rb"\/" in request.body, status=400)


@breaks("body/request/agentid/type")
def takes_nan_for_agentid(request: Request) -> Reply:
    """Takes the text NaN for a number, as JavaScript's Number gives one."""
    return conforming(mend(request, "agentid", lambda value: value == "NaN", 1))


@breaks("body/request/agentid/type")
def finds_digits_anywhere_in_agentid(request: Request) -> Reply:
    """Takes the first digits that it finds in a text."""
    return conforming(
        mend(request, "agentid", lambda value: isinstance(value, str) and re.search(r"[a-z]+\d", value) is not None, 1)
    )


@breaks("body/request/agentid/digits")
def takes_hexadecimal_text(request: Request) -> Reply:
    """Takes 0x6F for 111, as JavaScript's Number does."""
    return conforming(mend(request, "agentid", lambda value: isinstance(value, str) and value.startswith("0x"), 1))


@breaks("body/request/agentid/digits")
def takes_text_with_an_exponent(request: Request) -> Reply:
    """Takes 111e0 for 111, as Gson does."""
    return conforming(mend(request, "agentid", lambda value: isinstance(value, str) and value.endswith("e0"), 1))


@conforms(warns=("body/request/agentid/digits",))
def takes_every_numeral(request: Request) -> Reply:
    """Takes whatever text some parser takes for a number."""
    agentid = inner_of(request).get("agentid")
    is_numeral = isinstance(agentid, str) and re.fullmatch(r"\s*[+-]?(0x\w+|\d+(\.\d*)?(e\d+)?)\s*", agentid)
    return conforming(
        mend(request, "agentid", lambda _: True, 111) if is_numeral and not is_valid(request) else request
    )
