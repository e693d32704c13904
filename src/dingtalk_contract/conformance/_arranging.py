"""Arranging: what an operation needs is made by those that the document links to it, and put away at the end."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..contract import Clause, Link, Verb
from ..exchange import Draft, Outcome, read_plain_json
from ._exchanges import Purpose
from ._verdicts import ClauseSkipped, NotAsked

if TYPE_CHECKING:
    from ._server_judge import ServerJudge


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One accepted exchange that made something, as JSON values: what was sent, and what came back."""

    request: Any
    answer: Any


@dataclass(slots=True, kw_only=True)
class Arranger:
    """Has the judges on the chosen operations make what others need."""

    judges: Mapping[str, "ServerJudge"]
    """By operationId."""
    names: Mapping[Verb, tuple[str, ...]] = field(default_factory=dict)
    """The operations of the document by what they do, chosen or not."""
    tokens: dict[str, str] = field(default_factory=dict)
    """The newest token that the run was given, by the parameter that carries it."""
    made: dict[str, int] = field(default_factory=dict)
    """How many things each operation made that another puts away."""
    left: dict[str, int] = field(default_factory=dict)
    """How many of them were not put away."""

    def sight_of(self, clause: Clause) -> str:
        """Return the operation that shows whether an effect clause is kept, its own where its own answers do."""
        return (
            next(iter(self.names.get(clause.sight, ())), clause.operation_id) if clause.sight else clause.operation_id
        )

    def sources(self, operation_id: str) -> Iterator[tuple[Link, "ServerJudge"]]:
        """Return the links to an operation, its own included, with the judge on the source of each."""
        for judge in self.judges.values():
            for link in judge.operation.links:
                if link.target == operation_id and not link.puts_away:
                    yield link, judge

    def take_token(self, judge: "ServerJudge", making: Making) -> None:
        """Keep the token that an exchange gave: a target may end the old one with it."""
        for link in judge.operation.links:
            for name in link.parameters:
                try:
                    token = link.parameter(name, making.request, making.answer)
                except ValueError:
                    return
                if isinstance(token, str) and token:
                    self.tokens[name] = token

    def put_away(self) -> None:
        """Put away what the run made, the last kind first, as far as the target serves that."""
        for judge in reversed(list(self.judges.values())):
            for link in judge.operation.links:
                if link.puts_away:
                    self._put_away(judge, link)

    def _put_away(self, judge: "ServerJudge", link: Link) -> None:
        putter, things = self.judges.get(link.target), _things(judge, link)
        enders = [each for each in self.judges.values() if each is putter or each.operation.is_destructive]
        gone = {leaf for each in enders for making in each.sender.makings for leaf in _leaves(making.request)}
        there = [making for names, making in things.items() if not gone.issuperset(names)]
        self.made[judge.operation.id] = len(things)
        if putter is not None and putter.is_served:
            there = [making for making in there if not _is_put_away(putter, link, making)]
        self.left[judge.operation.id] = len(there)


def making_of(draft: Draft, members: Mapping[str, Any] | None) -> Making:
    """Return what an accepted exchange made."""
    return Making(request=read_plain_json(draft.body).value if draft.body else None, answer=members)


def _things(judge: "ServerJudge", link: Link) -> dict[tuple[str, ...], Making]:
    """Return what made each thing, by the values that name it; each thing once."""
    things = {}
    for making in judge.sender.makings:
        try:
            things[tuple(map(json.dumps, link.given(making.request, making.answer)))] = making
        except (ValueError, TypeError):
            # The answer does not say what was made.
            continue
    return things


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    else:
        yield json.dumps(value)


def _is_put_away(putter: "ServerJudge", link: Link, making: Making) -> bool:
    draft = putter.make.draft(link.fill({}, making.request, making.answer))
    try:
        return putter.sender.send(draft, Purpose.CONTROL).outcome is Outcome.ACCEPTED
    except (NotAsked, ClauseSkipped):
        return False
