"""The release of a contract: a clean tree, a version that moved, a dated changelog, a document kept."""

from release.checks import Finding, check_release
from release.errors import ReleaseError
from release.run import release

__all__ = ["Finding", "ReleaseError", "check_release", "release"]
