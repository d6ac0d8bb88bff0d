// The links as curves: colour and dashes are the sign, width is the size of the weight.

const mostDrawnLinks = 400;

class LinkCurves {
  constructor(svg, look) {
    Object.assign(this, { svg, look });
  }

  setUp(structure, places, tiles) {
    Object.assign(this, { structure, places, tiles });
    this.svg.setAttribute("viewBox", `0 0 ${places.width} ${places.height}`);
    this.svg.replaceChildren();
    this.drawn = new Map();
    this.isWhole = structure.links.names.length <= mostDrawnLinks;
  }

  draw(weights) {
    const chosen = this.isWhole ? weights.keys() : this.#largest(weights);
    if (!this.isWhole) this.#forget(new Set(chosen));
    for (const link of chosen) this.#update(link, weights[link]);
  }

  /** Marks links that are looked at, or that the present event is about. */
  mark(names, role) {
    for (const { group } of this.drawn.values()) {
      group.classList.toggle(role, names.includes(group.dataset.link));
    }
  }

  #largest(weights) {
    if (this.chosen && this.chosenAge++ < 30) return this.chosen;
    const order = Array.from(weights.keys()).sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a]));
    this.chosenAge = 0;
    this.chosen = order.slice(0, mostDrawnLinks);
    return this.chosen;
  }

  #forget(chosen) {
    for (const [link, { group }] of this.drawn) {
      if (chosen.has(link)) continue;
      group.remove();
      this.drawn.delete(link);
    }
  }

  #update(link, weight) {
    const parts = this.drawn.get(link) ?? this.#build(link);
    if (parts.weight === weight) return;
    parts.weight = weight;
    const size = Math.abs(weight);
    const width = 0.6 + 8 * size / (size + 1.6);
    parts.line.style.strokeWidth = `${width.toFixed(2)}px`;
    parts.line.style.opacity = (0.25 + 0.75 * Math.min(1, size / 0.6)).toFixed(2);
    const sign = signOf(weight);
    if (parts.sign !== sign) {
      parts.line.setAttribute("class", `line ${sign}`);
      parts.sign = sign;
    }
    // A voice does not read every picture, only what is looked at.
    if (parts.group === document.activeElement || !parts.isNamed) {
      parts.isNamed = true;
      parts.group.setAttribute("aria-label", texts.weightNow(parts.name, short(weight)));
    }
  }

  #build(link) {
    const { links } = this.structure;
    const name = links.names[link];
    const [from, to] = [this.tiles.exit(links.from[link]), this.tiles.entry(links.to[link])];
    const [line, reach] = linkCurve(from, to, (to[0] - from[0]) * 0.5);
    const group = make("g", {
      class: "link", "data-link": name, role: "button",
      tabindex: links.names.length <= 80 ? 0 : -1,
    }, line, reach);
    this.look.listen(group, { kind: "weight", name, index: link });
    this.svg.append(group);
    const parts = { group, line, name };
    this.drawn.set(link, parts);
    return parts;
  }
}
