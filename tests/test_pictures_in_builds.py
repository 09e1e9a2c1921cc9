"""Pictures in real builds: notes at the line that a person edits, the cache that forgets, links that lead out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, features

from microsites.build.swap import STAGING
from microsites.media.cache import GENERATIONS
from portfolios import HOME, SITE, EditablePortfolio

FIELD = "berry/assets/photos/field.jpg"


def jpeg(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(buffer, "JPEG")
    return buffer.getvalue()


def kept(portfolio: EditablePortfolio) -> dict[str, str]:
    """The size of each photograph in the cache, and its key there."""
    indexes = (portfolio.dist / ".cache" / "pictures").glob("??/*/index.txt")
    found = {index.parent.name: index.read_text("ascii") for index in indexes}
    return {text.splitlines()[0]: key for key, text in found.items() if "JPEG" in text}


class TestNotes:
    def notes(self, portfolio: EditablePortfolio) -> list[str]:
        (berry,) = portfolio.build("berry").built
        return [f"{note.file}:{note.line}:{note.column} {note.code} {note.message}" for note in berry.notes]

    def test_small_hero(self, portfolio: EditablePortfolio) -> None:
        place = portfolio.place(HOME, "photos/field.jpg")
        message = "BLD020 'field.jpg' is 64 pixels wide, 1,536 fewer than it needs here: it will look blurred"
        assert self.notes(portfolio) == [f"{place} {message}"]
        printed = portfolio.build_command("berry").output
        assert place in printed
        assert "use a picture that is at least 1,600 pixels wide" in printed

    def test_picture_that_is_large_enough(self, portfolio: EditablePortfolio) -> None:
        portfolio.write(FIELD, jpeg(1600, 1067))
        assert self.notes(portfolio) == []

    def test_other_uses_ask_for_less(self, portfolio: EditablePortfolio) -> None:
        portfolio.write(FIELD, jpeg(1600, 1067))
        portfolio.write("berry/assets/side.jpg", jpeg(799, 600))
        portfolio.replace(HOME, "    id: text\n", "    id: text\n    picture: {asset: side.jpg, alt: 畑}\n")
        (note,) = self.notes(portfolio)
        assert note.startswith(f"{portfolio.place(HOME, 'side.jpg')} BLD020 'side.jpg' is 799 pixels wide, 1 fewer")

    def test_same_picture_in_two_places(self, portfolio: EditablePortfolio) -> None:
        """Each line is told: either may get another picture."""
        portfolio.replace(HOME, "    id: text\n", "    id: text\n    picture: {asset: photos/field.jpg, alt: 畑}\n")
        assert [note.split("wide, ")[1][:12] for note in self.notes(portfolio)] == ["1,536 fewer ", "736 fewer th"]

    def test_pillow_without_avif(self, portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
        portfolio.write(FIELD, jpeg(1600, 1067))
        monkeypatch.setattr(features, "check", lambda name: name != "avif")
        (note,) = self.notes(portfolio)
        assert note == (
            f"{SITE}:1:1 BLD021 the pictures of this site are published without AVIF:"
            " the installed Pillow cannot write it"
        )
        assert not list(portfolio.dist.rglob("*.avif"))


class TestCache:
    def test_replaced_picture_is_forgotten(self, portfolio: EditablePortfolio) -> None:
        portfolio.build()
        first = kept(portfolio)["64 40"]
        portfolio.write(FIELD, jpeg(70, 40))
        portfolio.build("berry")
        assert kept(portfolio).keys() == {"64 40", "70 40"}
        ages = portfolio.dist / ".cache" / "used" / "berry.txt"
        text = ages.read_text()
        assert f"{first} 1\n" in text
        ages.write_text(text.replace(f"{first} 1\n", f"{first} {GENERATIONS - 1}\n"))
        portfolio.build("move")
        assert kept(portfolio).keys() == {"64 40", "70 40"}
        portfolio.build("berry")
        assert kept(portfolio).keys() == {"70 40"}

    def test_nothing_is_deleted_while_another_build_runs(self, portfolio: EditablePortfolio) -> None:
        portfolio.build()
        (portfolio.dist / ".cache" / "used" / "berry.txt").unlink()
        other = portfolio.dist / STAGING / "build-0123456789ab.lock"
        other.parent.mkdir(exist_ok=True)

        def another_begins(*_: object) -> None:
            other.touch()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("microsites.build.portfolio.write_next_change", another_begins)
            portfolio.build("move")
        assert kept(portfolio).keys() == {"64 40"}
        other.unlink()
        portfolio.build("move")
        assert kept(portfolio) == {}

    def test_failed_build_keeps_what_it_made(self, portfolio: EditablePortfolio) -> None:
        """Else every attempt to cure one picture would encode all others again."""
        portfolio.write("berry/assets/bad.jpg", b"no picture")
        portfolio.replace(HOME, "    id: text\n", "    id: text\n    picture: {asset: bad.jpg, alt: 畑}\n")
        assert portfolio.build().problems
        assert kept(portfolio).keys() == {"64 40"}


def test_link_out_of_the_site_is_refused(portfolio: EditablePortfolio, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(jpeg(8, 8))
    portfolio.path(FIELD).unlink()
    portfolio.path(FIELD).symlink_to(tmp_path / "secret.jpg")
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert f"{FIELD}: is a link that leaves the site [CFG012]" in result.output
    assert not portfolio.dist.exists()


@pytest.mark.parametrize("focus", ["left", "right bottom"])
def test_focus_becomes_classes(portfolio: EditablePortfolio, focus: str) -> None:
    portfolio.replace(HOME, "alt: いちご畑}", f"alt: いちご畑, focus: {focus}}}")
    portfolio.build()
    classes = " ".join(f"ms-focus-{edge}" for edge in focus.split())
    html = (portfolio.dist / "berry" / "index.html").read_text("utf-8")
    assert f'<picture class="ms-picture {classes}">' in html
    css = "".join(path.read_text() for path in (portfolio.dist / "berry" / "theme").glob("*.css"))
    for edge in focus.split():
        assert f".ms-focus-{edge}{{--ms-focus-" in css


def test_focus_of_another_kind_is_told(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "alt: いちご畑}", "alt: いちご畑, focus: middle}")
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert portfolio.place(HOME, "middle") in result.output
