"""Broken servers whose fields of the answer are not as documented, mostly in some answers alone."""

import hashlib
import time
from collections.abc import Callable

from tests.servers.serving import Behaviour, Request
from tests.servers.spoiling import (
    accepted,
    always,
    list_accepted,
    method_refused,
    rejected,
    remaking,
    saying,
    token_refused,
    unreadable,
    with_fields,
)
from tests.servers.trials import break_each


def _identifying(identify: Callable[[Request], object], where: Callable[[Request], bool] = lambda _: True) -> Behaviour:
    return remaking(
        lambda request, _: where(request), lambda request, reply: with_fields(reply, request_id=identify(request))
    )


break_each(
    "answer/errcode/type",
    rejects_with_a_null_errcode=saying(rejected, errcode=None),
    rejects_with_a_true_errcode=saying(rejected, errcode=True),
    rejects_with_an_object_for_errcode=saying(rejected, errcode={"code": 400002}),
    rejects_with_words_for_errcode=saying(rejected, errcode="invalidParameter"),
    rejects_tokens_with_digits_for_errcode=saying(token_refused, errcode="88"),
    rejects_methods_with_digits_for_errcode=saying(method_refused, errcode="43002"),
    accepts_with_false_for_errcode=saying(accepted, errcode=False),
    accepts_with_a_null_errcode=saying(accepted, errcode=None),
    writes_errcode_as_text_where_it_rejects=remaking(
        rejected, lambda _, reply: with_fields(reply, errcode=str(reply.value["errcode"]))
    ),
    writes_errcode_as_text=remaking(always, lambda _, reply: with_fields(reply, errcode=str(reply.value["errcode"]))),
)
break_each(
    "answer/errmsg/type",
    # As FastAPI has them.
    rejects_with_a_list_of_faults=saying(rejected, errmsg=[{"loc": ["body"], "msg": "field required"}]),
    rejects_with_an_object_for_errmsg=saying(rejected, errmsg={"zh": "错误"}),
    rejects_with_a_null_errmsg=saying(rejected, errmsg=None),
    rejects_malformed_json_with_a_null_errmsg=saying(unreadable, errmsg=None),
    accepts_with_a_number_for_errmsg=saying(accepted, errmsg=0),
    accepts_lists_with_false_for_errmsg=saying(list_accepted, errmsg=False),
)
break_each(
    "answer/request_id/type",
    rejects_with_a_null_request_id=saying(rejected, request_id=None),
    accepts_with_a_null_request_id=saying(accepted, request_id=None),
    rejects_with_an_object_for_request_id=remaking(
        rejected, lambda request, reply: with_fields(reply, request_id={"trace": f"t{request.number}"})
    ),
    # As where an id of digits alone is written as a number.
    writes_a_number_for_request_id_now_and_then=_identifying(
        lambda request: request.number, lambda request: request.number % 20 == 19
    ),
    writes_request_id_as_a_number=_identifying(lambda request: request.number),
)
break_each(
    "answer/request_id/distinct",
    derives_its_request_id_from_the_body=_identifying(lambda request: hashlib.sha256(request.body).hexdigest()),
    derives_its_request_id_from_the_second=_identifying(lambda _: f"t{int(time.time())}"),
    counts_its_requests_to_thirty=_identifying(lambda request: f"id{request.number % 30}"),
    rejects_with_a_blank_request_id=saying(rejected, request_id="none"),
    repeats_its_request_id=_identifying(lambda _: "constant"),
)
