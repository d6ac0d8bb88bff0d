// A zip of files that are packed already: their bytes as they are, with the list at the end (PKWARE,
// "APPNOTE.TXT", method 0).

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The bytes of a zip; `files` are {name, bytes}. */
function zipOf(files) {
  const parts = [], list = [];
  let position = 0;
  for (const { name, bytes } of files) {
    const letters = new TextEncoder().encode(name);
    // Version 2.0, names in UTF-8, stored, the first day that zips know.
    const facts = [20, 2, 0x0800, 2, 0, 2, 0, 2, 33, 2, crcOf(bytes), 4, bytes.length, 4, bytes.length, 4,
      letters.length, 2, 0, 2];
    const head = littleEndian([0x04034b50, 4, ...facts]);
    list.push(littleEndian([0x02014b50, 4, 20, 2, ...facts, 0, 2, 0, 2, 0, 2, 0, 4, position, 4]), letters);
    parts.push(head, letters, bytes);
    position += head.length + letters.length + bytes.length;
  }
  const size = list.reduce((sum, part) => sum + part.length, 0);
  const end = littleEndian([0x06054b50, 4, 0, 2, 0, 2, files.length, 2, files.length, 2, size, 4, position, 4, 0, 2]);
  return joined([...parts, ...list, end]);
}

/** Numbers in so many bytes each: [number, bytes, number, bytes, …]. */
function littleEndian(pairs) {
  const bytes = [];
  for (let i = 0; i < pairs.length; i += 2) {
    for (let byte = 0; byte < pairs[i + 1]; byte++) bytes.push((pairs[i] >>> (8 * byte)) & 255);
  }
  return Uint8Array.from(bytes);
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    all.set(part, position);
    position += part.length;
  }
  return all;
}
