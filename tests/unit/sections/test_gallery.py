"""Pictures of a gallery lead to their large file; captions and credits are printed only where they are given."""

from __future__ import annotations

from bs4 import BeautifulSoup

from everything import write_data
from portfolios import HOME, NEWS, EditablePortfolio


def test_links_lead_to_published_files(portfolio: EditablePortfolio) -> None:
    pictures = [
        {"asset": "photos/field.jpg", "alt": "畑", "caption": "1月", "credit": "撮影：市"},
        {"asset": "photos/field.jpg", "alt": "畑2"},
    ]
    section = {"type": "gallery", "id": "pictures", "pictures": pictures}
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [section]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    assert not portfolio.build("berry").problems
    page = BeautifulSoup((portfolio.dist / "berry/index.html").read_text("utf-8"), "html.parser")
    figures = page.select(".ms-gallery-rows figure")
    assert [figure.img["alt"] for figure in figures] == ["畑", "畑2"]
    for figure in figures:
        assert (portfolio.dist / "berry" / figure.a["href"]).is_file()
    assert figures[0].figcaption.get_text() == "1月 撮影：市"
    assert figures[1].figcaption is None
    (script,) = page.select("main script[src]")
    assert (portfolio.dist / "berry" / script["src"]).is_file()
