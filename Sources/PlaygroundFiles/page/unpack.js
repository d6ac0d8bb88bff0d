// Unpacks the engine, by the little WebAssembly module of Sources/PlaygroundWasm/Unpacker.

// So many bytes, and so many functions, are unpacked at once: browsers make quicker code of what is
// called again and again.
const bytesAtOnce = 1 << 14, functionsAtOnce = 50;

function unpacked(packed, unpacker) {
  const { memory, room, begin, work, assemble, place, size } =
    new WebAssembly.Instance(new WebAssembly.Module(unpacker)).exports;
  const finish = (part) => {
    let status = 1;
    while (status === 1) status = part();
    if (status !== 0) throw new Error("the engine is damaged");
  };
  const start = room(packed.byteLength);
  if (!start) throw new Error("there is too little memory for the engine");
  new Uint8Array(memory.buffer).set(new Uint8Array(packed), start);
  finish(() => begin() === 1 ? 0 : -1);
  finish(() => work(bytesAtOnce));
  const module = assemble();
  finish(() => module ? place(functionsAtOnce) : -1);
  return new Uint8Array(memory.buffer, module, size());
}
