"""The picture of a load: its percentiles and its rate over time, as SVG within the page."""

from collections.abc import Sequence
from html import escape

from ._record import Line
from ._words import say

WIDTH, HEIGHT, EDGE = 640, 160, 28
LINES = ("p50", "p95", "p99")


def draw_load(samples: Sequence[Line], language: str) -> str:
    """Draw the percentiles of a load in milliseconds, and below them its rate; nothing where it was too short."""
    if len(samples) < 2:
        return ""
    latest = max(each["seconds"] for each in samples)
    times = "".join(_line(samples, name, latest, max(each["p99"] for each in samples)) for name in LINES)
    rate = _line(samples, "rate", latest, max(each["rate"] for each in samples))
    most = max(each["p99"] for each in samples)
    fastest = max(each["rate"] for each in samples)
    title = escape(say(language, "load-over-time"))
    return (
        f'<h3>{title}</h3><svg class="load" viewBox="0 0 {WIDTH} {2 * HEIGHT}" role="img" aria-label="{title}">'
        f'<g>{times}<text x="2" y="14">{most:.0f} ms</text></g>'
        f'<g transform="translate(0 {HEIGHT})">{rate}<text x="2" y="14">{fastest:.0f}/s</text></g>'
        f'<text x="{WIDTH - EDGE}" y="{2 * HEIGHT - 4}">{latest:.0f} s</text></svg>'
        f'<p class="legend">{" ".join(f"<span class={name}>{name}</span>" for name in (*LINES, "rate"))}</p>'
    )


def _line(samples: Sequence[Line], name: str, latest: float, most: float) -> str:
    points = " ".join(
        f"{EDGE + (WIDTH - 2 * EDGE) * each['seconds'] / latest:.1f},"
        f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * each[name] / (most or 1):.1f}"
        for each in samples
    )
    return f'<polyline class="{name}" points="{points}"/>'
