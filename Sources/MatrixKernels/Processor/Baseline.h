// Any processor: vectors of 16 bytes (SSE2 on x86-64); the ends of rows go lane by lane.
#define VECTOR_BYTES 16
// The largest tile of C whose sums stay in 16 registers, beside a vector of B and a product.
#define TILE_ROWS 6
#define TILE_VECTORS 2

#define LOAD_PART(from, count) load_lane_by_lane(from, count)
#define STORE_PART(to, vector, count) store_lane_by_lane(to, vector, count)
