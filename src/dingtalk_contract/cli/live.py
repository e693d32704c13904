"""Judging the real service: refused unless asked for by name, and then gently."""

import sys
from typing import TYPE_CHECKING

from ..errors import UsageError
from .operations import Named, chosen_operations, require_named
from .options import Judging

if TYPE_CHECKING:
    from ..exchange import Address

LIVE_RATE = 5.0
"""How many requests a second the real service gets."""
REAL_DOMAIN = "dingtalk.com"


def is_real_service(address: "Address") -> bool:
    """Return whether an address is DingTalk's own."""
    host = address.host.rstrip(".").lower()
    return host == REAL_DOMAIN or host.endswith(f".{REAL_DOMAIN}")


def announce_live(address: "Address", judging: Judging, named: Named, *, live: bool, token: str | None) -> None:
    """Say what judging the real service does, before it is done.

    Raises:
        UsageError: it was not asked for by --live, for one operation, or a value is left to the document's example.
    """
    from ..conformance import read_values
    from ..contract import load_document

    if not live:
        raise UsageError(
            f"cannot judge {address.url!r} just so: it is the real service. Read docs/live.md, then add --live."
        )
    document = load_document()
    operations = chosen_operations(document, judging.operation)
    if len(operations) > 1:
        raise UsageError("cannot judge several operations of the real service at once: name one.")
    placed = read_values(judging.values, document) if judging.values else {}
    require_named(operations[0], token, named, placed.get(operations[0].id, {}))
    print(
        f"dingtalk-contract: judging the real service at {address.url}: "
        f"quick profile, at most {LIVE_RATE:g} requests a second and 200 in all. "
        f"Each accepted request does what {operations[0].id} does: {operations[0].summary}",
        file=sys.stderr,
    )
