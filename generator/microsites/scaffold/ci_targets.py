"""What the hosts of ``microsites publish`` need on a machine of CI: programs, secrets, and a place for previews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Target:
    """One host, as workflows see it.  Commands run in bash, in the folder of the repository."""

    name: str
    secrets: tuple[str, ...] = ()
    """Kept by the forge in the environments ``production`` and ``preview``, as environment variables of the commands."""
    variables: tuple[str, ...] = ()
    """The same for what is no secret."""
    program: tuple[str, ...] = ()
    """Puts the host's program on GitHub's runner, where it is missing there."""
    program_in_container: tuple[str, ...] = ()
    """The same in Debian's Python container."""
    access: tuple[str, ...] = ()
    """Lays secrets where the program looks for them."""
    preview: str = ""
    """Brings the folder ``preview`` to ``$MICROSITES_PREVIEW_DESTINATION`` under the name ``$NAME``; empty where a
    preview cannot lie beside what is public."""
    preview_address: str = ""
    """What the address of a preview looks like, for the comment that explains the setting."""


_WRANGLER: Final = "npm install --global --no-fund --no-audit wrangler@4.164.0"
_NETLIFY: Final = "npm install --global --no-fund --no-audit netlify-cli@27.10.2"


def _apt(*packages: str) -> tuple[str, ...]:
    return ("apt-get update --quiet", f"apt-get install --quiet --yes --no-install-recommends {' '.join(packages)}")


TARGETS: Final = {
    target.name: target
    for target in (
        # Pages holds one published tree: a preview beside it would be public, and every publication would take it away.
        Target("github-pages"),
        Target(
            "cloudflare",
            secrets=("CLOUDFLARE_API_TOKEN",),
            variables=("CLOUDFLARE_ACCOUNT_ID",),
            program=(_WRANGLER,),
            program_in_container=(*_apt("nodejs", "npm"), _WRANGLER),
            preview='wrangler pages deploy preview --project-name "$MICROSITES_PREVIEW_DESTINATION" --branch "$NAME"',
            preview_address="https://pr-{number}.PROJECT.pages.dev/",
        ),
        Target(
            "netlify",
            secrets=("NETLIFY_AUTH_TOKEN",),
            program=(_NETLIFY,),
            program_in_container=(*_apt("nodejs", "npm"), _NETLIFY),
            preview='netlify deploy --no-build --dir preview --site "$MICROSITES_PREVIEW_DESTINATION" --alias "$NAME"',
            preview_address="https://pr-{number}--SITE.netlify.app/",
        ),
        Target(
            "s3",
            secrets=("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
            variables=("AWS_REGION",),
            program_in_container=_apt("awscli"),
            preview='aws s3 sync preview "${MICROSITES_PREVIEW_DESTINATION%/}/$NAME" --delete',
            preview_address="https://preview.example.jp/pr-{number}/",
        ),
        Target(
            "rclone",
            secrets=("RCLONE_CONF",),
            program=(
                "sudo apt-get update --quiet",
                "sudo apt-get install --quiet --yes --no-install-recommends rclone",
            ),
            program_in_container=_apt("rclone"),
            access=(
                "install -d -m 700 ~/.config/rclone",
                "(umask 077; printf '%s\\n' \"$RCLONE_CONF\" > ~/.config/rclone/rclone.conf)",
            ),
            preview='rclone sync preview "${MICROSITES_PREVIEW_DESTINATION%/}/$NAME"',
            preview_address="https://preview.example.jp/pr-{number}/",
        ),
        Target(
            "rsync",
            secrets=("SSH_PRIVATE_KEY",),
            variables=("SSH_KNOWN_HOSTS",),
            program_in_container=_apt("openssh-client", "rsync"),
            access=(
                "install -d -m 700 ~/.ssh",
                "(umask 077; printf '%s\\n' \"$SSH_PRIVATE_KEY\" > ~/.ssh/id_ed25519)",
                "printf '%s\\n' \"$SSH_KNOWN_HOSTS\" >> ~/.ssh/known_hosts",
            ),
            preview='rsync --archive --delete preview/ "${MICROSITES_PREVIEW_DESTINATION%/}/$NAME/"',
            preview_address="https://preview.example.jp/pr-{number}/",
        ),
    )
}
