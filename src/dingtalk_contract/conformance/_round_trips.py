"""Round trips: what was sent into a gateway, what arrived behind it, and what came back."""

from dataclasses import dataclass, field
from typing import Any

from ..exchange import Arrival, Draft, Reply
from ._cases import GatewayCase
from ._exchanges import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTrip:
    """One case on its way through a gateway and back."""

    case: GatewayCase
    mark: str
    """The text within its body that tells it from all others of the run."""
    body: Any
    """The value that was sent."""
    draft: Draft
    arrivals: list[Arrival] = field(default_factory=list)
    """What arrived of it so far; a request that is sent again may arrive later still."""
    replies: list[Reply] = field(default_factory=list)
    """What each arrival was answered."""
    exchanges: list[Exchange] = field(default_factory=list)
    """What came back, once it is there."""

    @property
    def exchange(self) -> Exchange:
        """What came back."""
        return self.exchanges[0]
