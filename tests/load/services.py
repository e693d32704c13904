"""Services that keep the contract one request at a time, and break it where many ask at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count

from tests.deeds.service import Json, Service
from tests.servers.serving import Reply, Request


@dataclass
class Mixing(Service):
    """Gives one request of so many the answer of the one before."""

    each: int = 300
    turns: Iterator[int] = field(default_factory=lambda: count(1))
    last: Reply | None = None

    def __call__(self, request: Request) -> Reply:
        """Answer, or give the last answer again."""
        reply = super().__call__(request)
        is_mixed = next(self.turns) % self.each == 0 and self.last is not None
        mixed, self.last = self.last if is_mixed else reply, reply
        return mixed or reply


class Losing(Service):
    """Writes all to-dos back as it read them a little before."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let everybody in."""
        with nullcontext():
            yield

    def put(self, body: Json) -> Json:
        """Read, wait and write."""
        before = list(self.tasks)
        answer = super().put(body)
        new = [task for task in self.tasks if task not in before]
        time.sleep(0.002)
        self.tasks = [*before, *new]
        return answer


class Wrapping(Service):
    """Counts its request_id anew after a thousand."""

    def __call__(self, request: Request) -> Reply:
        """Answer with a number of three digits."""
        reply = super().__call__(request)
        number = int(str(reply.value["request_id"]).removeprefix("id")) % 1000
        return reply.edit(value={**reply.value, "request_id": f"id{number}"})


@dataclass
class HalfWriting(Service):
    """Breaks its answers off while more than so many requests are under way."""

    most: int = 10
    under_way: int = 0

    def __call__(self, request: Request) -> Reply:
        """Answer, by halves where there are too many."""
        with self.lock:
            self.under_way += 1
            is_crowded = self.under_way > self.most
        reply = super().__call__(request)
        time.sleep(0.003)
        with self.lock:
            self.under_way -= 1
        body = reply.encode().partition(b"\r\n\r\n")[2]
        return reply.edit(body=body[: len(body) // 2], length=len(body), close=True) if is_crowded else reply


class Slow(Service):
    """Takes twenty milliseconds for each answer."""

    def __call__(self, request: Request) -> Reply:
        """Wait, and answer."""
        time.sleep(0.02)
        return super().__call__(request)


@dataclass
class Throttling(Service):
    """Throttles one request of fifty, in one of two ways."""

    turns: Iterator[int] = field(default_factory=lambda: count(1))

    def __call__(self, request: Request) -> Reply:
        """Answer, or say that it is too much."""
        turn = next(self.turns)
        if turn % 100 == 0:
            return Reply(value={"message": "slow down"}, status=429, headers=(("Retry-After", "0"),))
        if turn % 50 == 0:
            return self.refuse(90018, f"throttled{turn}")
        return super().__call__(request)
