"""Judge gateways from Debian that nobody here wrote, and write their section of docs/conformance.md."""

import argparse
import shutil

from conformance_page import OPERATIONS, judge, write_section
from real_gateways import GATEWAYS, install, running

HOW = """Each gateway runs with the few lines of `scripts/gateway_configurations/`, all else at its default.
[gateways.md](gateways.md) explains what fails, and what mends it."""


def main() -> None:
    """Install the gateways, judge them, and write the section."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if not all(gateway.is_installed for gateway in GATEWAYS):
        if shutil.which("apt-get") is None:
            print("skipped: apt-get is not there, and the gateways come from Debian")
            return
        install()
    columns = {}
    for gateway in GATEWAYS:
        with running(gateway) as (url, upstream):
            words = ("gateway", url, f"--upstream={upstream}")
            columns[gateway.describe()] = {operation: judge(operation, *words) for operation in OPERATIONS}
    write_section("Gateways", HOW, columns)


if __name__ == "__main__":
    main()
