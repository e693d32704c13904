"""Two documents compared as a whole: operations, addresses, components, and all that stands beside."""

from collections.abc import Iterator, Mapping

from ._changes import Change, change
from ._nodes import Node, escape
from ._operations import compare_operations
from ._prose import compare_rest
from ._schemas import EMPTY
from ._security import compare_schemes

READ = {"openapi", "info", "servers", "security", "paths", "components"}


def compare_documents(old: Node, new: Node) -> Iterator[Change]:
    """Return every change between two documents, each once."""
    yield from dict.fromkeys(_changes(old, new))


def _changes(old: Node, new: Node) -> Iterator[Change]:
    yield from compare_operations(old, new)
    yield from _compare_addresses(old, new)
    yield from compare_schemes(old, new)
    yield from _compare_unused(old, new)
    if old.read("openapi") != new.read("openapi"):
        words = f"The document was written in OpenAPI {old.read('openapi')}, and is in {new.read('openapi')}."
        yield change("document/openapi", new.get("openapi") or new, "openapi", words)
    info = [each.get("info") or EMPTY for each in (old, new)]
    yield from compare_rest(info[0], info[1], "info", read={"version"}, default="documentation/text")
    paths = [_extensions(each.get("paths")) for each in (old, new)]
    yield from compare_rest(paths[0], paths[1], "paths", read=())
    yield from compare_rest(old, new, "document", read=READ)


def _extensions(node: Node | None) -> Node:
    members = (node or EMPTY).members
    return Node(pointer="", value={name: below for name, below in members.items() if name.startswith("x-")})


def _compare_addresses(old: Node, new: Node) -> Iterator[Change]:
    before, after = _addresses(old), _addresses(new)
    for url in dict.fromkeys((*before, *after)):
        was, is_ = before.get(url), after.get(url)
        if is_ is None and was is not None:
            yield change("address/removed", was, url, f"The address {url} is gone.", is_old=True)
        elif was is None and is_ is not None:
            yield change("address/added", is_, url, f"The address {url} is new.")
        elif was is not None and is_ is not None:
            yield from compare_rest(was, is_, url, read={"url"})


def _addresses(document: Node) -> Mapping[str, Node]:
    servers = document.get("servers")
    return {str(server.read("url")): server for server in (servers or EMPTY).items}


def _compare_unused(old: Node, new: Node) -> Iterator[Change]:
    """Compare the components that nothing refers to in either document."""
    before, after = _components(old), _components(new)
    used = _used(old) | _used(new)
    for pointer in dict.fromkeys((*before, *after)):
        was, is_ = before.get(pointer), after.get(pointer)
        node = is_ or was
        is_same = was is not None and is_ is not None and was.canonical == is_.canonical
        if pointer in used or is_same or node is None:
            continue
        name = pointer.rpartition("/")[2]
        words = f"The component `{name}`, which nothing refers to, is {'new' if was is None else 'another'}."
        words = words.replace("is another", "is gone") if is_ is None else words
        yield change("document/component", node, name, words, is_old=is_ is None)


def _components(document: Node) -> Mapping[str, Node]:
    sections = document.get("components")
    return {
        f"/components/{escape(section)}/{escape(name)}": node
        for section, holder in (sections or EMPTY).members.items()
        for name, node in holder.members.items()
    }


def _used(document: Node) -> set[str]:
    """Return the pointers of the components that operations lead to."""
    used: set[str] = set()
    waiting = [node for name, node in document.members.items() if name != "components"]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        used |= {"/".join(each.split("/")[:4]) for each in (node.component, node.pointer)}
        waiting += [*node.members.values(), *node.items]
    return used | _named_schemes(document)


def _named_schemes(document: Node) -> set[str]:
    operations = [
        method for item in (document.get("paths") or EMPTY).members.values() for method in item.members.values()
    ]
    requirements = [each.get("security") or EMPTY for each in (document, *operations)]
    names = {name for each in requirements for requirement in each.items for name in requirement.members}
    return {f"/components/securitySchemes/{escape(name)}" for name in names}
