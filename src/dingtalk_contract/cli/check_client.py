"""`check client`: judge a client."""

from typing import Annotated

import typer

from .judging import judge
from .options import Judging

Command = Annotated[
    list[str],
    typer.Argument(
        metavar="COMMAND [ARG]...",
        show_default=False,
        help="Makes the one call that its environment describes; write -- before it.",
    ),
]


def check_client(command: Command, judging: Judging) -> None:
    """Judge a client in any language: does it call as documented, and survive every answer? 检查客户端。

    COMMAND is run once for each call, with DINGTALK_BASE_URL, DINGTALK_ACCESS_TOKEN and a variable for each field.
    It exits 0 where it counts the call a success. See docs/clients.md.
    """
    from ..conformance import ClientTarget, Profile
    from ..contract import load_document

    judge(ClientTarget(command=tuple(command)), load_document(), judging, profile=Profile.QUICK)
