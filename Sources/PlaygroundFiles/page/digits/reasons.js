// What spoke for the answer and against another, as a map of the ink; and what would have to change.

class Reasons {
  constructor(ask, names, note) {
    Object.assign(this, { ask, names, note });
    this.canvas = byId("heat");
    this.other = byId("against");
    this.latest = new Latest((index) => this.#draw(index));
    this.other.addEventListener("change", () => this.show(this.piece, this.index));
    byId("whatIf").addEventListener("click", () => this.change());
  }

  show(piece, index) {
    const isOther = this.piece?.pixels !== piece?.pixels;
    Object.assign(this, { piece, index });
    byId("reasons").classList.toggle("empty", !piece);
    if (isOther) {
      this.found = null;
      byId("changed").hidden = true;
    }
    if (!piece) return undefined;
    this.#setOthers(isOther);
    return this.latest.take(index);
  }

  /** Shows the smallest change that was found; answers what the engine says. */
  async change() {
    if (!this.piece) return undefined;
    try {
      const found = await this.ask(`what-if ${this.index} ${this.other.value}`);
      this.found = found;
      this.#drawChange(found);
      return found;
    } catch (error) {
      this.note.error(error.message);
      return undefined;
    }
  }

  recolour() {
    if (this.shares) this.#paint();
    if (this.found) this.#drawChange(this.found);
  }

  /** The other digits, the likeliest first; a new drawing begins with that one. */
  #setOthers(isOther) {
    const chosen = this.other.value;
    const best = bestOf(this.piece);
    const order = this.piece.probabilities.map((share, digit) => [share, digit])
      .filter(([, digit]) => digit !== best).sort(([one], [two]) => two - one);
    this.other.replaceChildren(...order.map(([share, digit]) =>
      make("option", { value: digit }, `${this.names.of(digit)} (${percentOf(share)})`)));
    if (!isOther && chosen !== "" && Number(chosen) !== best) this.other.value = chosen;
  }

  async #draw(index) {
    try {
      const found = await this.ask(`why ${index} ${this.other.value}`);
      Object.assign(this, { shares: found.shares, pixels: bytesOf(this.piece.pixels) });
      byId("reasonsAbout").textContent = texts.reasons(
        this.names.of(found.answer), this.names.of(found.other), short(found.difference));
      this.#paint();
    } catch {
      // The drawing has changed meanwhile.
    }
  }

  #paint() {
    const largest = Math.max(...this.shares.map(Math.abs)) || 1;
    const colours = new Colours();
    paintPixels(this.canvas, 28, 28, (i) => {
      const ink = this.pixels[i] / 255;
      const signed = this.shares[i] / largest;
      const end = signed < 0 ? colours.minus : colours.plus;
      const strength = Math.min(1, Math.sqrt(Math.abs(signed)) * 1.1);
      return colours.zero.map((channel, c) => {
        const grey = channel + 0.28 * ink * (colours.ink[c] - channel);
        return grey + strength * (end[c] - grey);
      });
    });
  }

  #drawChange({ answer, pixels, changed, probabilities }) {
    const before = bytesOf(this.piece.pixels), after = bytesOf(pixels);
    const colours = new Colours();
    paintPixels(byId("changedInk"), 28, 28, (i) => {
      const ink = before[i] / 255;
      const grey = colours.zero.map((channel, c) => channel + 0.55 * ink * (colours.ink[c] - channel));
      if (after[i] === before[i]) return grey;
      return after[i] > before[i] ? colours.plus : colours.minus;
    });
    byId("changedAbout").textContent = texts.changed(
      changed.length, this.names.of(answer), percentOf(probabilities[answer]));
    byId("changed").hidden = false;
  }
}

/** Gives each pixel of a canvas the colour that it is told: [red, green, blue]. */
function paintPixels(canvas, width, height, colour) {
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) image.data.set([...colour(i), 255], 4 * i);
  context.putImageData(image, 0, 0);
}
