"""Broken servers that take a list of another type, or with items of another type."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.servers.mending import LIST, listing, taking
from tests.servers.serving import Behaviour
from tests.servers.trials import break_each

KNOWN = {1111: "1111", 2222: "2222"}
taking_list = partial(taking, LIST)


def _taking_items(is_odd: Callable[[Any], bool]) -> Behaviour:
    return listing(lambda items: ["a" if is_odd(item) else item for item in items])


def _is_list_as_json(value: Any) -> bool:
    try:
        return isinstance(value, str) and isinstance(json.loads(value), list)
    except ValueError:
        return False


break_each(
    f"body/request/{LIST}/type",
    takes_text_for_the_list=taking_list(lambda value: isinstance(value, str), ["a"]),
    splits_the_list_at_commas=taking_list(lambda value: isinstance(value, str) and "," in value, ["a"]),
    takes_the_list_as_json_text=taking_list(_is_list_as_json, ["a"]),
    # As PHP takes {"0": "1111"}.
    takes_an_object_with_numbers_for_names=taking_list(
        lambda value: isinstance(value, dict) and value != {} and all(name.isdigit() for name in value), ["a"]
    ),
    takes_an_empty_object_for_the_list=taking_list(lambda value: value == {}, []),  # as PHP does
    takes_blank_text_for_the_list=taking_list(lambda value: value == "", []),
    takes_false_for_the_list=taking_list(lambda value: value is False, []),
    checks_the_list_where_it_is_truthy=taking_list(lambda value: not value, []),
    takes_a_number_for_the_list=taking_list(lambda value: type(value) in (int, float), ["a"]),
    # {"string": [...]}, as the old XML bridge wrote it.
    takes_an_object_of_lists=taking_list(lambda value: isinstance(value, dict) and list(value) == ["string"], ["a"]),
)
break_each(
    f"body/request/{LIST}/items/type",
    checks_the_last_item_alone=listing(lambda items: items[-1:]),
    checks_the_first_ten_items=listing(lambda items: items[:10]),
    checks_the_items_of_short_lists=listing(lambda items: items if len(items) <= 50 else ["a"]),
    checks_the_items_of_lists_of_two=listing(lambda items: items if len(items) > 1 else ["a"]),
    checks_the_ends_of_the_list=listing(lambda items: [*items[:1], *items[-1:]]),
    # It asks whether any item is text, not whether each is.
    is_content_with_one_good_item=listing(lambda items: [item for item in items if isinstance(item, str)] or items),
    takes_numbers_among_the_items=_taking_items(lambda item: type(item) in (int, float)),  # as Jackson does
    takes_booleans_among_the_items=_taking_items(lambda item: isinstance(item, bool)),
    takes_fractions_among_the_items=_taking_items(lambda item: isinstance(item, float)),
    flattens_the_list=listing(
        lambda items: [each for item in items for each in (item if isinstance(item, list) else [item])]
    ),
    takes_objects_among_the_items=_taking_items(lambda item: isinstance(item, dict)),
    drops_the_falsy_items=listing(lambda items: [item for item in items if item]),
    # It takes 1111 and 2222 for the known groups, and no other number.
    compares_the_items_loosely=listing(
        lambda items: [KNOWN.get(item, item) if isinstance(item, int) else item for item in items]
    ),
    stops_checking_at_a_known_group=listing(
        lambda items: items[: items.index("1111") + 1] if "1111" in items else items
    ),
    checks_the_first_item_alone=listing(lambda items: items[:1]),
    checks_the_first_hundred_items=listing(lambda items: items[:100]),
)
break_each(
    f"body/request/{LIST}/items/null",
    takes_null_among_the_items=listing(lambda items: [item for item in items if item is not None]),
)
