// The plane as neurons see it: numbers on a grid become pixels.

/** Draws the plane of one neuron, a pixel a number; the browser enlarges it. */
class PlanePicture {
  constructor(canvas, size) {
    canvas.width = canvas.height = size;
    this.context = canvas.getContext("2d");
    this.image = this.context.createImageData(size, size);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  draw(values, colours, signed) {
    const { table } = colours;
    for (let i = 0; i < this.pixels.length; i++) {
      this.pixels[i] = table[Colours.index(signed(values[i]))];
    }
    this.context.putImageData(this.image, 0, 0);
  }
}

/** Numbers between those of a grid, so that a large picture has no steps. */
class FineGrid {
  constructor(size, factor) {
    this.size = size;
    this.width = size * factor;
    this.factor = factor;
    this.values = new Float32Array(this.width * this.width);
  }

  fill(values) {
    const { size, width, factor } = this;
    for (let row = 0; row < width; row++) {
      const [top, down] = this.#between(row);
      for (let column = 0; column < width; column++) {
        const [left, right] = this.#between(column);
        const at = top * size + left;
        const above = values[at] + right * (values[at + 1] - values[at]);
        const below = values[at + size] + right * (values[at + size + 1] - values[at + size]);
        this.values[row * width + column] = above + down * (below - above);
      }
    }
    return this.values;
  }

  /** Between which two numbers a pixel lies, and how far; numbers belong to the middles of cells. */
  #between(pixel) {
    const { size, factor } = this;
    const place = Math.max(0, Math.min(size - 1, (pixel + 0.5) / factor - 0.5));
    const before = Math.min(size - 2, Math.floor(place));
    return [before, place - before];
  }
}

/** The line where a grid's numbers change their sign: marching squares. */
function boundaryPath(values, size, scale) {
  const path = new Path2D();
  const between = (a, b) => a / (a - b);
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const at = row * size + column;
      const corners = [values[at], values[at + 1], values[at + size + 1], values[at + size]];
      const crossings = [];
      if (corners[0] > 0 !== corners[1] > 0) crossings.push([column + between(corners[0], corners[1]), row]);
      if (corners[1] > 0 !== corners[2] > 0) crossings.push([column + 1, row + between(corners[1], corners[2])]);
      if (corners[2] > 0 !== corners[3] > 0) crossings.push([column + 1 - between(corners[2], corners[3]), row + 1]);
      if (corners[3] > 0 !== corners[0] > 0) crossings.push([column, row + 1 - between(corners[3], corners[0])]);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        path.moveTo(...crossings[i].map((place) => (place + 0.5) * scale));
        path.lineTo(...crossings[i + 1].map((place) => (place + 0.5) * scale));
      }
    }
  }
  return path;
}
