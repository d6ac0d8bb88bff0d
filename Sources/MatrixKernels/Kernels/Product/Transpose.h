// A square of LANES × LANES numbers, transposed on the way from memory to memory.
//
// Vectors are made of chunks of 16 bytes; moving numbers within chunks is cheap, moving them across
// chunks is not. So chunks are put in their places while they are loaded, and what is left to do is
// to transpose the small squares in which CHUNK × CHUNK numbers stand, all of a vector at once.

#define CHUNK ((ptrdiff_t)(16 / REAL_BYTES))
#define CHUNKS ((ptrdiff_t)(VECTOR_BYTES / 16))

// The lanes of two vectors taken in turn, chunk by chunk: from the lower half of each chunk, and
// from the upper half.
#if REAL_BYTES == 4 && VECTOR_BYTES == 64
#define LOW_LANES 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29
#define HIGH_LANES 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31
#elif REAL_BYTES == 4 && VECTOR_BYTES == 32
#define LOW_LANES 0, 8, 1, 9, 4, 12, 5, 13
#define HIGH_LANES 2, 10, 3, 11, 6, 14, 7, 15
#elif REAL_BYTES == 4
#define LOW_LANES 0, 4, 1, 5
#define HIGH_LANES 2, 6, 3, 7
#elif VECTOR_BYTES == 64
#define LOW_LANES 0, 8, 2, 10, 4, 12, 6, 14
#define HIGH_LANES 1, 9, 3, 11, 5, 13, 7, 15
#elif VECTOR_BYTES == 32
#define LOW_LANES 0, 4, 2, 6
#define HIGH_LANES 1, 5, 3, 7
#else
#define LOW_LANES 0, 2
#define HIGH_LANES 1, 3
#endif

typedef uint64_t Chunk __attribute__((vector_size(16)));

INLINE Chunk load_chunk(const Real *from) {
  Chunk chunk;
  memcpy(&chunk, from, sizeof chunk);
  return chunk;
}

// A vector of chunks that lie `distance` numbers apart.
INLINE Vector load_chunks(const Real *from, ptrdiff_t distance) {
#if VECTOR_BYTES == 16
  (void)distance;
  return (Vector)load_chunk(from);
#elif VECTOR_BYTES == 32
  return (Vector)__builtin_shufflevector(
      load_chunk(from), load_chunk(from + distance), 0, 1, 2, 3);
#else
  typedef uint64_t Half __attribute__((vector_size(32)));
  const Half first = __builtin_shufflevector(
      load_chunk(from), load_chunk(from + distance), 0, 1, 2, 3);
  const Half second = __builtin_shufflevector(
      load_chunk(from + 2 * distance), load_chunk(from + 3 * distance), 0, 1, 2, 3);
  return (Vector)__builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7);
#endif
}

// In each chunk, row i, place j changes places with row j, place i.
//
// Interleaving row i with row i + CHUNK/2 moves the highest bit of a number's row to the lowest of
// its place, and all other bits up by one; after log₂ CHUNK times rows and places are swapped.
INLINE void transpose_chunks(Vector rows[CHUNK]) {
  UNROLLED for (ptrdiff_t width = 1; width < CHUNK; width *= 2) {
    Vector shuffled[CHUNK];
    UNROLLED for (ptrdiff_t i = 0; i < CHUNK / 2; i += 1) {
      const Vector x = rows[i];
      const Vector y = rows[i + CHUNK / 2];
      shuffled[2 * i] = __builtin_shufflevector(x, y, LOW_LANES);
      shuffled[2 * i + 1] = __builtin_shufflevector(x, y, HIGH_LANES);
    }
    UNROLLED for (ptrdiff_t i = 0; i < CHUNK; i += 1) rows[i] = shuffled[i];
  }
}

// to (LANES × LANES) = the transpose of from (LANES × LANES)
INLINE void transpose(
    const Real *from, ptrdiff_t from_stride, Real *to, ptrdiff_t to_stride) {
  UNROLLED for (ptrdiff_t column = 0; column < LANES; column += CHUNK) {
    Vector rows[CHUNK];
    UNROLLED for (ptrdiff_t row = 0; row < CHUNK; row += 1) {
      rows[row] = load_chunks(from + row * from_stride + column, CHUNK * from_stride);
    }
    transpose_chunks(rows);
    UNROLLED for (ptrdiff_t row = 0; row < CHUNK; row += 1) {
      store(to + (column + row) * to_stride, rows[row], LANES);
    }
  }
}

// to (columns × LANES) = the transpose of from (rows × columns), with zeros beside it; both numbers
// are at most LANES. Writes LANES rows.
INLINE void transpose_part(
    const Real *from, ptrdiff_t from_stride, ptrdiff_t rows, ptrdiff_t columns, Real *to,
    ptrdiff_t to_stride) {
  Real square[LANES * LANES];
  for (ptrdiff_t row = 0; row < LANES; row += 1) {
    const Vector vector = row < rows ? load(from + row * from_stride, columns) : (Vector){0};
    store(square + row * LANES, vector, LANES);
  }
  transpose(square, LANES, to, to_stride);
}
