// A module worker: the graph in Oxigraph's store, loaded in pieces, and the answers to queries. It is ended to stop one.
import init, { Store } from "../lib/web.js";

const CHUNK = 1 << 20;
const CACHE = "kg-graph";
const FORMS = { csv: "csv", json: "json", turtle: "text/turtle", nt: "application/n-triples" };
let store, base = "";

/** Keep a file's response in the cache, in place of its earlier states; where there is no room it is only not kept. */
async function keep(cache, file, key, answer) {
  for (const old of await cache.keys()) if (old.url.split("?")[0] === file.url) await cache.delete(old);
  await cache.put(key, answer);
}

/** Load a file of the graph, from the cache where its hash is known, else from the site: what cannot be read is not kept. */
async function load(file, told) {
  const key = `${file.url}?sha256=${file.sha256}`;
  const cache = await self.caches?.open(CACHE).catch(() => null);
  const kept = await cache?.match(key);
  const answer = kept || (await fetch(key));
  if (!answer.ok) throw new Error(`${file.url} cannot be loaded: ${answer.status}`);
  const keeping = cache && !kept ? keep(cache, file, key, answer.clone()).catch(() => {}) : null; // while it is read
  try {
    await fill(answer, told);
  } catch (error) {
    await keeping;
    await cache?.delete(key);
    throw error;
  }
  await keeping;
}

/** Fill the store from a gzipped file of N-Triples, cut at line ends: one large piece takes four times as long. */
async function fill(answer, told) {
  let read = 0;
  const count = new TransformStream({
    transform(piece, to) { read += piece.byteLength; told(read); to.enqueue(piece); },
  });
  // A server may have called the file gzip-encoded, and the browser unpacked it already.
  const plain = answer.headers.get("Content-Encoding") === "gzip";
  const bytes = answer.body.pipeThrough(count);
  const reader = (plain ? bytes : bytes.pipeThrough(new DecompressionStream("gzip"))).getReader();
  let parts = [], size = 0;
  const flush = (last) => {
    const all = new Uint8Array(size);
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    const end = last ? size : all.lastIndexOf(10) + 1;
    if (end) store.load(all.subarray(0, end), { format: "application/n-triples", no_transaction: true, lenient: true });
    parts = end < size ? [all.slice(end)] : [];
    size -= end;
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size >= CHUNK) flush(false);
  }
  flush(true);
}

/** The query's form: what follows its comments and declarations. */
function form(text) {
  const bare = text.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, (part) => (part[0] === "#" ? " " : part));
  return /^\s*(?:(?:BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)\s*)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare)?.[1].toUpperCase() || "";
}

/** Kind and name of our own things that stand in an answer. */
function names(answer) {
  const found = new Set();
  for (const row of answer.results?.bindings || []) {
    for (const value of Object.values(row)) {
      if (value.type === "uri" && value.value.startsWith(base) && /^[a-z0-9-]+$/.test(value.value.slice(base.length))) found.add(value.value);
    }
    if (found.size >= 3000) break;
  }
  const known = {};
  if (!found.size) return known;
  const list = [...found].map((one) => `<${one}>`).join(" ");
  const rows = store.query(`SELECT ?x ?class ?name WHERE { VALUES ?x { ${list} } ?x a ?class ; <http://www.w3.org/2000/01/rdf-schema#label> ?name .
    FILTER(STRSTARTS(STR(?class), "https://w3id.org/talkscape/ontology#")) }`);
  for (const row of rows) known[row.get("x").value] = [row.get("class").value.split("#")[1].toLowerCase(), row.get("name").value];
  return known;
}

function ask({ text, format }) {
  const kind = form(text);
  const rows = kind === "SELECT" || kind === "ASK";
  const wanted = format || (rows ? "json" : "nt");
  const began = performance.now();
  const body = store.query(text, { results_format: FORMS[wanted], use_default_graph_as_union: true, base_iri: base || undefined });
  const ms = performance.now() - began;
  return { kind, body, ms, names: !format && rows ? names(JSON.parse(body)) : {} };
}

self.onmessage = async ({ data }) => {
  try {
    if (data.do === "load") {
      const began = performance.now();
      if (!store) { await init(); store = new Store(); }
      base = data.base;
      const total = data.files.reduce((sum, file) => sum + file.bytes, 0);
      let before = 0;
      for (const file of data.files) {
        await load(file, (read) => self.postMessage({ id: data.id, progress: (before + Math.min(read, file.bytes)) / total }));
        before += file.bytes;
      }
      self.postMessage({ id: data.id, done: { triples: store.size, ms: performance.now() - began } });
    } else {
      self.postMessage({ id: data.id, done: ask(data) });
    }
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error?.message || error) });
  }
};
