// What became of one neuron or one link over the steps, as small curves with their numbers.

const sparkSize = { width: 300, height: 36, margin: 5 };

/** A curve through the numbers; gaps where there is none. `at` marks the present step. */
function sparkline(numbers, at, label) {
  const { width, height, margin } = sparkSize;
  const known = numbers.filter(Number.isFinite);
  const svg = make("svg", {
    class: "spark", viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": known.length === 0 ? `${label}: no numbers yet`
      : `${label}, ${numbers.length} points from ${short(Math.min(...known))}`
        + ` to ${short(Math.max(...known))}`,
  });
  if (known.length === 0) return svg;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (i) => numbers.length === 1 ? width / 2
    : margin + (width - 2 * margin) * i / (numbers.length - 1);
  const y = (n) => high === low ? height / 2
    : height - margin - (height - 2 * margin) * (n - low) / (high - low);
  if (low < 0 && high > 0) {
    svg.append(make("line", { class: "zero", x1: 0, x2: width, y1: y(0), y2: y(0) }));
  }
  let d = "";
  numbers.forEach((number, i) => {
    if (!Number.isFinite(number)) return;
    const isNew = i === 0 || !Number.isFinite(numbers[i - 1]);
    d += `${isNew ? "M" : "L"}${x(i).toFixed(1)} ${y(number).toFixed(1)}`;
  });
  svg.append(make("path", { class: "curve", d }));
  if (Number.isFinite(numbers[at])) {
    svg.append(make("circle", { class: "now", cx: x(at), cy: y(numbers[at]), r: 4.5 }));
  }
  return svg;
}

/** The panel that shows one neuron or link: its numbers at this moment, and their history. */
class Inspector {
  constructor(element, trace, pictures) {
    Object.assign(this, { element, trace, pictures, network: trace.network });
  }

  show(subject, palette) {
    this.element.replaceChildren();
    if (!subject) {
      this.element.append(make("p", { class: "muted" },
        "Point at a neuron or a link, or reach it with Tab: here are its numbers and what became",
        " of them."));
      return;
    }
    if (subject.link !== undefined) this.#showLink(subject.link);
    else this.#showNeuron(subject.neuron, palette);
  }

  #showLink(index) {
    const link = this.network.links[index];
    this.#heading(this.network.linkLabel(link), this.network.linkName(link));
    this.#table(linkFields.map((field) => [field, this.trace.link(index, field)]));
    const slot = (field) => this.network.linkSlot(index, field);
    this.#curve("weight", this.#afterEachStep(slot("weight")), this.#weightPoint());
    this.#curve("weight gradient", this.trace.history(slot("weightGradient")), this.trace.step);
  }

  #showNeuron(neuron, palette) {
    const label = this.network.labelOf(neuron);
    this.#heading(label, this.network.nameOf(neuron));
    if (this.pictures?.has(neuron)) {
      const { largest, step } = this.pictures.keyframeAt(this.trace.step);
      const url = this.pictures.url(neuron, this.trace.step, palette);
      const title = `weights of ${label} before step ${step + 1}; `
        + `the largest of the layer is ±${brief(largest)}`;
      this.element.append(make("div", { class: "looksFor" },
        make("img", { class: "weights", src: url, alt: title, title }),
        this.#scale(largest)));
    }
    const fields = neuronFields.filter((field) => !Number.isNaN(this.trace.neuron(neuron, field)));
    this.#table(fields.map((field) => [field, this.trace.neuron(neuron, field)]));
    const slot = (field) => this.network.neuronSlot(neuron, field);
    this.#curve("output", this.trace.history(slot("output")), this.trace.step);
    if (neuron < this.network.layers[0].count) return;
    this.#curve("sensitivity", this.trace.history(slot("sensitivity")), this.trace.step);
    const biases = this.#afterEachStep(slot("bias"));
    if (biases.some(Number.isFinite)) this.#curve("bias", biases, this.#weightPoint());
  }

  #heading(label, name) {
    this.element.append(make("h3", {}, label, " ", make("code", {}, name)));
  }

  /** The scale of a picture of weights, with the same number at both ends. */
  #scale(largest) {
    return make("div", { class: "scale" }, make("span", {}, `+${brief(largest)}`),
      make("i", { role: "img", "aria-label": "from blue, above zero, to orange, below" }),
      make("span", {}, `−${brief(largest)}`));
  }

  /** The exact numbers, for people and for those who copy them. */
  #table(rows) {
    const table = make("table");
    for (const [field, number] of rows) {
      const text = Number.isNaN(number) ? "not yet" : exact(number);
      table.append(make("tr", {}, make("th", { scope: "row" }, inWords(field)),
        make("td", { class: signOf(number), "data-field": field }, text)));
    }
    this.element.append(table);
  }

  #curve(label, numbers, at) {
    // A single number is in the table already.
    if (numbers.length === 1) return;
    const known = numbers.filter(Number.isFinite);
    const range = known.length > 1
      ? `${brief(Math.min(...known))} to ${brief(Math.max(...known))}` : "";
    this.element.append(make("figure", {},
      make("figcaption", {}, `${label} over the steps`, make("span", { class: "range" }, range)),
      sparkline(numbers, at, label)));
  }

  /** What a slot holds that keeps its number: before the first step, and after each. */
  #afterEachStep(slot) {
    let number = this.trace.start[slot];
    const numbers = [number];
    for (const moved of this.trace.history(slot)) {
      if (!Number.isNaN(moved)) number = moved;
      numbers.push(number);
    }
    return numbers;
  }

  /** In the update a weight is already that of after the step. */
  #weightPoint() {
    const step = this.trace.steps[this.trace.step];
    return this.trace.step + (step.phaseAt(this.trace.moment) === Phase.update ? 1 : 0);
  }
}
