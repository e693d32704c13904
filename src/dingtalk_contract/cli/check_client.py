"""`check client`: judge a client."""

from typing import Annotated

import typer

from . import options
from .cancel_task_group import known_good
from .judging import judge

Command = Annotated[
    list[str],
    typer.Argument(
        metavar="COMMAND [ARG]...",
        show_default=False,
        help="Makes the one call that its environment describes; write -- before it.",
    ),
]


def check_client(
    command: Command,
    select: options.Select = None,
    strict: options.Strict = False,
    seed: options.Seed = 0,
    timeout: options.Timeout = 5.0,
    rate: options.Rate = None,
    known: options.Known = None,
    name: options.Name = None,
    lang: options.Lang = None,
    report: options.Report = None,
) -> None:
    """Judge a client in any language: does it call as documented, and survive every answer? 检查客户端。

    COMMAND is run once for each call, with DINGTALK_BASE_URL, DINGTALK_ACCESS_TOKEN and a variable for each field.
    It exits 0 where it counts the call a success. See docs/clients.md.
    """
    from ..conformance import ClientTarget, Profile
    from ..contract import load_document

    document = load_document()
    judge(
        ClientTarget(command=tuple(command)),
        document,
        known_good(document.operations[0]),
        profile=Profile.QUICK,
        select=select,
        strict=strict,
        seed=seed,
        timeout=timeout,
        rate=rate,
        known=known,
        name=name,
        lang=lang,
        report=report,
    )
