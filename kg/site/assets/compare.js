// The page of comparisons: two or three things, named in the address (?p=a,b,c), side by side.
import { match, names } from "./names.js";

const ROOT = new URL("../../", import.meta.url);
const FOLDERS = { project: "projects", product: "products", talk: "talks", article: "articles" };
const ORDER = ["Maturity", "Accepted", "Incubating", "Graduated", "Archived", "Vendor", "Part of", "Has part", "Category"];
const MOST = 3, SHOWN = 20;
const SVG = "http://www.w3.org/2000/svg";

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const link = (kind, id, name) => make("a", { className: `r r-${kind}`, href: new URL(`${FOLDERS[kind] || "people"}/${id}/`, ROOT).pathname }, name);
const load = (id) => fetch(new URL(`compare/${encodeURIComponent(id)}.json`, ROOT)).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);

/** A table with a heading for each thing. */
function table(sides, rows, titles = sides.map((side) => link(side.kind, side.id, side.name))) {
  const head = make("tr", {}, make("td"), ...titles.map((title) => make("th", { scope: "col" }, title)));
  const body = rows.map(([label, ...cells]) => make("tr", {}, make("th", { scope: "row" }, label), ...cells.map((cell) => make("td", {}, cell))));
  return make("div", { className: "scroll" }, make("table", { className: "compare" }, make("thead", {}, head), make("tbody", {}, ...body)));
}

/** Bars by year, all charts on one scale. */
function chart(side, first, last, most) {
  const svg = document.createElementNS(SVG, "svg"), width = 320 / (last - first + 1);
  svg.setAttribute("viewBox", "0 0 320 112");
  svg.setAttribute("class", "years");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${side.name}: dated sources by year, ${first} to ${last}`);
  const draw = (tag, attributes, text = "") => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    svg.append(element);
  };
  for (const [year, free, rest] of side.years) {
    const x = (year - first) * width + width * 0.15, bar = Math.min(width * 0.7, 28);
    draw("rect", { class: "free", x, y: 96 - 96 * free / most, width: bar, height: 96 * free / most });
    draw("rect", { class: "rest", x, y: 96 - 96 * (free + rest) / most, width: bar, height: 96 * rest / most });
  }
  draw("path", { class: "axis", d: "M0 96.5H320" });
  draw("text", { x: 16, y: 109 }, first);
  draw("text", { x: 304, y: 109 }, last);
  return make("figure", {}, make("figcaption", {}, side.name), svg);
}

function section(title, ...parts) {
  return make("section", {}, make("h2", {}, title), ...parts);
}

function draw(box, sides) {
  const labels = [...new Set(sides.flatMap((side) => side.facts.map(([label]) => label)))];
  const place = (label) => (ORDER.includes(label) ? ORDER.indexOf(label) : ORDER.length);
  labels.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  const facts = labels.map((label) => [label, ...sides.map((side) => side.facts.find(([name]) => name === label)?.[1] || "")]);
  const counts = ["Sources that speak of it", ...sides.map(({ counts: [all, free, dated] }) => `${free} of ${all} independent; ${dated} of ${all} dated`)];
  const roles = ["Who speaks", ...sides.map((side) => side.roles.map(([title, n]) => `${title} ${n}`).join("; "))];
  const parts = [section("Facts", table(sides, [...facts, counts, roles]))];
  const years = sides.flatMap((side) => side.years);
  if (years.length > 1) {
    const all = years.map(([year]) => year), first = Math.min(...all), last = Math.max(...all), most = Math.max(...years.map(([, a, b]) => a + b));
    const numbers = Array.from({ length: last - first + 1 }, (_, n) => [String(first + n), ...sides.map((side) => { const row = side.years.find(([year]) => year === first + n); return row ? `${row[1] + row[2]}, ${row[1]} independent` : "0"; })]);
    parts.push(section("Over the years", make("p", { className: "note" }, "Dated sources by year, independent ones darker, on one scale."), make("div", { className: "pair" }, ...sides.map((side) => chart(side, first, last, most))), make("details", {}, make("summary", {}, "As a table"), table(sides, numbers))));
  }
  if (sides.length > 1) {
    const heard = sides.map((side) => { const n = {}; for (const [, , , , people] of side.sources) for (const id of people) n[id] = (n[id] || 0) + 1; return n; });
    const both = Object.keys(sides[0].people).filter((id) => heard.every((n) => n[id])).sort((a, b) => heard.reduce((sum, n) => sum + n[b] - n[a], 0) || a.localeCompare(b));
    const all = sides.length > 2 ? "all" : "both";
    parts.push(section(`Who talks about ${all}`, both.length ? table(sides, both.map((id) => [link("person", id, sides[0].people[id]), ...heard.map((n) => String(n[id]))]), sides.map((side) => `in sources on ${side.name}`)) : make("p", { className: "note" }, "Nobody whom we know.")));
    const named = sides.map((side) => new Set(side.sources.map(([, id]) => id)));
    const shared = sides[0].sources.filter(([, id]) => named.every((set) => set.has(id)));
    parts.push(section(`Sources that name ${all}: ${shared.length}`, make("ol", { className: "voices" }, ...shared.slice(0, SHOWN).map(([kind, id, title, date]) => make("li", {}, link(kind, id, title), make("span", { className: "meta" }, date || "undated"))))));
  }
  box.replaceChildren(...parts);
}

/** The page: a field a thing, and what stands in the address. */
export function page(root) {
  const state = new URLSearchParams(location.search);
  let chosen = (state.get("p") || "").split(",").filter(Boolean).slice(0, MOST), run = 0;
  const list = make("datalist", { id: "kg-names" }), status = make("p", { className: "note" }), box = make("div");
  status.setAttribute("role", "status");
  const fields = Array.from({ length: MOST }, (_, n) => {
    const input = make("input", { type: "search", maxLength: 120, autocomplete: "off" });
    input.setAttribute("list", list.id);
    return [make("label", {}, ["First", "Second", "Third"][n], input), input];
  });
  const form = make("form", { className: "filters" }, ...fields.map(([label]) => label), make("button", { type: "submit" }, "Compare"), list);
  root.replaceChildren(form, status, box);
  const show = async () => {
    const mine = ++run, found = await Promise.all(chosen.map(load));
    if (mine !== run) return;
    const sides = found.filter(Boolean), missing = chosen.filter((_, n) => !found[n]);
    fields.forEach(([, input], n) => { input.value = sides[n]?.name || ""; });
    status.textContent = missing.length ? `No source here speaks of: ${missing.join(", ")}.` : sides.length === 1 ? "Name one more." : "";
    sides.length ? draw(box, sides) : box.replaceChildren();
    document.title = (sides.length ? `${sides.map((side) => side.name).join(", ")} · ` : "") + document.title.split(" · ").at(-1);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const rows = (await names(ROOT)).filter((row) => row.kind in FOLDERS);
    const asked = fields.map(([, input]) => input.value.trim()).filter(Boolean);
    chosen = [...new Set(asked.map((text) => match(rows, text)[0]?.id || text))];
    history.pushState(null, "", chosen.length ? `?p=${chosen.map(encodeURIComponent).join(",")}` : location.pathname);
    show();
  });
  addEventListener("popstate", () => { chosen = (new URLSearchParams(location.search).get("p") || "").split(",").filter(Boolean).slice(0, MOST); show(); });
  form.addEventListener("focusin", async () => {
    if (!list.children.length) list.append(...(await names(ROOT)).filter((row) => row.kind in FOLDERS).slice(0, 1500).map((row) => make("option", { value: row.name })));
  }, { once: true });
  if (chosen.length) show();
}
