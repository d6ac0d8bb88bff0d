// The loss of every step, with the present one marked. It can be clicked to go to a step.

class LossCurve {
  constructor(element, trace, goToStep) {
    this.element = element;
    this.trace = trace;
    this.losses = trace.history(trace.network.lossSlot);
    const { width, height, left, right, top, bottom } = LossCurve.size;
    const largest = largestOf(this.losses) || 1;
    // The axis ends at a tick.
    const unit = ticks(0, largest, 3)[1];
    const most = Math.ceil(largest / unit - 1e-9) * unit;
    this.x = (step) => this.losses.length === 1 ? (left + width - right) / 2
      : left + (width - left - right) * step / (this.losses.length - 1);
    this.y = (loss) => height - bottom - (height - top - bottom) * loss / most;
    const svg = make("svg", {
      viewBox: `0 0 ${width} ${height}`, role: "img",
      "aria-label": `loss of ${this.losses.length} steps, from ${short(this.losses[0])}`
        + ` to ${short(this.losses.at(-1))}`,
    });
    for (const loss of ticks(0, most, most / unit)) {
      const at = this.y(loss);
      const text = make("text", { class: "axis", x: left - 6, y: at + 3.5 });
      text.textContent = brief(loss);
      const line = make("line", { class: "grid", x1: left, x2: width - right, y1: at, y2: at });
      svg.append(line, text);
    }
    const count = this.losses.length;
    for (const step of new Set([1, ...ticks(1, count, 4).filter((at) => Number.isInteger(at))])) {
      const at = this.x(step - 1);
      const isFirst = step === 1 && count > 1;
      const text = make("text", {
        class: isFirst ? "axis first" : at > width - 24 ? "axis" : "axis middle",
        x: isFirst ? at - 4 : at > width - 24 ? at + 4 : at, y: height - 3,
      });
      text.textContent = step === 1 ? "step 1" : step;
      svg.append(text, make("line", {
        class: "grid", x1: at, x2: at, y1: height - bottom, y2: height - bottom + 4,
      }));
    }
    const points = this.losses.map((loss, step) =>
      `${this.x(step).toFixed(1)},${this.y(loss).toFixed(1)}`);
    svg.append(make("polyline", { class: "curve", points: points.join(" ") }));
    if (this.losses.length <= 60) {
      this.losses.forEach((loss, step) => svg.append(
        make("circle", { class: "dot", cx: this.x(step), cy: this.y(loss), r: 2.2 })));
    }
    this.rule = svg.appendChild(make("line", { class: "rule", y1: top, y2: height - bottom }));
    this.now = svg.appendChild(make("circle", { class: "now", r: 5.5 }));
    svg.addEventListener("click", (event) => {
      const point = new DOMPoint(event.clientX, event.clientY)
        .matrixTransform(svg.getScreenCTM().inverse());
      const last = this.losses.length - 1;
      const step = Math.round(last * (point.x - left) / (width - left - right));
      goToStep(Math.max(0, Math.min(last, step)));
    });
    element.replaceChildren(svg);
  }

  update() {
    const step = this.trace.step;
    const x = this.x(step);
    this.rule.setAttribute("x1", x);
    this.rule.setAttribute("x2", x);
    this.now.setAttribute("cx", x);
    this.now.setAttribute("cy", this.y(this.losses[step]));
    byId("lossNow").textContent = short(this.losses[step]);
    byId("lossNow").dataset.exact = exact(this.losses[step]);
  }
}

LossCurve.size = { width: 320, height: 112, left: 44, right: 10, top: 10, bottom: 20 };
