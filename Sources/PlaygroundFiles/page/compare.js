// Side by side: a second network from the same words, which differs in one setting.

/** What both networks do: everything about time and data, and settings. */
const followed = /^(run|back|go|play|pause|reset|seed|open|data|features|layers|layer|neuron|activation|set)\b/;

class Comparison {
  constructor(note) {
    this.note = note;
    this.element = byId("compare");
    this.history = new LossHistory();
  }

  get isOn() {
    return this.engine !== undefined;
  }

  /** Begins one; `words` make the present network, `change` the difference. */
  async begin(words, change, colours) {
    this.end();
    this.change = change;
    this.colours = colours;
    this.#build();
    this.engine = new Engine({ words }, {
      structure: (structure) => this.#setUp(preparedStructure(structure)),
      frame: (frame) => this.#draw(frame),
    });
    try {
      await this.engine.ready;
      await this.engine.do(change);
    } catch (error) {
      this.end();
      throw error;
    }
  }

  end() {
    this.engine?.end();
    this.engine = this.frame = undefined;
    this.history.clear();
    this.#show(false);
  }

  /** Does what the first network does, besides questions and what is of one network alone. */
  async follow(words) {
    if (!this.isOn || !followed.test(words) || words.startsWith("go event")) return;
    try {
      await this.engine.do(words);
      // A network that is opened anew has its own settings.
      if (words.startsWith("open")) await this.engine.do(this.change);
    } catch (error) {
      this.note.error(error.message);
    }
  }

  /** After a pause both stand at the same epoch. */
  async catchUp(epoch) {
    if (this.isOn && this.frame && Number.isInteger(epoch) && this.frame.epoch !== epoch) {
      await this.engine.do(`go ${epoch}`).catch((error) => this.note.error(error.message));
    }
  }

  wantFrame() {
    if (this.frame?.playing) this.engine?.wantFrame();
  }

  recolour(colours) {
    this.colours = colours;
    if (this.structure) this.#setUp(this.structure);
    if (this.frame) this.#draw(this.frame);
  }

  #build() {
    const plane = make("canvas", { role: "img" });
    const points = make("canvas", { "aria-hidden": "true" });
    this.figures = new Figures(make("dl", { class: "figures" }));
    this.output = new OutputPlane(plane, points);
    this.element.replaceChildren(
      make("div", { class: "row" }, make("h2", {}, texts.compare),
        iconButton("×", texts.compareStop, () => this.end())),
      make("p", { class: "small" }, texts.compareWith, " ", make("code", {}, this.change)),
      make("div", { class: "plane" }, plane, points), this.figures.element);
    this.#show(true);
  }

  #show(isShown) {
    this.element.hidden = !isShown;
    document.body.classList.toggle("comparing", isShown);
  }

  #setUp(structure) {
    this.structure = structure;
    this.output.setUp(structure, this.colours);
    this.figures.setUp(structure);
  }

  #draw(frame) {
    this.frame = frame;
    this.history.take(frame.history);
    this.output.draw(frame.planes);
    this.figures.show(frame);
  }
}

/** Asks what the second network differs in. */
function askForComparison(structure, begin) {
  const settings = {
    "set learning-rate 0.3": texts.setting.learningRate,
    "set optimizer adam": texts.setting.optimizer,
    "layer add 4": texts.addLayer,
    "set l2 0.003": texts.setting.l2,
    "set batch-size 1": texts.setting.batchSize,
  };
  const usual = structure.layers.length > 2 ? { "activation 1 relu": texts.setting.activation } : {};
  const list = make("datalist", { id: "differences" },
    ...Object.entries({ ...settings, ...usual }).map(([value, name]) => make("option", { value }, name)));
  const input = make("input", { type: "text", list: "differences", "aria-label": texts.compareHint });
  input.value = "set learning-rate 0.3";
  const form = make("form", { class: "line" }, input, make("button", { class: "primary" }, texts.compareButton));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    byId("dialog").close();
    begin(input.value.trim());
  });
  openDialog(texts.compare, make("p", { class: "muted" }, texts.compareHint), form, list);
}
