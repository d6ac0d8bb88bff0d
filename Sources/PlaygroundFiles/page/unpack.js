// Unpacks the engine, by the little WebAssembly module of Sources/PlaygroundWasm/Unpacker.

const unpackedAtOnce = 1 << 14;

function unpacked(packed, unpacker) {
  const { memory, room, begin, work, count } =
    new WebAssembly.Instance(new WebAssembly.Module(unpacker)).exports;
  const start = room(packed.byteLength);
  if (!start) throw new Error("there is too little memory for the engine");
  new Uint8Array(memory.buffer).set(new Uint8Array(packed), start);
  let status = begin() === 1 ? 1 : -1;
  while (status === 1) status = work(unpackedAtOnce);
  if (status !== 0) throw new Error("the engine is damaged");
  return new Uint8Array(memory.buffer, start + packed.byteLength, count());
}
