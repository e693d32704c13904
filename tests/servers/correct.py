"""Correct servers that differ in what they may."""

import json

from tests.servers.conforming import QUERY_PATH, REQUIRED, TOKEN, conforming
from tests.servers.mending import LIST, groups_of, ignoring, inner_of, mend, refusing, token_of
from tests.servers.pacing import once, throttled
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import accepted, always, answering, is_accepted, method_refused, remaking, token_refused
from tests.servers.trials import conform_each, conforms

REJECTION = ("answer/rejection-status",)
LENIENT = ("body/request/agentid/digits", "body/content-type", "body/request/activity_id_list/null")


@conforms()
def plain(request: Request) -> Reply:
    """Answers as documented."""
    return conforming(request)


@conforms()
def says_nothing_but_errcode(request: Request) -> Reply:
    """Leaves out every optional field."""
    reply = conforming(request)
    return reply.edit(value={"errcode": reply.value["errcode"]})


@conforms(warns=REJECTION)
def rejects_with_422(request: Request) -> Reply:
    """Rejects with words under 422, and 401 for tokens."""
    reply = conforming(request)
    status = 401 if reply.value["errcode"] == 88 else 422
    return reply if is_accepted(reply) else Reply(status=status, body=b"no", media_type="text/plain")


@conforms()
def refuses_all_that_is_free(request: Request) -> Reply:
    """Refuses unknown fields, blanks, fractions, empty and repeating lists, and further parameters of a cancel."""
    return refusing(lambda valid: valid.path != QUERY_PATH and _uses_a_freedom(valid))(request)


def _uses_a_freedom(request: Request) -> bool:
    inner = inner_of(request)
    groups = inner.get(LIST, ["x"])
    return bool(
        set(inner) - {*REQUIRED, LIST}
        or set(request.value) != {"request"}
        or set(request.query) != {"access_token"}
        or not inner["process_instance_id"].strip()
        or not inner["activity_id"].strip()
        or not isinstance(inner["agentid"], int)
        or not 0 <= inner["agentid"] < 2**63
        or not groups
        or len(set(groups)) < len(groups)
    )


@conforms(warns=LENIENT)
def is_lenient_where_it_may(request: Request) -> Reply:
    """Takes digits for numbers, null for a missing list, and any media type."""
    request = mend(request, "agentid", lambda value: isinstance(value, str) and value.isdigit(), 1)
    return conforming(mend(request, LIST, lambda value: value is None, []), without={"content-type"})


def _is_unknown(request: Request) -> bool:
    inner = inner_of(request)
    groups = {inner["activity_id"], *groups_of(request)}
    return inner["process_instance_id"] != "proc-zzz" or not groups <= {"1111", "2222"}


conform_each(
    leaves_out_errcode_where_it_accepts=answering(accepted, value={}),
    # And adds fields of its own.
    writes_zero_as_a_fraction=remaking(
        always,
        lambda _, reply: reply.edit(
            value={**reply.value, "errcode": float(reply.value["errcode"]), "result": {"a": [None]}}
        ),
    ),
    answers_like_the_gateway=answering(
        token_refused, value={"errcode": 88, "sub_code": "40014", "sub_msg": "不合法的access_token"}
    ),
    refuses_unknown_ids=refusing(_is_unknown),
    closes_each_connection=answering(always, close=True),
    answers_in_chunks=answering(always, chunked=True, media_type="application/json; charset=UTF-8"),
    # As HTTP/1.0 ends its answers.
    answers_without_length=remaking(
        always,
        lambda _, reply: reply.edit(length=-1, raw=reply.edit(length=-1).encode().replace(b"HTTP/1.1", b"HTTP/1.0", 1)),
    ),
    # Where it makes no difference.
    says_that_it_is_gbk_in_ascii=remaking(
        always,
        lambda _, reply: reply.edit(body=json.dumps(reply.value).encode(), media_type="application/json;charset=GBK"),
    ),
    is_busy_now_and_then=remaking(
        lambda request, _: request.number % 100 == 50, lambda *_: Reply(value={"errcode": -1, "errmsg": "系统繁忙"})
    ),
    reads_the_first_of_two_tokens=ignoring("token", lambda request: token_of(request) in {TOKEN, "second"}),
    is_slow=answering(always, delay=0.005),
)
conform_each(
    warns=REJECTION,
    # As HTTP has it for methods that it does not know.
    knows_no_other_method=remaking(method_refused, lambda *_: Reply(status=501, body=b"", media_type=None)),
)
conform_each(
    stateful=True,
    cancels_each_group_once=once(lambda request: {inner_of(request)["activity_id"], *groups_of(request)}),
    cancels_an_instance_once=once(lambda request: {inner_of(request)["process_instance_id"]}),
)


@conforms(stateful=True)
def throttles_at_a_hundred_a_second() -> Behaviour:
    """Takes a hundred requests a second, and then says so in one of the recorded forms."""
    forms = (
        Reply(value={"errcode": 88, "sub_code": "90018", "sub_msg": "qps"}),
        Reply(value={"errcode": 90002, "errmsg": "qps"}),
        Reply(status=429, body=b"", headers=(("Retry-After", "1"),)),
        Reply(status=503, body=b"", headers=(("Retry-After", "1"),)),
        Reply(value={"status": 1111, "wait": 5, "source": "x5", "punish": "deny", "uuid": "x"}),
    )
    return throttled(100, lambda request: forms[request.number % len(forms)])
