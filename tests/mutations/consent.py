"""Faults of what runs before a visitor was asked."""

from __future__ import annotations

from mutations.built_sites import Mutation, in_tag, in_tag_of

MUTATIONS = (
    Mutation(
        "CNS001", "the consent default is deleted", in_tag(r'gtag\("consent","default",\{[^}]*\}\);', ""), "asking"
    ),
    Mutation(
        "CNS002",
        "the consent default comes last",
        in_tag(r'(gtag\("consent","default",\{[^}]*\}\);)(.*?gtag\("config","[^"]*"\);)', r"\2\1"),
    ),
    Mutation(
        "CNS003", "the consent default is that of 2021", in_tag(r"ad_user_data:[^,]*,ad_personalization:[^,]*,", "")
    ),
    Mutation(
        "CNS004",
        "a tag loses its gate",
        in_tag_of("meta", r'<script type="text/plain" data-consent="advertising"', "<script"),
        "asking",
    ),
)
