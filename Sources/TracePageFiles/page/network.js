// The network as a drawing: links as curves, neurons as circles, pictures or cells of a map.

const linkWidths = { least: 0.6, most: 7 };

class NetworkView {
  constructor(svg, trace, pictures, onLook, onPin) {
    Object.assign(this, { svg, trace, pictures, onLook, onPin, network: trace.network });
    const { links, linkTotal } = this.network;
    this.linkLimit = links.length === linkTotal && links.length <= 400
      ? links.length : Math.min(links.length, 120);
    this.drawn = new Map();
    this.touch = new Map();
  }

  /** Draws everything anew, for another width or another theme. */
  rebuild(width, room) {
    this.palette = new Palette();
    this.layout = new Layout(this.network, this.trace.pictures, width, room);
    const { svg, layout } = this;
    svg.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
    svg.replaceChildren();
    this.linkGroup = svg.appendChild(make("g", { class: "links" }));
    this.frameGroup = svg.appendChild(make("g", { class: "frames" }));
    this.neuronGroup = svg.appendChild(make("g", { class: "neurons" }));
    this.pulse = svg.appendChild(make("circle", { class: "pulse", r: 6, "aria-hidden": "true" }));
    this.chip = svg.appendChild(make("g", { class: "chip", "aria-hidden": "true" }));
    this.drawn = new Map();
    this.neurons = new Map();
    this.maps = [];
    for (const place of layout.layers) this.#buildLayer(place);
    this.largest = this.#largestWeight();
    this.update();
  }

  /** Shows the present moment; `direction` is that of the last move. */
  update(direction = 0) {
    const { trace } = this;
    this.step = trace.steps[trace.step];
    this.kind = this.step.kinds[trace.moment];
    this.extent = this.step.extents[trace.moment];
    this.subject = this.step.subjects[trace.moment];
    this.phase = phaseOfKind[this.kind];
    this.svg.dataset.phase = phaseNames[this.phase].toLowerCase();
    this.#chooseLinks();
    for (const [index, parts] of this.drawn) this.#updateLink(index, parts);
    for (const [neuron, parts] of this.neurons) this.#updateNeuron(neuron, parts);
    for (const map of this.maps) this.#updateMap(map);
    this.#showFlow(direction);
  }

  /** The link that the present moment is about, if it is about one. */
  get activeLink() {
    const isLink = [Kind.linkForward, Kind.linkBackward, Kind.weightUpdate].includes(this.kind);
    return isLink && this.extent === Extent.one ? this.subject : -1;
  }

  /** The neuron that the present moment is about, or whose links it is about. */
  get activeNeuron() {
    if (this.extent === Extent.otherLinks) return this.subject;
    if (this.extent === Extent.otherNeurons || this.activeLink >= 0) return -1;
    return this.kind === Kind.begin || this.kind === Kind.loss ? -1 : this.subject;
  }

  #buildLayer(place) {
    const { layer, style } = place;
    if (style === "map") this.#buildMap(place);
    for (const neuron of this.#neuronsOf(place)) {
      const at = this.layout.neurons[neuron];
      const group = make("g", {
        class: `neuron ${style}`, tabindex: style === "map" ? -1 : 0, role: "button",
        transform: `translate(${at.x} ${at.y})`, "data-neuron": this.network.nameOf(neuron),
      });
      const parts = { group, style, layer };
      if (style === "circles") this.#buildCircle(parts, place, neuron);
      else if (style === "thumbnails") this.#buildThumbnail(parts, place, neuron);
      else this.#buildCell(parts, place);
      this.#listen(group, { neuron });
      this.neuronGroup.append(group);
      this.neurons.set(neuron, parts);
    }
  }

  /** In a map only listed neurons are elements of their own. */
  #neuronsOf({ layer, style }) {
    const all = Array.from({ length: layer.count }, (_, i) => layer.first + i);
    return style === "map" ? all.filter((neuron) => layer.listed.has(neuron)) : all;
  }

  #buildCircle(parts, place, neuron) {
    const r = place.radius;
    const label = this.#shortLabel(neuron, place);
    parts.ring = make("circle", { class: "ring", r: r + 3 });
    parts.disc = make("circle", { class: "disc", r });
    parts.value = make("text", { class: "value", dy: "0.35em" });
    parts.value.style.fontSize = `${Math.max(9, Math.min(14, r * 0.55))}px`;
    const beside = place.isLast;
    const x = beside ? r + 10 : 0;
    const name = make("text", beside ? { class: "name beside", x, y: -8 } : { class: "name", y: -r - 8 });
    name.textContent = label;
    parts.target = make("text", { class: "target beside", x, y: 6 });
    parts.sensitivity = make(
      "text", beside ? { class: "sensitivity beside", x, y: 20 } : { class: "sensitivity", y: r + 15 });
    parts.group.append(parts.ring, parts.disc, parts.value, name, parts.sensitivity);
    if (beside) parts.group.append(parts.target);
  }

  #shortLabel(neuron, place) {
    const output = [...this.network.outputs].indexOf(neuron);
    const className = this.network.classNames[output];
    if (className !== undefined && className !== "") return `“${className}”`;
    const label = this.network.labelOf(neuron);
    return this.layout.isNarrow && !place.isLast ? label.replace(/^(..)[a-z]*/, "$1") : label;
  }

  #buildThumbnail(parts, place, neuron) {
    const half = place.size / 2;
    parts.ring = make("rect", {
      class: "ring", x: -half - 3, y: -half - 3, width: place.size + 6, height: place.size + 6, rx: 5,
    });
    parts.image = make("image", {
      class: "pixels", x: -half, y: -half, width: place.size, height: place.size,
      preserveAspectRatio: "none",
    });
    parts.group.append(parts.ring, parts.image);
    if (!place.text) return;
    const x = half + 8;
    const name = make("text", { class: "name beside", x, y: -9 });
    name.textContent = neuron - place.layer.first;
    parts.value = make("text", { class: "value beside", x, y: 4 });
    parts.sensitivity = make("text", { class: "sensitivity beside", x, y: 17 });
    parts.group.append(name, parts.value, parts.sensitivity);
  }

  #buildCell(parts, place) {
    const half = place.cell / 2;
    parts.ring = make("rect", { class: "cell", x: -half, y: -half, width: 2 * half, height: 2 * half });
    parts.group.append(parts.ring);
  }

  #buildMap(place) {
    const { grid, cell, left, top, layer } = place;
    const frame = make("rect", {
      class: "frame", x: left - 3, y: top - 3, width: grid.columns * cell + 6,
      height: grid.rows * cell + 6, rx: 4,
    });
    const image = make("image", {
      class: "pixels", x: left, y: top, width: grid.columns * cell, height: grid.rows * cell,
      preserveAspectRatio: "none", role: "img",
    });
    const name = make("text", { class: "name", x: left + grid.columns * cell / 2, y: top - 12 });
    name.textContent = `${layer.name} · ${layer.shape.join("×")}`;
    const caption = make("text", {
      class: "caption", x: left + grid.columns * cell / 2, y: top + grid.rows * cell + 20,
    });
    this.frameGroup.append(frame, image, name, caption);
    this.maps.push({ place, frame, image, caption });
    image.addEventListener("pointermove", (event) => this.onLook(this.#cellAt(event, place), false));
    image.addEventListener("pointerleave", () => this.onLook(null, false));
    image.addEventListener("click", (event) => this.onPin(this.#cellAt(event, place)));
  }

  #cellAt(event, { grid, cell, left, top, layer }) {
    const point = new DOMPoint(event.clientX, event.clientY)
      .matrixTransform(this.svg.getScreenCTM().inverse());
    const column = Math.floor((point.x - left) / cell);
    const row = Math.floor((point.y - top) / cell);
    for (let i = 0; i < layer.count; i++) {
      const [x, y] = grid.cell(i);
      if (x === column && y === row) return { neuron: layer.first + i };
    }
    return null;
  }

  #listen(element, subject) {
    element.addEventListener("pointerenter", () => this.onLook(subject));
    element.addEventListener("pointerleave", () => this.onLook(null));
    element.addEventListener("focus", () => this.onLook(subject));
    element.addEventListener("blur", () => this.onLook(null));
    element.addEventListener("click", () => this.onPin(subject));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.onPin(subject);
    });
  }

  /** Draws the links that matter most in this phase of this step, and the one it is about. */
  #chooseLinks() {
    const chosen = new Set(this.#mostImportantLinks());
    if (this.activeLink >= 0) chosen.add(this.activeLink);
    if (this.lookedAt?.link !== undefined) chosen.add(this.lookedAt.link);
    for (const [index, parts] of this.drawn) {
      if (chosen.has(index)) continue;
      parts.group.remove();
      this.drawn.delete(index);
    }
    for (const index of chosen) if (!this.drawn.has(index)) this.#buildLink(index);
  }

  #mostImportantLinks() {
    const { links, layers } = this.network;
    if (this.linkLimit >= links.length) return links.keys();
    const field = this.phase === Phase.forward ? "contribution" : "weightGradient";
    const key = `${this.trace.step} ${field} ${this.linkLimit}`;
    if (this.chosenFor === key) return this.chosen;
    this.chosenFor = key;
    const outcome = this.trace.outcome(this.trace.step);
    const size = (link) => Math.abs(outcome[this.network.linkSlot(link.index, field)]) || 0;
    // Every layer gets its share; else one with large numbers would leave nothing to the others.
    const groups = layers.map((layer) => links.filter((link) => this.network.layerOf(link.to) === layer)
      .sort((a, b) => size(b) - size(a) || a.index - b.index)).filter((group) => group.length);
    this.chosen = [];
    for (let rank = 0; this.chosen.length < this.linkLimit; rank++) {
      for (const group of groups) {
        if (rank < group.length && this.chosen.length < this.linkLimit) this.chosen.push(group[rank].index);
      }
    }
    return this.chosen;
  }

  #buildLink(index) {
    const link = this.network.links[index];
    const [x1, y1] = this.layout.out(link.from);
    const [x2, y2] = this.layout.into(link.to);
    const bend = Math.max(12, (x2 - x1) * 0.45);
    const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    const line = make("path", { class: "line", d });
    const group = make("g", {
      class: "link", tabindex: this.network.links.length <= 60 ? 0 : -1, role: "button",
      "data-link": this.network.linkName(link),
    }, line, make("path", { class: "reach", d }));
    this.#listen(group, { link: index });
    this.linkGroup.append(group);
    this.drawn.set(index, { group, line });
  }

  #updateLink(index, { group, line }) {
    const { trace, network } = this;
    const weight = trace.link(index, "weight");
    const width = linkWidths.least + linkWidths.most * share(weight, this.largest);
    line.style.strokeWidth = `${width.toFixed(2)}px`;
    const isBack = this.phase >= Phase.backward;
    const passed = trace.link(index, isBack ? "weightGradient" : "contribution");
    const isActive = index === this.activeLink;
    const belongs = this.extent === Extent.otherLinks && network.links[index].to === this.subject;
    group.setAttribute("class", [
      "link", signOf(weight), Number.isNaN(passed) ? "waiting" : "passed",
      isActive ? "active" : "", belongs ? "belongs" : "",
      this.lookedAt?.link === index ? "looked" : "",
    ].join(" ").trim());
    group.setAttribute("aria-label",
      `link ${network.linkLabel(network.links[index])}, weight ${short(weight)}`);
    if (isActive || this.lookedAt?.link === index) this.linkGroup.append(group);
  }

  #updateNeuron(neuron, parts) {
    const { trace, network } = this;
    const value = trace.neuron(neuron, "output");
    const sensitivity = trace.neuron(neuron, "sensitivity");
    const isActive = neuron === this.activeNeuron
      || (this.kind === Kind.loss && network.isOutput.has(neuron));
    const link = network.links[this.activeLink];
    parts.group.setAttribute("class", [
      "neuron", parts.style, isActive ? "active" : "",
      link?.from === neuron || link?.to === neuron ? "end" : "",
      this.lookedAt?.neuron === neuron ? "looked" : "",
      Number.isNaN(value) ? "waiting" : "",
    ].filter(Boolean).join(" "));
    const told = [`${network.labelOf(neuron)}`];
    if (!Number.isNaN(value)) told.push(`value ${short(value)}`);
    if (!Number.isNaN(sensitivity)) told.push(`sensitivity ${short(sensitivity)}`);
    parts.group.setAttribute("aria-label", told.join(", "));
    if (parts.value) {
      parts.value.textContent = Number.isNaN(value) ? "" : parts.style === "circles" ? tiny(value) : short(value);
    }
    if (parts.disc) {
      const shade = Number.isNaN(value) ? 0 : 0.6 * value / (1 + 0.25 * Math.abs(value));
      parts.disc.style.fill = `rgb(${this.palette.signed(shade, 1).join()})`;
    }
    if (parts.sensitivity) {
      parts.sensitivity.textContent = Number.isNaN(sensitivity) ? "" : `∂ ${short(sensitivity)}`;
      parts.sensitivity.setAttribute("class",
        `${parts.sensitivity.getAttribute("class").replace(/ (plus|minus|none)$/, "")} ${signOf(sensitivity)}`);
    }
    if (parts.target) {
      const target = trace.neuron(neuron, "target");
      parts.target.textContent = Number.isNaN(target) ? "" : `target ${exact(target)}`;
    }
    this.#updateRing(parts, sensitivity);
    if (parts.image) this.#updateThumbnail(neuron, parts);
  }

  #updateRing(parts, sensitivity) {
    const ring = parts.ring;
    const base = parts.style === "map" ? "cell" : "ring";
    ring.setAttribute("class", `${base} ${signOf(sensitivity)}`);
    const largest = this.#largestSensitivity();
    ring.style.strokeWidth = parts.style === "map" || Number.isNaN(sensitivity)
      ? "" : `${(1.5 + 4 * share(sensitivity, largest)).toFixed(2)}px`;
  }

  #updateThumbnail(neuron, parts) {
    const keyframe = this.pictures.keyframeAt(this.trace.step);
    if (parts.keyframe === keyframe) return;
    parts.keyframe = keyframe;
    parts.image.setAttribute("href", this.pictures.url(neuron, this.trace.step, this.palette));
  }

  /** A map shows values on the way forward, and what its neurons' sums do to the loss on the way
   * back. */
  #updateMap({ place, frame, image, caption }) {
    const { layer, grid } = place;
    const isBack = this.phase >= Phase.backward && layer.index > 0;
    const numbers = Array.from({ length: layer.count }, (_, i) =>
      this.trace.neuron(layer.first + i, isBack ? "inputSensitivity" : "output"));
    const isSigned = isBack || numbers.some((n) => n < 0);
    const key = `${isBack} ${numbers.join()}`;
    const isTold = this.extent === Extent.otherNeurons && this.subject === layer.index;
    frame.setAttribute("class", isTold ? "frame active" : "frame");
    if (image.dataset.shown === key) return;
    image.dataset.shown = key;
    image.setAttribute("href", mapURL(grid, numbers, isSigned, this.palette));
    caption.textContent = isBack ? "input sensitivities" : "values";
    image.setAttribute("aria-label", `${layer.name}: ${counted(layer.count)} ${caption.textContent}`);
  }

  #largestWeight() {
    const { links } = this.network;
    return links.reduce((most, link) => Math.max(most, Math.abs(this.trace.link(link.index, "weight")) || 0), 0);
  }

  #largestSensitivity() {
    if (this.sensitivityOf?.step === this.trace.step) return this.sensitivityOf.largest;
    const outcome = this.trace.outcome(this.trace.step);
    let largest = 0;
    for (const neuron of this.neurons.keys()) {
      largest = Math.max(largest, Math.abs(outcome[this.network.neuronSlot(neuron, "sensitivity")]) || 0);
    }
    this.sensitivityOf = { step: this.trace.step, largest };
    return largest;
  }

  /** Sends the number along the link: forwards on the way forward, back on the way back. */
  #showFlow(direction) {
    this.animation?.cancel();
    this.chip.replaceChildren();
    const parts = this.drawn.get(this.activeLink);
    this.pulse.style.display = "none";
    if (!parts) return;
    const length = parts.line.getTotalLength();
    this.#showChip(parts.line.getPointAtLength(length / 2));
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (this.kind === Kind.weightUpdate || isStill || direction === 0 || !this.pulse.animate) return;
    const points = Array.from({ length: 16 }, (_, i) => parts.line.getPointAtLength(length * i / 15));
    if ((this.kind === Kind.linkBackward) !== (direction < 0)) points.reverse();
    this.pulse.style.display = "";
    this.animation = this.pulse.animate(
      points.map((p) => ({ transform: `translate(${p.x}px, ${p.y}px)` })),
      { duration: 420, easing: "ease-in-out" });
    this.animation.onfinish = () => { this.pulse.style.display = "none"; };
  }

  /** What the link brings or learns, on a label in its middle. */
  #showChip(point) {
    const isFromInput = this.network.links[this.activeLink].from < this.network.layers[0].count;
    const [name, field] = {
      [Kind.linkForward]: ["", "contribution"],
      [Kind.linkBackward]: isFromInput ? ["gradient ", "weightGradient"] : ["pushed back ", "pushed"],
      [Kind.weightUpdate]: ["weight ", "weight"],
    }[this.kind];
    const number = this.trace.link(this.activeLink, field);
    const text = make("text", { dy: "0.35em" });
    text.textContent = name + short(number);
    const width = text.textContent.length * 6.9 + 18;
    const x = Math.max(width / 2 + 2, Math.min(this.layout.width - width / 2 - 2, point.x));
    this.chip.setAttribute("transform", `translate(${x} ${point.y})`);
    this.chip.setAttribute("class", `chip ${signOf(number)}`);
    this.chip.append(make("rect", { x: -width / 2, y: -12, width, height: 24, rx: 12 }), text);
  }
}
