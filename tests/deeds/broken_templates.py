"""Services that keep templates otherwise than they say."""

# ruff: noqa: ARG002

from tests.deeds.service import Json, Refused, Service
from tests.deeds.trials import breaks


@breaks("saveProcess/distinct-codes")
class OneCodeForAllTemplates(Service):
    """Gives every new template one code."""

    def new_code(self) -> str:
        return "PROC-SAME"


@breaks("saveProcess/distinct-codes")
class CodeFromTheBeginningOfTheName(Service):
    """Makes the code of the first letters of the name."""

    def keep(self, code: str | None, name: str) -> str:
        return super().keep(code or f"PROC-{name[:10].upper()}", name)


@breaks("saveProcess/distinct-codes")
class CodesComeRoundAgain(Service):
    """Counts codes up to two, and begins again."""

    saved = 0

    def new_code(self) -> str:
        self.saved += 1
        return f"PROC-R{self.saved % 2}"


@breaks("saveProcess/found")
class SavesNothing(Service):
    """Gives a code, and keeps no new template under its name."""

    def keep(self, code: str | None, name: str) -> str:
        return super().keep(code, name if code else "")


@breaks("saveProcess/found")
class AnswersTheCodeOfADraft(Service):
    """Gives another code than the one that is found."""

    def keep(self, code: str | None, name: str) -> str:
        kept = super().keep(code, name)
        return kept if code else super().keep(None, "")


@breaks("saveProcess/found")
class TruncatesTheName(Service):
    """Keeps the first twenty letters of a name."""

    def keep(self, code: str | None, name: str) -> str:
        return super().keep(code, name[:20])


@breaks("saveProcess/found")
class KeepsTheLastNewTemplateAlone(Service):
    """Loses the name of each new template when the next is saved."""

    def keep(self, code: str | None, name: str) -> str:
        if code is None:
            self.templates = dict.fromkeys(self.templates, "")
        return super().keep(code, name)


@breaks("saveProcess/updated")
class UpdateMakesASecondTemplate(Service):
    """Makes a new template of one that is saved with its code."""

    def keep(self, code: str | None, name: str) -> str:
        return super().keep(None, name)


@breaks("saveProcess/updated")
class UpdateMakesACopyInSecret(Service):
    """Makes a new template, and answers the old code."""

    def keep(self, code: str | None, name: str) -> str:
        kept = super().keep(None, name)
        return code or kept


@breaks("saveProcess/updated")
class UpdateKeepsTheOldName(Service):
    """Passes over the new name."""

    def keep(self, code: str | None, name: str) -> str:
        return code or super().keep(code, name)


@breaks("saveProcess/updated")
class UpdateLosesTheName(Service):
    """Keeps a template without a name once it is saved again."""

    def keep(self, code: str | None, name: str) -> str:
        return super().keep(code, "" if code else name)


@breaks("saveProcess/updated")
class UpdateLeavesTheOldNameToo(Service):
    """Finds a template by its old name as well."""

    old: tuple[tuple[str, str], ...] = ()

    def keep(self, code: str | None, name: str) -> str:
        if code:
            self.old += ((self.templates[code], code),)
        return super().keep(code, name)

    def find(self, body: Json) -> Json:
        try:
            return super().find(body)
        except Refused:
            old = dict(self.old).get(body["name"])
            if old not in self.templates:
                raise
            return {"process_code": old}


@breaks("saveProcess/updated")
class UpdateRenamesEveryTemplate(Service):
    """Gives the new name to every template."""

    def keep(self, code: str | None, name: str) -> str:
        if code:
            self.templates = dict.fromkeys(self.templates, name)
        return super().keep(code, name)


@breaks("saveProcess/updated")
class RenamesOnceAlone(Service):
    """Passes over the second new name of a template."""

    renamed: tuple[str, ...] = ()

    def keep(self, code: str | None, name: str) -> str:
        if code in self.renamed:
            return str(code)
        self.renamed += (code,) if code else ()
        return super().keep(code, name)


@breaks("saveProcess/unique-name")
class TakesEveryName(Service):
    """Looks at no name."""

    def save(self, body: Json) -> Json:
        asked = body["saveProcessRequest"]
        if asked.get("process_code") not in {None, *self.templates}:
            raise Refused(8100017)
        return {"result": {"process_code": self.keep(asked.get("process_code"), asked["name"])}}


@breaks("saveProcess/unique-name")
class TakesTheNameOfAnotherOnUpdate(Service):
    """Looks at the names of new templates alone."""

    def save(self, body: Json) -> Json:
        asked = body["saveProcessRequest"]
        if asked.get("process_code") not in self.templates:
            return super().save(body)
        return {"result": {"process_code": self.keep(asked["process_code"], asked["name"])}}


@breaks("saveProcess/unique-name")
class TakesANewTemplateForItsNamesake(Service):
    """Gives the code of the template that has the name already."""

    def save(self, body: Json) -> Json:
        asked = body["saveProcessRequest"]
        codes = [code for code, name in self.templates.items() if name == asked["name"]]
        return {"result": {"process_code": codes[0]}} if codes and "process_code" not in asked else super().save(body)


@breaks("saveProcess/refused")
class ChecksFieldsAfterTheSaving(Service):
    """Saves before it looks at the fields."""

    acts_first = "saveProcess", 400002


@breaks("saveProcess/refused")
class ChecksTheTokenAfterTheSaving(Service):
    """Saves before it looks at the token."""

    acts_first = "saveProcess", 88


@breaks("saveProcess/refused")
class RefusesANamesakeAfterTheUpdate(Service):
    """Loses the name of a template that is refused a taken one."""

    def save(self, body: Json) -> Json:
        code = body["saveProcessRequest"].get("process_code")
        if code in self.templates:
            self.templates[code] = ""
        return super().save(body)


@breaks("saveProcess/refused")
class KeepsARefusedTemplateAsANewOne(Service):
    """Makes a new template of what has a fault, and refuses."""

    acts_first = "saveProcess", 400002

    def save(self, body: Json) -> Json:
        asked = body["saveProcessRequest"]
        is_good = isinstance(asked.get("form_component_list"), list) and isinstance(asked.get("description"), str)
        if is_good and isinstance(asked.get("agentid"), int):
            return super().save(body)
        return {"result": {"process_code": self.keep(None, asked["name"])}}


@breaks("getProcessByName/by-name")
class FindsTheNewestTemplate(Service):
    """Gives the code of the newest template."""

    def find(self, body: Json) -> Json:
        super().find(body)
        return {"process_code": list(self.templates)[-1]}


@breaks("getProcessByName/by-name")
class ComparesTheBeginningOfTheName(Service):
    """Finds the newest template whose name begins alike."""

    def find(self, body: Json) -> Json:
        super().find(body)
        codes = [code for code, name in self.templates.items() if name[:18] == body["name"][:18]]
        return {"process_code": codes[-1]}


@breaks("getProcessByName/by-name")
class FindsTheNewestThatBeginsSo(Service):
    """Takes the name for the beginning of one."""

    def find(self, body: Json) -> Json:
        super().find(body)
        return {"process_code": [code for code, name in self.templates.items() if name.startswith(body["name"])][-1]}


@breaks("getProcessByName/by-name")
class RemembersTheLastFound(Service):
    """Gives the code that was found before, where the name is there."""

    last: str = ""

    def find(self, body: Json) -> Json:
        found = super().find(body)["process_code"]
        given, self.last = self.last if self.last in self.templates else found, found
        return {"process_code": given}
