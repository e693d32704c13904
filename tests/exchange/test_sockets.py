"""Addresses as they are written, and the sockets taken there."""

import socket

import pytest

from dingtalk_contract.errors import AddressInUse
from dingtalk_contract.exchange import Listener, Reply, listen, show_authority


@pytest.mark.parametrize(("host", "expected"), [("a", "a:80"), ("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80")])
def test_a_colon_in_the_host_is_bracketed(host: str, expected: str) -> None:
    """Host and port are written as a URL has them."""
    assert show_authority(host, 80) == expected


def test_a_name_of_both_families_is_taken_in_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    """What forwards to 127.0.0.1 reaches who listens at localhost."""
    both = [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 0, 0, 0))]
    both += [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]  # type: ignore[list-item]  # two lengths
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)

    with listen("both", 0) as taken:
        assert taken.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("a..b", "cannot listen on a..b:8080: this cannot be the name of a host. Name another."),
        ("2001:db8::1", "cannot listen on [2001:db8::1]:8080: "),
    ],
)
def test_a_listener_says_shortly_why_it_cannot_listen(host: str, message: str) -> None:
    """The reason is the system's, without the address a second time."""
    with pytest.raises(AddressInUse) as caught, Listener(answering=lambda _: Reply(), host=host, port=8080):
        pass

    assert str(caught.value).startswith(message)
    assert str(caught.value).count("8080") == 1
