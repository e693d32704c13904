"""Gateways that keep a connection to their upstream, and find it closed."""

import http.client
import socket

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import HOP_BY_HOP, Behaviour, Forward, Request, fail
from tests.gateways.trials import breaks, conforms


class Pool(list[http.client.HTTPConnection]):
    """Connections that are closed when nobody needs them any more."""

    def __del__(self) -> None:
        """Close them."""
        for connection in self:
            connection.close()


def pooling(*, looks: bool) -> Behaviour:
    """Make a gateway that keeps one connection to its upstream, and looks whether it is still open, or not."""
    kept = Pool()

    def behaviour(request: Request, forward: Forward) -> Reply:
        connection = kept.pop() if kept else http.client.HTTPConnection("127.0.0.1", forward.port, timeout=10)
        if looks and connection.sock is not None:
            connection.sock.settimeout(0)
            try:
                is_open = connection.sock.recv(1, socket.MSG_PEEK) != b""
            except BlockingIOError:
                is_open = True
            connection.sock.settimeout(10)
            if not is_open:
                connection.close()
        # A connection that is closed under a request is not opened anew behind its back.
        connection.auto_open = int(connection.sock is None)
        try:
            connection.putrequest(request.method, request.target, skip_accept_encoding=True)
            for name, value in request.headers:
                connection.putheader(name, value.encode("latin-1"))
            connection.putheader("Content-Length", str(len(request.body)))
            connection.endheaders(request.body)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return fail(502)
        connection.auto_open = 1
        if not response.will_close:
            kept.append(connection)
        headers = tuple((name, value) for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP)
        return Reply(status=response.status, headers=headers, body=body)

    return behaviour


@breaks("delivery/idle", stateful=True)
def takes_a_closed_connection() -> Behaviour:
    """Takes a connection from its pool, does not look, and answers 502 though nothing was sent."""
    return pooling(looks=False)


@conforms(stateful=True)
def looks_before_it_takes_a_connection() -> Behaviour:
    """Takes a connection from its pool if it is still open."""
    return pooling(looks=True)


@conforms()
def looks_at_its_upstream_with_the_token(request: Request, forward: Forward) -> Reply:
    """Asks by HEAD whether the upstream is there, before each request."""
    forward(request.edit(method="HEAD", body=b""))
    return forward(request)
