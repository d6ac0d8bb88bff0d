// Unpacks the engine: undoes the format .lzma (Igor Pavlov, "LZMA specification", 2015), and then puts
// the streams of pack.c together to a WebAssembly module. That takes two thirds of what browsers unpack
// by themselves. `.ci/wasm` makes a module of some kilobytes of it: JavaScript would need half a second.

#include "streams.h"

#define EXPORT(name) __attribute__((export_name(name)))
#define INLINE static inline __attribute__((always_inline))

extern uint8_t __heap_base[];

// The packed bytes lie at the beginning of the heap, after them the streams, after these the module.
static const uint8_t *packed_end;
static uint8_t *output;
static uint32_t capacity;
static uint32_t written;

enum { MOST_LITERAL_CONTEXT = 4, STATES = 12, PLACES = 16, FRESH = 1024 };

// Probabilities that a bit is 0, of 2048, which learn from every bit.
typedef uint16_t Probability;

typedef struct {
  Probability choice[2], low[PLACES << 3], middle[PLACES << 3], high[256];
} Lengths;

static struct {
  Probability literals[0x300 << MOST_LITERAL_CONTEXT];
  Probability is_match[STATES * PLACES], is_repeat0_long[STATES * PLACES];
  Probability is_repeat[STATES], is_repeat_of[3][STATES];
  Probability slots[4][64], near[115], far[16];
  Lengths match_length, repeat_length;
} model;

// What changes with every bit. The compiler keeps a copy of it in registers while it works.
typedef struct {
  uint32_t range, code;
  const uint8_t *input;
  uint32_t state, recent[4];
} Decoder;

static Decoder kept;
static uint32_t literal_context, literal_mask, place_mask;

INLINE void refill(Decoder *d) {
  if (d->range >= 0x1000000) return;
  d->range <<= 8;
  // Behind the end there are zeros: what they decode to is longer than any engine, and refused.
  d->code = (d->code << 8) | (d->input < packed_end ? *d->input : 0);
  d->input += 1;
}

INLINE uint32_t bit(Decoder *d, Probability *probability) {
  uint32_t bound = (d->range >> 11) * *probability;
  uint32_t is_one = d->code >= bound;
  if (is_one) {
    d->range -= bound;
    d->code -= bound;
    *probability -= *probability >> 5;
  } else {
    d->range = bound;
    *probability += (2048 - *probability) >> 5;
  }
  refill(d);
  return is_one;
}

// A number of so many bits, the highest first.
INLINE uint32_t tree(Decoder *d, Probability *probabilities, uint32_t bits) {
  uint32_t node = 1;
  for (uint32_t i = 0; i < bits; i++) node = (node << 1) | bit(d, &probabilities[node]);
  return node - (1u << bits);
}

// The same, the lowest first.
INLINE uint32_t reverse_tree(Decoder *d, Probability *probabilities, uint32_t bits) {
  uint32_t node = 1, value = 0;
  for (uint32_t i = 0; i < bits; i++) {
    uint32_t next = bit(d, &probabilities[node]);
    node = (node << 1) | next;
    value |= next << i;
  }
  return value;
}

// Bits that are as likely 0 as 1.
INLINE uint32_t direct(Decoder *d, uint32_t bits) {
  uint32_t value = 0;
  for (uint32_t i = 0; i < bits; i++) {
    d->range >>= 1;
    uint32_t is_one = d->code >= d->range;
    if (is_one) d->code -= d->range;
    value = (value << 1) | is_one;
    refill(d);
  }
  return value;
}

INLINE uint32_t length(Decoder *d, Lengths *lengths, uint32_t place) {
  if (!bit(d, &lengths->choice[0])) return tree(d, &lengths->low[place << 3], 3) + 2;
  if (!bit(d, &lengths->choice[1])) return tree(d, &lengths->middle[place << 3], 3) + 10;
  return tree(d, lengths->high, 8) + 18;
}

INLINE uint32_t distance(Decoder *d, uint32_t length) {
  uint32_t slot = tree(d, model.slots[length < 5 ? length - 2 : 3], 6);
  if (slot < 4) return slot;
  uint32_t bits = (slot >> 1) - 1, high = (2 | (slot & 1)) << bits;
  if (slot < 14) return high + reverse_tree(d, &model.near[high - slot], bits);
  return high + (direct(d, bits - 4) << 4) + reverse_tree(d, model.far, 4);
}

INLINE uint8_t literal(Decoder *d) {
  uint32_t previous = written > 0 ? output[written - 1] : 0;
  uint32_t context =
      ((written & literal_mask) << literal_context) + (previous >> (8 - literal_context));
  Probability *probabilities = &model.literals[0x300 * context];
  uint32_t symbol = 1;
  if (d->state >= 7) {
    // After a copy, the byte that would have come next tells what this one is not.
    uint32_t unlike = output[written - d->recent[0] - 1];
    while (symbol < 0x100) {
      uint32_t side = (unlike >> 7) & 1;
      unlike <<= 1;
      uint32_t next = bit(d, &probabilities[((1 + side) << 8) + symbol]);
      symbol = (symbol << 1) | next;
      if (side != next) break;
    }
  }
  while (symbol < 0x100) symbol = (symbol << 1) | bit(d, &probabilities[symbol]);
  return (uint8_t)symbol;
}

enum { END = 0 };

// How many bytes are copied from the most recent distance, or the end.
INLINE uint32_t next_copy(Decoder *d, uint32_t place) {
  uint32_t *recent = d->recent, state = d->state, which = 0;
  if (!bit(d, &model.is_repeat[state])) {
    uint32_t copied = length(d, &model.match_length, place);
    recent[3] = recent[2], recent[2] = recent[1], recent[1] = recent[0];
    recent[0] = distance(d, copied);
    d->state = state < 7 ? 7 : 10;
    return recent[0] == 0xffffffff ? END : copied;
  }
  if (!bit(d, &model.is_repeat_of[0][state])) {
    if (!bit(d, &model.is_repeat0_long[(state << 4) + place])) {
      d->state = state < 7 ? 9 : 11;
      return 1;
    }
  } else {
    which = !bit(d, &model.is_repeat_of[1][state]) ? 1 : 2 + bit(d, &model.is_repeat_of[2][state]);
  }
  uint32_t chosen = recent[which];
  for (; which > 0; which--) recent[which] = recent[which - 1];
  recent[0] = chosen;
  d->state = state < 7 ? 8 : 11;
  return length(d, &model.repeat_length, place);
}

// Makes room for so many bytes behind the output; 0 where there is not so much memory.
static int32_t reserve(uint32_t count) {
  uint32_t end = (uint32_t)(uintptr_t)output + written, pages = __builtin_wasm_memory_size(0);
  if (end + count < end) return 0;
  uint32_t needed = (uint32_t)(((uint64_t)end + count + 0xffff) >> 16);
  if (needed > pages && __builtin_wasm_memory_grow(0, needed - pages) == (uint32_t)-1) return 0;
  capacity = (__builtin_wasm_memory_size(0) << 16) - (uint32_t)(uintptr_t)output;
  return 1;
}

// Room for the packed bytes; null where there is not so much memory.
EXPORT("room") uint8_t *room(uint32_t count) {
  packed_end = __heap_base + count;
  output = (uint8_t *)packed_end;
  written = 0;
  return reserve(0) ? __heap_base : 0;
}

// Reads the head of what was put into the room; 0 where it is not of this format.
EXPORT("begin") int32_t begin(void) {
  const uint8_t *packed = __heap_base;
  uint32_t settings = packed[0];
  literal_context = settings % 9;
  uint32_t literal_places = settings / 9 % 5;
  place_mask = (1u << settings / 45) - 1;
  if (packed_end - packed < 18 || literal_context + literal_places > MOST_LITERAL_CONTEXT ||
      settings / 45 > 4) return 0;
  literal_mask = (1u << literal_places) - 1;
  Probability *all = (Probability *)&model;
  for (uint32_t i = 0; i < sizeof model / sizeof *all; i++) all[i] = FRESH;
  // The size follows, which `xz` leaves open, and a byte that is always 0.
  kept = (Decoder){.range = 0xffffffff, .input = packed + 18};
  for (int i = 14; i < 18; i++) kept.code = (kept.code << 8) | packed[i];
  written = 0;
  return 1;
}

// Unpacks some more bytes. Returns 1 if there are more to come, 0 at the end, -1 where the packed
// bytes are damaged or memory is short. Browsers make quicker code of what is called again and again.
EXPORT("work") int32_t work(uint32_t most) {
  Decoder decoder = kept, *d = &decoder;
  uint32_t until = written + most;
  while (written < until) {
    if (d->input > packed_end + 8) return -1;
    // The longest copy has 273 bytes.
    if (written + 273 >= capacity && !reserve(capacity / 2 + 273)) return -1;
    uint32_t place = written & place_mask;
    if (!bit(d, &model.is_match[(d->state << 4) + place])) {
      output[written] = literal(d);
      written += 1;
      d->state = d->state < 4 ? 0 : d->state < 10 ? d->state - 3 : d->state - 6;
      continue;
    }
    uint32_t copied = next_copy(d, place);
    if (copied == END) return d->input > packed_end ? -1 : 0;
    if (d->recent[0] >= written) return -1;
    for (; copied > 0; copied--, written++) output[written] = output[written - d->recent[0] - 1];
  }
  kept = decoder;
  return 1;
}

// MARK: - From streams to a module

static const uint8_t *next[STREAMS], *ends[STREAMS];
static uint8_t *module;
static uint32_t module_size, placed, functions_left;
static int damaged;

static int is_damaged(void) { return damaged; }
static uint32_t passed(void) { return placed; }

static uint8_t pass(stream from) {
  if (next[from] == ends[from] || placed == module_size) {
    damaged = 1;
    return 0;
  }
  return module[placed++] = *next[from]++;
}

static uint32_t number_at(const uint8_t *bytes) {
  return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

// Begins to put the unpacked streams together. Returns where the module will be; null where they are
// damaged or memory is short.
EXPORT("assemble") uint8_t *assemble(void) {
  const uint32_t head = 4 * (1 + STREAMS);
  if (written < head) return 0;
  module_size = number_at(output);
  uint32_t start = head;
  for (int i = 0; i < STREAMS; i++) {
    uint32_t size = number_at(output + 4 * (i + 1));
    if (size > written - start) return 0;
    next[i] = output + start;
    ends[i] = next[i] + size;
    start += size;
  }
  if (start != written || module_size > written || !reserve(module_size)) return 0;
  module = output + written;
  placed = 0;
  damaged = 0;
  pass_bytes(REST, HEAD_OF_MODULE);
  functions_left = pass_sections(module_size);
  return module;
}

// How many bytes the module has.
EXPORT("size") uint32_t size(void) { return module_size; }

// Puts some more functions in their places; returns as `work` does.
EXPORT("place") int32_t place(uint32_t most) {
  for (; functions_left > 0 && most > 0 && !damaged; functions_left--, most--) pass_function();
  if (functions_left > 0 && !damaged) return 1;
  pass_sections(module_size);
  return damaged || placed != module_size ? -1 : 0;
}
