// What the network's answers are called: digits, unless its model has other names for them.

const digitNames = Array.from({ length: 10 }, (_, digit) => String(digit));

class AnswerNames {
  #names = digitNames;

  /** `changed` is told when answers are called otherwise than before. */
  constructor(changed) { this.changed = changed; }

  get all() { return this.#names; }

  of(answer) { return this.#names[answer]; }

  take(names) {
    const isOther = String(names) !== String(this.#names);
    this.#names = names;
    if (isOther) this.changed();
  }
}

/** The names in a model file, whose header says how long it is in its first eight bytes. */
function namesInModel(bytes) {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const names = JSON.parse(header.__metadata__.classes ?? "[]");
  return names.length < 10 ? digitNames : names.slice(0, 10);
}
