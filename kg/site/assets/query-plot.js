// A chart of an answer, chosen and drawn by the same rules as kg/site/plots.py has for the pages that are made beforehand.
const MOST = 20, WIDTH = 640, HIGH = 160, LINE = 20, NAMES = 220;
const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 2 });

/** {by, of, years, bars: [[name, value] …]}, or null where no chart fits. */
export function choose(names, rows) {
  if (rows.length < 2) return null;
  const all = names.map((_, i) => i);
  const numeric = all.filter((i) => rows.every((row) => row[i].number !== undefined));
  const year = numeric.find((i) => names[i].toLowerCase() === "year");
  const values = numeric.filter((i) => i !== year).filter((i) => {
    const column = rows.map((row) => row[i].number);
    const least = column.reduce((a, b) => Math.min(a, b)), most = column.reduce((a, b) => Math.max(a, b));
    return least >= 0 && least < most;
  });
  const plain = all.filter((i) => !numeric.includes(i) && new Set(rows.map((row) => row[i].text)).size === rows.length);
  if (!values.length || (year === undefined && !plain.length)) return null;
  const label = year ?? plain[0], value = values[0];
  const shown = year === undefined ? rows.slice(0, MOST) : rows.slice(0, 200);
  return { by: names[label], of: names[value], years: year !== undefined, bars: shown.map((row) => [row[label].text, row[value].number]) };
}

function svg(tag, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

/** The chart as an SVG element. */
export function draw(plot) {
  const most = plot.bars.reduce((high, [, value]) => Math.max(high, value), 0) || 1;
  const height = plot.years ? HIGH + 20 : LINE * plot.bars.length;
  const label = `${plot.of} by ${plot.by}, ${plot.bars.length} bars; highest: ${number(most)}`;
  const drawing = svg("svg", { class: "plot", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label });
  const step = WIDTH / plot.bars.length, bar = Math.min(step * 0.7, 48);
  if (plot.years) drawing.append(svg("path", { class: "axis", d: `M0 ${HIGH}.5H${WIDTH}` }));
  plot.bars.forEach(([name, value], place) => {
    if (plot.years) {
      const tall = ((HIGH - 20) * value) / most, x = place * step + step / 2;
      drawing.append(svg("rect", { x: x - bar / 2, y: HIGH - tall, width: bar, height: tall }));
      drawing.append(svg("text", { class: "mid", x, y: HIGH - tall - 4 }, number(value)), svg("text", { class: "mid", x, y: HIGH + 15 }, name));
    } else {
      const y = place * LINE, wide = ((WIDTH - NAMES - 60) * value) / most;
      drawing.append(svg("text", { class: "end", x: NAMES - 6, y: y + 14 }, name.length <= 34 ? name : `${name.slice(0, 33)}…`));
      drawing.append(svg("rect", { x: NAMES, y: y + 3, width: wide, height: LINE - 6 }), svg("text", { x: NAMES + wide + 5, y: y + 14 }, number(value)));
    }
  });
  return drawing;
}
