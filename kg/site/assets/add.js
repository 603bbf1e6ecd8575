// Add an entry: a form made from the schema of its kind, the YAML beside it, handed over to the forge filled in.
import { field, make } from "./add-fields.js";
import { names, plain } from "./names.js";
import { file, scalar, slug } from "./yaml.js";

const ROOT = new URL("../../", import.meta.url);
const LONGEST = 7500; // characters of an address that a forge still takes
const box = document.querySelector("[data-kg-add]");
const { kinds } = JSON.parse(document.querySelector("[data-kg-rules]").textContent);
const { repository, branch } = box.dataset;
const asked = new URLSearchParams(location.search);
const world = { rows: [], ids: new Set() };
const kept = {}; // what was entered, by field, while kinds are tried
let kind = Object.hasOwn(kinds, asked.get("kind")) ? asked.get("kind") : Object.keys(kinds).find((one) => kinds[one].here);
let fields = {}, own = false;

const chooser = make("fieldset", { className: "kinds" }, make("legend", {}, "What is it?"));
const about = make("p", { className: "note" });
const first = make("div", {}), more = make("div", {});
const rest = make("details", {}, make("summary", {}), more);
const form = make("form", { noValidate: true }, chooser, about, first, rest);
const id = make("input", { type: "text", id: "kg-id", autocomplete: "off", spellcheck: false });
const path = make("code", {}), yaml = make("code", {}), told = make("ul"), said = make("div", { className: "told" }, told);
said.setAttribute("role", "status");
const open = make("a", { className: "button go", rel: "nofollow" }, "Open it as a new file");
const send = make("a", { className: "button", rel: "nofollow" }, "Send it as an issue");
const copy = make("button", { type: "button", className: "more" }, "Copy the YAML");

/** Build the fields of the chosen kind; what was entered for fields of the same name stays. */
function build() {
  const rules = kinds[kind];
  fields = Object.fromEntries(Object.entries(rules.fields).map(([name, rule]) => [name, field(rule, world, name === "name")]));
  for (const [name, one] of Object.entries(fields)) if (kept[name] !== undefined) one.set(kept[name]);
  const others = Object.keys(fields).filter((name) => !rules.first.includes(name));
  about.textContent = rules.description.replace(/: content\/.*$/, ".");
  first.replaceChildren(...rules.first.map((name) => fields[name].element));
  more.replaceChildren(...others.map((name) => fields[name].element));
  rest.firstChild.textContent = `More fields (${others.length})`;
  update();
}

/** What was entered, in the schema's order. */
function data() {
  const found = Object.entries(fields).map(([name, one]) => [name, one.value()]);
  for (const [name, value] of found) kept[name] = value;
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** Entries that have the name already, or nearly. */
function same(name) {
  const word = plain(name);
  return word ? world.rows.filter((row) => row.keys.includes(word)) : [];
}

function update() {
  const entry = data(), name = entry.name || "";
  if (!own) id.value = slug(name);
  const text = file(kind, entry), target = `content/${kinds[kind].folder}/${id.value || "ID"}.yaml`;
  path.textContent = target;
  yaml.textContent = text;
  const notes = [];
  if (!name) notes.push("A name is needed.");
  if (name && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id.value)) notes.push("The id needs lower-case letters, digits and single hyphens.");
  if (world.ids.has(id.value)) notes.push(`The id “${id.value}” is taken: choose another, as ${id.value}-${kind}.`);
  for (const wrong of form.querySelectorAll(".wrong:not([hidden])")) notes.push(wrong.textContent);
  const hard = notes.length > 0 || [...form.querySelectorAll(".wrong")].some((wrong) => wrong.dataset.fault);
  const known = same(name).map((row) => make("li", {}, "There is ", make("a", { className: `r r-${row.kind}`, href: new URL(`${kinds[row.kind].folder}/${row.id}/`, ROOT).pathname }, row.name), ` already (a ${row.kind}). Is it the same?`));
  const addresses = hard ? [] : handed(target, text, name);
  if (addresses.some((address) => address.length > LONGEST)) notes.push("This is too long for an address: copy the YAML into the new file yourself.");
  const lines = notes.map((note) => make("li", {}, note)).concat(known);
  if (told.textContent !== lines.map((line) => line.textContent).join("")) told.replaceChildren(...lines);
  [open, send].forEach((link, n) => {
    addresses[n] ? (link.href = addresses[n]) : link.removeAttribute("href");
    addresses[n] ? link.removeAttribute("aria-disabled") : link.setAttribute("aria-disabled", "true");
  });
}

/** The forge's new-file page and its form, with everything filled in. */
function handed(target, text, name) {
  const made = new URLSearchParams({ filename: target, value: text, message: `Add the ${kind} ${name}` });
  const fields = text.split("\n").slice(1).filter((line) => line !== `name: ${scalar(name)}`).join("\n").trim();
  const issue = new URLSearchParams({ template: "entry.yml", title: `Add: ${name}`, kind: kinds[kind].title, name, more: fields });
  return [`${repository}/new/${encodeURI(branch)}?${made}`, `${repository}/issues/new?${issue}`];
}

for (const [value, rules] of Object.entries(kinds)) {
  const radio = make("input", { type: "radio", name: "kind", value, checked: value === kind });
  radio.addEventListener("change", () => { kind = value; build(); });
  chooser.append(make("label", { hidden: !rules.here && value !== kind }, radio, make("span", { className: `r r-${value}` }, rules.title)));
}
if (chooser.querySelector("label[hidden]")) {
  const others = make("button", { type: "button", className: "more" }, "Another kind");
  others.addEventListener("click", () => {
    const hidden = [...chooser.querySelectorAll("label[hidden]")];
    for (const label of hidden) label.hidden = false;
    others.remove();
    hidden[0].firstChild.focus();
  });
  chooser.append(others);
}
for (const link of [open, send]) link.setAttribute("role", "link"); // also while it leads nowhere
form.addEventListener("input", update);
form.addEventListener("focusout", () => setTimeout(update));
form.addEventListener("submit", (event) => event.preventDefault());
id.addEventListener("input", () => { own = id.value !== ""; update(); });
copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(yaml.textContent);
  copy.textContent = "Copied";
});
const result = make("div", { className: "made" },
  make("h2", {}, "The file"), make("p", { className: "note" }, path), make("pre", { tabIndex: 0 }, yaml),
  make("div", { className: "field" }, make("label", { htmlFor: id.id }, "Id"), make("small", {}, "The file's name and the page's address, for ever. Made from the name unless you choose it."), id),
  said, make("p", { className: "acts" }, open, " ", send, " ", copy),
  make("p", { className: "note" }, "Both open the forge in this tab. The first needs an account there and asks you to press “Propose changes”; the second asks where the facts can be seen, and a program makes the file."));
box.replaceChildren(make("div", { className: "adding" }, form, result));
if (asked.get("name")) kept.name = asked.get("name").slice(0, 200);
build();
names(ROOT).then((rows) => {
  world.rows = rows;
  world.ids = new Set(rows.map((row) => row.id));
  update();
});
