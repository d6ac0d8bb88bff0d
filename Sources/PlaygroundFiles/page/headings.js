// Above each column: how many neurons, which activation, and buttons that add or take away.

class Headings {
  constructor(bar, parent, command) {
    Object.assign(this, { bar, parent, command });
  }

  setUp(structure, places) {
    this.#layersBar(structure);
    this.parent.replaceChildren();
    this.#heading(places, 0, make("strong", {}, texts.features), this.#featureForm(structure));
    const hidden = structure.layers.slice(1, -1);
    for (const layer of hidden) this.#hiddenHeading(structure, places, layer);
    const last = structure.layers.at(-1);
    const name = make("strong", {}, texts.output);
    this.#heading(places, last.column, name, this.#activationChoice(structure, last));
  }

  #layersBar(structure) {
    const hidden = denseHidden(structure);
    const units = hidden.at(-1)?.units ?? 4;
    const add = iconButton("+", texts.addLayer, () => this.command(`layer add ${units}`));
    const remove = iconButton("−", texts.removeLayer, () => this.command(`layer remove ${hidden.at(-1).index}`));
    remove.disabled = hidden.length === 0;
    this.bar.replaceChildren(remove, add, make("strong", {}, texts.layersCount(hidden.length)));
  }

  #hiddenHeading(structure, places, layer) {
    if (layer.kind !== "dense") {
      this.#heading(places, layer.column, make("span", {}, inWords(layer.kind)));
      return;
    }
    const remove = iconButton("−", texts.removeNeuron, () => this.command(layer.units > 1
      ? `neuron remove ${layer.index}` : `layer remove ${layer.index}`));
    const add = iconButton("+", texts.addNeuron, () => this.command(`neuron add ${layer.index}`));
    const count = make("b", { title: texts.neuronsCount(layer.units) }, String(layer.units));
    const counter = make("span", { class: "counter" }, remove, count, add);
    this.#heading(places, layer.column, counter, this.#activationChoice(structure, layer));
  }

  #activationChoice(structure, layer) {
    const choice = select(structure.choices.activations, layer.activation, texts.activationOf(layer.index));
    choice.addEventListener("change", () =>
      this.command(`activation ${layer.index} ${choice.value}`));
    return choice;
  }

  #featureForm(structure) {
    const formula = make("input", {
      type: "text", "aria-label": texts.ownFeature, title: texts.ownFeature,
      placeholder: texts.ownFeatureHint, autocomplete: "off", spellcheck: "false",
    });
    const form = make("form", { class: "formula" }, formula);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const used = structure.features.map((feature) => feature.formula);
      if (formula.value.trim()) this.command(`features ${[...used, formula.value.trim()].join(",")}`);
    });
    return structure.inputsAreThePlane ? form : "";
  }

  #heading(places, column, ...parts) {
    const heading = make("div", { class: "heading" }, ...parts);
    const isFirst = column === 0;
    const isLast = column === places.columns.length - 1;
    const room = isFirst ? places.x(0) + places.step / 2
      : isLast ? (places.size + places.step) / 2 : places.step;
    const width = Math.min(112, Math.max(places.size, room - 5));
    heading.style.width = `${width}px`;
    // At the edges headings stay inside the drawing.
    const left = isFirst ? 0 : isLast ? places.width - width : places.x(column) - width / 2;
    heading.style.left = `${left}px`;
    if (isFirst) heading.classList.add("first");
    if (isLast) heading.classList.add("last");
    this.parent.append(heading);
  }
}
