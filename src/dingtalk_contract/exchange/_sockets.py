"""Where things listen: an address as it is written, and the socket taken there."""

import os
import socket

from ..errors import AddressInUse

_BACKLOG = 2048
_HIGHEST_PORT = 65535


def show_authority(host: str, port: int) -> str:
    """Write a host and a port as a URL has them; a colon in the host asks for brackets (RFC 3986, 3.2.2)."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def listen(host: str, port: int) -> socket.socket:
    """Take an address, a free port where it is 0; of a name's addresses the first of IPv4, if there is one.

    Raises:
        AddressInUse: it cannot be had.
    """
    authority = show_authority(host, port)
    # getaddrinfo would take 65536 for 0.
    if not 0 <= port <= _HIGHEST_PORT:
        raise AddressInUse(authority, f"a port is a number from 0 to {_HIGHEST_PORT}")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, place = min(found, key=lambda each: each[0] != socket.AF_INET)
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise AddressInUse(authority, _reason(error)) from error
    try:
        if os.name == "posix":  # elsewhere it would let two listeners share one address
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressInUse(authority, _reason(error)) from error
    return listener


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError):
        return "this cannot be the name of a host"
    return (error.strerror or str(error)).lower()
