// Holds JSON-LD against the vocabulary of schema.org: types, properties, what a property may hold.
//
// Standard input: a JSON object of documents by name.  Standard output: a JSON object of complaints by name.
// schema-dts says the vocabulary in TypeScript; the compiler compares.  Both are other people's.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = fileURLToPath(new URL(".", import.meta.url));
const documents = JSON.parse(readFileSync(0, "utf8"));
const lines = ['import type { Graph, Thing, WithContext } from "schema-dts";'];
const names = [""];
for (const [name, document] of Object.entries(documents)) {
  lines.push(`export const d${names.length}: Graph | WithContext<Thing> = ${JSON.stringify(document)};`);
  names.push(name);
}
const source = lines.join("\n");
const file = `${here}documents.ts`;
const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};
const host = ts.createCompilerHost(options);
const [read, exists] = [host.getSourceFile, host.fileExists];
host.getSourceFile = (path, ...rest) =>
  path === file ? ts.createSourceFile(path, source, ts.ScriptTarget.ESNext) : read(path, ...rest);
host.fileExists = (path) => path === file || exists(path);

// The last line of a chain of messages says what exactly is wrong; the type names before it run to pages.
const innermost = (message) => (typeof message === "string" || !message.next?.length
  ? (message.messageText ?? message) : innermost(message.next[0]));

const complaints = {};
for (const found of ts.getPreEmitDiagnostics(ts.createProgram([file], options, host))) {
  const line = found.file?.path && found.start !== undefined ? found.file.getLineAndCharacterOfPosition(found.start).line : 0;
  const text = String(innermost(found.messageText)).slice(0, 400);
  const near = found.file && found.start !== undefined ? source.slice(found.start, found.start + 80) : "";
  (complaints[names[line]] ??= []).push(near ? `${text} At: ${near}` : text);
}
process.stdout.write(JSON.stringify(complaints));
