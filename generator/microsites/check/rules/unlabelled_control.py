"""A form control has no label.

What it does
    Looks for ``<input>``, ``<select>`` and ``<textarea>`` that no ``<label>`` names, neither around them nor with
    ``for``, and no ``aria-label``, ``aria-labelledby`` or ``title``.  Hidden controls and buttons need none, and
    neither does a check box without a ``name``, which is a switch of the stylesheet.  A ``placeholder`` is no label.
Why it matters
    A screen reader says “edit, blank”, and nobody knows what to fill in.  People who control the computer by voice
    cannot name the field, and a placeholder is gone with the first letter
    (WCAG 2.2 and JIS X 8341-3:2016, 1.3.1, 3.3.2 and 4.1.2).
How to fix
    ``<label for="mail">メールアドレス</label> <input id="mail">``
An example
    ``お名前 <input name="name">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.accessible import is_hidden, is_named
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "A11Y006"
NAME = "unlabelled-control"
SEVERITY: Severity = "error"
MESSAGE = 'form control "{control}" has no label'
HINT = "name it with <label for=…>, or with aria-label where there is no room for one"

_CONTROLS = ("input", "select", "textarea")
_NO_LABEL = frozenset({"hidden", "submit", "reset", "button", "image"})
_SWITCHES = frozenset({"checkbox", "radio"})


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield controls that nothing names."""
    labelled: set[str] | None = None
    for tag in _CONTROLS:
        for number, control in enumerate(page.root.find_all(tag)):
            kind = (control.attr("type") or "text").strip().lower() if tag == "input" else tag
            if kind in _NO_LABEL or is_named(control) or (kind in _SWITCHES and not control.attr("name")):
                continue
            if labelled is None:
                labelled = {label.attr("for") or "" for label in page.root.find_all("label")} - {""}
            identifier = control.attr("id") or ""
            if identifier in labelled or control.closest("label") is not None or is_hidden(control):
                continue
            name = control.attr("name") or identifier or kind
            yield Observation(name, page.path, {"control": name}, Spot(tag, number=number))
