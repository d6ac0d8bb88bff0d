// x86-64 with AVX-512: 32 registers of 64 bytes, multiply-add in one, masks for the ends of rows.
#define VECTOR_BYTES 64
// The largest tile of C whose sums stay in registers, beside two vectors of B and one number of A.
#define TILE_ROWS 12
#define TILE_VECTORS 2

#include <immintrin.h>

#if REAL_BYTES == 4
#define LANE_MASK(count) ((__mmask16)((1u << (count)) - 1))
#define LOAD_PART(from, count) _mm512_maskz_loadu_ps(LANE_MASK(count), from)
#define STORE_PART(to, vector, count) _mm512_mask_storeu_ps(to, LANE_MASK(count), vector)
// Right to 14 bits.
#define ROUGH_INVERSE_ROOT(x) ((Vector)_mm512_rsqrt14_ps((__m512)(x)))
#else
#define LANE_MASK(count) ((__mmask8)((1u << (count)) - 1))
#define LOAD_PART(from, count) _mm512_maskz_loadu_pd(LANE_MASK(count), from)
#define STORE_PART(to, vector, count) _mm512_mask_storeu_pd(to, LANE_MASK(count), vector)
#endif
