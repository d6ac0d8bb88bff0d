// Step through a digit: how it is read and what it would teach, event by event; the picture is the
// input layer.

class DigitStepView {
  constructor(ask, names, note) {
    Object.assign(this, { ask, names, note });
    this.travel = new Latest((index) => this.go(index));
    byId("stepThrough").addEventListener("click", () => this.open());
    byId("eventSlider").addEventListener("input", (event) => this.travel.take(event.target.value));
    byId("previousEvent").addEventListener("click", () => this.move(-1));
    byId("nextEvent").addEventListener("click", () => this.move(1));
    byId("stepPhases").replaceChildren(...["forward", "loss", "backward", "update"].map((phase) => {
      const button = wordButton(texts.phases[phase], () => this.#tell(() => this.ask(`phase ${phase}`)), `phase ${phase}`);
      button.dataset.phase = phase;
      return button;
    }));
    this.rename();
    byId("stepLabel").addEventListener("change", () => this.open(Number(byId("stepLabel").value)));
  }

  /** After the answers were given other names. */
  rename() {
    byId("stepLabel").replaceChildren(...this.names.all.map((name, digit) =>
      make("option", { value: digit }, name)));
  }

  show(piece, index) {
    const isOther = this.piece?.pixels !== piece?.pixels;
    Object.assign(this, { piece, index });
    byId("stepThrough").disabled = !piece;
    if (isOther) this.close();
  }

  close() {
    this.event = null;
    byId("stepEquation").replaceChildren();
    byId("stepPart").hidden = true;
  }

  /** Begins with the first event; `label` is what the digit should be read as. */
  async open(label) {
    const best = bestOf(this.piece);
    byId("stepLabel").value = String(label ?? best);
    byId("stepAbout").textContent = texts.steppingStarts;
    byId("stepPart").hidden = false;
    return this.#tell(() => this.ask(`step ${this.index} ${label ?? best}`));
  }

  recolour() {
    if (this.event) this.#drawInput(this.event.names);
  }

  go(index) { return this.#tell(() => this.ask(`event ${index}`)); }

  move(by) {
    if (!this.event) return undefined;
    return this.go(Math.max(0, Math.min(this.event.count - 1, this.event.position + by)));
  }

  async #tell(asking) {
    try {
      this.event = await asking();
      this.#show();
      return this.event;
    } catch (error) {
      this.note.error(error.message);
      if (!this.event) this.close();
      return undefined;
    }
  }

  #show() {
    const { event } = this;
    const slider = byId("eventSlider");
    slider.max = Math.max(1, event.count - 1);
    slider.value = event.position;
    byId("stepAbout").textContent = texts.eventAt(counted(event.position + 1), counted(event.count));
    for (const button of byId("stepPhases").children) {
      button.setAttribute("aria-current", String(button.dataset.phase === event.phase));
    }
    const equation = byId("stepEquation");
    equation.dataset.phase = event.phase;
    equation.replaceChildren(...equationLines(event.equation), make("p", { class: "sentence" }, event.sentence));
    this.#drawInput(event.names);
  }

  /** The picture, with the pixels that the event is about. */
  #drawInput(names) {
    const pixels = bytesOf(this.piece.pixels);
    const colours = new Colours();
    const marked = new Set(names.flatMap((name) => pixelsNamed(name)));
    paintPixels(byId("stepInput"), 28, 28, (i) => {
      const ink = pixels[i] / 255;
      const grey = colours.zero.map((channel, c) => channel + ink * (colours.ink[c] - channel));
      return marked.has(i) ? grey.map((channel, c) => channel * 0.25 + colours.accent[c] * 0.75) : grey;
    });
  }
}

/** The pixels in a name: `0.300`, `0.10.20`, or a link that begins there, `0.300-1.2`. */
function pixelsNamed(name) {
  const input = name.split("-")[0].split(/[.,]/).map(Number);
  if (input[0] !== 0 || input.some(Number.isNaN)) return [];
  return [input.length === 2 ? input[1] : input[1] * 28 + input[2]];
}
