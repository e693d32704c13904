"""Judge servers that nobody here wrote, made from the same document, and write their section of docs/conformance.md."""

import argparse
import shutil

from conformance_page import judge, write_section
from node_servers import PEERS, install, serving

HOW = "Each server was started from `spec/openapi.yaml` as its own documentation says, without further settings."


def main() -> None:
    """Install the peers, judge them and the emulator, and write the section."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if shutil.which("npm") is None:
        print("skipped: npm is not installed, and the peers come from there")
        return
    install()
    columns = {"the emulator": judge("server")}
    for peer in PEERS:
        with serving(peer) as url:
            columns[f"{peer.name} {peer.version()}"] = judge("server", url)
    write_section("Servers", HOW, columns)


if __name__ == "__main__":
    main()
