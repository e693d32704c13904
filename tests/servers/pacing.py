"""What correct servers remember: what was accepted before, and how much came of late."""

import time
from collections.abc import Callable, Hashable, Set

from tests.servers.conforming import conforming, reject
from tests.servers.mending import is_valid
from tests.servers.serving import Behaviour, Reply, Request


def once(keys_of: Callable[[Request], Set[Hashable]], *, status: int = 200) -> Callable[[], Behaviour]:
    """Return a maker of servers that refuse a valid request with anything that was accepted before."""

    def make() -> Behaviour:
        seen: set[Hashable] = set()

        def behaviour(request: Request) -> Reply:
            keys = keys_of(request) if is_valid(request) else set()
            if keys & seen:
                return reject(request, "accepted before").edit(status=status)
            seen.update(keys)
            return conforming(request)

        return behaviour

    return make


def throttled(most: int, answer: Callable[[Request], Reply]) -> Behaviour:
    """Make a server that takes so many requests a second, and answers otherwise beyond."""
    times: list[float] = []

    def behaviour(request: Request) -> Reply:
        now = time.monotonic()
        times[:] = [each for each in times if now - each < 1]
        if len(times) >= most:
            return answer(request)
        times.append(now)
        return conforming(request)

    return behaviour
