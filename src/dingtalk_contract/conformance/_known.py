"""Known failures: data that the user keeps, and that turns a run red when it is out of date."""

from dataclasses import dataclass, field
from pathlib import Path

from ..contract import read_yaml
from ..errors import UsageError

_KEYS = {"clause", "target", "reason"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFailures:
    """The reasons why some clauses are known to be broken by this target, by clause id."""

    reasons: dict[str, str] = field(default_factory=dict)

    def reason(self, clause_id: str) -> str | None:
        """Return the reason why this clause is known to be broken, if it is."""
        return self.reasons.get(clause_id)


def load_known(path: Path, target_name: str | None) -> KnownFailures:
    """Read the entries that name this target.

    Raises:
        UsageError: the file cannot be read, or an entry is not {clause, target, reason}.
    """
    try:
        entries = read_yaml(path)
    except ValueError as error:
        raise UsageError(f"cannot read the known failures {str(path)!r}: {error}.") from error
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        raise UsageError(
            f"cannot use the known failures {str(path)!r}: it is no list of {{clause, target, reason}}, all text."
        )
    return KnownFailures(
        reasons={entry["clause"]: entry["reason"] for entry in entries if entry["target"] == target_name}
    )


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and set(entry) == _KEYS
        and all(isinstance(value, str) and value for value in entry.values())
    )
