"""Roles that are forms of one, and which of them an actor is called by."""

import datetime as dt

from onrecord.compose.roles import grouped, main_role
from onrecord.pages import Place, RoleItem


def _role(words, year, source="Courier"):
    href = f"sources/x/{source}.html#{words}{year}"
    return RoleItem(words, Place(source, "", "¶ 1", href), dt.date(year, 1, 1))


def test_forms_of_one_role_stand_together_under_the_fullest():
    roles = [
        _role("president", 2033),
        _role("union president", 2032),
        _role("president of the union", 2030),
        _role("mayor of Osk", 2031),
    ]
    first, second = grouped(roles)
    assert (first.words, first.others) == (
        "union president",
        ("president", "president of the union"),
    )
    assert (first.since, first.until) == (dt.date(2030, 1, 1), dt.date(2033, 1, 1))
    assert [p.href for p in first.places] == [r.place.href for r in roles[:3]]
    assert (second.words, second.others) == ("mayor of Osk", ())


def test_what_was_and_what_is_are_told_apart():
    assert len(grouped([_role("former mayor", 2031), _role("deputy mayor", 2031)])) == 2


def test_an_actor_is_called_what_most_call_them():
    assert main_role(["candidate", "senator", "senator", "senator for Osk"]) == "senator for Osk"
    assert main_role([]) is None
