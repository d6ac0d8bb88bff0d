// Finding a neuron or a link by what somebody types, and saying what is wrong if there is none.

class LookUp {
  constructor(network) {
    this.network = network;
  }

  /** What can be typed, for an empty field: a neuron and a link of this network. */
  get examples() {
    const { network } = this;
    const link = network.links.at(-1);
    const neuron = link ? network.nameOf(link.to) : network.nameOf(network.outputs[0]);
    return link ? [`neuron ${neuron}`, `link ${network.linkName(link)}`] : [`neuron ${neuron}`];
  }

  /** The names of listed neurons and links, so many at most. */
  names(most) {
    const { network } = this;
    const neurons = network.layers.flatMap((layer) =>
      [...layer.listed].map((neuron) => network.nameOf(neuron)));
    return [...neurons, ...network.links.map((link) => network.linkName(link))].slice(0, most);
  }

  /** `{ subject }`, or `{ wrong }` in words, or neither for an empty field. */
  find(text) {
    const typed = text.trim().replace(/^(?:neuron|link)\s+/, "");
    if (typed === "") return {};
    const ends = typed.split(/\s*(?:->|→|-)\s*/);
    if (ends.length > 2) return { wrong: this.#expectation(typed) };
    const found = ends.map((end) => this.#neuron(end));
    const wrong = found.find((end) => end.wrong !== undefined);
    if (wrong) return wrong;
    if (ends.length === 1) return { subject: { neuron: found[0].neuron } };
    const [from, to] = found.map((end) => end.neuron);
    const link = this.network.links.findIndex((one) => one.from === from && one.to === to);
    if (link >= 0) return { subject: { link } };
    return { wrong: this.#noLink(from, to) };
  }

  /** A neuron by its name or by what it is called. */
  #neuron(text) {
    const { network } = this;
    for (let neuron = 0; neuron < network.neuronCount; neuron++) {
      if (network.nameOf(neuron) === text || network.labelOf(neuron) === text) return { neuron };
    }
    const number = /^(\d+)\./.exec(text)?.[1];
    if (number === undefined) return { wrong: this.#expectation(text) };
    const layer = network.layers.find((one) => one.number === Number(number));
    if (!layer) {
      const numbers = network.layers.map((one) => one.number).join(", ");
      return { wrong: `No layer ${number}: the layers are ${numbers}.` };
    }
    const last = network.nameOf(layer.first + layer.count - 1);
    return { wrong: `No neuron ${text}: layer ${number} has ${network.nameOf(layer.first)} to ${last}.` };
  }

  #noLink(from, to) {
    const { network } = this;
    const [first, second] = [from, to].map((neuron) => network.nameOf(neuron));
    const layer = network.layerOf(to);
    const isListed = layer.listed.has(to) && network.links.some((link) => link.to === to);
    const some = network.links.filter((link) => link.to === to).slice(0, 3)
      .map((link) => network.linkName(link)).join(", ");
    return `No link ${first}-${second} on this page`
      + (isListed ? `: to ${second} lead ${some}${network.linkTotal > 3 ? ", …" : ""}`
        : `: nothing shown here leads to ${second}`) + ".";
  }

  #expectation(text) {
    const shown = text.length > 24 ? `${text.slice(0, 24)}…` : text;
    return `“${shown}” is neither: type a neuron or a link, such as ${this.examples.join(" or ")}.`;
  }
}
