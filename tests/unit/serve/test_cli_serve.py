"""``microsites serve`` before it serves: what it refuses, and how it says so."""

from __future__ import annotations

import socket

import pytest

from microsites.errors import UserError
from microsites.serve.server import listen
from portfolios import HOME, EditablePortfolio


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("beri",), "there is no site 'beri' [BLD054]\n    → did you mean 'berry'?"),
        (("--at", "tomorrow"), "'tomorrow' is not a moment [BLD002]"),
    ],
)
def test_what_was_asked_for_must_exist(portfolio: EditablePortfolio, arguments: tuple[str, ...], said: str) -> None:
    portfolio.replace(HOME, "type: hero", "type: heros")  # content may be wrong as it likes
    result = portfolio.command("serve", "--portfolio", str(portfolio.root), *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_folder_must_be_a_portfolio(portfolio: EditablePortfolio) -> None:
    result = portfolio.command("serve", "--portfolio", str(portfolio.root / "berry"))
    assert result.exit_code == 2
    assert "is not a portfolio: there is no portfolio.yml in it [BLD054]" in result.output


def test_missing_packages_are_named(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "uvicorn" else object())
    result = portfolio.command("serve", "--portfolio", str(portfolio.root))
    assert result.exit_code == 2
    assert "pip install 'microsites[serve]'" in result.output
    assert "[BLD053]" in result.output


def test_only_loopback_is_bound_and_a_taken_port_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError) as refused:
            listen(port)
        assert f"port {port} cannot be used" in str(refused.value)
        bound = listen(None)
        assert {each.getsockname()[0] for each in bound} <= {"127.0.0.1", "::1"}
        assert len({each.getsockname()[1] for each in bound}) == 1
        for each in bound:
            each.close()
