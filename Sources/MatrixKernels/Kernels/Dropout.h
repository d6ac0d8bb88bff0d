// Dropout: random words from counters, and the numbers they silence.

// As many counters as there are 64-bit lanes; each word of a block in the lower half of its lane.
#define BLOCKS_AT_ONCE ((ptrdiff_t)(VECTOR_BYTES / 8))
typedef uint64_t Words __attribute__((vector_size(VECTOR_BYTES)));

#define WORDS_AT_ONCE (4 * BLOCKS_AT_ONCE)
#define WORDS_IN_BUFFER 512
#define WORD_BITS 0xFFFFFFFFull

// The lanes of two vectors taken in turn: of their lower halves, and of their upper halves.
#if VECTOR_BYTES == 64
#define LOW_WORDS 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_WORDS 4, 12, 5, 13, 6, 14, 7, 15
#elif VECTOR_BYTES == 32
#define LOW_WORDS 0, 4, 1, 5
#define HIGH_WORDS 2, 6, 3, 7
#else
#define LOW_WORDS 0, 2
#define HIGH_WORDS 1, 3
#endif

// words (4 per block) of BLOCKS_AT_ONCE blocks from `first_block` on; Philox 4×32 with 10 rounds.
// The constants are the paper's: two multipliers, the golden ratio and √3 − 1.
INLINE void random_words(
    const GlassboxDropoutMask *mask, uint64_t first_block, uint32_t *words) {
  Words index;
  UNROLLED for (ptrdiff_t lane = 0; lane < BLOCKS_AT_ONCE; lane += 1) {
    index[lane] = first_block + (uint64_t)lane;
  }
  Words word0 = index & WORD_BITS;
  Words word1 = (index >> 32) ^ (uint64_t)mask->counter_high;
  Words word2 = (Words){0} + (uint64_t)mask->counter_third;
  Words word3 = (Words){0} + (uint64_t)mask->counter_fourth;
  uint32_t key0 = mask->key[0];
  uint32_t key1 = mask->key[1];
  UNROLLED for (int round = 0; round < 10; round += 1) {
    const Words first = word0 * 0xD2511F53ull;
    const Words second = word2 * 0xCD9E8D57ull;
    word0 = (second >> 32) ^ word1 ^ (uint64_t)key0;
    word1 = second & WORD_BITS;
    word2 = (first >> 32) ^ word3 ^ (uint64_t)key1;
    word3 = first & WORD_BITS;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  // Two words to a 64-bit lane, then the two halves of each block side by side.
  const Words front = word0 | (word1 << 32);
  const Words back = word2 | (word3 << 32);
  const Words low = __builtin_shufflevector(front, back, LOW_WORDS);
  const Words high = __builtin_shufflevector(front, back, HIGH_WORDS);
  memcpy(words, &low, sizeof low);
  memcpy(words + WORDS_AT_ONCE / 2, &high, sizeof high);
}

// outputs (count) = inputs × scale where a number's word is at least the threshold; elsewhere 0.
// Of the words, LANES more than count can be read.
INLINE void silence(
    ptrdiff_t count, const uint32_t *words, uint32_t threshold, Real scale, const Real *inputs,
    Real *outputs) {
  typedef uint32_t LaneWords __attribute__((vector_size(LANES * 4)));
  FOR_EACH_VECTOR(count, {
    LaneWords word;
    memcpy(&word, words + i, sizeof word);
    const Integers kept = __builtin_convertvector(word >= threshold, Integers);
    store(outputs + i, choose(kept, load(inputs + i, lanes) * scale, (Vector){0}), lanes);
  });
}

// inputs (count) are numbers first … of the mask's sample. Of the words, the first are overwritten.
static void drop_out_row(
    const GlassboxDropoutMask *mask, Real scale, uint64_t first, ptrdiff_t count,
    const Real *inputs, Real *outputs, uint32_t *words) {
  uint64_t block = first / 4;
  ptrdiff_t offset = (ptrdiff_t)(first % 4);
  while (count > 0) {
    const ptrdiff_t room = WORDS_IN_BUFFER - offset;
    const ptrdiff_t now = count < room ? count : room;
    for (ptrdiff_t word = 0; word < offset + now; word += WORDS_AT_ONCE) {
      random_words(mask, block, words + word);
      block += BLOCKS_AT_ONCE;
    }
    silence(now, words + offset, mask->threshold, scale, inputs, outputs);
    inputs += now;
    outputs += now;
    count -= now;
    offset = 0;
  }
}

static void drop_out(
    GlassboxDropoutMask mask, Real scale, uint32_t sample, uint64_t first, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t stride, const Real *inputs, Real *outputs) {
  uint32_t words[WORDS_IN_BUFFER + LANES];
  memset(words + WORDS_IN_BUFFER, 0, (size_t)LANES * 4);
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    GlassboxDropoutMask of_sample = mask;
    of_sample.counter_high ^= sample + (uint32_t)row;
    drop_out_row(
        &of_sample, scale, first, columns, inputs + row * stride, outputs + row * stride, words);
  }
}

static void drop_out_relu_back(
    Real scale, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, const Real *outputs,
    const Real *sensitivities, Real *results) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    const ptrdiff_t begin = row * stride;
    FOR_EACH_VECTOR(columns, {
      const Vector sensitivity = load(sensitivities + begin + i, lanes) * scale;
      const Integers passed = load(outputs + begin + i, lanes) > 0;
      store(results + begin + i, choose(passed, sensitivity, (Vector){0}), lanes);
    });
  }
}
