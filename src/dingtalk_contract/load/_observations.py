"""What is seen under load: counted in each process, sent to the first one in parts, and put together there."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

MOST_SHOWN = 3
"""How many violations of a clause are kept whole; the others are counted."""
Data = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was seen, in one process or in all."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    """How many requests of each operation reached each outcome."""
    violations: dict[str, list[Data]] = field(default_factory=dict)
    """By the id of the clause: the first few, each with expected, received and a shell line."""
    times: Counter[str] = field(default_factory=Counter)
    """How often each clause was broken."""
    ids: dict[str, "array[int]"] = field(default_factory=dict)
    """The digests of the ids that each operation gave: of its answers, and of what it made; eight bytes each."""
    put: list[list[Any]] = field(default_factory=list)
    """Each to-do that was created: its user, its url, the ids that its answer gave, and waiting, gone or free."""
    instances: list[str] = field(default_factory=list)
    """The instances that were not ended."""
    templates: list[str] = field(default_factory=list)
    """The templates that were saved."""

    def count(self, operation_id: str, outcome: str) -> None:
        """Count one request."""
        self.outcomes.setdefault(operation_id, Counter())[outcome] += 1

    def blame(self, clause_id: str, expected: str, received: str, shell: str) -> None:
        """Keep one violation."""
        self.times[clause_id] += 1
        kept = self.violations.setdefault(clause_id, [])
        if len(kept) < MOST_SHOWN:
            kept.append({"expected": expected, "received": received, "reproduce": shell})

    def give(self, kind: str, values: Iterable[object]) -> None:
        """Keep ids that must differ from all others of their kind."""
        self.ids.setdefault(kind, array("q")).extend(map(_digest, values))

    def take(self) -> Data:
        """Return all as plain data, and begin anew."""
        data = {
            "outcomes": {name: dict(counts) for name, counts in self.outcomes.items()},
            "violations": self.violations,
            "times": dict(self.times),
            "ids": {kind: ids.tobytes() for kind, ids in self.ids.items()},
            "put": self.put,
            "instances": self.instances,
            "templates": self.templates,
        }
        fresh = Seen()
        for name in self.__slots__:
            setattr(self, name, getattr(fresh, name))
        return data

    def add(self, data: Mapping[str, Any]) -> None:
        """Add what another process saw."""
        for name, counts in data["outcomes"].items():
            self.outcomes.setdefault(name, Counter()).update(counts)
        for clause_id, kept in data["violations"].items():
            self.violations.setdefault(clause_id, []).extend(kept)
            del self.violations[clause_id][MOST_SHOWN:]
        self.times.update(data["times"])
        for kind, ids in data["ids"].items():
            self.ids.setdefault(kind, array("q")).frombytes(ids)
        self.put.extend(data["put"])
        self.instances.extend(data["instances"])
        self.templates.extend(data["templates"])


def _digest(value: object) -> int:
    # The same in every process, and short enough to be sent.
    return int.from_bytes(blake2b(str(value).encode(), digest_size=8).digest()) >> 1


def how_often(seen: Seen) -> dict[str, tuple[int, int]]:
    """Return how many ids of each kind were given, and how many of them came again."""
    return {kind: (len(ids), len(ids) - len(set(ids))) for kind, ids in seen.ids.items()}
