// Searches the site when somebody asks: the index is loaded with the first question, not before.
// Each question is counted once, with the number of pages found: what is sought and not found is worth knowing.
((document, microsites) => {
  "use strict";
  const PAGE = 10;
  const [form, term, status, list, more, pages] = ["", "-term", "-status", "-results", "-more", "-pages"].map((name) =>
    document.getElementById("ms-search" + name),
  );
  let engine;
  let results = [];
  let shown = 0;
  let latest = 0;
  let loading = false;

  const load = async () => {
    const index = new URL(form.dataset.index, location.href).href;
    const found = await import(index + "pagefind.js");
    await found.options({ baseUrl: new URL(form.dataset.root, location.href).pathname, excerptLength: 40 });
    await found.init();
    return found;
  };

  // The excerpt is text with <mark>; nothing else of it enters the page.
  const excerpt = (html) => {
    const line = document.createElement("p");
    line.className = "ms-search-excerpt";
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      const marked = node.nodeName === "MARK" ? document.createElement("mark") : null;
      (marked ?? line).append(line.hasChildNodes() ? node.textContent : node.textContent.replace(/^[\s、。.,）」]+/, ""));
      if (marked) line.append(marked);
    }
    return line;
  };

  const item = ({ url, meta, excerpt: html }) => {
    const entry = document.createElement("li");
    const title = document.createElement("h2");
    const link = document.createElement("a");
    entry.className = "ms-search-result";
    title.className = "ms-search-title";
    link.href = url;
    link.textContent = meta.title;
    title.append(link);
    entry.append(title, excerpt(html));
    return entry;
  };

  const show = async (count, mine) => {
    const next = await Promise.all(results.slice(shown, shown + count).map((result) => result.data()));
    if (mine !== latest) return;
    list.append(...next.map(item));
    shown += next.length;
    more.hidden = shown >= results.length;
  };

  const failed = (mine) => {
    if (mine === latest) status.textContent = "検索できませんでした。通信の状態を確認して、もう一度お試しください。";
  };

  const search = async (question, counted, first = PAGE) => {
    const mine = ++latest;
    status.textContent = "検索しています…";
    try {
      engine ??= await load();
      const found = (await engine.search(question)).results;
      if (mine !== latest) return;
      results = found;
      shown = 0;
      list.replaceChildren();
      more.hidden = true;
      pages.hidden = results.length > 0;
      status.textContent = results.length
        ? `「${question}」を含むページ　${results.length}件`
        : `「${question}」を含むページは見つかりませんでした。別のことばでお試しになるか、下の一覧からお探しください。`;
      if (counted) microsites.track("site_search", { search_term: question, results: results.length });
      await show(first, mine);
    } catch {
      engine = undefined;
      failed(mine);
    }
  };

  const remember = () => history.replaceState({ ...history.state, question: term.value.trim(), shown }, "");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = term.value.trim().normalize("NFKC");
    if (question) search(question, true).then(remember);
    else term.focus();
  });
  more.addEventListener("click", async () => {
    if (loading) return;
    loading = true;
    const [before, mine] = [shown, latest];
    try {
      await show(PAGE, mine);
      if (mine === latest) list.children[before]?.querySelector("a").focus();
      remember();
    } catch {
      failed(mine);
    } finally {
      loading = false;
    }
  });

  form.hidden = false;
  // Somebody who comes back finds what was found; it is not counted again.
  if (history.state?.question) {
    term.value = history.state.question;
    search(term.value.normalize("NFKC"), false, Math.max(PAGE, history.state.shown));
  }
})(document, window.microsites);
