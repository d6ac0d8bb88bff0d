// The neurons as tiles: each shows the plane as this neuron sees it.

class Tiles {
  constructor(parent, look, toggleFeature) {
    Object.assign(this, { parent, look, toggleFeature });
  }

  setUp(structure, places, colours) {
    Object.assign(this, { structure, places, colours });
    this.parent.replaceChildren();
    this.parent.style.height = `${places.height}px`;
    this.tiles = [];
    this.byName = new Map();
    this.#buildFeatures();
    let neuron = structure.layers[0].units;
    for (const layer of structure.layers.slice(1)) {
      for (let row = 0; row < layer.units; row++) this.#buildNeuron(layer, row, neuron++);
    }
  }

  draw(planes, biases) {
    const area = this.structure.grid ** 2;
    for (const tile of this.tiles) {
      if (this.structure.inputsAreThePlane) {
        const values = planes.subarray(tile.neuron * area, (tile.neuron + 1) * area);
        tile.picture.draw(values, this.colours, tile.signed);
      }
      const bias = biases[tile.neuron];
      if (tile.bias && tile.biasShown !== bias) this.#showBias(tile, bias);
    }
  }

  mark(names, role) {
    for (const [name, element] of this.byName) element.classList.toggle(role, names.includes(name));
  }

  /** Where links leave a neuron, and where they arrive. */
  exit(neuron) {
    const { x, y } = this.spots[neuron];
    return [x + this.places.size / 2, y];
  }

  entry(neuron) {
    const { x, y } = this.spots[neuron];
    return [x - this.places.size / 2 - 1, y];
  }

  #buildFeatures() {
    const { structure, places } = this;
    this.spots = [];
    let used = 0;
    structure.columnOfFeatures.forEach((feature, row) => {
      const neuron = feature.isUsed ? used++ : null;
      const name = feature.isUsed ? structure.layers[0].names[neuron] : feature.formula;
      const element = this.#element("feature", places.x(0), places.y(row, 0), name);
      element.classList.toggle("unused", !feature.isUsed);
      element.dataset.feature = feature.formula;
      element.setAttribute("aria-pressed", String(feature.isUsed));
      element.setAttribute("aria-label", texts.feature(feature.name, feature.isUsed));
      element.title = texts.feature(feature.name, feature.isUsed);
      element.append(make("span", { class: "name" }, feature.name));
      element.addEventListener("click", () => this.toggleFeature(feature));
      const picture = new PlanePicture(element.querySelector("canvas"), structure.grid);
      const signed = (value) => value / feature.reach;
      if (feature.isUsed) {
        this.spots[neuron] = { x: places.x(0), y: places.y(row, 0) };
        this.tiles.push({ neuron, picture, signed });
        this.byName.set(name, element);
        this.look.hover(element, { kind: "input", name, index: neuron });
      } else if (feature.plane) {
        picture.draw(feature.plane, this.colours, signed);
      }
    });
  }

  #buildNeuron(layer, row, neuron) {
    const { structure, places } = this;
    const name = layer.names[row];
    const [x, y] = [places.x(layer.column), places.y(row, layer.column)];
    this.spots[neuron] = { x, y };
    const element = this.#element("neuron", x, y, name);
    element.setAttribute("aria-label", texts.neuron(name));
    const tile = {
      neuron, name, element, signed: signedBy(layer.activation),
      picture: new PlanePicture(element.querySelector("canvas"), structure.grid),
    };
    if (layer.hasBias !== false) {
      tile.bias = element.appendChild(make("i", { class: "bias" }));
    }
    this.tiles.push(tile);
    this.byName.set(name, element);
    this.look.listen(element, { kind: "bias", name, index: neuron });
  }

  #element(kind, x, y, name) {
    const { size } = this.places;
    const element = make("button", { type: "button", class: `tile ${kind}`, "data-neuron": name },
      make("canvas"));
    Object.assign(element.style, {
      left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px`,
    });
    this.parent.append(element);
    return element;
  }

  #showBias(tile, bias) {
    tile.biasShown = bias;
    tile.bias.style.background = this.colours.signed(bias / (0.5 + Math.abs(bias)));
    if (tile.element === document.activeElement) {
      tile.element.setAttribute("aria-label", texts.biasNow(tile.name, short(bias)));
    }
  }
}
