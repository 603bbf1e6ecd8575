// Fields made from a JSON Schema. Each gives {element, value, set}: value() is undefined where nothing was entered.
import { match, plain } from "./names.js";

let count = 0;

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** What is wrong with a text by the rules of its field, or "". */
export function fault(rules, text) {
  const title = rules.title || "This";
  if (rules.maxLength && text.length > rules.maxLength) return `${title}: at most ${rules.maxLength} characters.`;
  if (rules.format === "web-url") return /^https?:\/\/[^\s<>"/]+\.[^\s<>"]+$/.test(text) ? "" : `${title} must be a URL, as https://example.org/.`;
  if (!rules.pattern || new RegExp(rules.pattern).test(text)) return "";
  if (rules.format === "calendar-date") return `${title} must be a date, as 2021-05-04, 2021-05 or 2021.`;
  if (rules.refers) return `${title} must be an id: choose one from the list.`;
  return `${title} is not written as it should be${rules.examples ? `; for example: ${rules.examples[0]}` : ""}.`;
}

/** A label, its help and its complaint around a control. */
function framed(rules, control, required, ...more) {
  const id = (control.id ||= `kg-f${++count}`);
  const help = make("small", { id: `${id}-help` }, rules.description || "");
  const wrong = make("p", { className: "wrong", id: `${id}-wrong`, hidden: true });
  control.setAttribute("aria-describedby", `${help.id} ${wrong.id}`);
  if (required) control.required = true;
  const label = make("label", { htmlFor: id }, rules.title || "", ...(required ? [make("span", { className: "n" }, " needed")] : []));
  const element = make("div", { className: "field" }, label, help, control, ...more, wrong);
  // While a field is being typed in nothing is said of it yet.
  const complain = (fault) => {
    const message = document.activeElement === control ? "" : fault;
    wrong.dataset.fault = fault;
    wrong.textContent = message;
    wrong.hidden = !message;
    message ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
  };
  return { element, complain };
}

/** One line of text, or an address, or a date. */
function line(rules, world, required) {
  const example = rules.examples?.[0];
  const control = make("input", { type: "text", autocomplete: "off", spellcheck: false, inputMode: rules.format === "web-url" ? "url" : "text", placeholder: rules.refers ? "Type a name" : typeof example === "string" && rules.title !== "Name" ? example : "" });
  const list = rules.refers ? completed(control, rules.refers, world) : null;
  const { element, complain } = framed(rules, control, required, ...(list ? [list] : []));
  const value = () => {
    const text = control.value.trim();
    complain(text ? fault(rules, text) || unknown(rules, text, world) : "");
    return text || undefined;
  };
  return { element, value, set: (text) => { control.value = text; } };
}

/** A word on an id that is in no entry. */
function unknown(rules, id, world) {
  if (!rules.refers || !world.rows.length || world.ids.has(id)) return "";
  return `There is no ${rules.refers.join(" or ")} “${id}” here yet: add that first, or leave this empty.`;
}

/** Ids completed from the names of entries: a list under the field, worked by arrows, Enter and Escape. */
function completed(control, kinds, world, chosen = () => {}) {
  const box = make("div", { className: "options", hidden: true, id: `kg-o${++count}` });
  box.setAttribute("role", "listbox");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": box.id, "aria-autocomplete": "list" })) control.setAttribute(name, value);
  let active = -1;
  const close = () => { box.hidden = true; active = -1; control.setAttribute("aria-expanded", "false"); control.removeAttribute("aria-activedescendant"); };
  const take = (id) => { control.value = id; close(); chosen(); control.dispatchEvent(new Event("input", { bubbles: true })); };
  const mark = (place) => {
    const all = [...box.children];
    active = all.length ? (place + all.length) % all.length : -1;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
    if (active >= 0) control.setAttribute("aria-activedescendant", all[active].id);
  };
  const update = () => {
    const word = control.value.trim(), rows = world.rows.filter((row) => kinds.includes(row.kind));
    const found = word && !world.ids.has(word) ? match(rows, word).slice(0, 7) : [];
    box.replaceChildren(...found.map((row, n) => {
      const option = make("div", { id: `${box.id}-${n}` }, make("span", { className: `r r-${row.kind}` }, row.name), " ", make("small", {}, row.alias ? `${row.id}, also ${row.alias}` : row.id));
      option.setAttribute("role", "option");
      option.dataset.id = row.id;
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(row.id); });
      return option;
    }));
    box.hidden = !found.length;
    control.setAttribute("aria-expanded", String(!box.hidden));
    active = -1;
  };
  control.addEventListener("input", update);
  control.addEventListener("keydown", (event) => {
    if (box.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(active + (event.key === "ArrowDown" ? 1 : -1)); }
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); take(box.children[active].dataset.id); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
  control.addEventListener("blur", () => {
    const word = plain(control.value), row = word && !world.ids.has(control.value.trim()) && world.rows.find((one) => kinds.includes(one.kind) && one.keys.includes(word));
    row ? take(row.id) : close();
  });
  return box;
}

function select(rules, world, required) {
  const control = make("select", {}, make("option", { value: "" }, "–"), ...rules.enum.map((value) => make("option", { value }, value)));
  const { element } = framed(rules, control, required);
  return { element, value: () => control.value || undefined, set: (text) => { control.value = text; } };
}

function check(rules) {
  const control = make("input", { type: "checkbox" });
  const { element } = framed(rules, control);
  element.classList.add("check");
  return { element, value: () => control.checked || undefined, set: (on) => { control.checked = on; } };
}

/** A list of texts, one a line. Names in Chinese carry their language. */
function lines(rules) {
  const inner = rules.items.anyOf ? {} : rules.items;
  const control = make("textarea", { rows: 2, spellcheck: false, placeholder: "One a line" });
  const { element, complain } = framed(rules, control);
  const value = () => {
    const found = [...new Set(control.value.split("\n").map((text) => text.trim()).filter(Boolean))];
    complain(found.map((text) => fault({ ...inner, title: rules.title }, text)).find(Boolean) || "");
    const items = rules.title === "Aliases" ? found.map((name) => (/\p{Script=Han}/u.test(name) ? { name, language: "zh" } : name)) : found;
    return items.length ? items : undefined;
  };
  return { element, value, set: (items) => { control.value = items.map((item) => item.name || item).join("\n"); } };
}

function choices(rules) {
  const boxes = rules.items.enum.map((value) => make("input", { type: "checkbox", value }));
  const element = make("fieldset", { className: "field" }, make("legend", {}, rules.title), make("small", {}, rules.description), ...boxes.map((box) => make("label", { className: "choice" }, box, box.value)));
  const value = () => { const found = boxes.filter((box) => box.checked).map((box) => box.value); return found.length ? found : undefined; };
  return { element, value, set: (items) => boxes.forEach((box) => { box.checked = items.includes(box.value); }) };
}

/** A list of which every item has fields of its own (employers, ids, links): rows that are added and removed. */
function rows(rules, one, collect, spread) {
  const list = make("div", { className: "rows" }), fields = new Set();
  const more = make("button", { type: "button", className: "more" }, `Add: ${rules.title.toLowerCase()}`);
  const element = make("fieldset", { className: "field" }, make("legend", {}, rules.title), make("small", {}, rules.description), list, more);
  const grow = (value) => {
    const field = one(), gone = make("button", { type: "button", className: "gone", title: "Take out" }, "×");
    gone.setAttribute("aria-label", `Take out: ${rules.title.toLowerCase()}`);
    const row = make("div", { className: "row" }, field.element, gone);
    gone.addEventListener("click", () => { fields.delete(field); row.remove(); more.focus(); element.dispatchEvent(new Event("input", { bubbles: true })); });
    fields.add(field);
    list.append(row);
    if (value !== undefined) field.set(value);
    return field;
  };
  more.addEventListener("click", () => grow().element.querySelector("input, select").focus());
  const value = () => collect([...fields].map((field) => field.value()).filter((item) => item !== undefined));
  return { element, value, set: (data) => spread(data).forEach(grow) };
}

const some = (items) => (items.length ? items : undefined);

/** A few fields side by side, as one. */
function group(properties, required, world) {
  const fields = Object.entries(properties).map(([name, rules]) => [name, field(rules, world, required.includes(name))]);
  const value = () => { const found = fields.map(([name, one]) => [name, one.value()]).filter(([, item]) => item !== undefined); return found.length ? Object.fromEntries(found) : undefined; };
  return { element: make("div", { className: "group" }, ...fields.map(([, one]) => one.element)), value, set: (data) => fields.forEach(([name, one]) => name in data && one.set(data[name])) };
}

/** The field of a rule. */
export function field(rules, world, required = false) {
  if (rules.enum) return select(rules, world, required);
  if (rules.type === "boolean") return check(rules);
  if (rules.type === "array" && rules.items.enum) return choices(rules);
  if (rules.type === "array" && rules.items.properties) return rows(rules, () => group(rules.items.properties, rules.items.required, world), some, (data) => data);
  if (rules.type === "array" && rules.items.refers) return rows(rules, () => line({ ...rules.items, title: rules.title.replace(/ies$/, "y").replace(/s$/, "") }, world), some, (data) => data);
  if (rules.type === "array") return lines(rules);
  if (rules.type === "object") {
    const pair = { what: { title: "What", enum: Object.keys(rules.properties) }, url: { title: "Address", format: "web-url" } };
    const collect = (items) => { const found = items.filter((item) => item.what && item.url); return found.length ? Object.fromEntries(found.map((item) => [item.what, item.url])) : undefined; };
    return rows(rules, () => group(pair, [], world), collect, (data) => Object.entries(data).map(([what, url]) => ({ what, url })));
  }
  return line(rules, world, required);
}
