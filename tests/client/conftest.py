"""The fixtures of the client's tests."""

import asyncio
import time

import pytest


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that a client wanted to wait, none of which it waits."""
    wanted: list[float] = []

    async def note(seconds: float) -> None:
        wanted.append(seconds)

    monkeypatch.setattr(time, "sleep", wanted.append)
    monkeypatch.setattr(asyncio, "sleep", note)
    return wanted
