// The number that travels along a link: forwards on the way forward, back on the way back.

class Flow {
  constructor(svg) {
    this.pulse = svg.appendChild(make("circle", { class: "pulse", r: 6, "aria-hidden": "true" }));
    this.chip = svg.appendChild(make("g", { class: "chip", "aria-hidden": "true" }));
    this.hide();
  }

  hide() {
    this.animation?.cancel();
    this.chip.replaceChildren();
    this.pulse.style.display = "none";
  }

  /** Shows a number on its line; `direction` is -1 for backwards, 0 for standing still. */
  show(line, name, number, direction, width) {
    this.hide();
    const length = line.getTotalLength();
    this.#label(line.getPointAtLength(length / 2), name, number, width);
    if (direction === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const points = Array.from({ length: 16 }, (_, i) => line.getPointAtLength(length * i / 15));
    if (direction < 0) points.reverse();
    this.pulse.style.display = "";
    this.animation = this.pulse.animate(
      points.map((point) => ({ transform: `translate(${point.x}px, ${point.y}px)` })),
      { duration: 420, easing: "ease-in-out" });
    this.animation.onfinish = () => { this.pulse.style.display = "none"; };
  }

  #label(point, name, number, width) {
    const text = make("text", { dy: "0.35em" });
    text.textContent = name + short(number);
    this.chip.append(text);
    const size = text.getComputedTextLength() + 20;
    const x = Math.max(size / 2 + 2, Math.min(width - size / 2 - 2, point.x));
    this.chip.setAttribute("transform", `translate(${x} ${point.y})`);
    this.chip.setAttribute("class", `chip ${signOf(number)}`);
    this.chip.prepend(make("rect", { x: -size / 2, y: -12, width: size, height: 24, rx: 12 }));
  }
}
