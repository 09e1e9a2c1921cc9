"""Pages as they look in the wild, and what is recognised on each: provider, role, ID and state."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from microsites.check.detect import Detector
from microsites.check.reading import read_document
from microsites.measurement.provider_reader import providers_with

DETECTOR = Detector(providers_with(None))

GTM_SNIPPET = """(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':
new Date().getTime(),event:'gtm.js'});var f=d.getElementsByTagName(s)[0],
j=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;j.src=
'https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);
})(window,document,'script','dataLayer','GTM-ABC1234');"""
META_SNIPPET = (
    "!function(f,b,e,v,n,t,s)\n{if(f.fbq)return;n=f.fbq=function(){n.callMethod?\nn.callMethod.apply(n,arguments):"
    "n.queue.push(arguments)};\nif(!f._fbq)f._fbq=n;n.push=n;n.loaded=!0;n.version='2.0';\nn.queue=[];"
    "t=b.createElement(e);t.async=!0;\nt.src=v;s=b.getElementsByTagName(e)[0];\ns.parentNode.insertBefore(t,s)}"
    "(window, document,'script',\n'https://connect.facebook.net/en_US/fbevents.js');\n"
    "fbq('init', '123456789012345');\nfbq('track', 'PageView');"
)
CLARITY_SNIPPET = (
    "(function(c,l,a,r,i,t,y){c[a]=c[a]||function(){(c[a].q=c[a].q||[]).push(arguments)};t=l.createElement(r);"
    't.async=1;t.src="https://www.clarity.ms/tag/"+i;y=l.getElementsByTagName(r)[0];y.parentNode.insertBefore(t,y);'
    '})(window, document, "clarity", "script", "abcde12345");'
)
MATOMO_SNIPPET = """
  var _paq = window._paq = window._paq || [];
  /* tracker methods like "setCustomDimension" should be called before "trackPageView" */
  _paq.push(['trackPageView']);
  _paq.push(['enableLinkTracking']);
  (function() {
    var u="//stats.city.example.jp/";
    _paq.push(['setTrackerUrl', u+'matomo.php']);
    _paq.push(['setSiteId', '7']);
    var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
    g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s);
  })();
"""
LINE_SNIPPET = """
(function(g,d,o){
  g._ltq=g._ltq||[];g._lt=g._lt||function(){g._ltq.push(arguments)};
  var h=location.protocol==='https:'?'https://d.line-scdn.net':'http://d.line-cdn.net';
  var s=d.createElement('script');s.async=1;
  s.src=o||h+'/n/line_tag/public/release/v1/lt.js';
  var t=d.getElementsByTagName('script')[0];t.parentNode.insertBefore(s,t);
    })(window, document);
_lt('init', {
  customerType: 'lap',
  tagId: '01234567-89ab-cdef-0123-456789abcdef'
});
_lt('send', 'pv', ['01234567-89ab-cdef-0123-456789abcdef']);
"""
YAHOO_SNIPPET = (
    "window.yjDataLayer = window.yjDataLayer || [];\nfunction ytag() { yjDataLayer.push(arguments); }\n"
    'ytag({"type":"yss_conversion", "config": {"yahoo_conversion_id": "1000000000",'
    ' "yahoo_conversion_label": "abcdEFGH", "yahoo_conversion_value": "0"}});'
)

LINE_ID = "01234567-89ab-cdef-0123-456789abcdef"
GA = ("ga4", "loader", "G-ABCD123456"), ("ga4", "config", "G-ABCD123456")
GTAG = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());"
LOADER = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></script>'


class Shape(NamedTuple):
    """A page and what it carries."""

    what: str
    html: str
    found: set[tuple[str, str, str]]
    state: str = "active"


SHAPES = (
    Shape("pasted from the manual", f"{LOADER}<script>\n{GTAG}\n\ngtag('config', 'G-ABCD123456');\n</script>", {*GA}),
    Shape(
        "minified by a build",
        "<script async src=https://www.googletagmanager.com/gtag/js?id=G-ABCD123456></script><script>"
        'function gtag(){dataLayer.push(arguments)}window.dataLayer=window.dataLayer||[],gtag("js",new Date),'
        'gtag("config","G-ABCD123456",{anonymize_ip:!0})</script>',
        {*GA},
    ),
    Shape(
        "gtag under another name",
        f'{LOADER}<script>var n=function(){{e.push(arguments)}};n("js",new Date),n("config","G-ABCD123456")</script>',
        {*GA},
    ),
    Shape(
        "attributes in another order, upper case, line breaks in the address",
        "<SCRIPT TYPE='text/javascript'\n\tASYNC\n\tSRC='\n  https://www.googletagmanager.com\n/gtag/js?id=G-ABCD123456'"
        "\n></SCRIPT>",
        {GA[0]},
    ),
    Shape(
        "encoded ampersands, no protocol, another data layer",
        '<script src="//www.googletagmanager.com/gtag/js?l=dl2&amp;id=G-ABCD123456&amp;cx=c" defer></script>',
        {GA[0]},
    ),
    Shape(
        "WordPress, Site Kit",
        "<script type='text/javascript' src='https://www.googletagmanager.com/gtag/js?id=G-ABCD123456' "
        "id='google_gtagjs-js' async></script>\n<script id='google_gtagjs-js-after'>\n/* <![CDATA[ */\n" + GTAG + "\n"
        'gtag("set", "developer_id.dZTNiMT", true);\ngtag("config", "G-ABCD123456");\n/* ]]> */\n</script>',
        {*GA},
    ),
    Shape(
        "two properties and an advertising account",
        LOADER + f"<script>{GTAG}gtag('config','G-ABCD123456');gtag('config','G-WXYZ987654');gtag('config','AW-123456789')"
        "</script>",
        {*GA, ("ga4", "config", "G-WXYZ987654")},
    ),
    Shape(
        "the loader of an advertising account serves the property",
        '<script async src="https://www.googletagmanager.com/gtag/js?id=AW-123456789"></script>'
        "<script>gtag('config','AW-123456789');gtag('config','G-ABCD123456')</script>",
        {("ga4", "loader", ""), GA[1]},
    ),
    Shape("Tag Manager as Google prints it", f"<script>{GTM_SNIPPET}</script>", {("gtm", "loader", "GTM-ABC1234")}),
    Shape(
        "Tag Manager with its second half",
        f'<script>{GTM_SNIPPET}</script></head><body><noscript><iframe src="https://www.googletagmanager.com/ns.html?'
        'id=GTM-ABC1234"\nheight="0" width="0" style="display:none;visibility:hidden"></iframe></noscript>',
        {("gtm", "loader", "GTM-ABC1234"), ("gtm", "noscript", "GTM-ABC1234")},
    ),
    Shape(
        "Tag Manager as a plain script, noscript in capitals",
        "<script async src='https://www.googletagmanager.com/gtm.js?id=GTM-ABC1234'></script><NOSCRIPT><IFRAME "
        "SRC=//www.googletagmanager.com/ns.html?id=GTM-ABC1234></IFRAME></NOSCRIPT>",
        {("gtm", "loader", "GTM-ABC1234"), ("gtm", "noscript", "GTM-ABC1234")},
    ),
    Shape("Meta Pixel", f"<!-- Meta Pixel Code --><script>{META_SNIPPET}</script>",
          {("meta", "loader", ""), ("meta", "config", "123456789012345")}),
    Shape(
        "the picture of Meta alone",
        '<noscript><img height="1" width="1" style="display:none"\nsrc="https://www.facebook.com/tr?id=123456789012345'
        '&amp;ev=PageView&amp;noscript=1"\n/></noscript>',
        {("meta", "noscript", "123456789012345")},
    ),
    Shape("Clarity", f'<script type="text/javascript">{CLARITY_SNIPPET}</script>', {("clarity", "loader", "abcde12345")}),
    Shape("Matomo", f"<!-- Matomo -->\n<script>{MATOMO_SNIPPET}</script>\n<!-- End Matomo Code -->",
          {("matomo", "loader", ""), ("matomo", "config", "7")}),
    Shape("LINE Tag", f"<script>{LINE_SNIPPET}</script>", {("line", "loader", ""), ("line", "config", LINE_ID)}),
    Shape(
        "Yahoo! JAPAN",
        f'<script async src="https://s.yimg.jp/images/listing/tool/cv/ytag.js"></script><script>{YAHOO_SNIPPET}</script>',
        {("yahoo", "loader", ""), ("yahoo", "config", "1000000000")},
    ),
    Shape(
        "Plausible with its own script",
        '<script defer src="https://plausible.io/js/pa-AbCdEfGh12345678.js"></script>',
        {("plausible", "loader", "pa-AbCdEfGh12345678")},
    ),
    Shape(
        "Partytown: in a worker, without asking",
        '<script type="text/partytown" src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></script>'
        "<script type='text/partytown'>gtag('config','G-ABCD123456')</script>",
        {*GA},
    ),
    Shape(
        "Cloudflare Rocket Loader",
        '<script type="0123456789abcdef01234567-text/javascript" src="https://www.googletagmanager.com/gtag/js'
        '?id=G-ABCD123456"></script>',
        {GA[0]},
    ),
    Shape(
        "a cache plugin that waits for the mouse",
        '<script type="rocketlazyloadscript" data-rocket-src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"'
        " async></script>",
        {GA[0]},
    ),
    Shape(
        "Cookiebot",
        '<script type="text/plain" data-cookieconsent="statistics" async src="https://www.googletagmanager.com/gtag/js'
        "?id=G-ABCD123456\"></script><script type=\"text/plain\" data-cookieconsent='statistics'>gtag('config',"
        "'G-ABCD123456')</script>",
        {*GA},
        "gated",
    ),
    Shape(
        "CookieConsent, version 2",
        f'<script type="text/plain" data-cookiecategory="analytics">{CLARITY_SNIPPET}</script>',
        {("clarity", "loader", "abcde12345")},
        "gated",
    ),
    Shape(
        "CookieConsent, version 3",
        "<script data-category=analytics data-service='Google Analytics' type=text/plain "
        "data-src=https://www.googletagmanager.com/gtag/js?id=G-ABCD123456></script>",
        {GA[0]},
        "gated",
    ),
    Shape(
        "Usercentrics",
        f'<script type="text/plain" data-usercentrics="Google Tag Manager">{GTM_SNIPPET}</script>',
        {("gtm", "loader", "GTM-ABC1234")},
        "gated",
    ),
    Shape(
        "an address that is set free later",
        '<SCRIPT TYPE="TEXT/PLAIN" DATA-CONSENT-SRC="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></SCRIPT>',
        {GA[0]},
        "gated",
    ),
    Shape(
        "iubenda",
        '<script class="_iub_cs_activate" type="text/plain" '
        'data-suppressedsrc="https://connect.facebook.net/ja_JP/fbevents.js"></script>',
        {("meta", "loader", "")},
        "gated",
    ),
    Shape(
        "switched off in the page",
        f"<title>x</title><!--\n{LOADER}\n<script>gtag('config', 'G-ABCD123456');</script>\n-->",
        {*GA},
        "commented",
    ),
    Shape(
        "for an old browser only",
        f"<title>x</title><!--[if lt IE 9]>{LOADER}<![endif]-->",
        {GA[0]},
        "commented",
    ),
    Shape(
        "switched off in the script",
        "<script>// 2023年で終了\n// gtag('config', 'G-ABCD123456');\n/* fbq('init', '123456789012345'); */</script>",
        {GA[1], ("meta", "config", "123456789012345")},
        "commented",
    ),
    Shape("hidden from browsers of 1996", "<script><!--\ngtag('config','G-ABCD123456');\n//--></script>", {GA[1]}),
    Shape("names of photographs", '<img src="IMG-20240501.jpg" alt="G-20240501"><a href="G-ABCD123456.pdf">x</a>', set()),
    Shape("an article about tags", "<pre>&lt;script&gt;gtag('config','G-ABCD123456')&lt;/script&gt;</pre>", set()),
    Shape("data, not code", '<script type="application/ld+json">{"a":"gtag(\'config\',\'G-ABCD123456\')"}</script>', set()),
    Shape(
        "templates",
        f'<template>{LOADER}</template><script type="text/template">{LOADER.replace("</script>", "")}</script>'
        "<script type='text/x-handlebars'>gtag('config','G-ABCD123456')</script>",
        set(),
    ),
    Shape("a script for browsers without scripts", f"<noscript>{LOADER}</noscript>", set()),
    Shape("a host that only looks alike", LOADER.replace(".com/", ".com.example.jp/"), set()),
    Shape("a longer ID", LOADER.replace("123456", "123456-X"), set()),
)  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.what for shape in SHAPES])
def test_shape(shape: Shape) -> None:
    found = {(d.provider, d.role, d.id, d.state) for d in DETECTOR.detect(read_document("x.html", shape.html))}
    assert found == {(*trace, shape.state) for trace in shape.found}
