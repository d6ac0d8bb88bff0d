// How a neuron looks: a circle with its value, a picture of its weights, or a cell of a map.

class NeuronGlyph {
  constructor(view, place, neuron) {
    Object.assign(this, { view, place, neuron, style: place.style });
    const at = view.layout.neurons[neuron];
    this.group = make("g", {
      class: `neuron ${this.style}`, tabindex: this.style === "map" ? -1 : 0, role: "button",
      transform: `translate(${at.x} ${at.y})`, "data-neuron": view.network.nameOf(neuron),
    });
    if (this.style === "circles") this.#buildCircle();
    else if (this.style === "thumbnails") this.#buildThumbnail();
    else this.#buildCell();
  }

  #buildCircle() {
    const { radius: r, isLast, density } = this.place;
    this.ring = make("circle", { class: "ring", r: r + 3 });
    this.disc = make("circle", { class: "disc", r });
    this.value = make("text", { class: "value", dy: "0.35em" });
    this.group.append(this.ring, this.disc, this.value);
    if (isLast) this.#buildWordsBeside(r + 10, density);
    else if (density !== "wordless") this.#buildWordsAround(r, density);
  }

  /** Name, target and sensitivity on a line each, or the first two on one. */
  #buildWordsBeside(x, density) {
    const isDense = density === "wordless";
    const lines = isDense ? [-3, 10] : density === "roomy" ? [-11, 19] : [-10, 18];
    const name = make("text", { class: "name beside", x, y: lines[0] });
    const own = make("tspan");
    own.textContent = this.#name();
    this.#cutOff(own, this.view.layout.beside - 10);
    this.target = isDense
      ? make("tspan", { class: "target", dx: 6 }) : make("text", { class: "target beside", x, y: 4 });
    this.sensitivityClass = "sensitivity beside";
    this.sensitivity = make("text", { class: this.sensitivityClass, x, y: lines[1] });
    name.append(own);
    this.group.append(name, this.sensitivity);
    (isDense ? name : this.group).append(this.target);
  }

  /** The name above and the sensitivity below, or both above. */
  #buildWordsAround(r, density) {
    const isRoomy = density === "roomy";
    const name = make("text", { class: "name", x: 0, y: -r - (isRoomy ? 8 : 5) });
    const own = make("tspan");
    own.textContent = this.#name();
    name.append(own);
    this.sensitivityClass = "sensitivity";
    this.sensitivity = isRoomy
      ? make("text", { class: "sensitivity", x: 0, y: r + 15 }) : make("tspan", { dx: 6 });
    if (isRoomy) this.group.append(this.sensitivity);
    else name.append(this.sensitivity);
    this.group.append(name);
  }

  /** Shortens a text to a width; the whole is told by pointing at it. */
  #cutOff(text, width) {
    const whole = text.textContent;
    const most = Math.floor(width / 6.4);
    if (whole.length <= most) return;
    text.textContent = `${whole.slice(0, most - 1)}…`;
    const title = make("title");
    title.textContent = whole;
    text.append(title);
  }

  #name() {
    const { network, layout } = this.view;
    const className = network.classNames[network.outputs.indexOf(this.neuron)];
    if (className) return `“${className}”`;
    const label = network.labelOf(this.neuron);
    const isShort = layout.isNarrow && !this.place.isLast;
    return isShort ? label.replace(/^(..)[a-z]*/, "$1") : label;
  }

  #buildThumbnail() {
    const { size, text, layer } = this.place;
    const half = size / 2;
    this.ring = make("rect", {
      class: "ring", x: -half - 3, y: -half - 3, width: size + 6, height: size + 6, rx: 5,
    });
    this.image = make("image", {
      class: "pixels", x: -half, y: -half, width: size, height: size, preserveAspectRatio: "none",
    });
    this.group.append(this.ring, this.image);
    if (!text) return;
    const x = half + 8;
    const name = make("text", { class: "name beside", x, y: -9 });
    name.textContent = this.neuron - layer.first;
    this.value = make("text", { class: "value beside", x, y: 4 });
    this.sensitivityClass = "sensitivity beside";
    this.sensitivity = make("text", { class: this.sensitivityClass, x, y: 17 });
    this.group.append(name, this.value, this.sensitivity);
  }

  #buildCell() {
    const size = this.place.cell;
    this.ring = make("rect", { x: -size / 2, y: -size / 2, width: size, height: size });
    this.group.append(this.ring);
  }

  update() {
    const { trace, network } = this.view;
    const value = trace.neuron(this.neuron, "output");
    const sensitivity = trace.neuron(this.neuron, "sensitivity");
    this.group.setAttribute("class", [
      "neuron", this.style, ...this.view.rolesOf(this.neuron),
      ...(Number.isNaN(value) ? ["waiting"] : []),
    ].join(" "));
    const told = [network.labelOf(this.neuron)];
    if (!Number.isNaN(value)) told.push(`value ${short(value)}`);
    if (!Number.isNaN(sensitivity)) told.push(`sensitivity ${short(sensitivity)}`);
    this.group.setAttribute("aria-label", told.join(", "));
    this.#updateValue(value);
    this.#updateSensitivity(sensitivity);
    if (this.image) this.#updateImage();
    if (!this.target) return;
    const target = trace.neuron(this.neuron, "target");
    this.target.textContent = Number.isNaN(target) ? "" : `target ${brief(target)}`;
  }

  #updateValue(value) {
    if (this.value) {
      const text = this.style === "circles" ? tiny(value) : short(value);
      this.value.textContent = Number.isNaN(value) ? "" : text;
      if (this.disc) this.#fitValue();
    }
    if (!this.disc) return;
    // The colour saturates slowly, so that a value of 1 is strong and one of 5 not much stronger.
    const shade = Number.isNaN(value) ? 0 : 0.6 * value / (1 + 0.25 * Math.abs(value));
    this.disc.style.fill = `rgb(${this.view.palette.signed(shade, 1).join()})`;
  }

  /** The number stays inside its circle; where it could not be read there, only colour tells it. */
  #fitValue() {
    const width = 1.75 * this.place.radius;
    const size = Math.min(14, width / (0.62 * Math.max(1, this.value.textContent.length)));
    this.value.style.fontSize = `${size}px`;
    this.value.style.display = size < 7.5 ? "none" : "";
  }

  #updateSensitivity(sensitivity) {
    const isKnown = !Number.isNaN(sensitivity);
    const sign = signOf(sensitivity);
    if (this.sensitivity) {
      this.sensitivity.textContent = isKnown ? `∂ ${short(sensitivity)}` : "";
      this.sensitivity.setAttribute("class", `${this.sensitivityClass} ${sign}`);
    }
    this.ring.setAttribute("class", this.style === "map" ? "cell" : `ring ${sign}`);
    if (this.style === "map") return;
    const width = 1.5 + 4 * share(sensitivity, this.view.largestSensitivity);
    this.ring.style.strokeWidth = isKnown ? `${width.toFixed(2)}px` : "";
  }

  #updateImage() {
    const { pictures, trace, palette } = this.view;
    const keyframe = pictures.keyframeAt(trace.step);
    if (this.keyframe === keyframe) return;
    this.keyframe = keyframe;
    this.image.setAttribute("href", pictures.url(this.neuron, trace.step, palette));
  }
}
