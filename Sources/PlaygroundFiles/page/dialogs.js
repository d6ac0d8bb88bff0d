// Dialogs: keys, the command, what differs, what to take away.

function openDialog(heading, ...parts) {
  byId("dialogHeading").textContent = heading;
  byId("dialogBody").replaceChildren(...parts);
  byId("dialog").showModal();
}

function showKeys() {
  openDialog(texts.keys, make("dl", {}, ...texts.keyList.flatMap(([keys, meaning]) => [
    make("dt", {}, ...keys.split(" ").map((key) => make("kbd", {}, key))), make("dd", {}, meaning),
  ])));
}

function showCommand(text) {
  const line = make("pre", { class: "command", tabindex: 0 }, text);
  openDialog(texts.asCommand, make("p", { class: "muted" }, texts.asCommandHint), line,
    wordButton(texts.copy, () => navigator.clipboard?.writeText(text)));
}

/** Asks what the second network differs in. */
function askForComparison(structure, begin) {
  const settings = {
    "set learning-rate 0.3": texts.setting.learningRate,
    "set optimizer adam": texts.setting.optimizer,
    "layer add 4": texts.addLayer,
    "set l2 0.003": texts.setting.l2,
    "set batch-size 1": texts.setting.batchSize,
  };
  const usual = structure.layers.length > 2 ? { "activation 1 relu": texts.setting.activation } : {};
  const list = make("datalist", { id: "differences" },
    ...Object.entries({ ...settings, ...usual }).map(([value, name]) => make("option", { value }, name)));
  const input = make("input", { type: "text", list: "differences", "aria-label": texts.compareHint });
  input.value = "set learning-rate 0.3";
  const form = make("form", { class: "line" }, input, make("button", { class: "primary" }, texts.compareButton));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    byId("dialog").close();
    begin(input.value.trim());
  });
  openDialog(texts.compare, make("p", { class: "muted" }, texts.compareHint), form, list);
}
