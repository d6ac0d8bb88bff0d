// Which links are drawn: those that matter most in a phase of a step.

class LinkChoice {
  constructor(trace) {
    this.trace = trace;
    const { network } = trace;
    const { links, linkTotal } = network;
    /** Whether every link is listed, and there are few enough to draw them all. */
    this.isWhole = links.length === linkTotal && links.length <= 400;
    this.limit = this.isWhole ? links.length : Math.min(links.length, LinkChoice.usual);
    this.groups = network.layers
      .map((layer) => links.filter((link) => network.layerOf(link.to) === layer))
      .filter((group) => group.length);
  }

  /** Their numbers: on the way forward by what they bring, later by their weight gradients. */
  at(phase) {
    const { trace, limit } = this;
    if (limit >= trace.network.links.length) return trace.network.links.keys();
    const field = phase === Phase.forward ? "contribution" : "weightGradient";
    const key = `${trace.step} ${field} ${limit}`;
    if (this.key !== key) Object.assign(this, { key, chosen: this.#choose(field) });
    return this.chosen;
  }

  /** Every layer gets its share; else one with large numbers would leave nothing to the others. */
  #choose(field) {
    const { network } = this.trace;
    const outcome = this.trace.outcome(this.trace.step);
    const size = (link) => Math.abs(outcome[network.linkSlot(link.index, field)]) || 0;
    const ranked = this.groups.map((group) =>
      [...group].sort((a, b) => size(b) - size(a) || a.index - b.index));
    const chosen = [];
    for (let rank = 0; chosen.length < this.limit; rank++) {
      for (const group of ranked) {
        if (rank < group.length && chosen.length < this.limit) chosen.push(group[rank].index);
      }
    }
    return chosen;
  }
}

/** How many links are drawn unless one asks for more: twice as many are a tangle. */
LinkChoice.usual = 60;
