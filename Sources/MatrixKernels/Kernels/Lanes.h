// Vectors of numbers: how they get in and out of memory, and what the operators do not say.
//
// A vector has LANES numbers; the operators + − × ÷ and the comparisons work lane by lane, and a
// number beside a vector stands for all its lanes.

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)")

#define LANES ((ptrdiff_t)(VECTOR_BYTES / REAL_BYTES))

INLINE ptrdiff_t smaller_count(ptrdiff_t x, ptrdiff_t y) { return x < y ? x : y; }
INLINE ptrdiff_t larger_count(ptrdiff_t x, ptrdiff_t y) { return x > y ? x : y; }

typedef Real Vector __attribute__((vector_size(VECTOR_BYTES)));
// Also what a comparison gives: all bits of a lane where it holds, none where it does not.
typedef Integer Integers __attribute__((vector_size(VECTOR_BYTES)));

INLINE Vector all_lanes(Real number) { return number - (Vector){0}; }

// Where chosen: x; elsewhere y.
INLINE Vector choose(Integers chosen, Vector x, Vector y) {
  return (Vector)((chosen & (Integers)x) | (~chosen & (Integers)y));
}

// 0, 1, 2, …
INLINE Integers lane_positions(void) {
  Integers positions;
  UNROLLED for (ptrdiff_t lane = 0; lane < LANES; lane += 1) positions[lane] = (Integer)lane;
  return positions;
}

// The lanes 0 ..< count.
INLINE Integers lanes_below(ptrdiff_t count) { return lane_positions() < (Integer)count; }

INLINE Vector load_lane_by_lane(const Real *from, ptrdiff_t count) {
  Vector vector = {0};
  UNROLLED for (ptrdiff_t lane = 0; lane < LANES; lane += 1) {
    if (lane < count) vector[lane] = from[lane];
  }
  return vector;
}

INLINE void store_lane_by_lane(Real *to, Vector vector, ptrdiff_t count) {
  UNROLLED for (ptrdiff_t lane = 0; lane < LANES; lane += 1) {
    if (lane < count) to[lane] = vector[lane];
  }
}

// The first `count` lanes from memory, and 0 in the others; no other memory is touched.
INLINE Vector load(const Real *from, ptrdiff_t count) {
  if (count < LANES) return LOAD_PART(from, count);
  Vector vector;
  memcpy(&vector, from, sizeof vector);
  return vector;
}

// The first `count` lanes to memory; no other memory is touched.
INLINE void store(Real *to, Vector vector, ptrdiff_t count) {
  if (count < LANES) {
    STORE_PART(to, vector, count);
  } else {
    memcpy(to, &vector, sizeof vector);
  }
}

// Runs the text for positions i = 0, LANES, 2·LANES, … below count, with `lanes` lanes each: all
// of them, and in a loop of its own, until the last that may have fewer.
#define FOR_EACH_VECTOR(count, ...)                           \
  do {                                                        \
    ptrdiff_t i = 0;                                          \
    for (; i + LANES <= (count); i += LANES) {                \
      const ptrdiff_t lanes = LANES;                          \
      __VA_ARGS__                                             \
    }                                                         \
    if (i < (count)) {                                        \
      const ptrdiff_t lanes = (count) - i;                    \
      __VA_ARGS__                                             \
    }                                                         \
  } while (false)

INLINE Vector absolute(Vector x) {
  const Integer sign = (Integer)1 << (REAL_BYTES * 8 - 1);
  return (Vector)((Integers)x & ~sign);
}

// The larger one; y where either is not a number.
INLINE Vector larger(Vector x, Vector y) { return choose(x > y, x, y); }

// Every lane takes the number that stood `by` lanes further on.
#if VECTOR_BYTES / REAL_BYTES == 16
#define ROTATED(x, by)                                                                        \
  __builtin_shufflevector(                                                                    \
      x, x, (0 + by) % 16, (1 + by) % 16, (2 + by) % 16, (3 + by) % 16, (4 + by) % 16,        \
      (5 + by) % 16, (6 + by) % 16, (7 + by) % 16, (8 + by) % 16, (9 + by) % 16,              \
      (10 + by) % 16, (11 + by) % 16, (12 + by) % 16, (13 + by) % 16, (14 + by) % 16,         \
      (15 + by) % 16)
#elif VECTOR_BYTES / REAL_BYTES == 8
#define ROTATED(x, by)                                                                        \
  __builtin_shufflevector(                                                                    \
      x, x, (0 + by) % 8, (1 + by) % 8, (2 + by) % 8, (3 + by) % 8, (4 + by) % 8,             \
      (5 + by) % 8, (6 + by) % 8, (7 + by) % 8)
#elif VECTOR_BYTES / REAL_BYTES == 4
#define ROTATED(x, by) \
  __builtin_shufflevector(x, x, (0 + by) % 4, (1 + by) % 4, (2 + by) % 4, (3 + by) % 4)
#else
#define ROTATED(x, by) __builtin_shufflevector(x, x, (0 + by) % 2, (1 + by) % 2)
#endif

// The sum of all lanes: of both halves, of both halves of that, and so on.
INLINE Real sum_of_lanes(Vector x) {
  if (LANES > 8) x += ROTATED(x, 8);
  if (LANES > 4) x += ROTATED(x, 4);
  if (LANES > 2) x += ROTATED(x, 2);
  x += ROTATED(x, 1);
  return x[0];
}

// The largest lane, of numbers.
INLINE Real largest_lane(Vector x) {
  if (LANES > 8) x = larger(x, ROTATED(x, 8));
  if (LANES > 4) x = larger(x, ROTATED(x, 4));
  if (LANES > 2) x = larger(x, ROTATED(x, 2));
  x = larger(x, ROTATED(x, 1));
  return x[0];
}

// Zero instead of numbers below it. Written so that what is not a number stays so.
INLINE Vector rectified(Vector sum) { return choose(sum <= 0, (Vector){0}, sum); }
