"""What is brought together by key is what a dictionary would hold, however little of it fits into memory."""

from hypothesis import given
from hypothesis import strategies as st

from akg.tables import gathered

ITEMS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.text("xyzé", max_size=3)), max_size=40)


@given(ITEMS, st.integers(min_value=0, max_value=40))
def test_items_of_a_key_come_together_in_the_order_of_the_first(
    items: list[tuple[str, str]], most: int
) -> None:
    wanted: dict[str, list[str]] = {}
    for key, item in items:
        wanted.setdefault(key, []).append(item)
    assert list(gathered.by_key(items, most)) == list(wanted.values())
