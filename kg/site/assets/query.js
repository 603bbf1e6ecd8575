// The page on which anybody asks: editor, graph, answer. Nothing is loaded from anybody but this site.
import { Engine, Stopped } from "./query-engine.js";
import { make, show, triples } from "./query-results.js";
import { editor } from "./query-editor.js";

const ROOT = new URL("../../", import.meta.url);
const EXAMPLE = `SELECT ?topic ?name (COUNT(?source) AS ?sources)
WHERE {
  ?topic a ts:Topic ; rdfs:label ?name .
  ?source schema:about ?topic .
}
GROUP BY ?topic ?name
ORDER BY DESC(?sources)
LIMIT 20`;
const MILLION = 1_000_000;
const json = (path) => fetch(new URL(path, ROOT), { cache: "no-cache" }).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${path}: ${answer.status}`))));
const host = document.querySelector("[data-kg-ask]");

/** Declarations of all prefixes that the query does not declare, on one line, so that lines keep their numbers. */
function prologue(prefixes, text) {
  return Object.entries(prefixes).filter(([prefix]) => !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text))
    .map(([prefix, space]) => `PREFIX ${prefix}: <${space}> `).join("");
}

async function start() {
  const [listed, words] = await Promise.all([json("data/shards.json"), json("query/vocabulary.json")]);
  const prefixes = { "": listed.base, ...words.prefixes };
  const compact = (iri) => {
    const found = Object.entries(prefixes).find(([prefix, space]) => prefix && iri.startsWith(space));
    return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri.startsWith(listed.base) ? `:${iri.slice(listed.base.length)}` : iri;
  };
  const place = (file) => ({ ...file, url: new URL(`data/${file.name}`, ROOT).href });

  const run = make("button", { type: "button" }, "Run"), stop = make("button", { type: "button", disabled: true }, "Stop");
  run.dataset.run = stop.dataset.stop = "";
  run.title = "Ctrl + Enter";
  const limit = make("select", {}, ...[15, 60, 300].map((n) => make("option", { value: n }, `${n} s`)));
  limit.setAttribute("aria-label", "Time limit");
  const bar = make("progress", { max: 1, value: 0, hidden: true }), status = make("span", { className: "note" }, "The graph is loaded when you run a query.");
  bar.setAttribute("aria-label", "Loading the graph");
  status.setAttribute("role", "status");
  const boxes = listed.mentions.map((file) => {
    const box = make("input", { type: "checkbox", value: file.name });
    return { file, box, label: make("label", {}, box, `${file.label} `, make("small", {}, `${(file.bytes / 1e6).toFixed(1)} MB`)) };
  });
  const shards = make("details", {}, make("summary", {}, "Load single mentions too, by year of the source"),
    make("p", { className: "note" }, "Each with its place in the text and the time in the recording. The core graph has only their counts."),
    make("div", { className: "ask-shards" }, ...boxes.map(({ label }) => label)));
  const wrong = make("div", { className: "ask-error", hidden: true }), saving = make("div", { className: "ask-tools" }), answer = make("section");
  wrong.setAttribute("role", "alert");
  const field = make("div", { className: "ask-editor" });
  host.replaceChildren(field, make("div", { className: "ask-tools" }, run, stop, make("label", {}, "end after ", limit), bar, status), shards, wrong, saving, answer);
  const edited = await editor(field, ROOT, words, listed.base);
  edited.onRun(() => ask());

  const engine = new Engine((share) => { bar.hidden = false; bar.value = share; status.textContent = `Loading the graph: ${Math.round(share * 100)} %`; });
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ file }) => file);

  async function load() {
    const mentions = chosen(), files = [listed.core, ...(mentions.length ? [listed.forms, ...mentions] : [])];
    const sum = files.reduce((all, file) => all + file.triples, 0);
    const done = await engine.load(listed.base, files.map(place));
    bar.hidden = true;
    return `${done.triples.toLocaleString("en")} triples loaded${sum > MILLION ? ": more than a small device holds" : ""}`;
  }

  async function ask(format = "") {
    if (!stop.disabled) return null;
    const text = edited.value, seconds = Number(limit.value), before = prologue(prefixes, text);
    stop.disabled = false;
    run.disabled = true;
    wrong.hidden = true;
    edited.mark(null);
    try {
      const loaded = await load();
      status.textContent = "Asking …";
      const found = await engine.ask(before + text, format, seconds);
      status.textContent = `${found.ms < 10 ? found.ms.toFixed(1) : Math.round(found.ms)} ms; ${loaded}`;
      if (format) return found.body;
      remember(text);
      present(found);
    } catch (error) {
      bar.hidden = true;
      status.textContent = error instanceof Stopped ? error.message : "";
      if (!(error instanceof Stopped)) fault(text, before.length, error.message);
    } finally {
      stop.disabled = true;
      run.disabled = false;
    }
    return null;
  }

  function present(found) {
    const rows = found.kind === "SELECT" || found.kind === "ASK";
    const parsed = rows ? JSON.parse(found.body) : { head: { vars: ["subject", "predicate", "object"] }, results: { bindings: triples(found.body) } };
    const count = parsed.results?.bindings.length ?? 1;
    saving.replaceChildren(make("strong", {}, found.kind === "ASK" ? (parsed.boolean ? "Yes" : "No") : `${count.toLocaleString("en")} row${count === 1 ? "" : "s"}`),
      ...(rows ? (found.kind === "ASK" ? ["json"] : ["csv", "json"]) : ["turtle", "nt"]).map(save));
    answer.replaceChildren(found.kind === "ASK" ? "" : show(parsed.head.vars, parsed.results.bindings, found.names, listed.base, ROOT.pathname, compact));
  }

  function save(format) {
    const label = { csv: "CSV", json: "JSON", turtle: "Turtle", nt: "N-Triples" }[format], suffix = { turtle: "ttl" }[format] || format;
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", async () => {
      const body = await ask(format);
      if (body === null) return;
      const url = URL.createObjectURL(new Blob([body], { type: "text/plain" }));
      make("a", { href: url, download: `answer.${suffix}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    });
    return button;
  }

  /** Say what is wrong, and mark its place: the parser tells line and column, the first line's counted with our prologue. */
  function fault(text, before, message) {
    const found = /(?:error at |line )(\d+)(?::|,? column )(\d+)(?::\s*)?([^]*)/i.exec(message);
    wrong.hidden = false;
    if (!found) { wrong.textContent = message; return; }
    const line = Number(found[1]), column = Number(found[2]) - (line === 1 ? before : 0);
    const own = text.split("\n")[line - 1] ?? "";
    const said = found[3].length > 300 ? `${found[3].slice(0, 300)} …` : found[3];
    wrong.textContent = `Line ${line}, column ${column}: ${said}\n${line} | ${own}\n${" ".repeat(String(line).length)} | ${" ".repeat(Math.max(0, column - 1))}^`;
    edited.mark({ line: line - 1, column: Math.max(0, column - 1) });
  }

  function remember(text) {
    const state = new URLSearchParams({ query: text });
    if (chosen().length) state.set("mentions", chosen().map((file) => file.name).join(" "));
    const hash = `#${state}`;
    if (location.hash !== hash) history.replaceState(null, "", hash);
  }

  /** What the address says: a query, or the name of one that is answered already. */
  async function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    const wanted = (state.get("mentions") || "").split(" ");
    for (const { file, box } of boxes) box.checked = wanted.includes(file.name);
    if (wanted[0]) shards.open = true;
    const name = state.get("query") ? "" : new URLSearchParams(location.search).get("name");
    if (name && /^[a-z0-9-]+$/.test(name)) {
      const found = await fetch(new URL(`queries/${name}.rq`, ROOT)).then((answer) => (answer.ok ? answer.text() : ""));
      edited.value = found.replace(/^PREFIX [^\n]*\n/gm, "");
      if (/^# needs: full$/m.test(found) && !chosen().length) {
        shards.open = true;
        status.textContent = "This one needs single mentions: tick those that it should see, then run it.";
        return;
      }
    } else {
      edited.value = state.get("query") || EXAMPLE;
    }
    if (state.get("query") || name) await ask();
  }

  run.addEventListener("click", () => ask());
  stop.addEventListener("click", () => engine.stop());
  addEventListener("hashchange", recall);
  host.dataset.ready = "";
  await recall();
}

if (host) start().catch((error) => host.replaceChildren(make("p", { className: "notice" }, `The graph cannot be asked here: ${error.message}`)));
