"""Services that delete templates otherwise than they say."""

from tests.deeds.service import Json, Refused, Service
from tests.deeds.trials import breaks


@breaks("deleteProcess/gone")
class DeletesNothing(Service):
    """Says that it deleted, and deletes nothing."""

    def delete(self, body: Json) -> Json:
        if body["request"]["process_code"] not in self.templates:
            raise Refused(820004)
        return {"success": True}


@breaks("deleteProcess/gone")
class FindsDeletedTemplates(Service):
    """Finds templates that were deleted by their names."""

    deleted: tuple[tuple[str, str], ...] = ()

    def delete(self, body: Json) -> Json:
        code = body["request"]["process_code"]
        self.deleted += ((self.templates[code], code),) if code in self.templates else ()
        return super().delete(body)

    def find(self, body: Json) -> Json:
        deleted = dict(self.deleted)
        return {"process_code": deleted[body["name"]]} if body["name"] in deleted else super().find(body)


@breaks("deleteProcess/gone")
class DeletesNoTemplateThatHasInstances(Service):
    """Says that it deleted a template in use, and leaves it."""

    def delete(self, body: Json) -> Json:
        code = body["request"]["process_code"]
        is_used = any(instance.template == code for instance in self.instances.values())
        return {"success": True} if is_used else super().delete(body)


@breaks("deleteProcess/gone")
class DeletesTooLate(Service):
    """Deletes a second after it said so."""

    def delete(self, body: Json) -> Json:
        if body["request"]["process_code"] not in self.templates:
            raise Refused(820004)
        self.later(lambda: self.templates.pop(body["request"]["process_code"], None), 1.0)
        return {"success": True}


@breaks("deleteProcess/no-instances")
class MakesInstancesOfAnyTemplate(Service):
    """Looks at no template when an instance is made."""

    def start(self, body: Json) -> Json:
        known, self.templates = self.templates, {**self.templates, body["request"]["process_code"]: ""}
        answer = super().start(body)
        self.templates = known
        return answer


@breaks("deleteProcess/no-instances")
class MakesInstancesOfTemplatesInUse(Service):
    """Looks at no template of which there is an instance."""

    def start(self, body: Json) -> Json:
        used = {instance.template: "" for instance in self.instances.values()}
        known, self.templates = self.templates, {**used, **self.templates}
        try:
            return super().start(body)
        finally:
            self.templates = known


@breaks("deleteProcess/no-instances")
class DeletesTheNameAlone(Service):
    """Takes a template off the names, and leaves its code good."""

    def delete(self, body: Json) -> Json:
        code = body["request"]["process_code"]
        super().delete(body)
        self.templates[code] = ""
        return {"success": True}


@breaks("deleteProcess/spares-others")
class DeletesEveryTemplate(Service):
    """Deletes all templates."""

    def delete(self, body: Json) -> Json:
        answer = super().delete(body)
        self.templates.clear()
        return answer


@breaks("deleteProcess/spares-others")
class DeletesTheTemplateBeforeToo(Service):
    """Deletes the template that was saved before the one that is named."""

    def delete(self, body: Json) -> Json:
        codes = list(self.templates)
        answer = super().delete(body)
        self.templates.pop(codes[codes.index(body["request"]["process_code"]) - 1], None)
        return answer


@breaks("deleteProcess/spares-others")
class DeletesTheTemplateAfterToo(Service):
    """Deletes the template that was saved after the one that is named."""

    def delete(self, body: Json) -> Json:
        codes = list(self.templates)
        answer = super().delete(body)
        for code in codes[codes.index(body["request"]["process_code"]) + 1 :][:1]:
            del self.templates[code]
        return answer


@breaks("deleteProcess/refused")
class ChecksFieldsAfterTheDeletion(Service):
    """Deletes before it looks at the fields."""

    acts_first = "deleteProcess", 400002


@breaks("deleteProcess/refused")
class ChecksTheTokenAfterTheDeletion(Service):
    """Deletes before it looks at the token."""

    acts_first = "deleteProcess", 88


@breaks("deleteProcess/refused")
class MissesTheAgentAfterTheDeletion(Service):
    """Deletes before it misses the agentid."""

    acts_first = "deleteProcess", 400002

    def delete(self, body: Json) -> Json:
        is_asked = isinstance(body["request"].get("clean_running_task", True), bool)
        is_good = isinstance(body["request"].get("agentid", 1), int) and is_asked
        return super().delete(body) if is_good else {}


@breaks("deleteProcess/spares-others")
class DeletionCancelsToDosOfAllTemplates(Service):
    """Cancels every running to-do when a template is deleted with clean_running_task."""

    def delete(self, body: Json) -> Json:
        answer = super().delete(body)
        if body["request"].get("clean_running_task"):
            self.set_status(self.tasks, "CANCELED")
        return answer
