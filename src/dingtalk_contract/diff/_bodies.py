"""The bodies of two operations compared: of the request, and of the answer to each status."""

from collections.abc import Iterator, Mapping

from ._changes import Change, change
from ._nodes import Node
from ._parameters import compare_values
from ._prose import compare_rest
from ._schemas import EMPTY, compare_freedoms, compare_presence, compare_schemas

READ_BODY = {"required", "content"}
READ_CONTENT = {"schema"}
READ_ANSWER = {"content", "headers"}
READ_HEADER = {"required", "schema", "content", "x-free"}


def compare_request_bodies(old: Node | None, operation: Node) -> Iterator[Change]:
    """Compare the body that an operation took with the one that it takes."""
    new = operation.get("requestBody")
    must = [each is not None and each.read("required") is True for each in (old, new)]
    if old is None and new is not None:
        words = f"A body is new and {'required' if must[1] else 'optional'}."
        yield change(f"request/field/added{'-required' if must[1] else ''}", new, "body", words)
    elif old is not None and new is None:
        rule = f"request/field/removed{'-required' if must[0] else ''}"
        yield change(rule, old, "body", "The body is gone.", is_old=True)
    elif old is not None and new is not None:
        yield from compare_presence(new.get("required") or new, "body", "request", was=must[0], is_=must[1])
        yield from _compare_contents(old, new, "request", "body")
        yield from compare_rest(old, new, "body", read=READ_BODY)


def compare_answers(old: Node | None, new: Node | None, operation: str) -> Iterator[Change]:
    """Compare the answers to every status."""
    before, after = (old or EMPTY).members, (new or EMPTY).members
    for status in dict.fromkeys((*before, *after)):
        was, is_ = before.get(status), after.get(status)
        if status.startswith("x-"):
            continue
        kind = "" if status[:1] == "2" or status.lower() == "default" else "-failure"
        if is_ is None and was is not None:
            words = f"`{operation}` no longer answers {status}."
            yield change(f"answer/status/removed{kind}", was, status, words, is_old=True)
        elif was is None and is_ is not None:
            yield change(f"answer/status/added{kind}", is_, status, f"`{operation}` may answer {status}.")
        elif was is not None and is_ is not None:
            yield from _compare_headers(was, is_)
            yield from _compare_contents(was, is_, "answer", status)
            yield from compare_rest(was, is_, status, read=READ_ANSWER)
    extensions = [Node(pointer=(each or EMPTY).pointer, value=_extensions(each)) for each in (old, new)]
    yield from compare_rest(extensions[0], extensions[1], "responses", read=())


def _extensions(answers: Node | None) -> Mapping[str, Node]:
    return {name: node for name, node in (answers or EMPTY).members.items() if name.startswith("x-")}


def _compare_contents(old: Node, new: Node, flow: str, subject: str) -> Iterator[Change]:
    before, after = _contents(old), _contents(new)
    for name in dict.fromkeys((*before, *after)):
        was, is_ = before.get(name), after.get(name)
        if is_ is None and was is not None:
            words = f"`{name}` is no longer a Content-Type of this {flow}."
            yield change(f"{flow}/media-type/removed", was, name, words, is_old=True)
        elif was is None and is_ is not None:
            yield change(f"{flow}/media-type/added", is_, name, f"`{name}` is a Content-Type of this {flow}.")
        elif was is not None and is_ is not None:
            yield from compare_schemas(was.get("schema"), is_.get("schema"), flow, subject)
            yield from compare_rest(was, is_, name, read=READ_CONTENT)


def _contents(holder: Node) -> Mapping[str, Node]:
    contents = holder.get("content")
    return {name.lower(): node for name, node in (contents or EMPTY).members.items()}


def _compare_headers(old: Node, new: Node) -> Iterator[Change]:
    before, after = (_headers(each) for each in (old, new))
    for name in dict.fromkeys((*before, *after)):
        was, is_ = before.get(name), after.get(name)
        if is_ is None and was is not None:
            yield change("answer/field/removed", was, name, f"The header `{name}` is gone.", is_old=True)
        elif was is None and is_ is not None:
            must = is_.read("required") is True
            words = f"The header `{name}` is new and {'required' if must else 'optional'}."
            yield change(f"answer/field/added{'-required' if must else ''}", is_, name, words)
        elif was is not None and is_ is not None:
            must_be = [each.read("required") is True for each in (was, is_)]
            yield from compare_presence(is_.get("required") or is_, name, "answer", was=must_be[0], is_=must_be[1])
            yield from compare_values(was, is_, "answer", name)
            yield from compare_freedoms(was, is_, "answer", name)
            yield from compare_rest(was, is_, name, read=READ_HEADER)


def _headers(answer: Node) -> Mapping[str, Node]:
    headers = answer.get("headers")
    return {name.lower(): node for name, node in (headers or EMPTY).members.items()}
