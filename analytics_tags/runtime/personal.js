// Whether a text holds what looks like a mail address, a telephone number or a Japanese postal code, in half-width,
// full-width or percent-encoded characters. Part of the head where a provider is expected, else of the script.
(function (microsites) {
  "use strict";
  microsites.readable = function (text) {
    return text.replace(/(?:%[\da-f]{2})+/gi, function (part) {
      try {
        return decodeURIComponent(part);
      } catch (ignored) {
        return part;
      }
    });
  };
  microsites.personal = function (text) {
    const plain = microsites.readable(text).normalize("NFKC");
    // A mail address is looked for in the text as it is, too: %20@ would hide it behind a space.
    return (
      /[^\s@\/]@[^\s@\/]+\.[^\s@\/.]/.test(text.normalize("NFKC") + "/" + plain) ||
      /\u3012\s*\d|(?:^|\D)(?:[0+](?:[-+.\s()\u2010-\u2015\u2212\u2500\u30fc]{0,3}\d){9,14}|\d{3}\s?[-\u2010-\u2015\u2212\u2500\u30fc]\s?\d{4})(?!\d)/.test(plain)
    );
  };
})((window.microsites = window.microsites || {}));
