"""
`emulate`: serve the reference emulator.
"""

import sys
from typing import Annotated

import typer


def emulate(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8080,
) -> None:
    """
    Serve the reference emulator, which answers as the public gateway was recorded to. 启动参考模拟器。
    """
    from ..contract import load_document
    from ..emulator import Emulator, serve

    document = load_document()
    count = len(document.operations)

    def announce(url: str) -> None:
        print(f"serving {count} operation{'s' * (count != 1)} on {url}", file=sys.stderr, flush=True)

    serve(Emulator(document), host, port, announce=announce)
