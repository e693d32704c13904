"""The templates of a program: saved, found by their names, deleted, and what must be so afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..conformance import ClauseSkipped, ServerJudge, SkipReason
from ..contract import ABSENT, Verb, phrase
from ._hands import Hands, Step
from ._model import Template, text_of
from ._sights import Fault

Expect = Callable[[Callable[[], Fault | None]], None]
Blame = Callable[[str, str, str, str], None]
RequireNew = Callable[[ServerJudge, str, list[str]], None]


@dataclass(slots=True, kw_only=True)
class Templates:
    """What a program saved, and how the target shows it."""

    hands: Hands
    expect: Expect
    """Looks until there is no fault, as long as the target may take to settle."""
    blame: Blame
    """Says that a clause is broken."""
    require_new: RequireNew
    """Sees that ids were given to nothing else."""
    all: list[Template] = field(default_factory=list)
    _last: tuple[str, bool] = ("", True)
    """The operation of the last request that could have changed a template, and whether it was accepted."""
    _is_renamed: bool = False
    """That request gave a template another name."""

    def save(self, name: str = "") -> Template:
        """Save a new template, and find it.

        Args:
            name: which nobody has; by default a new one.

        Raises:
            ClauseSkipped: the target refuses, or does not say which it is.
        """
        judge = self.hands.require(Verb.SAVE)
        name = name or self.hands.session.new_name()
        step = self.hands.carry(judge, template=ABSENT, name=name)
        self._last = judge.operation.id, step.is_accepted
        self._is_renamed = False
        code = text_of(step.value("template")) if step.is_accepted else None
        if code is None:
            raise ClauseSkipped(SkipReason.NOT_ARRANGED, judge.operation.id)
        # What is of another type is its own clause's fault.
        if code == step.value("template"):
            self.require_new(judge, "distinct-codes", [code])
        template = Template(name=name, code=code)
        self.all.append(template)
        self.look()
        return template

    def rename(self, template: Template) -> bool:
        """Save a template under a new name by its code, and look."""
        judge = self.hands.require(Verb.SAVE)
        name = self.hands.session.new_name()
        step = self.hands.carry(judge, template=template.code, name=name)
        self._last = judge.operation.id, step.is_accepted
        if step.is_accepted:
            self._is_renamed = True
            code = text_of(step.value("template"))
            if code not in (None, template.code):
                expected = phrase("the code of the template that was saved anew, {0}", template.code)
                self.blame(judge.operation.id, "updated", expected, phrase("{0}", code))
            template.old_names.append(template.name)
            template.name = name
        self.look()
        return step.is_accepted

    def save_namesake(self, template: Template, other: Template | None = None) -> None:
        """Save a template under the name of another, a new one or one of its own, and see it refused."""
        judge = self.hands.require(Verb.SAVE)
        code = ABSENT if other is None else other.code

        def find_fault() -> Fault | None:
            step = self.hands.carry(judge, template=code, name=template.name)
            self._last = judge.operation.id, step.is_accepted
            if not step.is_accepted:
                return None
            expected = phrase("a second template called {0} refused", template.name)
            return self._fault(judge.operation.id, "unique-name", expected, phrase("it was accepted"))

        self.expect(find_fault)
        self.look()

    def delete(self, template: Template, *, cancels: bool = True) -> Step:
        """Delete a template, and look.

        Args:
            cancels: have the to-dos that run of it cancelled; else the request says nothing of them.
        """
        judge = self.hands.require(Verb.DELETE)
        step = self.hands.carry(judge, template=template.code, cancels=True if cancels else ABSENT)
        self._last = judge.operation.id, step.is_accepted
        template.is_deleted = template.is_deleted or step.is_accepted
        self.look()
        return step

    def refused(self, judge: ServerJudge) -> None:
        """Say that an operation has just refused a request."""
        self._last = judge.operation.id, False

    def start_none(self, template: Template) -> None:
        """See that no instance can be made of a template that was deleted."""
        judge, delete = self.hands.require_sight(Verb.START), self.hands.name(Verb.DELETE)

        def find_fault() -> Fault | None:
            if not self.hands.carry(judge, template=template.code).is_accepted:
                return None
            expected = phrase("no instance made of {0}, which was deleted", template.code)
            return self._fault(delete, "no-instances", expected, phrase("it was accepted"))

        self.expect(find_fault)

    def find(self, name: str) -> str | None:
        """Return the code that the target gives for a name, None where it gives none.

        Raises:
            ClauseSkipped: the target does not show it.
        """
        step = self.hands.carry(self.hands.require_sight(Verb.FIND), name=name)
        code = text_of(step.value("template")) if step.is_accepted else None
        if step.is_accepted and code is None:
            raise ClauseSkipped(SkipReason.UNACCEPTED_SIGHT, step.operation.id)
        return code

    def _require_sight(self) -> None:
        """Make sure that a name is not found because it is not there.

        Raises:
            ClauseSkipped: the target finds nothing any more.
        """
        before = len(self.hands.log)
        judge = self.hands.require_sight(Verb.FIND)
        name = self.hands.session.new_name()
        is_seen = self.hands.carry(judge).is_accepted or (
            self.hands.carry(self.hands.require(Verb.SAVE), template=ABSENT, name=name).is_accepted
            and self.find(name) is not None
        )
        del self.hands.log[before:]
        if not is_seen:
            raise ClauseSkipped(SkipReason.UNACCEPTED_SIGHT, judge.operation.id)

    def look(self) -> None:
        """Look up every name until it fits the model; where nothing looks names up, nothing is seen.

        Raises:
            Violation: it does not within the time to settle.
        """
        if self.hands.able(Verb.FIND) is not None:
            self.expect(lambda: next(filter(None, map(self._look_up, self.all)), None))

    def _look_up(self, template: Template) -> Fault | None:
        found = self.find(template.name)
        last, was_accepted = self._last
        if template.is_deleted:
            if found is None:
                return self._look_up_old_names(template)
            expected = phrase("{0}, which was deleted, not found", template.name)
            slug = "gone" if was_accepted else "refused"
            return self._fault(self.hands.name(Verb.DELETE), slug, expected, phrase("found as {0}", found))
        if found == template.code:
            return self._look_up_old_names(template)
        expected = phrase("{0} found as {1}", template.name, template.code)
        received = phrase("not found") if found is None else phrase("found as {0}", found)
        if found is None:
            self._require_sight()
        if found in self._codes() or (found is not None and self._is_given_to_all(found)):
            return self._fault(self.hands.name(Verb.FIND), "by-name", expected, received)
        return self._fault(*self._blame_for_loss(last, was_accepted=was_accepted), expected, received)

    def _codes(self) -> set[str | None]:
        """Return the codes of all that this run is known to have saved."""
        judge = self.hands.require(Verb.SAVE)
        deed = judge.operation.deed
        assert deed is not None, "the judge was found by its deed"
        return {text_of(deed.value(each.answer, "template")) for each in judge.sender.makings} - {None}

    def _is_given_to_all(self, code: str) -> bool:
        before, name = len(self.hands.log), self.hands.session.new_name()
        is_saved = self.hands.carry(self.hands.require(Verb.SAVE), template=ABSENT, name=name).is_accepted
        is_given = is_saved and self.find(name) == code
        del self.hands.log[before:]
        return is_given

    def _look_up_old_names(self, template: Template) -> Fault | None:
        for name in template.old_names:
            found = self.find(name)
            if found is not None:
                expected = phrase("{0} not found, as the template has another name now", name)
                return self._fault(self.hands.name(Verb.SAVE), "updated", expected, phrase("found as {0}", found))
        return None

    def _blame_for_loss(self, last: str, *, was_accepted: bool) -> tuple[str, str]:
        if not was_accepted:
            return last, "refused"
        if last == self.hands.name(Verb.DELETE):
            return last, "spares-others"
        return self.hands.name(Verb.SAVE), "updated" if self._is_renamed else "found"

    def _fault(self, operation_id: str, slug: str, expected: str, received: str) -> Fault:
        return Fault(operation_id=operation_id, slug=slug, expected=expected, received=received)
