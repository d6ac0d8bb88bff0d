// Where everything lies, for the width there is. Nothing here knows any numbers of the trace.

const mostCircles = 24;

/** How far the circles of a layer are apart: with a name above and a sensitivity below, with both in
 * one line, or too close for words; those of the outputs have their words beside them. */
const pitches = { roomy: 75, compact: 50, wordless: 26 };
const outputPitches = { roomy: 56, compact: 46, wordless: 31 };

/** How a layer is drawn: `circles`, `thumbnails` of weights, or a `map` with a cell a neuron. */
function styleOf(layer, pictures) {
  const isPicture = layer.shape.length === 3;
  if (isPicture && layer.count > 4) return "map";
  if (pictures?.layer === layer.index && layer.count <= 64) return "thumbnails";
  return layer.count <= mostCircles ? "circles" : "map";
}

/** The cells of a map: rows and columns, channel beside channel. */
function mapGrid(layer) {
  if (layer.shape.length === 3) {
    const [height, width, channels] = layer.shape;
    const across = Math.ceil(Math.sqrt(channels));
    const down = Math.ceil(channels / across);
    const gap = channels > 1 ? 1 : 0;
    const columns = across * (width + gap) - gap;
    const rows = down * (height + gap) - gap;
    const cell = (index) => {
      const channel = index % channels;
      const pixel = Math.floor(index / channels);
      return [
        (channel % across) * (width + gap) + pixel % width,
        Math.floor(channel / across) * (height + gap) + Math.floor(pixel / width),
      ];
    };
    return { columns, rows, cell };
  }
  const columns = Math.max(1, Math.round(Math.sqrt(layer.count / 2)));
  return {
    columns, rows: Math.ceil(layer.count / columns),
    cell: (index) => [index % columns, Math.floor(index / columns)],
  };
}

/** Lays out all layers from left to right. */
class Layout {
  /** `room` is the height that there is, which is kept to; null where the page may be scrolled. */
  constructor(network, pictures, width, room) {
    this.width = width;
    this.isNarrow = width < 560;
    this.room = room;
    const edge = this.isNarrow ? 8 : 24;
    this.layers = network.layers.map((layer) => {
      const style = styleOf(layer, pictures);
      return { layer, style, isLast: layer.index === network.layers.length - 1 };
    });
    const tallest = (density) =>
      Math.max(...this.layers.map((place) => this.#wantedHeight(place, density)));
    this.height = room === null
      ? Math.max(this.isNarrow ? 320 : 380, tallest("roomy")) : Math.max(room, tallest("wordless"));
    this.beside = this.#besideWidth(network);
    for (const place of this.layers) this.#size(place, network.layers.length);
    const used = this.layers.reduce((sum, place) => sum + place.width, 0);
    const gap = Math.max(14, (width - 2 * edge - used) / Math.max(1, this.layers.length - 1));
    let left = edge;
    this.neurons = [];
    for (const place of this.layers) {
      place.left = left;
      left += place.width + gap;
      this.#place(place);
    }
    const overlap = left - gap + edge - width;
    if (overlap > 0) this.#squeeze(width / (width + overlap));
  }

  /** Where a link leaves a neuron on the right, and arrives on its left. */
  out(neuron) {
    const place = this.neurons[neuron];
    return [place.x + place.outReach, place.y];
  }

  into(neuron) {
    const place = this.neurons[neuron];
    return [place.x - place.inReach, place.y];
  }

  /** How tall a layer has to be for its neurons to be as dense as that. */
  #wantedHeight({ layer, style, isLast }, density) {
    if (style === "circles") {
      const own = isLast ? outputPitches : pitches;
      return layer.count * own[layer.count > 10 && density === "roomy" ? "compact" : density] + 40;
    }
    if (style !== "thumbnails") return 0;
    return Math.ceil(layer.count / this.#thumbnailColumns(layer)) * 41 + 40;
  }

  #thumbnailColumns(layer) {
    if (this.isNarrow) return layer.count > 20 ? 2 : 1;
    const usual = layer.count <= 16 ? 1 : layer.count <= 40 ? 2 : 4;
    if (this.room === null) return usual;
    return Math.min(4, Math.max(usual, Math.ceil(layer.count * 41 / Math.max(41, this.room - 40))));
  }

  /** Names of classes beside the outputs may be long; what is longer than this is cut off. */
  #besideWidth({ classNames }) {
    const longest = Math.max(0, ...classNames.map((name) => name.length + 2));
    return Math.max(this.isNarrow ? 62 : 92, Math.min(this.isNarrow ? 90 : 150, 6.4 * longest + 12));
  }

  #size(place, layerCount) {
    const { layer, style, isLast } = place;
    const inside = this.height - 40;
    if (style === "circles") {
      const pitch = inside / layer.count;
      const own = isLast ? outputPitches : pitches;
      place.density = pitch >= own.roomy - 6 ? "roomy" : pitch >= own.compact - 4 ? "compact" : "wordless";
      const around = isLast ? 4 : { roomy: 42, compact: 18, wordless: 4 }[place.density];
      const [least, most] = this.isNarrow ? [10, 21] : [10, 28];
      place.radius = Math.max(least, Math.min(most, (pitch - around) / 2));
      place.pitch = Math.min(pitch, 2 * place.radius + 90);
      const beside = this.beside + (place.density === "wordless" ? 48 : 0);
      place.width = 2 * place.radius + (isLast ? beside : this.isNarrow ? 14 : 30);
    } else if (style === "thumbnails") {
      place.columns = this.#thumbnailColumns(layer);
      const pitch = inside / Math.ceil(layer.count / place.columns);
      place.pitch = Math.min(pitch, 110);
      place.size = Math.min(this.isNarrow ? 36 : 58, place.pitch - 8);
      place.text = this.isNarrow ? 0 : 56;
      place.width = place.columns * (place.size + place.text + 12) - 12;
    } else {
      place.grid = mapGrid(layer);
      // Many layers need room for the links between them.
      const [forInput, forOthers] = layerCount > 4 ? [0.22, 0.3] : [0.3, 0.42];
      const share = layer.index === 0 ? forInput : forOthers / Math.max(1, layerCount - 2);
      const room = Math.max(this.isNarrow ? 56 : 90, this.width * share);
      const tall = this.height - 92;
      place.cell = Math.min(
        layer.index === 0 ? 12 : 16, room / place.grid.columns, tall / place.grid.rows);
      place.width = place.cell * place.grid.columns;
    }
  }

  #place(place) {
    const { layer, style, isLast, left } = place;
    const middle = this.height / 2;
    if (style === "circles") {
      const x = left + place.radius + (isLast ? 0 : this.isNarrow ? 7 : 15);
      const top = middle - (layer.count - 1) * place.pitch / 2;
      for (let i = 0; i < layer.count; i++) {
        const reach = place.radius + 3;
        this.#put(layer, i, x, top + i * place.pitch, reach, reach);
      }
    } else if (style === "thumbnails") {
      const rows = Math.ceil(layer.count / place.columns);
      const top = middle - (rows - 1) * place.pitch / 2;
      for (let i = 0; i < layer.count; i++) {
        const column = Math.floor(i / rows);
        const x = left + column * (place.size + place.text + 12) + place.size / 2;
        // Every other column stands between the rows of the one before it.
        const shift = column % 2 === 1 && layer.count < rows * place.columns ? place.pitch / 2 : 0;
        this.#put(
          layer, i, x, top + (i % rows) * place.pitch + shift,
          place.size / 2 + 2, place.size / 2 + 2 + place.text);
      }
    } else {
      // On a phone the lower half of a tall network is out of sight at first.
      place.top = this.isNarrow ? 48 : middle - 6 - place.cell * place.grid.rows / 2;
      for (let i = 0; i < layer.count; i++) {
        const [column, row] = place.grid.cell(i);
        this.#put(
          layer, i, left + (column + 0.5) * place.cell, place.top + (row + 0.5) * place.cell,
          place.cell / 2, place.cell / 2);
      }
    }
  }

  #put(layer, index, x, y, inReach, outReach) {
    this.neurons[layer.first + index] = { x, y, inReach, outReach };
  }

  /** Where even the smallest gaps are too many, the drawing keeps its shape and shrinks. */
  #squeeze(factor) {
    this.width /= factor;
    this.height = Math.max(this.height, 320);
  }
}
