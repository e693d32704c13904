"""Cases: what is asked to show one clause, of each kind of target."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..exchange import Arrival, Draft, Reply, Token, encode_json

Spell = Callable[[Draft, Any], Draft]
"""Returns a draft with a JSON value as its body, in some spelling."""
Answering = Callable[[Arrival, str], Reply]
"""Says how the upstream answers an arrival, given the mark of its round trip."""


def spell_plainly(draft: Draft, value: Any) -> Draft:
    """Return a draft with a JSON value as its body, its non-ASCII text escaped."""
    return replace(draft, body=encode_json(value))


@dataclass(frozen=True, slots=True)
class ServerCase:
    """One request that a server is sent, byte for byte."""

    name: str
    """What is particular to it, in words."""
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCase:
    """One call that a client is to make, and how it is answered."""

    name: str
    """What is particular to it, in words."""
    token: Token
    body: Any
    """The values of the call, as the body that they make."""
    replies: tuple[Reply, ...]
    """The answers in their order; the last is given again and again."""
    takes_long: bool = False
    """A correct client may wait in it, so that it is begun early."""

    def reply(self, turn: int) -> Reply:
        """Return the answer to the nth request, from 0."""
        return self.replies[min(turn, len(self.replies) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayCase:
    """One request that is sent through a gateway, and how the upstream answers it."""

    name: str
    """What is particular to it, in words."""
    body: Any
    """The value, but for the mark that each round trip gets."""
    answering: Answering
    token: Token | None = None
    """Another token than the control's."""
    spell: Spell = spell_plainly
    fails: bool = False
    """Whether the upstream fails it, so that the gateway owes no answer."""
