"""A release: check the tree, move the version, regenerate, date the changelog, keep the document."""

import re
from datetime import UTC, datetime
from pathlib import Path

from regeneration import GenerationError, regenerate

from dingtalk_contract.contract import Step, Version
from dingtalk_contract.diff import read_files
from dingtalk_contract.lint import lint_spec
from release.changelog import read_changelog
from release.checks import check_release, compare_with_last
from release.errors import ReleaseError
from release.kept import TAG, write_sums

_VERSION = re.compile(r"^(info:\n(?:[ ]+.*\n|\n)*?[ ]+version:[ ]*)(\S+)([ ]*)$", re.MULTILINE)


def release(root: Path, date: str | None = None) -> list[str]:
    """Release the contract of a checkout, and say what was done and what is left to do.

    Raises:
        ReleaseError: something is not as it must be; nothing was changed.
    """
    _require_clean(root)
    document = root / "spec" / "openapi.yaml"
    before = document.read_bytes()
    version = _next_version(root)
    try:
        _write_version(document, version)
        files = regenerate(document, root / "generated")
    except (GenerationError, ReleaseError, OSError) as error:
        document.write_bytes(before)
        raise ReleaseError(f"cannot release {version}: {error}") from error
    changelog = root / "CHANGELOG.md"
    dated = read_changelog(changelog).dated(version, date or datetime.now(UTC).date().isoformat())
    changelog.write_text(dated, encoding="utf-8")
    _keep(root / "spec", version)
    tag = TAG.format(version=version)
    return [
        f"spec/openapi.yaml: version {version}",
        f"spec/released/{version}.yaml: kept, with its clauses",
        f"generated/: {files} files written",
        f"CHANGELOG.md: the entries under Contract are those of {version}",
        f"next: run nox, commit all of this, then git tag {tag}, and build generated/ for whoever installs the client",
    ]


def _require_clean(root: Path) -> None:
    spec = root / "spec"
    problems = lint_spec(spec / "openapi.yaml", spec / "clauses.yaml", root / "contract_tests")
    told = [f"{Path(each.file).name} {each.pointer}: {each.message}" for each in problems]
    told += [each.message for each in check_release(root, compare_with_last(root)) if not each.is_on_version]
    if told:
        raise ReleaseError("cannot release the contract:\n" + "\n".join(f"  {each}" for each in told))


def _next_version(root: Path) -> Version:
    """Return the version that the contract has already, if it moved enough, or else the nearest that will do."""
    comparison = compare_with_last(root)
    if comparison is None:
        return read_files(root / "spec" / "openapi.yaml").version
    if comparison.step is Step.NONE:
        raise ReleaseError(f"cannot release the contract: nothing changed since {comparison.old.version}")
    return comparison.new.version if comparison.has_moved_enough else comparison.lowest


def _write_version(document: Path, version: Version) -> None:
    changed = _VERSION.sub(rf"\g<1>{version}\g<3>", document.read_bytes().decode(), count=1)
    document.write_bytes(changed.encode())
    if read_files(document).version != version:
        raise ReleaseError("info.version stands on no line of its own in the document")


def _keep(spec: Path, version: Version) -> None:
    released = spec / "released"
    released.mkdir(exist_ok=True)
    (released / f"{version}.yaml").write_bytes((spec / "openapi.yaml").read_bytes())
    (released / f"{version}.clauses.yaml").write_bytes((spec / "clauses.yaml").read_bytes())
    write_sums(released)
