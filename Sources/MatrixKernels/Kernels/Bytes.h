// Pictures as bytes become numbers from 0 to 1.

// 1/255 in two parts: a byte times the first is exact, and what the second adds is rounded once.
// So byte × first + byte × second is the number nearest to byte / 255, without a division; a test
// says so for all 256 of them.
#define FIRST_PART ((Real)(257.0 / 65536))
#define SECOND_PART ((Real)(257.0 / 65536 / 65535))

// So many rows before its turn a row is fetched: rows in random order come from far memory.
#define ROWS_AHEAD 8
// What a processor fetches at a time.
#define LINE_BYTES 64

INLINE void fetch_bytes(const uint8_t *from, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i += LINE_BYTES) __builtin_prefetch(from + i);
}

// numbers (rows × columns) = bytes[chosen[row]] / 255
static void gather_bytes(
    ptrdiff_t rows, ptrdiff_t columns, const ptrdiff_t *chosen, const uint8_t *bytes,
    Real *numbers) {
  typedef uint8_t LaneBytes __attribute__((vector_size(LANES)));
  for (ptrdiff_t row = 0; row < smaller_count(rows, ROWS_AHEAD); row += 1) {
    fetch_bytes(bytes + chosen[row] * columns, columns);
  }
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    if (row + ROWS_AHEAD < rows) fetch_bytes(bytes + chosen[row + ROWS_AHEAD] * columns, columns);
    const uint8_t *from = bytes + chosen[row] * columns;
    FOR_EACH_VECTOR(columns, {
      LaneBytes lane_bytes = {0};
      memcpy(&lane_bytes, from + i, (size_t)lanes);
      const Vector number = __builtin_convertvector(lane_bytes, Vector);
      store(numbers + i, number * FIRST_PART + number * SECOND_PART, lanes);
    });
    numbers += columns;
  }
}
