// An entry's data as the YAML that a person would write: block style, quotes only where they are needed.

const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} ._+&()@\/'’–—-]*$/u;
const ADDRESS = /^https?:\/\/[^\s"'#,[\]{}|>`]+$/;
const OTHER = /^(?:true|false|null|yes|no|on|off|y|n|[-+]?[\d._]+(?:e[-+]?\d+)?|0x[\da-f]+)$/i;

/** Text as YAML; what could be read as anything but text stands in quotes. */
export function scalar(text) {
  if (typeof text !== "string") return String(text);
  return !OTHER.test(text) && !text.endsWith(" ") && (PLAIN.test(text) || ADDRESS.test(text)) ? text : quoted(text);
}

/** Text in quotes; signs that YAML takes for line ends, or that no eye sees, by their numbers. */
function quoted(text) {
  const number = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, number);
}

/** The lines of a mapping, each under an indent. */
function mapping(data, indent) {
  return Object.entries(data).flatMap(([name, value]) => {
    if (Array.isArray(value)) return [`${indent}${scalar(name)}:`, ...value.flatMap((item) => entry(item, `${indent}  `))];
    if (typeof value === "object") return [`${indent}${scalar(name)}:`, ...mapping(value, `${indent}  `)];
    return [`${indent}${scalar(name)}: ${scalar(value)}`];
  });
}

/** The lines of one item of a list. */
function entry(item, indent) {
  if (typeof item !== "object") return [`${indent}- ${scalar(item)}`];
  const lines = mapping(item, `${indent}  `);
  return [`${indent}- ${lines[0].trimStart()}`, ...lines.slice(1)];
}

/** The whole file of an entry. */
export function file(kind, data) {
  return [`# yaml-language-server: $schema=../../kg/schema/${kind}.json`, ...mapping(data, ""), ""].join("\n");
}

const SPELT = { "+": " plus ", "#": " sharp ", "&": " and ", "@": " at " };
const LETTERS = { ł: "l", Ł: "L", ø: "o", ß: "ss" };

/** The id that a name gives: the same as kg.iri.slug. */
export function slug(name) {
  const spelt = name.replace(/\s\+\s/g, " ").replace(/[+#&@]/g, (sign) => SPELT[sign]).replace(/[łŁøß]/g, (letter) => LETTERS[letter]);
  const ascii = spelt.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replaceAll("'", "");
  return ascii.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80).replace(/-+$/, "");
}
