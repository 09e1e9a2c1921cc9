"""Adds the events that a new site needs to the portfolio's tracking plan."""

from __future__ import annotations

from microsites.errors import UserError
from microsites.i18n.message import _, verbatim
from microsites.resources import tags_directory
from microsites.scaffold.current import Current
from microsites.scaffold.drafts import DraftFile
from microsites.scaffold.filling import Words
from microsites.scaffold.presets import event_block
from microsites.scaffold.purposes import Preset
from microsites.scaffold.yaml_text import YamlText, read_yaml_text, with_item


def plan_with(plan: YamlText, names: tuple[str, ...], words: Words) -> YamlText:
    """``plan`` with the events called ``names`` at its end.  Raises UserError with the lines to paste."""
    for name in names:
        plan = with_item(plan, "events", event_block(name, words), apart="\n")
    return plan


def missing_events(current: Current, preset: Preset) -> tuple[str, ...]:
    """The events of ``preset`` that the portfolio's plan lacks."""
    known = {event.name for event in current.tags.plan.settings.events}
    return tuple(name for name in preset.events if name not in known)


def plan_draft(current: Current, names: tuple[str, ...], words: Words) -> DraftFile:
    """The portfolio's plan with the events called ``names``.

    Raises UserError, with the lines to paste, where the plan is not the portfolio's own or cannot be changed safely.
    """
    root, tags = current.portfolio.root, current.portfolio.settings.tags
    path = root / (tags or "") / "plan.yml"
    own = tags is not None and path.is_file() and path.resolve().is_relative_to(root.resolve())
    if not own:
        blocks = "\n".join(f"  - {block}" for name in names for block in [_nested(event_block(name, words))])
        message = _("the plan lacks {events}, and it is no file of this portfolio", events=", ".join(names))
        hint = _(
            "copy it to tags/plan.yml, write 'tags: tags' into portfolio.yml, and add below 'events':\n{lines}",
            lines=verbatim(blocks.rstrip("\n")),
        )
        raise UserError.at(tags_directory() / "plan.yml" if tags is None else path, message, hint, "BLD066")
    file = path.resolve().relative_to(root.resolve()).as_posix()
    before = read_yaml_text(path, file)
    return DraftFile(file, plan_with(before, names, words).raw, before.raw)


def _nested(block: str) -> str:
    first, *rest = block.rstrip("\n").split("\n")
    return "\n".join([first, *(f"    {line}" if line else "" for line in rest)])
