"""What must be so of a contract at every commit: its version moved enough, its changes told, its past untouched."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dingtalk_contract.diff import Change, Comparison, compare_contracts, read_files, released_path, released_versions
from release.changelog import Changelog, read_changelog
from release.kept import touched


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it must be, and what to do."""

    message: str
    is_on_version: bool = False
    """Whether a release would mend it by itself."""


def compare_with_last(root: Path) -> Comparison | None:
    """Compare the working contract of a checkout with the one released last, None where none is."""
    spec = root / "spec"
    versions = released_versions(spec)
    if not versions:
        return None
    last = str(versions[-1])
    return compare_contracts(
        read_files(released_path(last, spec), name=last), read_files(spec / "openapi.yaml", name="the working document")
    )


def check_release(root: Path, comparison: Comparison | None) -> Iterator[Finding]:
    """Find what is not as it must be in a checkout.

    Raises:
        ReleaseError: the changelog has no place for the entries.
    """
    for problem in touched(root / "spec" / "released"):
        yield Finding(message=f"{problem}: what is released stays as it is; restore it.")
    changelog = read_changelog(root / "CHANGELOG.md")
    if comparison is None:
        return
    if not comparison.has_moved_enough:
        old, new = comparison.old.version, comparison.new.version
        message = f"the version is {new} after {old}, and must be {comparison.lowest} at least: move info.version."
        yield Finding(message=message, is_on_version=True)
    for subject, change in _untold(comparison, changelog).items():
        message = f"no entry under Contract names `{subject}` ({change.rule.name}): add one to CHANGELOG.md."
        yield Finding(message=message)


def _untold(comparison: Comparison, changelog: Changelog) -> dict[str, Change]:
    """Return the subjects that no entry names; a change of words alone may be told by the name of its rule."""
    return {
        change.subject: change
        for change in reversed(comparison.changes)
        if not changelog.names(change.subject)
        and not (change.rule.is_documentation and changelog.names(change.rule.name))
    }
