"""The theme of the ejected project: templates that whoever goes on can read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from microsites.eject.addresses import ROOT, as_template
from microsites.eject.shape import Shape, Theme

_HEAD: Final = """\
{#- ページごとのタイトル・説明・共有の情報。docs/ の各ファイルの先頭（front matter）から入ります。 -#}
{%- set policy = page.meta.policy or config.extra.policy %}
{%- if policy %}
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
{%- endif %}
<meta name="viewport" content="width=device-width, initial-scale=1">
{%- if theme_color_scheme %}
<meta name="color-scheme" content="light dark">
{%- endif %}
{%- set name = page.meta.title ~ ("" if page.meta.title == config.site_name else "｜" ~ config.site_name) %}
<title>{{ (page.meta.head_title or name) | e }}</title>
<meta name="description" content="{{ page.meta.description | e }}">
<meta property="og:title" content="{{ page.meta.title | e }}">
<meta property="og:description" content="{{ page.meta.description | e }}">
{%- for data in (config.extra.sharing or {}, page.meta.sharing or {}) %}
{%- for name, value in data.items() %}
<meta {{ "property" if ":" in name and not name.startswith("twitter:") else "name" }}="{{ name | e }}" content="{{ value | e }}">
{%- endfor %}
{%- endfor %}
{%- if page.canonical_url %}
<link rel="canonical" href="{{ page.canonical_url | e }}">
<meta property="og:url" content="{{ page.canonical_url | e }}">
{%- endif %}
{%- if page.meta.json_ld %}
<script type="application/ld+json">{{ page.meta.json_ld }}</script>
{%- endif %}
{%- for element in page.meta.head or [] %}
{{ element | replace("/~root~/", base_url ~ "/") }}
{%- endfor %}
{% include "parts/tags.html" %}
"""

_PROMO: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{{%- set theme_color_scheme = true %}}
{{% include "parts/head.html" %}}
</head>
{body}
{{% if page.meta.before %}}{{{{ page.meta.before | replace("/~root~/", base_url ~ "/") }}}}
{{% else %}}{{% include "parts/before.html" %}}{{% endif %}}
<main class="ms-main" id="main" tabindex="-1">
{{{{ page.content }}}}
</main>
{{% include "parts/after.html" %}}
</body>
</html>
"""

_MATERIAL: Final = """\
{{% extends "base.html" %}}
{{% import "partials/language.html" as lang with context %}}
{{% block site_meta %}}
<meta charset="utf-8">
{{% include "parts/head.html" %}}
{{% endblock %}}
{{% block htmltitle %}}{{% endblock %}}
{{% block analytics %}}{{% endblock %}}
{{% block header %}}
{{% if page.meta.before %}}{{{{ page.meta.before | replace("/~root~/", base_url ~ "/") }}}}
{{% else %}}{{% include "parts/before.html" %}}{{% endif %}}
{{{{ super() | replace('role="dialog"', 'role="dialog" aria-label="' ~ lang.t("search") ~ '"') }}}}
{{% endblock %}}
{{% block container %}}
<div class="md-content" data-md-component="content">
{body}
{{{{ page.content }}}}
</article>
</div>
{{% endblock %}}
{{% block footer %}}
<div class="{classes}">
{{% include "parts/after.html" %}}
</div>
{{% endblock %}}
"""

_CLASSES: Final = re.compile(r"\bms(?:-style-[a-z]+)?(?=[ \"])")
_MENU: Final = re.compile(rf'(<li><a href="{re.escape(ROOT)}([^"#?]+)")(>)')
_BRAND: Final = re.compile(rf'(<a class="ms-brand" href="{re.escape(ROOT)}")(>)')
_SEARCH: Final = re.compile(rf'(<a class="ms-search-link" href="{re.escape(ROOT)}([^"#?]+)")(>)')


def _marked(before: str) -> str:
    """The header as a template that marks the present page, as ours does."""
    text = as_template(before)
    root = "{{ base_url }}/"

    def below(match: re.Match[str]) -> str:
        address = match[2]
        test = f"page and page.url.startswith({address!r})"
        return f'{match[1]}{{% if {test} %}} aria-current="page"{{% endif %}}{match[3]}'

    for pattern in (_MENU, _SEARCH):
        text = re.sub(pattern.pattern.replace(re.escape(ROOT), re.escape(root)), below, text)
    home = _BRAND.pattern.replace(re.escape(ROOT), re.escape(root))
    return re.sub(home, r'\1{% if page and page.is_homepage %} aria-current="page"{% endif %}\2', text)


def common_head(shapes: Sequence[Shape]) -> tuple[str, ...]:
    """The elements that every page has, in the order of the first one."""
    everywhere = set(shapes[0].head).intersection(*(shape.head for shape in shapes))
    return tuple(element for element in shapes[0].head if element in everywhere)


def templates(first: Shape, shared: Sequence[str], theme: Theme, language: str) -> dict[str, str]:
    """Path below the theme's folder → text; ``first`` is the page whose surroundings all others share."""
    main = _PROMO if theme == "promo" else _MATERIAL
    return {
        "main.html": main.format(language=language, body=first.body, classes=" ".join(_CLASSES.findall(first.body))),
        "parts/head.html": _HEAD,
        "parts/tags.html": "\n".join(map(as_template, shared)) + "\n",
        "parts/before.html": _marked(first.before) + "\n",
        "parts/after.html": as_template(first.after) + "\n",
    }
