"""Messages are English text that can be said in another language."""

from __future__ import annotations

import pickle

import pytest

from microsites.i18n.catalogue import ENGLISH, Catalogue, language_of
from microsites.i18n.message import _, ngettext


def test_a_message_is_its_english_text() -> None:
    assert _("there is no page '{page}'", page="bus") == "there is no page 'bus'"
    assert _("a mapping {…} without values") == "a mapping {…} without values"


def test_it_counts() -> None:
    counted = [ngettext("{count} page of {site}", "{count} pages of {site}", count, site="x") for count in (0, 1, 2)]
    assert counted == ["0 pages of x", "1 page of x", "2 pages of x"]
    assert [ENGLISH.say(each) for each in counted] == counted


def test_it_crosses_processes() -> None:
    message = _("{what} is missing", what=ngettext("{count} page", "{count} pages", 1))
    again = pickle.loads(pickle.dumps(message))
    assert (again, again.template, again.values["what"].template) == (message, "{what} is missing", "{count} page")


def test_text_that_the_catalogue_does_not_know_stays() -> None:
    assert Catalogue("ja").say("花守市 {x}") == "花守市 {x}"
    assert Catalogue("ja").say("") == ""


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ja:en"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANGUAGE": "fr:ja"}, "ja"),
        ({"LANGUAGE": "fr:de_DE:en_GB:ja"}, "en"),
        ({"LANGUAGE": "fr:de", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LANG": "ja_JP.eucJP"}, "ja"),
        ({"LANGUAGE": "ja", "LC_ALL": "C"}, "ja"),
        ({"LANGUAGE": "C:ja"}, "en"),
        ({"LANG": "Japanese_Japan.932"}, "ja"),
    ],
)
def test_the_language_of_the_machine(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language
