// The bytes of a WebAssembly module in streams of one kind each: opcodes, indices of locals, constants
// and so on. Like beside like, LZMA packs them into a twelfth less.
//
// One walk through a module serves both ways: `pass` takes the next byte of a stream to where it
// belongs, and tells it to the walk, which needs to know what comes next. Whoever includes this says
// how bytes pass: from the module into streams (pack.c), or from the streams into a module (unpack.c).

#include <stdint.h>

typedef enum {
  OPCODES, LOCALS, BRANCHES, CALLS, WORDS, LONGS, ALIGNMENTS, OFFSETS, REST, STREAMS
} stream;

// Takes a byte of a stream along.
static uint8_t pass(stream from);
// How many bytes of the module have passed.
static uint32_t passed(void);
// Whether something was not as it should be; bytes are then all 0.
static int is_damaged(void);

enum { CODE_SECTION = 10 };

// A number in LEB128, of which the low 32 bits are told.
static inline uint32_t pass_number(stream from) {
  uint32_t value = 0;
  for (int shift = 0; shift < 70; shift += 7) {
    uint8_t byte = pass(from);
    if (shift < 32) value |= (uint32_t)(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

static inline void pass_bytes(stream from, uint32_t count) {
  for (; count > 0 && !is_damaged(); count--) pass(from);
}

static inline void pass_numbers(stream from, uint32_t count) {
  for (; count > 0 && !is_damaged(); count--) pass_number(from);
}

// What comes after the opcode 0xfc and its second part: from `memory.init` on.
static inline uint32_t operands_of_bulk(uint32_t part) {
  static const uint8_t operands[] = {2, 1, 2, 1, 2, 1, 2, 1, 1, 1};
  return part < 8 || part - 8 >= sizeof operands ? 0 : operands[part - 8];
}

static inline void pass_place_in_memory(void) {
  pass_number(ALIGNMENTS);
  pass_number(OFFSETS);
}

// What comes after the opcode 0xfd and its second part, of instructions on vectors.
static inline void pass_operands_of_vector(uint32_t part) {
  int is_lane_in_memory = part >= 0x54 && part <= 0x5b;
  if (part <= 0x0b || is_lane_in_memory || part == 0x5c || part == 0x5d) pass_place_in_memory();
  if (part == 0x0c || part == 0x0d) pass_bytes(REST, 16);
  if (is_lane_in_memory || (part >= 0x15 && part <= 0x22)) pass(REST);
}

static inline void pass_instruction(void) {
  uint8_t opcode = pass(OPCODES);
  switch (opcode) {
  case 0x02: case 0x03: case 0x04: pass_number(OPCODES); break; // blocks, with their types
  case 0x0c: case 0x0d: pass_number(BRANCHES); break;
  case 0x0e: pass_numbers(BRANCHES, pass_number(BRANCHES) + 1); break;
  case 0x10: pass_number(CALLS); break;
  case 0x11: pass_numbers(REST, 2); break;
  case 0x1c: pass_bytes(REST, pass_number(REST)); break;
  case 0x20: case 0x21: case 0x22: pass_number(LOCALS); break;
  case 0x23: case 0x24: case 0x25: case 0x26: pass_number(REST); break;
  case 0x3f: case 0x40: pass(REST); break;
  case 0x41: pass_number(WORDS); break;
  case 0x42: pass_number(LONGS); break;
  case 0x43: pass_bytes(REST, 4); break;
  case 0x44: pass_bytes(REST, 8); break;
  case 0xd0: case 0xd2: pass_number(REST); break;
  case 0xfc: pass_numbers(REST, operands_of_bulk(pass_number(OPCODES))); break;
  case 0xfd: pass_operands_of_vector(pass_number(OPCODES)); break;
  default:
    if (opcode >= 0x28 && opcode <= 0x3e) pass_place_in_memory(); // loads and stores
  }
}

static inline void pass_function(void) {
  uint32_t size = pass_number(REST), end = passed() + size;
  for (uint32_t groups = pass_number(REST); groups > 0 && !is_damaged(); groups--) {
    pass_number(REST);
    pass(REST);
  }
  while (passed() < end && !is_damaged()) pass_instruction();
}

// Passes everything up to the first function, or from the last one to the end; returns how many
// functions there are.
static inline uint32_t pass_sections(uint32_t end) {
  while (passed() < end && !is_damaged()) {
    uint8_t section = pass(REST);
    uint32_t size = pass_number(REST);
    if (section == CODE_SECTION) return pass_number(REST);
    pass_bytes(REST, size);
  }
  return 0;
}

enum { HEAD_OF_MODULE = 8 };
