// Dialogs: keys, the command, what to take away.

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
