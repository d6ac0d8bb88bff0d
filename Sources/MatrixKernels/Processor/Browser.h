// Browsers: vectors of 16 bytes; the ends of rows go lane by lane.
#define VECTOR_BYTES 16
// There would be room for 6 rows, but each height of a tile is a function of its own that a page brings along.
#define TILE_ROWS 4
#define TILE_VECTORS 2

#define LOAD_PART(from, count) load_lane_by_lane(from, count)
#define STORE_PART(to, vector, count) store_lane_by_lane(to, vector, count)
