// x86-64 with AVX2 and FMA: 16 registers of 32 bytes, multiply-add in one, masks as vectors.
#define VECTOR_BYTES 32
// The largest tile of C whose sums stay in registers, beside two vectors of B and one number of A.
#define TILE_ROWS 6
#define TILE_VECTORS 2

#include <immintrin.h>

#define LANE_MASK(count) ((__m256i)lanes_below(count))
#if REAL_BYTES == 4
#define LOAD_PART(from, count) _mm256_maskload_ps(from, LANE_MASK(count))
#define STORE_PART(to, vector, count) _mm256_maskstore_ps(to, LANE_MASK(count), vector)
#else
#define LOAD_PART(from, count) _mm256_maskload_pd(from, LANE_MASK(count))
#define STORE_PART(to, vector, count) _mm256_maskstore_pd(to, LANE_MASK(count), vector)
#endif
