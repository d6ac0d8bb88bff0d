// A square of LANES × LANES numbers, turned over in registers.

// The lanes of two vectors taken in turn: of their lower halves, and of their upper halves.
#define LOW_OF_16 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_OF_16 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define LOW_OF_8 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_OF_8 4, 12, 5, 13, 6, 14, 7, 15
#define LOW_OF_4 0, 4, 1, 5
#define HIGH_OF_4 2, 6, 3, 7
#define LOW_OF_2 0, 2
#define HIGH_OF_2 1, 3

#if VECTOR_BYTES / REAL_BYTES == 16
#define LOW_LANES LOW_OF_16
#define HIGH_LANES HIGH_OF_16
#elif VECTOR_BYTES / REAL_BYTES == 8
#define LOW_LANES LOW_OF_8
#define HIGH_LANES HIGH_OF_8
#elif VECTOR_BYTES / REAL_BYTES == 4
#define LOW_LANES LOW_OF_4
#define HIGH_LANES HIGH_OF_4
#else
#define LOW_LANES LOW_OF_2
#define HIGH_LANES HIGH_OF_2
#endif

// x₀ y₀ x₁ y₁ … from the lower halves of two vectors; and the same from the upper halves.
INLINE Vector interleave_low(Vector x, Vector y) {
  return __builtin_shufflevector(x, y, LOW_LANES);
}
INLINE Vector interleave_high(Vector x, Vector y) {
  return __builtin_shufflevector(x, y, HIGH_LANES);
}

// Row i, lane j changes places with row j, lane i.
//
// Interleaving row i with row i + LANES/2 moves the highest bit of a number's row to the lowest of
// its lane, and all other bits up by one. After log₂ LANES times rows and lanes have changed roles.
INLINE void transpose(Vector rows[LANES]) {
  UNROLLED for (ptrdiff_t width = 1; width < LANES; width *= 2) {
    Vector shuffled[LANES];
    UNROLLED for (ptrdiff_t i = 0; i < LANES / 2; i += 1) {
      shuffled[2 * i] = interleave_low(rows[i], rows[i + LANES / 2]);
      shuffled[2 * i + 1] = interleave_high(rows[i], rows[i + LANES / 2]);
    }
    UNROLLED for (ptrdiff_t i = 0; i < LANES; i += 1) rows[i] = shuffled[i];
  }
}
