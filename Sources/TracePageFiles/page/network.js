// The network as a drawing: links as curves, neurons as circles, pictures or cells of a map.

const linkWidths = { least: 1, most: 7 };

class NetworkView {
  constructor(svg, trace, pictures, onLook, onPin) {
    Object.assign(this, { svg, trace, pictures, onLook, onPin, network: trace.network });
    this.choice = new LinkChoice(trace);
    this.largestWeight = trace.largestWeight();
    this.drawn = new Map();
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
    this.flow = new Flow(svg);
    this.drawn = new Map();
    this.glyphs = [];
    this.maps = [];
    this.weightScale = null;
    for (const place of layout.layers) this.#buildLayer(place);
    this.update();
  }

  /** Shows the present moment; `direction` is that of the last move. */
  update(direction = 0) {
    const { trace } = this;
    const step = trace.steps[trace.step];
    this.kind = step.kinds[trace.moment];
    this.extent = step.extents[trace.moment];
    this.subject = step.subjects[trace.moment];
    this.phase = phaseOfKind[this.kind];
    this.svg.dataset.phase = phaseNames[this.phase].toLowerCase();
    this.largestSensitivity = this.#largestSensitivity();
    this.#chooseLinks();
    for (const [index, parts] of this.drawn) this.#updateLink(index, parts);
    for (const glyph of this.glyphs) glyph.update();
    for (const map of this.maps) this.#updateMap(map);
    if (this.weightScale) {
      this.#updateScale(this.weightScale, this.pictures.keyframeAt(this.trace.step).largest, true);
    }
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

  /** What a neuron has to do with the present moment, as classes for its style. */
  rolesOf(neuron) {
    const roles = [];
    const isActive = neuron === this.activeNeuron
      || (this.kind === Kind.loss && this.network.isOutput.has(neuron));
    if (isActive) roles.push("active");
    const link = this.network.links[this.activeLink];
    if (link?.from === neuron || link?.to === neuron) roles.push("end");
    if (this.lookedAt?.neuron === neuron) roles.push("looked");
    return roles;
  }

  #buildLayer(place) {
    const { layer, style } = place;
    if (style === "map") this.#buildMap(place);
    if (style === "thumbnails") this.#buildThumbnailScale(place);
    for (let neuron = layer.first; neuron < layer.first + layer.count; neuron++) {
      // In a map only listed neurons are elements of their own.
      if (style === "map" && !layer.listed.has(neuron)) continue;
      const glyph = new NeuronGlyph(this, place, neuron);
      this.#listen(glyph.group, { neuron });
      this.neuronGroup.append(glyph.group);
      this.glyphs.push(glyph);
    }
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
    const [middle, shape] = [left + grid.columns * cell / 2, layer.shape.join("×")];
    const title = `${layer.name} · ${shape}`;
    // Beside many other layers a title gets two lines; a letter is about 6 wide.
    const isCrowded = grid.columns * cell < 6 * title.length;
    const lines = isCrowded ? [layer.name, shape] : [title];
    const names = lines.map((text, line) => {
      const y = top - 12 - 14 * (lines.length - 1 - line);
      const name = make("text", { class: "name", x: middle, y });
      name.textContent = text;
      return name;
    });
    const below = top + grid.rows * cell;
    const isSmall = grid.columns * cell < 130;
    const caption = make("text", { class: "caption", x: middle, y: below + (isSmall ? 39 : 32) });
    const scale = this.#buildScale(middle, below + 8, isSmall);
    this.frameGroup.append(frame, image, ...names, caption, ...scale.parts);
    this.maps.push({ place, frame, image, caption, isCrowded, scale });
    image.addEventListener("pointermove", (event) => this.onLook(this.#cellAt(event, place)));
    image.addEventListener("pointerleave", () => this.onLook(null));
    image.addEventListener("click", (event) => this.onPin(this.#cellAt(event, place)));
  }

  /** The scale of a map, with the same number at both ends where colours tell signs. */
  #buildScale(middle, y, isBelow = false) {
    const width = isBelow ? 76 : 44;
    const strip = make("image", {
      class: "strip", x: middle - width / 2, y: y - 1, width, height: 7, preserveAspectRatio: "none",
    });
    const [low, high] = [-1, 1].map((side) =>
      make("text", {
        // Beside the strip, or below its ends.
        class: "scale", style: `text-anchor: ${isBelow === (side < 0) ? "start" : "end"}`,
        x: middle + side * (width / 2 + (isBelow ? 0 : 4)), y: y + (isBelow ? 17 : 6),
      }));
    return { parts: [strip, low, high], strip, low, high };
  }

  #buildThumbnailScale({ left, width }) {
    this.weightScale = this.#buildScale(left + width / 2, this.layout.height - 9);
    this.frameGroup.append(...this.weightScale.parts);
  }

  #updateScale({ strip, low, high }, largest, isSigned) {
    strip.setAttribute("href", scaleURL(isSigned, this.palette));
    const text = tiny(largest);
    low.textContent = isSigned && largest > 0 ? `−${text}` : "0";
    high.textContent = isSigned && largest > 0 ? `+${text}` : text;
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
    const chosen = new Set(this.choice.at(this.phase));
    if (this.activeLink >= 0) chosen.add(this.activeLink);
    if (this.lookedAt?.link !== undefined) chosen.add(this.lookedAt.link);
    for (const [index, parts] of this.drawn) {
      if (chosen.has(index)) continue;
      parts.group.remove();
      this.drawn.delete(index);
    }
    for (const index of chosen) if (!this.drawn.has(index)) this.#buildLink(index);
  }

  #buildLink(index) {
    const link = this.network.links[index];
    const [from, to] = [this.layout.out(link.from), this.layout.into(link.to)];
    const [line, reach] = linkCurve(from, to, Math.max(12, (to[0] - from[0]) * 0.45));
    const group = make("g", {
      class: "link", tabindex: this.network.links.length <= 60 ? 0 : -1, role: "button",
      "data-link": this.network.linkName(link),
    }, line, reach);
    this.#listen(group, { link: index });
    this.linkGroup.append(group);
    this.drawn.set(index, { group, line });
  }

  #updateLink(index, { group, line }) {
    const { trace, network } = this;
    const weight = trace.link(index, "weight");
    const isActive = index === this.activeLink;
    const width = linkWidths.most * share(weight, this.largestWeight)
      + (isActive ? 2 : 1) * linkWidths.least;
    line.style.strokeWidth = `${width.toFixed(2)}px`;
    const isBack = this.phase >= Phase.backward;
    const passed = trace.link(index, isBack ? "weightGradient" : "contribution");
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

  /** A map shows values on the way forward, and what its neurons' sums do to the loss on the way
   * back. */
  #updateMap(map) {
    const { place, frame, image, caption } = map;
    const { layer, grid } = place;
    const isBack = this.phase >= Phase.backward && layer.index > 0;
    const numbers = Array.from({ length: layer.count }, (_, i) =>
      this.trace.neuron(layer.first + i, isBack ? "inputSensitivity" : "output"));
    const isSigned = isBack || numbers.some((n) => n < 0);
    const key = `${isBack} ${numbers.join()}`;
    const isTold = this.extent === Extent.otherNeurons && this.subject === layer.index;
    frame.setAttribute("class", isTold ? "frame active" : "frame");
    if (map.shown === key) return;
    map.shown = key;
    const largest = largestOf(numbers);
    image.setAttribute("href", mapURL(grid, numbers, largest, isSigned, this.palette));
    this.#updateScale(map.scale, largest, isSigned);
    const numbersShown = isBack ? "input sensitivities" : "values";
    caption.textContent = isBack && map.isCrowded ? "∂loss/∂sum" : numbersShown;
    image.setAttribute("aria-label", `${layer.name}: ${counted(layer.count)} ${numbersShown}`);
  }

  /** The largest sensitivity of the step, which the rings are measured by. */
  #largestSensitivity() {
    const outcome = this.trace.outcome(this.trace.step);
    return largestOf(this.glyphs.map((glyph) =>
      outcome[this.network.neuronSlot(glyph.neuron, "sensitivity")]));
  }

  /** Sends the number of the link at work along it. */
  #showFlow(direction) {
    const parts = this.drawn.get(this.activeLink);
    if (!parts) {
      this.flow.hide();
      return;
    }
    const isFromInput = this.network.links[this.activeLink].from < this.network.layers[0].count;
    const [name, field, way] = {
      [Kind.linkForward]: ["", "contribution", 1],
      [Kind.linkBackward]: isFromInput
        ? ["gradient ", "weightGradient", -1] : ["pushed back ", "pushed", -1],
      [Kind.weightUpdate]: ["weight ", "weight", 0],
    }[this.kind];
    const number = this.trace.link(this.activeLink, field);
    this.flow.show(parts.line, name, number, way * direction, this.layout.width);
  }
}
