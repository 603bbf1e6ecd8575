// The landscape's filters. All that is chosen stands in the address; without this script the plain list is complete.
const root = document.querySelector(".kg-land");
const form = root.querySelector(".filters");
const BOXES = [...form.querySelectorAll("[name=maturity]")];
const MATURITIES = BOXES.map((box) => box.value).filter((value) => value !== "none" && value !== "product");
const FACETS = ["vendor", "topic", "year", "event"].filter((facet) => form.elements[facet]);
const FILTERS = ["maturity", "category", ...FACETS];
const BINS = [1, 2, 4, 8, 16];
const COLUMNS = [["name", "Name"], ["maturity", MATURITIES.length ? "Maturity" : "Kind"], ["vendor", "Vendor"], ["category", "Category"], ["sources", "Sources"], ["independent", "Independent"]]
  .filter(([name]) => name !== "vendor" || FACETS.includes(name)).filter(([name]) => name !== "maturity" || BOXES.length);

const ORDER = new Intl.Collator();
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Every place of every thing: what it is, and which values it has of each facet. */
function read({ labels, rows }) {
  const known = new Map(rows.map(([id, vendor, topic, year, event, sources, independent]) => [id, { vendor, topic, year, event, sources, independent }]));
  const nothing = { vendor: [], topic: [], year: [], event: [], sources: 0, independent: 0 };
  const items = [...root.querySelectorAll(".sub li")].map((li) => {
    const link = li.firstElementChild, id = link.pathname.split("/").at(-2);
    const sub = li.closest(".sub"), cat = li.closest(".cat");
    const maturity = MATURITIES.find((name) => link.classList.contains(`t-${name}`)) || (link.classList.contains("t-product") ? "product" : "none");
    return { li, link, id, sub, cat, name: link.textContent.trim(), key: plain(link.textContent), maturity: [maturity], category: [sub.dataset.topic, cat.dataset.topic], ...nothing, ...known.get(id) };
  });
  return { items, labels };
}

/** Lets the browser draw and answer the reader between two pieces of work. */
const pause = () => new Promise((resolve) => { setTimeout(resolve); });

function start({ items, labels }) {
  const state = new URLSearchParams(location.search);
  const chosen = {};
  let typed = "", tints = false;
  const look = () => {
    for (const facet of FILTERS) chosen[facet] = (state.get(facet) || "").split(",").filter(Boolean).map((value) => (facet === "year" ? Number(value) : value));
    typed = plain(state.get("name") || "");
  };
  const fits = (item, but) => item.key.includes(typed) && FILTERS.every((facet) => facet === but || !chosen[facet].length || chosen[facet].some((value) => item[facet].includes(value)));
  const distinct = (list) => new Set(list.map((item) => item.id)).size;
  const table = make("div", { className: "as-list", hidden: true });
  root.append(table);

  /** How many things each value of a facet would leave, with all other filters as they are. */
  const count = (facet) => {
    const found = new Map();
    for (const item of items) {
      if (fits(item, facet)) for (const value of item[facet]) (found.get(String(value)) || found.set(String(value), new Set()).get(String(value))).add(item.id);
    }
    return (value) => found.get(value)?.size || 0;
  };

  /** The values of a facet as options, those of years newest first. */
  const options = (facet) => {
    const values = new Map(items.flatMap((item) => item[facet].map((value) => [String(value), facet === "year" ? String(value) : labels[facet][value]])));
    const order = facet === "year" ? [...values].sort(([a], [b]) => b - a) : [...values].map(([value, name]) => [value, name, plain(name)]).sort(([, , a], [, , b]) => ORDER.compare(a, b));
    return order.map(([value, name]) => { const option = make("option", { value }, name); option.dataset.name = name; return option; });
  };

  /** A select whose options keep their text and tell their counts: made when it is about to be opened, or says what is chosen. */
  const stale = new Set(FILTERS.slice(1));
  const fill = (facet) => {
    if (!stale.delete(facet)) return;
    const select = form.elements[facet], number = count(facet), now = state.get(facet) || "";
    if (FACETS.includes(facet) && select.options.length === 1) select.append(...options(facet));
    for (const option of select.querySelectorAll("option[value]:not([value=''])")) {
      const n = number(option.value);
      option.textContent = `${option.dataset.name} (${n})`;
      option.hidden = option.disabled = !n && option.value !== now;
    }
    select.value = now;
  };

  const list = (shown) => {
    const things = new Map();
    for (const item of shown) {
      const seen = things.get(item.id) || things.set(item.id, { ...item, places: [] }).get(item.id);
      seen.places.push(item.sub.querySelector("h3 a").textContent);
    }
    const value = { name: (i) => i.key, maturity: (i) => [...MATURITIES, "none", "product"].indexOf(i.maturity[0]), vendor: (i) => labels.vendor[i.vendor[0]] || "\uffff", category: (i) => i.places[0], sources: (i) => -i.sources, independent: (i) => -i.independent };
    const by = value[state.get("sort")] ? state.get("sort") : "name";
    const order = [...things.values()].sort((a, b) => { const x = value[by](a), y = value[by](b); return x < y ? -1 : x > y ? 1 : a.key.localeCompare(b.key); });
    const head = COLUMNS.map(([name, title]) => {
      const button = make("button", { type: "button" }, title);
      button.addEventListener("click", () => { set("sort", name); table.querySelector(`th:nth-child(${COLUMNS.findIndex(([n]) => n === name) + 1}) button`).focus(); });
      const cell = make("th", { scope: "col" }, button);
      if (name === by) cell.setAttribute("aria-sort", name === "sources" || name === "independent" ? "descending" : "ascending");
      return cell;
    });
    const none = MATURITIES.length ? "" : "project";
    const told = { maturity: (i) => (i.maturity[0] === "none" ? none : i.maturity[0]), vendor: (i) => labels.vendor[i.vendor[0]] || "", category: (i) => i.places.join(", "), sources: (i) => String(i.sources), independent: (i) => String(i.independent) };
    const rows = order.map((item) => make("tr", {},
      make("th", { scope: "row" }, item.link.cloneNode(true)), ...COLUMNS.slice(1).map(([name]) => make("td", {}, told[name](item)))));
    table.replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)));
  };

  const draw = () => {
    look();
    const shown = items.filter((item) => fits(item)), visible = new Set(shown), asList = state.get("view") === "list";
    for (const item of items) item.li.hidden = !visible.has(item);
    const held = new Map([...root.querySelectorAll(".sub, .cat")].map((box) => [box, new Set()]));
    for (const item of shown) held.get(item.sub).add(item.id), held.get(item.cat).add(item.id);
    for (const [box, ids] of held) {
      box.querySelector(".n").textContent = ids.size.toLocaleString("en");
      box.hidden = !ids.size || asList;
    }
    for (const link of root.querySelectorAll(".az a")) link.hidden = asList || document.getElementById(link.hash.slice(1)).closest(".cat").hidden;
    const n = distinct(shown), all = distinct(items);
    form.querySelector("[role=status]").textContent = n === all ? `All ${all.toLocaleString("en")} shown` : `${n.toLocaleString("en")} of ${all.toLocaleString("en")} shown`;
    for (const facet of FILTERS.slice(1)) {
      const select = form.elements[facet];
      stale.add(facet);
      if (state.get(facet) || select.value || select === document.activeElement) fill(facet);
    }
    const number = count("maturity");
    for (const box of BOXES) {
      box.checked = chosen.maturity.includes(box.value);
      box.nextElementSibling.nextElementSibling.textContent = number(box.value);
    }
    if (document.activeElement !== form.elements.name) form.elements.name.value = state.get("name") || "";
    for (const radio of form.elements.view) radio.checked = radio.value === (asList ? "list" : "grid");
    form.elements.tint.checked = state.get("tint") === "1";
    if (form.elements.tint.checked && !tints) for (const item of items) item.link.classList.add(`i${BINS.filter((least) => item.independent >= least).length}`);
    tints ||= form.elements.tint.checked; // thousands of new classes cost a slow phone its first second: only who asks pays
    root.classList.toggle("tinted", form.elements.tint.checked);
    table.hidden = !asList;
    asList ? list(shown) : table.replaceChildren();
    form.elements.clear.hidden = !["name", ...FILTERS].some((facet) => state.get(facet));
  };
  const set = (facet, value) => {
    value ? state.set(facet, value) : state.delete(facet);
    const query = String(state).replaceAll("%2C", ",");
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    draw();
  };

  for (const facet of FILTERS.slice(1)) {
    for (const about of ["pointerdown", "focus"]) form.elements[facet].addEventListener(about, () => fill(facet));
  }
  form.addEventListener("change", ({ target }) => {
    if (target.name === "maturity") set("maturity", BOXES.filter((box) => box.checked).map((box) => box.value).join(","));
    else if (target.name === "tint") set("tint", target.checked ? "1" : "");
    else if (target.name === "view") set("view", target.value === "list" ? "list" : "");
    else if (target.name !== "name") set(target.name, target.value);
  });
  form.elements.name.addEventListener("input", ({ target }) => set("name", target.value.trim()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.clear.addEventListener("click", () => {
    for (const facet of ["name", ...FILTERS]) state.delete(facet);
    set("name", "");
    form.elements.name.value = "";
    form.elements.name.focus();
  });
  addEventListener("popstate", () => location.reload());
  draw();
  form.removeAttribute("aria-busy");
}

fetch(form.dataset.rows).then((answer) => answer.json()).then(async (data) => { const found = read(data); await pause(); start(found); }).catch(() => { form.hidden = true; });
