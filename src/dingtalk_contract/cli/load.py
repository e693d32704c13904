"""`load`: judge a server while many ask, on Locust."""

from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .judging import report_on
from .live import is_real_service
from .operations import Named, chosen_operations, known_good
from .options import AccessToken, Judging

if TYPE_CHECKING:
    from ..exchange import Address

Url = Annotated[str, typer.Argument(metavar="URL", help="The server.")]
Users = Annotated[int, typer.Option(metavar="N", min=1, help="How many ask at a time.")]
SpawnRate = Annotated[float, typer.Option(metavar="N", min=0.1, help="How many of them begin a second.")]
RunTime = Annotated[float, typer.Option(metavar="SECONDS", min=1.0, help="How long they ask.")]
Processes = Annotated[int, typer.Option(metavar="N", min=1, help="How many workers on this machine.")]
Pause = Annotated[float, typer.Option(metavar="SECONDS", min=0.0, help="Between two rounds of a user.")]
Weights = Annotated[
    str, typer.Option(metavar="SHAPE=N,…", help="How many users of each shape to those of the others: cancels, life.")
]
MaxP99 = Annotated[float | None, typer.Option(metavar="MS", min=0.0, help="Fail where an operation's p99 is beyond.")]
MaxBroken = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Fail where more requests of an operation get no answer.")
]
Master = Annotated[int, typer.Option("--master", metavar="N", min=0, help="Wait for N workers of other processes.")]
Worker = Annotated[bool, typer.Option("--worker", help="Ask for a master, and leave the judging to it.")]
MasterHost = Annotated[str, typer.Option(metavar="HOST", help="Where a worker finds its master.")]
Port = Annotated[int, typer.Option("--master-port", metavar="PORT", help="Where master and workers meet.")]
YesLoad = Annotated[str | None, typer.Option(metavar="HOST", help="Load this host though it is no private address.")]
Settle = Annotated[float, typer.Option(metavar="SECONDS", min=0.0, help="Within which the target shows all.")]
SHAPES = ("cancels", "life")
PRIVATE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
"""RFC 1918 and RFC 4193: documentation and carrier networks are none."""


def load(
    named: Named,
    judging: Judging,
    url: Url,
    access_token: AccessToken = None,
    users: Users = 10,
    spawn_rate: SpawnRate = 10.0,
    run_time: RunTime = 60.0,
    processes: Processes = 1,
    pause: Pause = 0.0,
    weights: Weights = "",
    max_p99: MaxP99 = None,
    max_broken: MaxBroken = None,
    master: Master = 0,
    worker: Worker = False,
    master_host: MasterHost = "127.0.0.1",
    master_port: Port = 5557,
    yes_load: YesLoad = None,
    settle: Settle = 5.0,
) -> None:
    """Judge a server under load, on Locust: pip install 'dingtalk-contract[load]'. 压力之下检查服务器。"""
    from ..conformance import LoadTarget
    from ..contract import load_document
    from ..exchange import parse_url

    address = parse_url(url)
    require_allowed(address, yes_load)
    from ..load import Plan, Size, run_load

    document = load_document()
    operations = chosen_operations(document, judging.operation)
    good = known_good(document, operations, token=access_token, named=named, values=judging.values)
    bodies = {name: each.body for name, each in good.items()}
    tokens = {name: each.token.value for name, each in good.items()}
    mixture = _weights(weights, is_whole=len(operations) > 1)
    plan = Plan(url=address.url, bodies=bodies, tokens=tokens, weights=mixture, pause=pause, timeout=judging.timeout)
    size = Size(
        users=users,
        spawn_rate=spawn_rate,
        run_time=run_time,
        processes=processes,
        workers=master,
        master_host=master_host if worker else "",
        port=master_port,
    )
    seen = run_load(plan, size, settle=settle)
    if seen is None:
        return
    target = LoadTarget(address=address, report=seen, max_p99=max_p99, max_broken=max_broken)
    report_on(target, document, judging, good)


def require_allowed(address: "Address", named: str | None) -> None:
    """Make sure that a target may be loaded: never the real service, and others only where they are private or named.

    Raises:
        UsageError: it may not, or Locust is not installed.
    """
    if find_spec("locust") is None:
        raise UsageError("cannot load anything without Locust: pip install 'dingtalk-contract[load]'.")
    if is_real_service(address):
        raise UsageError("cannot load the real service: it has limits, and others use it.")
    if not _is_private(address.host) and named != address.host:
        raise UsageError(
            f"cannot load {address.host!r} just so: it is no loopback or private address. If it is yours, add "
            f"--yes-load {address.host}."
        )


def _is_private(host: str) -> bool:
    try:
        number = ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost"
    return number.is_loopback or any(number in network for network in PRIVATE if network.version == number.version)


def _weights(text: str, *, is_whole: bool) -> dict[str, int]:
    if not text:
        return {"cancels": int(not is_whole), "life": int(is_whole)}
    weights = dict.fromkeys(SHAPES, 0)
    for part in text.split(","):
        name, _, number = part.partition("=")
        if name not in weights or not number.isdecimal():
            raise UsageError(f"cannot use the weights {text!r}: they are SHAPE=N,… of {' and '.join(SHAPES)}.")
        weights[name] = int(number)
    return weights
