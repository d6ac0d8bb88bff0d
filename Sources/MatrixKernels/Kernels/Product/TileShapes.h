// The tiles there are: one function for every height, for full and for short rows of C.
//
// - wide tiles are TILE_VECTORS vectors across and up to TILE_ROWS high;
// - narrow tiles are one vector across, and up to twice as high, for matrices with few columns;
// - flat tiles are one or two rows, and as many vectors across as there is room for: one sample.

typedef void (*TileFunction)(const TileWork *work);

#define NARROW_ROWS TILE_SUMS
#define FLAT_ROWS 2
#define FLAT_VECTORS (TILE_SUMS / 3)

#define TILE(name, rows, vectors)                                                        \
  static void name##_##rows(const TileWork *work) {                                      \
    compute_tile(*work, rows, vectors, false);                                            \
  }                                                                                      \
  static void name##_short_##rows(const TileWork *work) {                                \
    compute_tile(*work, rows, vectors, true);                                             \
  }
#define FULL_ENTRY(name, rows, vectors) name##_##rows,
#define SHORT_ENTRY(name, rows, vectors) name##_short_##rows,

#define HEIGHTS_2(DO, name, vectors) DO(name, 1, vectors) DO(name, 2, vectors)
#define HEIGHTS_4(DO, name, vectors)                                                     \
  HEIGHTS_2(DO, name, vectors) DO(name, 3, vectors) DO(name, 4, vectors)
#define HEIGHTS_6(DO, name, vectors)                                                     \
  HEIGHTS_4(DO, name, vectors) DO(name, 5, vectors) DO(name, 6, vectors)
#define HEIGHTS_8(DO, name, vectors)                                                     \
  HEIGHTS_6(DO, name, vectors) DO(name, 7, vectors) DO(name, 8, vectors)
#define HEIGHTS_12(DO, name, vectors)                                                    \
  HEIGHTS_8(DO, name, vectors)                                                           \
  DO(name, 9, vectors) DO(name, 10, vectors) DO(name, 11, vectors) DO(name, 12, vectors)
#define HEIGHTS_24(DO, name, vectors)                                                    \
  HEIGHTS_12(DO, name, vectors)                                                          \
  DO(name, 13, vectors) DO(name, 14, vectors) DO(name, 15, vectors)                      \
  DO(name, 16, vectors) DO(name, 17, vectors) DO(name, 18, vectors)                      \
  DO(name, 19, vectors) DO(name, 20, vectors) DO(name, 21, vectors)                      \
  DO(name, 22, vectors) DO(name, 23, vectors) DO(name, 24, vectors)
#if TILE_ROWS == 12
#define WIDE_HEIGHTS HEIGHTS_12
#define NARROW_HEIGHTS HEIGHTS_24
#elif TILE_ROWS == 6
#define WIDE_HEIGHTS HEIGHTS_6
#define NARROW_HEIGHTS HEIGHTS_12
#else
#define WIDE_HEIGHTS HEIGHTS_4
#define NARROW_HEIGHTS HEIGHTS_8
#endif

WIDE_HEIGHTS(TILE, wide_tile, TILE_VECTORS)
NARROW_HEIGHTS(TILE, narrow_tile, 1)
HEIGHTS_2(TILE, flat_tile, FLAT_VECTORS)

// Each by its height − 1, for full rows and for short ones.
static const TileFunction wide_tiles[2][TILE_ROWS] = {
    {WIDE_HEIGHTS(FULL_ENTRY, wide_tile, )}, {WIDE_HEIGHTS(SHORT_ENTRY, wide_tile, )}};
static const TileFunction narrow_tiles[2][NARROW_ROWS] = {
    {NARROW_HEIGHTS(FULL_ENTRY, narrow_tile, )}, {NARROW_HEIGHTS(SHORT_ENTRY, narrow_tile, )}};
static const TileFunction flat_tiles[2][FLAT_ROWS] = {
    {HEIGHTS_2(FULL_ENTRY, flat_tile, )}, {HEIGHTS_2(SHORT_ENTRY, flat_tile, )}};

// The tiles of so many vectors across.
INLINE const TileFunction *tiles_across(ptrdiff_t vectors, bool short_row) {
  if (vectors == 1) return narrow_tiles[short_row];
  return vectors == TILE_VECTORS ? wide_tiles[short_row] : flat_tiles[short_row];
}

// How high a tile of so many vectors across can be.
INLINE ptrdiff_t highest_tile(ptrdiff_t vectors) {
  if (vectors == 1) return NARROW_ROWS;
  return vectors == TILE_VECTORS ? TILE_ROWS : FLAT_ROWS;
}
