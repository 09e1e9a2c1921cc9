// What is wrong, as the command line says it, above the last page that was built; it goes when it is put right.
import { h, place } from "./elements.js";

export class Overlay {
  constructor(data) {
    this.data = data;
    this.shown = "";
    this.element = h("div", { class: "overlay", hidden: true, role: "alert" });
    this.element.addEventListener("keydown", ({ key }) => key === "Escape" && this.close());
    this.element.addEventListener("click", ({ target }) => target === this.element && this.close());
  }

  show({ problems, count, bug, built }) {
    const now = JSON.stringify([problems, bug, built]);
    if (now === this.shown) return;
    this.shown = now;
    this.element.hidden = !count && !bug;
    this.element.replaceChildren();
    if (!this.element.hidden) this.element.append(this.card(problems, count, bug, built));
  }

  card(problems, count, bug, built) {
    const { texts } = this.data;
    const title = bug ? texts.bug : count === 1 ? texts.one_problem : texts.many_problems.replace("{}", count);
    return h(
      "section",
      { class: "card", tabindex: "-1", "aria-label": title },
      h(
        "header",
        {},
        h("h2", {}, title),
        h("button", { type: "button", class: "close", title: texts.close, "aria-label": texts.close, onclick: () => this.close() })
      ),
      h("ol", {}, bug ? this.bug(bug) : problems.map((each) => this.problem(each))),
      h("p", { class: "foot" }, bug ? texts.bug_again : built ? texts.behind : texts.no_page)
    );
  }

  bug({ reason, log }) {
    const { texts } = this.data;
    return h(
      "li",
      {},
      h("p", { class: "message" }, h("code", {}, reason)),
      log && h("p", {}, texts.bug_report, " ", place({ texts }, log))
    );
  }

  problem({ file, line, column, code, message, hint, excerpt }) {
    return h(
      "li",
      {},
      h("p", { class: "where" }, place(this.data, file, line, column), h("span", { class: "code" }, code)),
      h("p", { class: "message" }, message),
      excerpt && h("pre", { tabindex: "0" }, excerpt[0] + "\n", h("b", {}, excerpt[1])),
      hint && h("p", { class: "hint" }, hint)
    );
  }

  close() {
    this.element.hidden = true;
  }

  toggle() {
    if (!this.element.firstChild) return;
    this.element.hidden = !this.element.hidden;
    if (!this.element.hidden) this.element.firstChild.focus();
  }
}
