// The drawing of the network: features, neurons, links, and the headings of the columns.

class NetworkDrawing {
  constructor(command) {
    this.look = new Look(byId("look"), command, (names, role) => this.mark(names, role));
    this.tiles = new Tiles(byId("tiles"), this.look, (feature) => this.#toggle(feature, command));
    this.links = new LinkCurves(byId("links"), this.look);
    this.headings = new Headings(byId("layersBar"), byId("headings"), command);
  }

  setUp(structure, colours) {
    this.structure = structure;
    const canvas = byId("canvas");
    const below = byId("look").offsetHeight + 124;
    const room = innerHeight - canvas.getBoundingClientRect().top - scrollY - below;
    const height = innerWidth < 700 ? 340 : Math.max(380, Math.min(780, room));
    this.places = new Places(structure, canvas.clientWidth, height);
    canvas.style.height = `${this.places.height}px`;
    this.tiles.setUp(structure, this.places, colours);
    this.links.setUp(structure, this.places, this.tiles);
    this.headings.setUp(structure, this.places);
    this.look.setUp(structure);
    const all = structure.links.names.length;
    byId("hint").textContent = this.links.isWhole
      ? dragHint() : texts.manyLinks(mostDrawnLinks, counted(all));
  }

  draw(frame) {
    this.tiles.draw(frame.planes, frame.biases);
    this.links.draw(frame.weights);
    this.look.draw(frame);
  }

  /** Marks neurons and links by their names: `looked` at, or `active` in the present event. */
  mark(names, role) {
    this.tiles.mark(names, role);
    this.links.mark(names, role);
  }

  #toggle(feature, command) {
    const used = this.structure.features.map(({ formula }) => formula);
    const wanted = feature.isUsed
      ? used.filter((formula) => formula !== feature.formula) : [...used, feature.formula];
    if (wanted.length > 0) command(`features ${wanted.join(",")}`);
  }
}

/** How a weight is dragged: fingers do it sideways. */
function dragHint() {
  return matchMedia("(pointer: coarse)").matches ? texts.touchHint : texts.dragHint;
}
