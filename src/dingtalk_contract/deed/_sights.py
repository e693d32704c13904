"""The sights: what a target shows of to-dos, and where that does not fit the model, which clause that breaks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ..conformance import ClauseSkipped, SkipReason
from ..contract import Verb, phrase, shorten
from ._hands import Hands, Step
from ._model import Instance, Listed, Place, ToDo, name_of

MOST_PAGES = 40
USUAL_COUNT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where a target does not fit the model, and the clause that it breaks by that."""

    operation_id: str
    slug: str
    expected: str
    received: str
    lost: ToDo | None = None
    """The to-do that was created, it is said, and that nobody has seen since."""

    @property
    def clause_id(self) -> str:
        """Return the id of the clause."""
        return f"{self.operation_id}/effect/{self.slug}"


@dataclass(slots=True, kw_only=True)
class Last:
    """The last request that could have changed anything: what it named, and what came of it."""

    step: Step
    verb: Verb
    instances: Sequence[Instance] = ()
    groups: Sequence[str] = ()

    @property
    def operation_id(self) -> str:
        """Return the operation."""
        return self.step.operation.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a user's list."""

    rows: list[Listed]
    more: bool | None
    """Whether it says that more follow, None where it does not say."""


@dataclass(slots=True, kw_only=True)
class Lists:
    """The lists of users, as the target shows them."""

    hands: Hands

    def page(self, user: str, *, status: str, offset: int, count: int) -> Page:
        """Return a page of a user's list.

        Raises:
            ClauseSkipped: the target does not show it.
        """
        judge = self.hands.require_sight(Verb.LIST)
        deed = judge.operation.deed
        assert deed is not None, "the judge was found by its deed"
        step = self.hands.carry(judge, user=user, offset=offset, count=count, status=deed.means[status])
        if not step.is_accepted:
            raise ClauseSkipped(SkipReason.UNACCEPTED_SIGHT, judge.operation.id)
        more = step.value("more")
        rows = [
            Listed(id=name_of(row.get("todo")), instance=_text(row.get("instance")), url=_text(row.get("url")))
            for row in step.rows("todo", "instance", "url")
        ]
        return Page(rows=rows, more=more if isinstance(more, bool) else None)

    @property
    def count(self) -> int:
        """The most that a page may have, or what the control asks for where the target refuses the most."""
        judge, session = self.hands.require_sight(Verb.LIST), self.hands.session
        if session.page_size is None:
            session.page_size = self.hands.most(judge, "count", USUAL_COUNT)
            own, deed = self.hands.own(judge, "count"), judge.operation.deed
            if isinstance(own, int) and deed is not None:
                takes_most = judge.is_accepted(judge.make.draft(deed.fill(judge.body, {"count": session.page_size})))
                session.page_size = session.page_size if takes_most else own
        return session.page_size

    def listed(self, todos: Sequence[ToDo], status: str = "waiting") -> list[ToDo]:
        """Return those of one user's to-dos that are on the list.

        Raises:
            ClauseSkipped: the target does not show it.
        """
        rows = [row for page in self.walk(todos[0].user, status=status) for row in page.rows]
        return [todo for todo in todos if any(is_shown(todo, row) for row in rows)]

    def has_removed(self, todo: ToDo) -> bool:
        """Return whether a to-do is listed among those removed, as far as can be seen."""
        before = len(self.hands.log)
        with suppress(ClauseSkipped):
            if self.listed([todo], "removed"):
                return True
        # What shows nothing is no part of the story.
        del self.hands.log[before:]
        return False

    def is_cut(self, todos: Sequence[ToDo]) -> bool:
        """Return whether one of a user's to-dos is listed as soon as another is taken off, so that it was there."""
        hands, before, new = self.hands, len(self.hands.log), set[ToDo]()
        with suppress(ClauseSkipped):
            finisher, shown = hands.require(Verb.FINISH), self.listed(todos)
            one = next((each for each in shown if (each.id or "").isdecimal()), None)
            if one is not None:
                roles = {"todo": [int(one.id or 0)], "status": finisher.operation.values_of("status")[:1]}
                hands.carry(finisher, instance=one.instance.id, **roles)
                new = hands.session.ask_until(lambda: set(self.listed(todos)) - set(shown), bool)
        del hands.log[before:]
        return bool(new)

    def walk(self, user: str, *, status: str = "waiting", count: int | None = None) -> Iterator[Page]:
        """Return the pages of a list, up to one that is empty, brings nothing new, or is plainly the last.

        Args:
            count: how many a page has; without it as many as it may, and what it really has is passed over.

        Raises:
            ClauseSkipped: the target does not show it, or the list has no end.
        """
        size = count or self.count
        seen: set[Listed] = set()
        offset = 0
        for _ in range(MOST_PAGES):
            page = self.page(user, status=status, offset=offset, count=size)
            yield page
            # Without ids old ones cannot be told from new ones.
            is_old = all(row.id is not None for row in page.rows) and seen.issuperset(page.rows)
            if is_old or (len(page.rows) < size and not page.more):
                return
            seen.update(page.rows)
            offset += count or len(page.rows)
        raise ClauseSkipped(SkipReason.ENDLESS, self.hands.name(Verb.LIST))


@dataclass(slots=True, kw_only=True)
class Sight:
    """Compares the lists of users with the model."""

    lists: Lists
    users: list[str]
    instances: list[Instance] = field(default_factory=list)
    last: Last | None = None
    is_certain: bool = True
    """Every request was answered, and none sent twice: then what is listed beyond the model is too much."""

    def look_before(self) -> None:
        """Look, once in a run, what is listed before anything is put there."""
        session = self.lists.hands.session
        if session.bystanders is None:
            session.bystanders = set()
            rows = [row for user in self.users for page in self.lists.walk(user) for row in page.rows]
            session.bystanders.update(row.id for row in rows if row.id is not None)

    def compare(self) -> Fault | None:
        """Look at the list of every user, and return the first fault.

        Raises:
            ClauseSkipped: the target does not show them.
        """
        pages = {user: list(self.lists.walk(user)) for user in self.users}
        everybody = [todo for instance in self.instances for todo in instance.todos]
        listed: dict[ToDo, set[str]] = {}
        strangers: list[Listed] = []
        misfits: list[Fault] = []
        rows = [(user, row) for user, found in pages.items() for page in found for row in page.rows]
        # Those that are plainly one of ours come first, so that the others are matched with what is left.
        for user, row in sorted(rows, key=lambda each: not _is_plain(each[1], everybody)):
            todo = _recognise(row, user, everybody, listed)
            if todo is None:
                strangers.append(row)
                continue
            todo.id = todo.id or row.id
            listed.setdefault(todo, set()).add(user)
            misfits += self._misfits(todo, row)
        if listed:
            self.lists.hands.session.seen.add(self.lists.hands.name(Verb.LIST))
        for todo in everybody:
            todo.was_seen = todo.was_seen or todo.user in listed.get(todo, ())
        fault = (
            next(self._not_there(everybody, listed), None)
            or next(self._still_there(everybody, listed), None)
            or next(self._elsewhere(listed), None)
            or next(self._twice(pages), None)
            or next(iter(misfits), None)
            or next(self._surplus(strangers), None)
        )
        if fault is None:
            for todo in everybody:
                todo.was_gone = todo.was_gone or (todo.place is Place.GONE)
        return fault

    def _misfits(self, todo: ToDo, row: Listed) -> Iterator[Fault]:
        put = self.lists.hands.name(Verb.PUT)
        wrongs = {
            "task": row.id is not None and (todo.id != row.id or bool(todo.ids and row.id not in todo.ids)),
            "url": row.url not in (None, todo.url),
            "instance": row.instance not in (None, todo.instance.id),
        }
        if any(wrongs.values()):
            ids = ", ".join(sorted(todo.ids)) or todo.id
            yield Fault(
                operation_id=put,
                slug="as-created",
                expected=phrase("listed as it was created: {0}, {1}, {2}", ids, todo.instance.id, todo.url),
                received=phrase("listed as {0}, {1}, {2}", _shown(row.id), _shown(row.instance), _shown(row.url)),
            )

    def _not_there(self, everybody: list[ToDo], listed: dict[ToDo, set[str]]) -> Iterator[Fault]:
        for todo in everybody:
            if todo.place is Place.WAITING and todo.user not in listed.get(todo, ()):
                operation_id, slug = self._blame_for_loss(todo)
                yield Fault(
                    operation_id=operation_id,
                    slug=slug,
                    expected=phrase("{0} is waiting on the list of {1}", _called(todo), todo.user),
                    received=phrase("it is not on that list"),
                    lost=todo if slug == "listed" else None,
                )

    def _blame_for_loss(self, todo: ToDo) -> tuple[str, str]:
        last, hands = self.last, self.lists.hands
        if not todo.was_seen and hands.name(Verb.LIST) not in hands.session.seen:
            return hands.name(Verb.LIST), "lists"
        if not todo.was_seen or last is None or (last.verb is Verb.PUT and last.step.is_accepted):
            return hands.name(Verb.PUT), "listed"
        if not last.step.is_accepted:
            return last.operation_id, "refused"
        is_near = last.verb is Verb.CANCEL and todo.instance in last.instances
        return last.operation_id, "spares-groups" if is_near else "spares-others"

    def reconsider(self, fault: Fault) -> Fault:
        """Return a fault as the list's where what was lost is there, and the list too short for it."""
        lost = fault.lost
        todos = [todo for each in self.instances for todo in each.running() if lost and todo.user == lost.user]
        if not todos or not self.lists.is_cut(todos):
            return fault
        received = phrase("the list is too short: what is missing comes to it when another is taken off")
        return replace(fault, operation_id=self.lists.hands.name(Verb.LIST), slug="pages", received=received)

    def _still_there(self, everybody: list[ToDo], listed: dict[ToDo, set[str]]) -> Iterator[Fault]:
        for todo in everybody:
            if todo.place is Place.GONE and todo.user in listed.get(todo, ()):
                operation_id, slug = self._blame_for_rest(todo)
                yield Fault(
                    operation_id=operation_id,
                    slug=slug,
                    expected=phrase("{0} is no longer waiting on the list of {1}", _called(todo), todo.user),
                    received=phrase("it is on that list"),
                )

    def _blame_for_rest(self, todo: ToDo) -> tuple[str, str]:
        last = self.last
        if self.lists.has_removed(todo):
            return self.lists.hands.name(Verb.LIST), "status"
        if not todo.was_gone or last is None:
            assert todo.gone_by is not None, "what must be gone was taken off by something"
            return todo.gone_by
        if not last.step.is_accepted:
            return last.operation_id, "refused"
        if last.verb is Verb.CANCEL:
            is_its = todo.instance in last.instances and todo.group in last.groups
            return last.operation_id, "again" if is_its else "spares-others"
        return last.operation_id, "no-others" if last.verb is Verb.PUT else "spares-others"

    def _elsewhere(self, listed: dict[ToDo, set[str]]) -> Iterator[Fault]:
        for todo, users in listed.items():
            for user in sorted(users - {todo.user}):
                yield Fault(
                    operation_id=self.lists.hands.name(Verb.LIST),
                    slug="own-list",
                    expected=phrase("{0} is on no other list than that of {1}", _called(todo), todo.user),
                    received=phrase("it is on the list of {0}", user),
                )

    def _twice(self, pages: dict[str, list[Page]]) -> Iterator[Fault]:
        everybody = [todo for instance in self.instances for todo in instance.todos]
        known = {todo.id for todo in everybody if todo.id in (todo.ids or {todo.id})}
        hands = self.lists.hands
        for page in (page for found in pages.values() for page in found):
            rows = [row for row in page.rows if row.id in known and row.id is not None]
            times = Counter(row.id for row in rows)
            for each in [row.id for row in rows if times[row.id] > 1]:
                # Two to-dos may have one id, or one to-do be listed twice.
                is_one = len({row.url for row in rows if row.id == each}) == 1
                yield Fault(
                    operation_id=hands.name(Verb.LIST if is_one else Verb.PUT),
                    slug="pages" if is_one else "distinct-ids",
                    expected=phrase("{0} is listed once", each),
                    received=phrase("it is {0} times on one page", times[each]),
                )

    def _surplus(self, strangers: list[Listed]) -> Iterator[Fault]:
        own = {instance.id for instance in self.instances if instance.is_own}
        hands, last = self.lists.hands, self.last
        known = (hands.session.bystanders or set()) | hands.session.given.get(hands.name(Verb.PUT), set())
        for row in strangers if self.is_certain and last is not None else ():
            if row.instance in own and row.id not in known:
                assert last is not None, "it was looked at above"
                slug = "no-others" if last.verb is Verb.PUT else "spares-others"
                yield Fault(
                    operation_id=last.operation_id,
                    slug=slug if last.step.is_accepted else "refused",
                    expected=phrase("no to-do that was not asked for"),
                    received=phrase("{0} of {1} is listed, which nobody created", _shown(row.id), row.instance),
                )


def _is_plain(row: Listed, everybody: list[ToDo]) -> bool:
    return any(row.url == todo.url and row.id in (todo.ids or {row.id}) for todo in everybody)


def _recognise(row: Listed, user: str, everybody: list[ToDo], listed: Mapping[ToDo, set[str]]) -> ToDo | None:
    """Return the to-do that a row shows: that of its id, or else of its url, or else one that may have its id."""
    named = [todo for todo in everybody if row.id is not None and row.id == todo.id]
    # An id that the target did not give to it says nothing where the url is another.
    by_id = [todo for todo in named if row.url in (None, todo.url) or row.id in (todo.ids or {row.id})]
    # A second to-do with the url of one that is there already is none that was asked for: it has another id.
    by_url = [
        todo
        for todo in everybody
        if row.url is not None and row.url == todo.url and (todo not in listed or row.id in (None, todo.id))
    ]
    possible = [todo for todo in everybody if row.id in todo.ids and todo.id is None]
    mine = [todo for todo in possible if todo.user == user]
    return next(iter([todo for todo in by_id if todo.url == row.url] or by_url or by_id or mine or possible), None)


def is_shown(todo: ToDo, row: Listed) -> bool:
    """Return whether a row shows a to-do: by its url, or by its id where the answer has no url."""
    return row.url == todo.url or (row.url is None and row.id is not None and row.id == todo.id)


def _called(todo: ToDo) -> str:
    return phrase("the to-do {0} of group {1} of {2}", todo.id or todo.url, todo.group, todo.instance.id)


def _shown(text: str | None) -> str:
    return phrase("nothing") if text is None else shorten(text, 100)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
