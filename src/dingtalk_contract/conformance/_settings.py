"""What the user chose for a run: what is judged, and how much is asked of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..contract import Catalogue, Document, TargetKind
from ..exchange import Address, Token, show_authority
from ._known import KnownFailures
from ._known_good import KnownGood
from ._load_judge import LoadReport


class Profile(StrEnum):
    """How much a run asks."""

    QUICK = "quick"
    """Every clause's own cases, deterministic."""
    STANDARD = "standard"
    """Quick, and the properties, seeded."""
    DEEP = "deep"
    """The properties until a time budget is spent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerTarget:
    """A server at an address."""

    address: Address
    headers: tuple[tuple[str, str | Token], ...] = ()
    is_live: bool = False
    """It is the real service."""

    @property
    def kind(self) -> TargetKind:
        """The kind of target."""
        return TargetKind.SERVER

    def describe(self) -> dict[str, Any]:
        """Return its address."""
        return {"url": self.address.url}


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayTarget:
    """A gateway at an address, which forwards to an upstream of ours."""

    address: Address
    upstream: tuple[str, int]
    """The host and port that we listen on."""
    headers: tuple[tuple[str, str | Token], ...] = ()

    @property
    def kind(self) -> TargetKind:
        """The kind of target."""
        return TargetKind.GATEWAY

    @property
    def upstream_name(self) -> str:
        """The upstream as it is typed."""
        return show_authority(*self.upstream)

    def describe(self) -> dict[str, Any]:
        """Return both addresses."""
        return {"url": self.address.url, "upstream": self.upstream_name}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTarget:
    """A client that a command starts, once for each call."""

    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ), repr=False)
    """The user's environment, to which the variables of a call are added."""
    seconds: float = 15.0
    """How long one call may take."""

    @property
    def kind(self) -> TargetKind:
        """The kind of target."""
        return TargetKind.CLIENT

    def describe(self) -> dict[str, Any]:
        """Return its command."""
        return {"command": list(self.command)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadTarget:
    """A server at an address, with what was seen of it under load."""

    address: Address
    report: LoadReport
    max_p99: float | None = None
    """Milliseconds that the user allows."""
    max_broken: int | None = None
    """How many requests without an answer the user allows."""
    headers: tuple[tuple[str, str | Token], ...] = ()

    @property
    def kind(self) -> TargetKind:
        """The kind of target."""
        return TargetKind.LOAD

    def describe(self) -> dict[str, Any]:
        """Return its address."""
        return {"url": self.address.url}


Target = ServerTarget | GatewayTarget | ClientTarget | LoadTarget
"""What is judged: where it is, or how it is started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user chose for a run, whatever kind of target is judged."""

    target: Target
    document: Document
    catalogue: Catalogue
    """The clauses on the chosen operations."""
    known_good: Mapping[str, KnownGood]
    """By the id of each chosen operation, in the order of the document."""
    profile: Profile = Profile.STANDARD
    is_recorded: bool = True
    """The record has a line for each exchange; those who look at results alone do without."""
    time_budget: float | None = None
    """Seconds for the properties, in deep."""
    database: str | None = None
    """The folder that keeps counterexamples, in deep."""
    select: tuple[str, ...] = ()
    strict: bool = False
    seed: int = 0
    timeout: float = 5.0
    rate: float | None = None
    settle: float = 2.0
    known: KnownFailures = field(default_factory=KnownFailures)
    name: str | None = None
