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

typedef Real Vector __attribute__((vector_size(VECTOR_BYTES)));
// Also what a comparison gives: all bits of a lane where it holds, none where it does not.
typedef Integer Integers __attribute__((vector_size(VECTOR_BYTES)));

INLINE Vector all_lanes(Real number) { return number - (Vector){0}; }

// Where chosen: x; elsewhere y.
INLINE Vector choose(Integers chosen, Vector x, Vector y) {
  return (Vector)((chosen & (Integers)x) | (~chosen & (Integers)y));
}

// The lanes 0 ..< count.
INLINE Integers lanes_below(ptrdiff_t count) {
  Integers positions;
  UNROLLED for (ptrdiff_t lane = 0; lane < LANES; lane += 1) positions[lane] = (Integer)lane;
  return positions < (Integer)count;
}

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

// The sum of all lanes, halving again and again.
INLINE Real sum_of_lanes(Vector x) {
  UNROLLED for (ptrdiff_t width = LANES / 2; width > 0; width /= 2) {
    UNROLLED for (ptrdiff_t lane = 0; lane < width; lane += 1) x[lane] += x[lane + width];
  }
  return x[0];
}

// The largest lane; lanes that are not numbers do not count unless all are.
INLINE Real largest_lane(Vector x) {
  UNROLLED for (ptrdiff_t width = LANES / 2; width > 0; width /= 2) {
    UNROLLED for (ptrdiff_t lane = 0; lane < width; lane += 1) {
      Real other = x[lane + width];
      if (!(x[lane] >= other)) x[lane] = other == other ? other : x[lane];
    }
  }
  return x[0];
}
