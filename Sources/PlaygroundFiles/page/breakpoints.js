// Where runs from event to event stop: a list with a way on to the next of them.

class Breakpoints {
  constructor(command) {
    this.command = command;
    this.list = make("ul", { class: "breakpoints" });
    this.onward = wordButton(texts.onward, () => command("continue"), "small onward");
    this.condition = make("input", {
      type: "text", "aria-label": texts.breakpoint, placeholder: texts.breakpointHint, spellcheck: "false",
    });
    const form = make("form", { class: "line" }, this.condition, make("button", { class: "small" }, texts.stopThere));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const words = this.condition.value.trim();
      if (words && await command(`break ${words}`)) this.condition.value = "";
    });
    this.element = make("div", { class: "row stops" }, form, this.list, this.onward);
    this.show([]);
  }

  /** Every breakpoint keeps its number as long as it is there. */
  show(breakpoints) {
    this.onward.disabled = breakpoints.length === 0;
    const key = JSON.stringify(breakpoints);
    if (key === this.shown) return;
    this.shown = key;
    this.list.replaceChildren(...breakpoints.map(({ number, words }) =>
      make("li", {}, make("b", {}, String(number)), ` ${words} `,
        iconButton("×", texts.removeBreakpoint(number), () => this.command(`unbreak ${number}`)))));
  }
}
