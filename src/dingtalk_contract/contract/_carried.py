"""Where spec/ and contract_tests/ lie: inside the wheel, or at the root of a checkout."""

from pathlib import Path

from ..errors import CarriedFolderMissing

PACKAGE = Path(__file__).resolve().parents[1]


def find_carried(name: str) -> Path:
    """Find a folder that travels with the distribution, in a wheel as in a checkout.

    Raises:
        CarriedFolderMissing: it is in neither place.
    """
    for root in (PACKAGE / "_carried", PACKAGE.parents[1]):
        if (root / name).is_dir():
            return root / name
    raise CarriedFolderMissing(name)
