// Pictures as bytes become numbers from 0 to 1.

// 1/255 in two parts: a byte times the first is exact, and what the second adds is rounded once.
// So byte × first + byte × second is the number nearest to byte / 255, without a division; a test
// says so for all 256 of them.
#define FIRST_PART ((Real)(257.0 / 65536))
#define SECOND_PART ((Real)(257.0 / 65536 / 65535))

// numbers (rows × columns) = bytes[chosen[row]] / 255
static void gather_bytes(
    ptrdiff_t rows, ptrdiff_t columns, const ptrdiff_t *chosen, const uint8_t *bytes,
    Real *numbers) {
  typedef uint8_t LaneBytes __attribute__((vector_size(LANES)));
  for (ptrdiff_t row = 0; row < rows; row += 1) {
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
