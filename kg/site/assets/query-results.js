// An answer on the page: a sortable table with links to pages, and a chart where the columns fit one.
import { choose, draw } from "./query-plot.js";

const FOLDERS = { project: "projects", product: "products", vendor: "vendors", person: "people", event: "events", topic: "topics", talk: "talks", article: "articles" };
const NUMBERS = /#(integer|decimal|double|float|int|long)$/;
const PAGE = 200;

/** An element with properties and children; text is never read as HTML. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Lines of N-Triples as rows of three terms, as a SELECT gives them. */
export function triples(text) {
  const term = /<([^<>\s]*)>|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^<>\s]*)>)?|(_:\S+)/g;
  return text.split("\n").filter(Boolean).map((line) => {
    const [subject, predicate, object] = [...line.matchAll(term)].map(([, iri, literal, language, datatype, blank]) =>
      iri !== undefined ? { type: "uri", value: iri }
        : literal !== undefined ? { type: "literal", value: JSON.parse(`"${literal.replace(/\\U([0-9A-Fa-f]{8})/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16))).replace(/[\x00-\x1f]/g, " ")}"`), "xml:lang": language, datatype }
          : { type: "bnode", value: blank });
    return { subject, predicate, object };
  });
}

/** Term → {text, number, sort, node}: what a cell shows and how it sorts. */
function cell(term, names, base, root, compact) {
  if (!term) return { text: "", sort: "" };
  if (term.type === "uri") {
    const [kind, name] = names[term.value] || [];
    if (FOLDERS[kind]) {
      const id = term.value.slice(base.length);
      return { text: name, sort: name, ref: true, node: () => make("a", { className: `r r-${kind}`, href: `${root}${FOLDERS[kind]}/${id}/` }, name) };
    }
    const short = compact(term.value);
    if (short === term.value && /^https?:\/\//.test(short)) return { text: short, sort: short, node: () => make("a", { href: short, rel: "noopener", className: "out" }, short.replace(/^https?:\/\/(www\.)?/, "")) };
    return { text: short, sort: short };
  }
  if (NUMBERS.test(term.datatype || "")) {
    const number = Number(term.value);
    return { text: String(Math.round(number * 1000) / 1000), number, sort: number };
  }
  return { text: term.value, sort: term.value };
}

/** The answer's table and chart in an element. */
export function show(names, rows, about, base, root, compact) {
  const cells = rows.map((row) => names.map((name) => cell(row[name], about, base, root, compact)));
  // The name of what stands beside it is not shown twice.
  const shown = names.map((name, place) => ({ name, place })).filter(({ place }) => !place || !cells.length || !cells.every((row) => row[place - 1].ref && row[place - 1].text === row[place].text));
  const numeric = new Set(shown.filter(({ place }) => cells.length && cells.every((row) => row[place].number !== undefined || !row[place].text)).map(({ place }) => place));
  const head = make("tr"), body = make("tbody"), more = make("button", { type: "button", className: "button", hidden: true });
  let order = [...cells], until = PAGE;
  const fill = () => {
    body.replaceChildren(...order.slice(0, until).map((row) => make("tr", {}, ...shown.map(({ place }) =>
      make("td", { className: numeric.has(place) ? "num" : "" }, row[place].node?.() ?? row[place].text)))));
    more.hidden = order.length <= until;
    more.textContent = `Show more of ${order.length.toLocaleString("en")} rows`;
  };
  more.addEventListener("click", () => { until += 5 * PAGE; fill(); });
  for (const { name, place } of shown) {
    const button = make("button", { type: "button" }, name);
    const th = make("th", { scope: "col", className: numeric.has(place) ? "num" : "" }, button);
    button.addEventListener("click", () => {
      const up = th.getAttribute("aria-sort") === (numeric.has(place) ? "descending" : null) || th.getAttribute("aria-sort") === "descending";
      head.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      th.setAttribute("aria-sort", up ? "ascending" : numeric.has(place) ? "descending" : "ascending");
      const sign = th.getAttribute("aria-sort") === "ascending" ? 1 : -1;
      order = [...cells].sort((a, b) => sign * compare(a[place].sort, b[place].sort));
      fill();
    });
    head.append(th);
  }
  fill();
  const plot = choose(names, cells);
  const figure = plot && make("figure", { className: "plotted" }, draw(plot), make("figcaption", { className: "note" }, `${plot.of} by ${plot.by}`));
  return make("div", {}, figure, make("div", { className: "table" }, make("table", {}, make("thead", {}, head), body)), more);
}

function compare(a, b) {
  if (a === "" || b === "") return (a === "") - (b === "");
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
}
