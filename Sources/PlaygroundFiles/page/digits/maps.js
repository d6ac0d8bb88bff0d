// What every layer makes of a digit: filters and maps; a point of a map with all that it is made of.

class Maps {
  #trail = []; // the points that one came through, on the way down

  constructor(ask, note) {
    Object.assign(this, { ask, note });
    this.latest = new Latest((index) => this.#load(index));
    byId("mapsCard").addEventListener("toggle", () => {
      if (byId("mapsCard").open) this.show(this.piece, this.index);
    });
  }

  show(piece, index) {
    Object.assign(this, { piece, index });
    byId("mapsCard").hidden = !piece;
    if (!piece || !byId("mapsCard").open) return undefined;
    return this.latest.take(index);
  }

  recolour() {
    if (this.layers) this.#draw();
    if (this.point) this.#mark(this.point.receptive);
  }

  /** Looks at a point: `layer` by its position in the blueprint. */
  async look(layer, filter, row, column) {
    byId("mapsCard").open = true;
    try {
      const point = await this.ask(`point ${this.index} ${layer} ${filter} ${row} ${column}`);
      this.#trail = [...this.#trail.filter((other) => other.layer > layer), point];
      this.point = point;
      this.#showPoint();
      return point;
    } catch (error) {
      this.note.error(error.message);
      return undefined;
    }
  }

  /** Down to the strongest input of the point; with nothing below, the pixels are marked. */
  down() {
    const below = this.#layerBelow(this.point.layer);
    if (!below) return undefined;
    const { inputs, weights, channels, width, top, left, filter, passed } = this.point;
    if (!weights) {
      const place = passed ?? 0;
      return this.look(below.position, filter, top + Math.floor(place / width), left + place % width);
    }
    const parts = inputs.map((input, i) => Math.abs((input ?? 0) * weights[i]));
    const strongest = parts.indexOf(Math.max(...parts));
    const place = Math.floor(strongest / channels);
    return this.look(below.position, strongest % channels, top + Math.floor(place / width), left + place % width);
  }

  up() {
    const above = this.#trail.filter((other) => other.layer > this.point.layer).at(-1);
    return above && this.look(above.layer, above.filter, above.row, above.column);
  }

  #layerBelow(position) {
    return this.layers?.filter((layer) => layer.position < position && layer.extents.length === 3).at(-1);
  }

  async #load(index) {
    try {
      this.layers = await this.ask(`maps ${index}`);
      this.#draw();
      if (!this.point) return;
      const { layer, filter, row, column } = this.point;
      this.point = await this.ask(`point ${index} ${layer} ${filter} ${row} ${column}`);
      this.#showPoint();
    } catch {
      // The drawing, or the network, has changed meanwhile.
      this.#forgetPoint();
    }
  }

  #draw() {
    const table = new Colours().table;
    byId("layers").replaceChildren(...this.layers.map((layer) => this.#layer(layer, table)));
  }

  #layer(layer, table) {
    const numbers = new Int8Array(bytesOf(layer.numbers).buffer);
    const heading = make("h3", {}, texts.layerNow(texts.kinds[layer.kind] ?? layer.kind, layer.extents.join(" × "), short(layer.largest)));
    if (layer.extents.length !== 3) return make("section", {}, heading, this.#bars(numbers, table));
    const [height, width, count] = layer.extents;
    return make("section", {}, heading, make("div", { class: "maps" },
      ...Array.from({ length: count }, (_, filter) => {
        const canvas = make("canvas", { class: "map", title: texts.map(filter), tabindex: 0, role: "button",
          "aria-label": texts.map(filter) });
        paintTable(canvas, width, height, table, (i) => numbers[i * count + filter] / 127);
        const lookAt = (x, y) => this.look(layer.position, filter, Math.min(height - 1, Math.floor(y * height)),
          Math.min(width - 1, Math.floor(x * width)));
        canvas.addEventListener("click", (event) => {
          const place = canvas.getBoundingClientRect();
          lookAt((event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height);
        });
        canvas.addEventListener("keydown", (event) => { if (event.key === "Enter") lookAt(0.5, 0.5); });
        return make("figure", {}, canvas, this.#filter(layer, filter, count, table));
      })));
  }

  #filter({ filters }, filter, count, table) {
    if (!filters) return "";
    const numbers = new Int8Array(bytesOf(filters.numbers).buffer);
    const canvas = make("canvas", { class: "filter", role: "img", "aria-label": texts.filter(filter) });
    paintTable(canvas, filters.width, filters.height, table, (i) => numbers[i * count + filter] / 127);
    return canvas;
  }

  #bars(numbers, table) {
    const canvas = make("canvas", { class: "bars", role: "img", "aria-label": texts.neuronsOf(numbers.length) });
    paintTable(canvas, numbers.length, 1, table, (i) => numbers[i] / 127);
    return canvas;
  }

  #forgetPoint() {
    this.point = null;
    this.#trail = [];
    byId("point").hidden = true;
    this.#mark(null);
  }

  #showPoint() {
    const { point } = this;
    const element = byId("point");
    element.hidden = false;
    const grid = (numbers, format) => make("table", { class: "numbers" },
      ...Array.from({ length: point.height }, (_, y) => make("tr", {},
        ...Array.from({ length: point.width }, (_, x) => format(numbers, y * point.width + x)))));
    const cell = (number, kind = "") => make("td", { class: `${signOf(number ?? 0)} ${kind}` },
      number === null || number === undefined ? texts.beyond : tiny(number));
    const perChannel = (numbers, i) => {
      if (point.channels === 1 || !point.weights) return numbers[i];
      const parts = numbers.slice(i * point.channels, (i + 1) * point.channels);
      return parts.some((part) => part !== null) ? parts.reduce((sum, part) => sum + (part ?? 0), 0) : null;
    };
    const parts = [make("div", { class: "row" },
      make("h3", {}, texts.pointNow(point.filter, point.row, point.column)),
      wordButton(texts.down, () => this.down(), "small"), wordButton(texts.up, () => this.up(), "small"),
      iconButton("×", texts.close, () => this.#forgetPoint()))];
    const block = (caption, content) => make("figure", {}, make("figcaption", {}, caption), content);
    if (point.weights) {
      const products = point.inputs.map((input, i) => (input ?? 0) * point.weights[i]);
      const sums = point.channels === 1 ? [
        block(texts.patch, grid(point.inputs, (numbers, i) => cell(numbers[i]))), make("span", {}, "×"),
        block(texts.kernel, grid(point.weights, (numbers, i) => cell(numbers[i]))), make("span", {}, "="),
        block(texts.products, grid(products, (numbers, i) => cell(numbers[i]))),
      ] : [
        block(texts.patchOf(point.channels), grid(point.inputs, (numbers, i) => cell(perChannel(numbers, i)))),
        make("span", {}, "→"),
        block(texts.productsOf(point.channels), grid(products, (numbers, i) => cell(perChannel(numbers, i)))),
        block(texts.strongest, this.#strongest(point, products)),
      ];
      parts.push(make("div", { class: "sums" }, ...sums),
        make("p", { class: "total" }, texts.total(short(point.sum - point.bias), short(point.bias), short(point.sum),
          inWords(point.activation), short(point.output))));
    } else {
      parts.push(make("div", { class: "sums" }, block(texts.patch, grid(point.inputs, (numbers, i) =>
        cell(numbers[i], i === point.passed ? "passed" : "")))),
        make("p", { class: "total" }, texts.pooled(short(point.output))));
    }
    element.replaceChildren(...parts);
    this.#mark(point.receptive);
  }

  /** The largest products of many channels, one for each line. */
  #strongest(point, products) {
    const order = products.map((product, i) => [product, i])
      .sort(([one], [two]) => Math.abs(two) - Math.abs(one)).slice(0, 6);
    return make("ol", { class: "strongest" }, ...order.map(([product, i]) => make("li", {},
      texts.product(i % point.channels, short(point.inputs[i] ?? 0), short(point.weights[i]), short(product)))));
  }

  /** Marks the pixels that the point sees, on the 28 × 28 pixels of the digit. */
  #mark(receptive) {
    const canvas = byId("seen");
    canvas.hidden = !receptive;
    if (!receptive) return;
    const pixels = bytesOf(this.piece.pixels);
    const colours = new Colours();
    const { top, left, height, width } = receptive;
    paintPixels(canvas, 28, 28, (i) => {
      const [x, y] = [i % 28, Math.floor(i / 28)];
      const isSeen = x >= left && x < left + width && y >= top && y < top + height;
      const ink = pixels[i] / 255;
      const paper = isSeen ? colours.accent.map((channel, c) => channel * 0.35 + colours.zero[c] * 0.65) : colours.zero;
      return paper.map((channel, c) => channel + ink * (colours.ink[c] - channel));
    });
  }
}

/** Paints numbers between −1 and 1 in the colours of signs. */
function paintTable(canvas, width, height, table, number) {
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = table[Colours.index(number(i))];
  context.putImageData(image, 0, 0);
}
