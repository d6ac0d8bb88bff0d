// The way from the picture to 28 × 28 pixels, one picture for each step.

class Stages {
  constructor(ask) {
    this.element = byId("stages");
    this.latest = new Latest(async (index) => {
      try {
        this.#draw(await ask(`stages ${index}`));
      } catch {
        // The drawing has changed meanwhile; its own stages come next.
      }
    });
  }

  show(piece, index) {
    if (!piece) return this.element.replaceChildren();
    return this.latest.take(index);
  }

  #draw(stages) {
    this.names = stages.map((stage) => stage.name);
    while (this.element.children.length > stages.length) this.element.lastChild.remove();
    while (this.element.children.length < stages.length) {
      this.element.append(make("figure", {}, make("canvas", {}), make("figcaption", {})));
    }
    stages.forEach((stage, index) => {
      const figure = this.element.children[index];
      const caption = texts.stages[stage.name] ?? stage.name;
      drawGrey(figure.firstChild, { ...stage, bytes: bytesOf(stage.pixels) });
      figure.firstChild.classList.toggle("small", stage.width < 100);
      figure.firstChild.setAttribute("role", "img");
      figure.firstChild.setAttribute("aria-label", caption);
      figure.lastChild.textContent = caption;
    });
  }
}
