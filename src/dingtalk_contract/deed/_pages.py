"""The pages of a list: walked by offset and count, each to-do must be given once, and the end be known."""

from dataclasses import dataclass

from ..conformance import ClauseSkipped, SkipReason
from ..contract import Verb, phrase
from ._model import ToDo
from ._sights import Fault, Lists, Page, is_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A walk over a user's list by pages of one size."""

    lists: Lists
    user: str
    size: int
    todos: list[ToDo]
    """Those that must be on it."""

    def too_long(self) -> Fault | None:
        """Find a page with more to-dos than were asked for."""
        longest = max(len(page.rows) for page in self._pages())
        if longest <= self.size:
            return None
        return self._fault("count", phrase("at most {0} to-dos on a page", self.size), phrase("{0} to-dos", longest))

    def not_once(self) -> Fault | None:
        """Find a to-do that is on no page, or on several."""
        rows = [row for page in self._pages() for row in page.rows]
        for todo in self.todos:
            found = sum(is_shown(todo, row) for row in rows)
            # What is on no list at all was lost, and not by its pages.
            if found > 1 or (not found and self.lists.listed([todo])):
                expected = phrase("{0} once on pages of {1}", todo.id or todo.url, self.size)
                return self._fault("pages", expected, phrase("{0} times", found))
        return None

    def misled(self) -> Fault | None:
        """Find a page that says wrongly whether more follow.

        Raises:
            ClauseSkipped: no page says anything of it.
        """
        pages = self._pages()
        if all(page.more is None for page in pages):
            raise ClauseSkipped(SkipReason.UNACCEPTED_SIGHT, self.lists.hands.name(Verb.LIST))
        for index, page in enumerate(pages):
            follows = any(later.rows for later in pages[index + 1 :])
            if page.more is not None and page.more is not follows:
                expected = phrase("{0} on page {1} of {2} to-dos", follows, index + 1, self.size)
                return self._fault("more", expected, phrase("{0}", page.more))
        return None

    def _pages(self) -> list[Page]:
        return list(self.lists.walk(self.user, count=self.size))

    def _fault(self, slug: str, expected: str, received: str) -> Fault:
        return Fault(operation_id=self.lists.hands.name(Verb.LIST), slug=slug, expected=expected, received=received)
