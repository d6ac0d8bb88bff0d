// Small parts that the page is made of.

function iconButton(sign, label, act) {
  const button = make("button", { type: "button", class: "icon", "aria-label": label, title: label }, sign);
  button.addEventListener("click", act);
  return button;
}

function wordButton(text, act, kind = "") {
  const button = make("button", { type: "button", class: kind }, text);
  button.addEventListener("click", act);
  return button;
}

/** A list to choose from; `options` are names, or pairs of a value and what it is called. */
function select(options, chosen, label) {
  const pairs = options.map((option) => Array.isArray(option) ? option : [option, inWords(option)]);
  if (!pairs.some(([value]) => value === chosen)) pairs.push([chosen, inWords(String(chosen))]);
  const element = make("select", { "aria-label": label, title: label },
    ...pairs.map(([value, name]) => make("option", { value }, name)));
  element.value = chosen;
  return element;
}

/** Asks for a number by a slider and a field beside it that can be typed into. */
class NumberChoice {
  constructor(label, { least, most, step }, send) {
    this.label = label;
    this.range = make("input", { type: "range", min: least, max: most, step, "aria-label": label });
    this.field = make("input", { type: "text", inputmode: "decimal", "aria-label": label });
    this.element = make("label", { class: "number" }, make("span", {}, label), this.field, this.range);
    const latest = new Latest(send);
    this.range.addEventListener("input", () => {
      this.field.value = this.range.value;
      latest.take(this.range.value);
    });
    this.field.addEventListener("change", () => latest.take(this.field.value.replace("−", "-").trim()));
  }

  show(value) {
    if (document.activeElement !== this.field) this.field.value = exact(value);
    if (document.activeElement !== this.range) this.range.value = value;
  }
}
