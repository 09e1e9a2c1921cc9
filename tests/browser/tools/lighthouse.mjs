// Lighthouse over a list of addresses, on a simulated mid-range telephone (its default), in one Chromium.
//
// Arguments: the browser's path.  Standard input: a JSON array of addresses.  Standard output: one JSON object a line:
// {url, scores: {performance, accessibility, …}, missed: {audit: {score, text}}, metrics: {…}}.
// Requests to other hosts are answered with an empty file: offline, an audit would judge the missing network.
import { readFileSync } from "node:fs";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const METRICS = ["first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time", "cumulative-layout-shift"];

const executablePath = process.argv[2];
const browser = await puppeteer.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
for (const url of JSON.parse(readFileSync(0, "utf8"))) {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  client.on("Fetch.requestPaused", ({ requestId }) =>
    client.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: "Content-Type", value: "text/javascript" }],
    }),
  );
  await client.send("Fetch.enable", { patterns: [{ urlPattern: "https://*" }] });
  const { lhr } = await lighthouse(url, { logLevel: "error" }, undefined, page);
  await page.close();
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const missed = {};
  for (const category of Object.values(lhr.categories)) {
    for (const { id, weight } of category.auditRefs) {
      const { score, displayValue, explanation, title, details } = lhr.audits[id];
      if (score === null || score >= 1 || METRICS.includes(id)) continue;
      const nodes = (details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.url ?? item.description ?? "");
      missed[id] = { category: category.id, weight, score, text: [title, explanation, displayValue, ...nodes].filter(Boolean).join(" | ").slice(0, 500) };
    }
  }
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
  const metrics = Object.fromEntries(METRICS.map((id) => [id, lhr.audits[id].numericValue]));
  process.stdout.write(`${JSON.stringify({ url, scores, missed, metrics })}\n`);
}
await browser.close();
