// 64-bit ARM: 32 registers of 16 bytes, multiply-add in one; the ends of rows go lane by lane.
#define VECTOR_BYTES 16
// The largest tile of C whose sums stay in registers, beside two vectors of B and one number of A.
#define TILE_ROWS 12
#define TILE_VECTORS 2

#define LOAD_PART(from, count) load_lane_by_lane(from, count)
#define STORE_PART(to, vector, count) store_lane_by_lane(to, vector, count)
