// Pictures made of numbers: maps of layers, and weights as pictures. Each is a small image whose
// pixels the browser enlarges.

function colourOf(name) {
  const text = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const digits = text.slice(1);
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
}

/** The colours of the present theme for numbers: plus, minus, nothing, and ink for pictures. */
class Palette {
  constructor() {
    this.plus = colourOf("--plus");
    this.minus = colourOf("--minus");
    this.zero = colourOf("--map-zero");
    this.ink = colourOf("--map-ink");
    this.unknown = colourOf("--map-unknown");
  }

  /** The colour of a number on a scale around zero. */
  signed(number, largest) {
    if (Number.isNaN(number)) return this.unknown;
    const end = number < 0 ? this.minus : this.plus;
    return this.#between(end, share(number, largest));
  }

  /** The colour of ink, from none to full. */
  inked(number, largest) {
    if (Number.isNaN(number)) return this.unknown;
    return this.#between(this.ink, share(number, largest));
  }

  #between(end, part) {
    return end.map((channel, i) => Math.round(this.zero[i] + part * (channel - this.zero[i])));
  }
}

const drawing = document.createElement("canvas");

/** An image with a pixel for every cell; `colour` gives [red, green, blue], or nothing. */
function imageURL(columns, rows, colour) {
  drawing.width = columns;
  drawing.height = rows;
  const context = drawing.getContext("2d");
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < columns * rows; i++) {
    const found = colour(i);
    if (found) image.data.set([...found, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
  return drawing.toDataURL();
}

/** The largest size among numbers, of those that are numbers. */
function largestOf(numbers) {
  return numbers.reduce((most, number) => {
    const size = Math.abs(number);
    return Number.isFinite(size) && size > most ? size : most;
  }, 0);
}

/** A strip of the colours from one end of a scale to the other. */
function scaleURL(isSigned, palette) {
  const cells = 64;
  return imageURL(cells, 1, (i) => isSigned
    ? palette.signed(2 * i / (cells - 1) - 1, 1) : palette.inked(i / (cells - 1), 1));
}

/** The numbers of a layer as an image. */
function mapURL(grid, numbers, largest, isSigned, palette) {
  const cells = new Array(grid.columns * grid.rows);
  numbers.forEach((number, index) => {
    const [column, row] = grid.cell(index);
    cells[row * grid.columns + column] = number;
  });
  return imageURL(grid.columns, grid.rows, (i) => {
    if (cells[i] === undefined) return null;
    return isSigned ? palette.signed(cells[i], largest) : palette.inked(cells[i], largest);
  });
}

/** The weights of listed neurons as pictures, as they were before a step. */
class WeightPictures {
  constructor(pictures, network) {
    this.layer = pictures.layer;
    this.grid = mapGrid(network.layers[0]);
    const { first } = network.layers[this.layer];
    this.places = new Map(pictures.neurons.map((neuron, i) => [first + neuron, i]));
    this.keyframes = pictures.keyframes.map((keyframe) => ({
      step: keyframe.step, largest: keyframe.largest,
      shades: new Int8Array(bytesOf(keyframe.shades).buffer),
    }));
  }

  has(neuron) {
    return this.places.has(neuron);
  }

  /** The latest pictures that there are at a step. */
  keyframeAt(step) {
    return this.keyframes.findLast((keyframe) => keyframe.step <= step);
  }

  url(neuron, step, palette) {
    const { shades } = this.keyframeAt(step);
    const size = this.grid.columns * this.grid.rows;
    const first = this.places.get(neuron) * size;
    return imageURL(this.grid.columns, this.grid.rows, (i) =>
      palette.signed(shades[first + i], 127));
  }
}
