"""Judging the real service: refused unless asked for by name, and then gently."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..exchange import Address

LIVE_RATE = 5.0
"""How many requests a second the real service gets."""
REAL_DOMAIN = "dingtalk.com"


def is_real_service(address: "Address") -> bool:
    """Return whether an address is DingTalk's own."""
    host = address.host.rstrip(".").lower()
    return host == REAL_DOMAIN or host.endswith(f".{REAL_DOMAIN}")


def announce_live(address: "Address", *, live: bool, named: Mapping[str, object]) -> None:
    """Say what judging the real service does, before it is done.

    Raises:
        UsageError: it was not asked for by --live, or a value is left to the page's example.
    """
    if not live:
        raise UsageError(
            f"cannot judge {address.url!r} just so: it is the real service. Read docs/live.md, then add --live."
        )
    missing = [option for option, value in named.items() if not value]
    if missing:
        raise UsageError(
            f"cannot judge the real service without {', '.join(missing)}: only ids that you name are sent."
        )
    print(
        f"dingtalk-contract: judging the real service at {address.url}: "
        f"quick profile, at most {LIVE_RATE:g} requests a second and "
        "200 in all. Each accepted request cancels the running to-dos of the groups you named.",
        file=sys.stderr,
    )
