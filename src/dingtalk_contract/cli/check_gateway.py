"""`check gateway`: judge a gateway."""

from typing import Annotated

import typer

from ..errors import UsageError
from . import options
from .cancel_task_group import known_good
from .judging import judge

GatewayUrl = Annotated[str, typer.Argument(metavar="URL", help="The gateway.", show_default=False)]
Upstream = Annotated[
    str, typer.Option(metavar="HOST:PORT", help="Where the gateway forwards to; we listen there.", show_default=False)
]


def check_gateway(
    url: GatewayUrl,
    upstream: Upstream,
    access_token: options.AccessToken = None,
    header: options.Headers = None,
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
    """Judge a gateway: does it forward as documented, and bring answers back? 检查网关。

    We send through the gateway at URL, and listen as its upstream at HOST:PORT. See docs/gateways.md.
    """
    from ..conformance import GatewayTarget, Profile
    from ..contract import load_document
    from ..exchange import parse_url

    document = load_document()
    judge(
        GatewayTarget(
            address=parse_url(url), upstream=_host_and_port(upstream), headers=options.read_headers(header or ())
        ),
        document,
        known_good(document.operations[0], token=access_token),
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


def _host_and_port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or not 0 < int(port[:6]) < 65536:
        raise UsageError(f"cannot use the upstream {text!r}: it is not HOST:PORT.")
    return host, int(port)
