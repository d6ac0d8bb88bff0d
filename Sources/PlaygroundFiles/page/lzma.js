// Unpacks the engine: the format .lzma (Igor Pavlov, "LZMA specification", 2015), which is half as
// long as what browsers unpack by themselves.

// A bit at a time, each with a probability that learns. Range and code are numbers of 32 bits without
// a sign, which an array of such keeps quickest.
class RangeDecoder {
  constructor(bytes, position) {
    this.bytes = bytes;
    this.registers = new Uint32Array([0xffffffff, 0]); // range, code
    this.position = position + 1; // the first byte is always 0
    for (let i = 0; i < 4; i++) {
      this.registers[1] = (this.registers[1] << 8) | bytes[this.position++];
    }
  }

  bit(probabilities, index) {
    return this.walk(probabilities, index, 0, 1) & 1;
  }

  // Walks down a tree of so many bits from a node, the highest bit first; returns where it ends.
  walk(probabilities, start, node, count) {
    const registers = this.registers;
    let range = registers[0];
    let code = registers[1];
    for (; count > 0; count--) {
      const index = start + node;
      const probability = probabilities[index];
      const bound = (range >>> 11) * probability;
      if (code < bound) {
        range = bound;
        probabilities[index] = probability + ((2048 - probability) >>> 5);
        node <<= 1;
      } else {
        range -= bound;
        code -= bound;
        probabilities[index] = probability - (probability >>> 5);
        node = (node << 1) | 1;
      }
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | this.bytes[this.position++]) >>> 0;
      }
    }
    registers[0] = range;
    registers[1] = code;
    return node;
  }

  // Bits that are as likely 0 as 1.
  direct(count) {
    let value = 0;
    for (let i = 0; i < count; i++) {
      this.registers[0] >>>= 1;
      const isOne = this.registers[1] >= this.registers[0];
      if (isOne) this.registers[1] -= this.registers[0];
      value = value * 2 + (isOne ? 1 : 0);
      if (this.registers[0] < 0x1000000) {
        this.registers[0] <<= 8;
        this.registers[1] = (this.registers[1] << 8) | this.bytes[this.position++];
      }
    }
    return value;
  }

  // A number of so many bits, the highest first.
  tree(probabilities, bits, start = 0) {
    return this.walk(probabilities, start, 1, bits) - (1 << bits);
  }

  // The same, the lowest first.
  reverseTree(probabilities, bits, start) {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(probabilities, start + node);
      node = (node << 1) | bit;
      value |= bit << i;
    }
    return value;
  }
}

const fresh = (count) => new Uint16Array(count).fill(1024);

// The length of a copy, at least 2.
class LengthDecoder {
  constructor() {
    this.choice = fresh(2);
    this.low = fresh(16 << 3);
    this.middle = fresh(16 << 3);
    this.high = fresh(256);
  }

  next(range, place) {
    if (range.bit(this.choice, 0) === 0) return range.tree(this.low, 3, place << 3) + 2;
    if (range.bit(this.choice, 1) === 0) return range.tree(this.middle, 3, place << 3) + 10;
    return range.tree(this.high, 8) + 18;
  }
}

function unpackLZMA(packed) {
  const bytes = new Uint8Array(packed);
  const settings = bytes[0];
  const literalContext = settings % 9;
  const literalPlaces = (1 << (Math.floor(settings / 9) % 5)) - 1;
  const placeMask = (1 << Math.floor(settings / 45)) - 1;
  const sizes = new DataView(bytes.buffer, bytes.byteOffset);
  const isSizeKnown = sizes.getUint32(5, true) !== 0xffffffff;
  let output = new Uint8Array(isSizeKnown ? sizes.getUint32(5, true) : bytes.length * 5);
  const end = isSizeKnown ? output.length : Infinity;
  const range = new RangeDecoder(bytes, 13);
  const literals = fresh(0x300 << (literalContext + Math.floor(settings / 9) % 5));
  const isMatch = fresh(12 << 4), isRepeat = fresh(12), isRepeat0Long = fresh(12 << 4);
  const isRepeatOf = [fresh(12), fresh(12), fresh(12)];
  const slots = [fresh(64), fresh(64), fresh(64), fresh(64)];
  const near = fresh(115), far = fresh(16);
  const matchLength = new LengthDecoder(), repeatLength = new LengthDecoder();
  const recent = [0, 0, 0, 0];
  let state = 0;
  let written = 0;

  const put = (byte) => {
    if (written === output.length) {
      const larger = new Uint8Array(output.length * 2);
      larger.set(output);
      output = larger;
    }
    output[written++] = byte;
  };

  const literal = () => {
    const previous = written > 0 ? output[written - 1] : 0;
    const context =
      ((written & literalPlaces) << literalContext) + (previous >>> (8 - literalContext));
    const start = 0x300 * context;
    let symbol = 1;
    if (state >= 7) {
      // After a copy, the byte that would have come next tells what this one is not.
      let unlike = output[written - recent[0] - 1];
      while (symbol < 0x100) {
        const side = (unlike >>> 7) & 1;
        unlike <<= 1;
        const bit = range.bit(literals, start + ((1 + side) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (side !== bit) break;
      }
    }
    // 1 and then the eight bits of the byte: those are missing that are not there yet.
    if (symbol < 0x100) {
      symbol = range.walk(literals, start, symbol, 8 - (31 - Math.clz32(symbol)));
    }
    put(symbol & 0xff);
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };

  const distance = (length) => {
    const slot = range.tree(slots[Math.min(length - 2, 3)], 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const high = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return high + range.reverseTree(near, bits, high - slot);
    return high + range.direct(bits - 4) * 16 + range.reverseTree(far, 4, 0);
  };

  while (written < end) {
    const place = written & placeMask;
    if (range.bit(isMatch, (state << 4) + place) === 0) {
      literal();
      continue;
    }
    let length;
    if (range.bit(isRepeat, state) === 0) {
      length = matchLength.next(range, place);
      recent.unshift(distance(length));
      recent.pop();
      if (recent[0] === 0xffffffff) break;
      state = state < 7 ? 7 : 10;
    } else {
      if (range.bit(isRepeatOf[0], state) === 0) {
        if (range.bit(isRepeat0Long, (state << 4) + place) === 0) {
          state = state < 7 ? 9 : 11;
          put(output[written - recent[0] - 1]);
          continue;
        }
      } else {
        const which =
          range.bit(isRepeatOf[1], state) === 0 ? 1 : range.bit(isRepeatOf[2], state) === 0 ? 2 : 3;
        recent.unshift(...recent.splice(which, 1));
      }
      length = repeatLength.next(range, place);
      state = state < 7 ? 8 : 11;
    }
    if (recent[0] >= written) throw new Error("the engine is damaged");
    for (let i = 0; i < length; i++) put(output[written - recent[0] - 1]);
  }
  return output.subarray(0, written);
}
