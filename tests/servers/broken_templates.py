"""Broken and correct servers of getProcessByName: one text asked for, one answered."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.servers.conforming import TEMPLATE_PATH, conforming
from tests.servers.mending import ignoring, parsing, refusing, rename
from tests.servers.serving import Behaviour
from tests.servers.spoiling import accepted, answering, failing, rejected, saying
from tests.servers.trials import FINDING, break_each, conform_each

NAME = "Leave"
break_finding = partial(break_each, operation=FINDING)
conform_finding = partial(conform_each, operation=FINDING)


def _taking(is_odd: Callable[[Any], bool]) -> Behaviour:
    """Make a server that takes an odd name for the good one."""
    return parsing(
        lambda body: (
            {**body, "name": NAME} if isinstance(body, dict) and "name" in body and is_odd(body["name"]) else body
        )
    )


break_finding(
    "token/required", checks_no_token_of_templates=ignoring("token", lambda request: request.path == TEMPLATE_PATH)
)
break_finding("body/type", takes_a_bare_name=parsing(lambda body: {"name": NAME} if isinstance(body, str) else body))
break_finding(
    "body/names",
    takes_name_in_capitals=parsing(lambda body: rename(body, {"NAME": "name"})),
    takes_name_with_a_capital=parsing(lambda body: rename(body, {"Name": "name"})),
)
break_finding(
    "body/name/required",
    finds_the_first_template_for_no_name=parsing(lambda body: {"name": NAME, **body} if body == {} else body),
)
break_finding(
    "body/name/type",
    finds_any_template_for_null=_taking(lambda name: name is None),
    takes_a_number_for_the_name=_taking(lambda name: type(name) in (int, float)),
    takes_a_list_of_names=_taking(lambda name: isinstance(name, list)),
)
break_finding(
    "valid-requests",
    crashes_on_an_unknown_template=failing(lambda request: request.value["name"] != NAME),
    crashes_on_a_blank_name=failing(lambda request: not request.value["name"].strip()),
)
break_finding(
    "answer/process_code/type",
    gives_null_for_the_code=saying(accepted, process_code=None),
    gives_a_number_for_the_code=saying(accepted, process_code=1),
    gives_a_list_of_codes=saying(accepted, process_code=["PROC-C54B2B"]),
    rejects_with_a_code_of_null=saying(rejected, process_code=None),
)
conform_finding(
    finds_templates_as_documented=conforming,
    refuses_unknown_templates=refusing(lambda request: request.value["name"] != NAME),
    refuses_blank_names=refusing(lambda request: not request.value["name"].strip()),
    finds_templates_of_no_code=saying(accepted, process_code=""),
    adds_the_template=saying(accepted, result={"process_code": 1}, success=None),
)
conform_finding(warns=("answer/rejection-status",), rejects_unknown_templates_with_404=answering(rejected, status=404))
