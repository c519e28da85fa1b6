// Parses every LogQL and TraceQL query of the repository with the grammars that Grafana's own editors use:
//   node check-queries.js REPOSITORY
// Prints what does not parse and where it stands; exit code 1 when there is anything.
import { parser as logql } from "@grafana/lezer-logql";
import { parser as traceql } from "@grafana/lezer-traceql";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2] ?? ".";
const queries = []; // {where, type: "loki" | "tempo", text}

const read = (file) => readFileSync(join(root, file), "utf8");
const filesBelow = (folder, ending) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path, ending) : path.endsWith(ending) ? [path] : [];
  });

function dashboard(file) {
  const visit = (node, title) => {
    if (node === null || typeof node !== "object") return;
    const here = node.title ?? node.name ?? title;
    const type = node.datasource?.type;
    const text = type === "loki" ? node.expr : type === "tempo" ? node.query : undefined;
    if (typeof text === "string") queries.push({ where: `${file}: ${here}`, type, text });
    Object.values(node).forEach((child) => visit(child, here));
  };
  visit(JSON.parse(read(file)), file);
}

// An alert's link into Explore carries its query as JSON in the address. Prometheus fills its templates in before.
function exploreLinks(file) {
  for (const [, panes] of read(file).replaceAll(/\{\{[^}]*\}\}/g, "x").matchAll(/[?&]panes=([^&'"\s]+)/g)) {
    for (const pane of Object.values(JSON.parse(decodeURIComponent(panes)))) {
      for (const query of pane.queries) queries.push({ where: `${file}: logs_url`, type: pane.datasource, text: query.expr ?? query.query });
    }
  }
}

// The way from a trace to its lines.
function dataSources(file) {
  for (const [, text] of read(file).matchAll(/^ +query: '(\{.*)'$/gm)) {
    queries.push({ where: file, type: "loki", text: text.replaceAll("$$", "$").replace("${__tags}", 'service="x"') });
  }
}

// In a code block of a page: a line with a stream selector; what stands behind three spaces is a remark.
function page(file) {
  for (const [, block] of read(file).matchAll(/^ *```(?:logql)?\n([\s\S]*?)^ *```$/gm)) {
    for (const line of block.split("\n").map((l) => l.trim().split(/ {3,}/)[0])) {
      if (/(^|[\s(])\{(service|level|stream)=~?"/.test(line)) queries.push({ where: file, type: "loki", text: line });
    }
  }
}

// Grafana fills its variables in before it asks.
const filled = (text) =>
  text.replace(/\$__(auto|interval|range|rate_interval)\b/g, "1m").replace(/\$(\w+|\{[^}]*\})/g, "x");

function problem({ type, text }) {
  const parser = { loki: logql, tempo: traceql }[type];
  if (!parser) return `no grammar for the data source ${type}`;
  const query = filled(text);
  let at = -1;
  parser.parse(query).iterate({ enter: (node) => void (at < 0 && node.type.isError && (at = node.from)) });
  return at < 0 ? "" : `stops to be one at ${JSON.stringify(query.slice(at, at + 30))}`;
}

for (const [type, text] of [["loki", '{service="x"'], ["loki", "sum(rate({a=b}[1m]))"], ["tempo", "{ status = }"], ["tempo", "{"]]) {
  if (!problem({ type, text })) throw new Error(`the ${type} grammar takes ${text}: this check checks nothing`);
}
filesBelow("grafana/dashboards", ".json").forEach(dashboard);
filesBelow("prometheus/rules", ".yml").forEach(exploreLinks);
dataSources("grafana/provisioning/datasources/datasources.yaml");
filesBelow("docs", ".md").forEach(page);

const wrong = queries.filter(problem);
wrong.forEach((query) => console.log(`${query.where}: ${query.text}\n    ${problem(query)}`));
const count = (type) => queries.filter((query) => query.type === type).length;
console.log(`${count("loki")} LogQL and ${count("tempo")} TraceQL queries, ${wrong.length} of them wrong`);
process.exitCode = wrong.length > 0 || count("loki") === 0 ? 1 : 0;
