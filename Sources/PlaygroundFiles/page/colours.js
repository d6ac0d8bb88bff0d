// The colours of numbers and classes, of the theme that the page has.

/** Classes have a colour and a shape each, so that nobody depends on colours alone. */
const classColourNames = ["--class-0", "--class-1", "--class-2", "--class-3", "--class-4", "--class-5"];
const mostClasses = classColourNames.length;

class Colours {
  constructor() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => Colours.#channels(style.getPropertyValue(name).trim());
    this.plus = read("--plus");
    this.minus = read("--minus");
    this.zero = read("--map-zero");
    this.ink = read("--ink");
    this.card = read("--card");
    this.muted = read("--muted");
    this.edge = read("--edge");
    this.accent = read("--accent");
    this.classes = classColourNames.map(read);
    this.table = this.#signedTable();
  }

  /** Where in `table` a number between −1 and 1 has its colour; numbers beyond have that of the end. */
  static index(signed) {
    const clipped = signed < -1 ? -1 : signed > 1 ? 1 : signed;
    return Math.round((clipped + 1) * 127.5);
  }

  /** The colour of a number between −1 and 1, as style sheets write it. */
  signed(number) {
    return Colours.css(this.#mixed(number));
  }

  /** The colour of the class of a point; two classes are the ends of the scale. */
  ofClass(number, count) {
    if (count <= 2) return Colours.css(number > 0 ? this.plus : this.minus);
    return Colours.css(this.classes[number % mostClasses]);
  }

  static css([red, green, blue], opacity = 1) {
    return `rgb(${red} ${green} ${blue} / ${opacity})`;
  }

  /** 256 colours, as 32-bit numbers that can be put into a picture. */
  #signedTable() {
    return Uint32Array.from({ length: 256 }, (_, i) => packed(this.#mixed(i / 127.5 - 1)));
  }

  #mixed(signed) {
    const end = signed < 0 ? this.minus : this.plus;
    const part = 0.88 * Math.min(1, Math.abs(signed) || 0);
    return this.zero.map((channel, i) => Math.round(channel + part * (end[i] - channel)));
  }

  static #channels(text) {
    return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  }
}

/** A colour as pixels have it in memory. */
function packed([red, green, blue]) {
  return (255 << 24 | blue << 16 | green << 8 | red) >>> 0;
}

/** How an activation's outputs become numbers between −1 and 1, to be coloured. */
function signedBy(activation) {
  if (activation === "sigmoid" || activation === "softmax") return (value) => 2 * value - 1;
  if (activation === "tanh") return (value) => value;
  return (value) => value / (1 + Math.abs(value)) * 1.5;
}
