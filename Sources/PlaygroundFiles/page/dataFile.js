// A table from a file or the clipboard. Its first lines tell the columns; the engine reads the rows.

const mostFileBytes = 20_000_000;

class DataFile {
  constructor(command) {
    this.command = command;
    byId("file").addEventListener("change", (event) => this.#take(event.target.files[0]));
    addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      byId("drop").classList.add("over");
    });
    addEventListener("dragleave", () => byId("drop").classList.remove("over"));
    addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      byId("drop").classList.remove("over");
      this.#take(event.dataTransfer.files[0]);
    });
    addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text");
      if (event.target.matches("input, textarea") || !text.includes("\n")) return;
      this.open("clipboard", text);
    });
  }

  async #take(file) {
    if (!file) return;
    if (file.size > mostFileBytes) {
      const size = `${(file.size / 1e6).toFixed(1)} MB`;
      this.onRefusal(texts.tooLarge(file.name, size, `${mostFileBytes / 1e6} MB`));
      return;
    }
    this.open(file.name, await file.text());
  }

  /** Asks which columns are meant, with a guess: the last is learned from the first two. */
  open(name, text) {
    const { columns, table } = namedTable(text);
    if (columns.length < 3) {
      this.command(`data csv ${table}`);
      return;
    }
    const form = byId("columns");
    const label = select(columns, columns.at(-1), texts.labelColumn);
    const inputs = columns.slice(0, -1).map((column, i) => {
      const box = make("input", { type: "checkbox", value: column });
      box.checked = i < 2;
      return { box, element: make("label", {}, box, make("span", {}, column)) };
    });
    const load = make("button", { class: "primary" }, texts.load);
    form.replaceChildren(make("strong", {}, texts.columnsOf(name)),
      make("label", {}, texts.labelColumn, " ", label),
      make("div", {}, texts.inputColumns, " ", ...inputs.map(({ element }) => element)), load);
    form.hidden = false;
    byId("ownData").open = true;
    form.onsubmit = async (event) => {
      event.preventDefault();
      const chosen = inputs.filter(({ box }) => box.checked).map(({ box }) => box.value);
      const isDone = await this.command(
        `data csv --columns ${chosen.join(",")} --label ${label.value} ${table}`);
      if (isDone) form.hidden = true;
    };
    load.focus();
  }
}

/** The columns of a table, and the table with names that are single words in its first line. */
function namedTable(text) {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const separator = ["\t", ";", ","].find((one) => lines[0].includes(one)) ?? ",";
  const cells = lines[0].split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const isHeading = cells.some((cell) => cell !== "" && Number.isNaN(Number(cell)));
  const columns = cells.map((cell, i) =>
    isHeading && cell !== "" ? cell.replace(/[\s,;]+/g, "_") : `column${i + 1}`);
  const rows = isHeading ? lines.slice(1) : lines;
  return { columns, table: [columns.join(separator), ...rows].join("\n") };
}
