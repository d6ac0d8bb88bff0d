// Numbers as people read them, and as they are.

/** Four decimals, never fewer than four significant digits; powers of ten for the very small and
 * the very large: the rule of the explanations. */
function short(number) {
  if (Number.isNaN(number)) return "NaN";
  const sign = number < 0 ? "−" : "";
  const size = Math.abs(number);
  if (size === Infinity) return sign + "∞";
  if (size === 0) return "0.0000";
  const exponent = Number(size.toExponential(3).split("e")[1]);
  if (exponent >= -3 && exponent < 5) return sign + size.toFixed(Math.max(4, 3 - exponent));
  const [digits, power] = size.toExponential(3).split("e");
  const sized = Math.abs(Number(power)).toString().padStart(2, "0");
  return `${sign}${digits}e${power.startsWith("-") ? "-" : "+"}${sized}`;
}

/** For inside a neuron, where there is little room: three significant digits at most. */
function tiny(number) {
  if (!Number.isFinite(number)) return short(number);
  const size = Math.abs(number);
  const sign = number < 0 ? "−" : "";
  if (Number.isInteger(size) && size < 1000) return sign + size;
  if (size >= 1000 || size < 0.0005) return sign + size.toExponential(0).replace("e+", "e");
  if (size >= 10) return sign + size.toFixed(size < 100 ? 1 : 0);
  return sign + size.toFixed(size < 0.01 ? 3 : 2);
}

/** For titles and axes: four significant digits, without zeros at the end. */
function brief(number) {
  if (!Number.isFinite(number)) return short(number);
  const rounded = Number(number.toPrecision(4));
  const size = Math.abs(rounded);
  const text = size !== 0 && (size < 0.001 || size >= 1e6)
    ? rounded.toExponential().replace("e+", "e") : String(rounded);
  return text.startsWith("-") ? `−${text.slice(1)}` : text;
}

/** Round numbers from `low` to `high`, about `count` of them: the ticks of an axis. */
function ticks(low, high, count) {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** The shortest digits that read back to this number, to the last bit. */
function exact(number) {
  return Object.is(number, -0) ? "-0" : String(number);
}

/** A count with commas: 11,910. */
function counted(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `inputSensitivity` as people say it: `input sensitivity`. */
function inWords(name) {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** `plus`, `minus`, or neither for zero and what is not a number. */
function signOf(number) {
  return number > 0 ? "plus" : number < 0 ? "minus" : "none";
}

/** A number as a share of the largest there is, from 0 to 1. */
function share(number, largest) {
  return Number.isFinite(number) && largest > 0 ? Math.min(1, Math.abs(number) / largest) : 0;
}

/** Makes an element, of HTML or SVG, with attributes and children. */
function make(name, attributes = {}, ...children) {
  const isSVG = /^(svg|g|path|circle|rect|line|text|tspan|title|image|polyline)$/.test(name);
  const element = isSVG
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const byId = (id) => document.getElementById(id);
