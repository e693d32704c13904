"""Passages: what was sent into a gateway, what arrived behind it, and what came back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ..exchange import Arrival, Draft, Reply, Token, encode_json
from ._exchanges import Exchange

Spell = Callable[[Draft, Any], Draft]
"""Gives a draft with a JSON value as its body, in some spelling."""
Answering = Callable[[Arrival, str], Reply]
"""Says how the upstream answers an arrival, given the mark of its passage."""


def spell_plainly(draft: Draft, value: Any) -> Draft:
    """Return a draft with a JSON value as its body, its non-ASCII text escaped."""
    return replace(draft, body=encode_json(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What is sent through a gateway to show a clause, and how the upstream answers it."""

    name: str
    """What is particular to it, in words."""
    body: Any
    """The value, but for the mark that each passage gets."""
    answering: Answering
    token: Token | None = None
    """Another token than the control's."""
    spell: Spell = spell_plainly


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One probe on its way through a gateway and back."""

    probe: Probe
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
