"""Judge servers that nobody here wrote, made from the same document, and write their section of docs/conformance.md."""

import argparse
import shutil

from conformance_page import OPERATIONS, judge, write_section
from node_servers import PEERS, install, serving

HOW = "Each server was started from `spec/openapi.yaml` as its own documentation says, without further settings."


def main() -> None:
    """Install the peers, judge them and the emulator, and write the section."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if shutil.which("npm") is None:
        print("skipped: npm is not installed, and the peers come from there")
        return
    install()
    columns = {"the emulator": {operation: judge(operation, "server") for operation in OPERATIONS}}
    for peer in PEERS:
        runs = columns[f"{peer.name} {peer.version()}"] = {}
        for operation in OPERATIONS:
            # Anew each time: not every server survives a run.
            with serving(peer) as url:
                runs[operation] = judge(operation, "server", url)
    write_section("Servers", HOW, columns)


if __name__ == "__main__":
    main()
