"""Broken servers that take a list of another type, or with items of another type."""

import json
from typing import Any

from tests.servers.conforming import conforming
from tests.servers.mending import groups_of, mend, with_inner
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks

LIST = "activity_id_list"


def _with_items(request: Request, items: list[Any]) -> Request:
    return with_inner(request, activity_id_list=items) if groups_of(request) else request


@breaks("body/request/activity_id_list/type")
def takes_text_for_the_list(request: Request) -> Reply:
    """Takes one text for a list of one."""
    return conforming(mend(request, LIST, lambda value: isinstance(value, str), ["a"]))


@breaks("body/request/activity_id_list/type")
def splits_the_list_at_commas(request: Request) -> Reply:
    """Takes text with commas for a list."""
    return conforming(mend(request, LIST, lambda value: isinstance(value, str) and "," in value, ["a"]))


@breaks("body/request/activity_id_list/type")
def takes_the_list_as_json_text(request: Request) -> Reply:
    """Takes JSON in a string for the list."""

    def is_odd(value: object) -> bool:
        try:
            return isinstance(value, str) and isinstance(json.loads(value), list)
        except ValueError:
            return False

    return conforming(mend(request, LIST, is_odd, ["a"]))


@breaks("body/request/activity_id_list/type")
def takes_an_object_with_numbers_for_names(request: Request) -> Reply:
    """Takes {"0": "1111"} for a list, as PHP does."""

    def is_odd(value: object) -> bool:
        return isinstance(value, dict) and bool(value) and all(name.isdigit() for name in value)

    return conforming(mend(request, LIST, is_odd, ["a"]))


@breaks("body/request/activity_id_list/type")
def takes_an_empty_object_for_the_list(request: Request) -> Reply:
    """Takes {} for an empty list, as PHP does."""
    return conforming(mend(request, LIST, lambda value: value == {}, []))


@breaks("body/request/activity_id_list/type")
def takes_blank_text_for_the_list(request: Request) -> Reply:
    """Takes "" for a list that was left out."""
    return conforming(mend(request, LIST, lambda value: value == "", []))


@breaks("body/request/activity_id_list/type")
def takes_false_for_the_list(request: Request) -> Reply:
    """Takes false for a list that was left out."""
    return conforming(mend(request, LIST, lambda value: value is False, []))


@breaks("body/request/activity_id_list/type")
def checks_the_list_where_it_is_truthy(request: Request) -> Reply:
    """Passes over a list that is 0, false, null, blank or an empty object."""
    return conforming(mend(request, LIST, lambda value: not value, []))


@breaks("body/request/activity_id_list/type")
def takes_a_number_for_the_list(request: Request) -> Reply:
    """Takes one number for a list of one."""
    return conforming(mend(request, LIST, lambda value: type(value) in (int, float), ["a"]))


@breaks("body/request/activity_id_list/type")
def takes_an_object_of_lists(request: Request) -> Reply:
    """Takes {"string": [...]} for the list, as the old XML bridge wrote it."""
    return conforming(mend(request, LIST, lambda value: isinstance(value, dict) and list(value) == ["string"], ["a"]))


@breaks("body/request/activity_id_list/items/type")
def checks_the_last_item_alone(request: Request) -> Reply:
    """Looks at the last item of the list, and at no other."""
    return conforming(_with_items(request, groups_of(request)[-1:]))


@breaks("body/request/activity_id_list/items/type")
def checks_the_first_ten_items(request: Request) -> Reply:
    """Looks at ten items of the list."""
    return conforming(_with_items(request, groups_of(request)[:10]))


@breaks("body/request/activity_id_list/items/type")
def checks_the_items_of_short_lists(request: Request) -> Reply:
    """Passes over the items of lists of more than fifty."""
    groups = groups_of(request)
    return conforming(_with_items(request, groups if len(groups) <= 50 else ["a"]))


@breaks("body/request/activity_id_list/items/type")
def checks_the_items_of_lists_of_two(request: Request) -> Reply:
    """Passes over the item of a list of one."""
    groups = groups_of(request)
    return conforming(_with_items(request, groups if len(groups) > 1 else ["a"]))


@breaks("body/request/activity_id_list/items/type")
def checks_the_ends_of_the_list(request: Request) -> Reply:
    """Looks at the first and the last item of the list."""
    groups = groups_of(request)
    return conforming(_with_items(request, [*groups[:1], *groups[-1:]]))


@breaks("body/request/activity_id_list/items/type")
def is_content_with_one_good_item(request: Request) -> Reply:
    """Asks whether any item is text, not whether each is."""
    good = [item for item in groups_of(request) if isinstance(item, str)]
    return conforming(_with_items(request, good) if good else request)


@breaks("body/request/activity_id_list/items/null")
def takes_null_among_the_items(request: Request) -> Reply:
    """Takes null for an item."""
    return conforming(_with_items(request, [item for item in groups_of(request) if item is not None]))


@breaks("body/request/activity_id_list/items/type")
def takes_numbers_among_the_items(request: Request) -> Reply:
    """Turns numbers into text, as Jackson does."""
    return conforming(
        _with_items(request, ["a" if type(item) in (int, float) else item for item in groups_of(request)])
    )


@breaks("body/request/activity_id_list/items/type")
def takes_booleans_among_the_items(request: Request) -> Reply:
    """Takes true and false for items."""
    return conforming(_with_items(request, ["a" if isinstance(item, bool) else item for item in groups_of(request)]))


@breaks("body/request/activity_id_list/items/type")
def takes_fractions_among_the_items(request: Request) -> Reply:
    """Refuses whole numbers among the items, and forgets the others."""
    return conforming(_with_items(request, ["a" if isinstance(item, float) else item for item in groups_of(request)]))


@breaks("body/request/activity_id_list/items/type")
def flattens_the_list(request: Request) -> Reply:
    """Takes lists of texts among the items."""
    flat = [each for item in groups_of(request) for each in (item if isinstance(item, list) else [item])]
    return conforming(_with_items(request, flat))


@breaks("body/request/activity_id_list/items/type")
def takes_objects_among_the_items(request: Request) -> Reply:
    """Takes objects for items."""
    return conforming(_with_items(request, ["a" if isinstance(item, dict) else item for item in groups_of(request)]))


@breaks("body/request/activity_id_list/items/type")
def drops_the_falsy_items(request: Request) -> Reply:
    """Drops 0, false, null and empty items before it checks the rest."""
    return conforming(_with_items(request, [item for item in groups_of(request) if item]))


@breaks("body/request/activity_id_list/items/type")
def compares_the_items_loosely(request: Request) -> Reply:
    """Takes 1111 and 2222 for the known groups, and no other number."""
    known = {1111: "1111", 2222: "2222"}
    items = [known.get(item, item) if isinstance(item, int) else item for item in groups_of(request)]
    return conforming(_with_items(request, items))


@breaks("body/request/activity_id_list/items/type")
def stops_checking_at_a_known_group(request: Request) -> Reply:
    """Passes over the items that follow a known one."""
    groups = groups_of(request)
    index = next((index for index, item in enumerate(groups) if item == "1111"), len(groups))
    return conforming(_with_items(request, groups[: index + 1]))
