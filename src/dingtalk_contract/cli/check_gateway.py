"""`check gateway`: judge a gateway."""

from typing import Annotated

import typer

from ..errors import UsageError
from .judging import judge
from .options import AccessToken, Headers, Judging, read_headers

GatewayUrl = Annotated[str, typer.Argument(metavar="URL", help="The gateway.", show_default=False)]
Upstream = Annotated[
    str, typer.Option(metavar="HOST:PORT", help="Where the gateway forwards to; we listen there.", show_default=False)
]


def check_gateway(
    url: GatewayUrl,
    upstream: Upstream,
    judging: Judging,
    access_token: AccessToken = None,
    header: Headers = None,
) -> None:
    """Judge a gateway: does it forward as documented, and bring answers back? 检查网关。

    We send through the gateway at URL, and listen as its upstream at HOST:PORT. See docs/gateways.md.
    """
    from ..conformance import GatewayTarget, Profile
    from ..contract import load_document
    from ..exchange import parse_url

    headers = read_headers(header or ())
    target = GatewayTarget(address=parse_url(url), upstream=_host_and_port(upstream), headers=headers)
    judge(target, load_document(), judging, token=access_token, profile=Profile.QUICK)


def _host_and_port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or not 0 < int(port[:6]) < 65536:
        raise UsageError(f"cannot use the upstream {text!r}: it is not HOST:PORT.")
    return host, int(port)
