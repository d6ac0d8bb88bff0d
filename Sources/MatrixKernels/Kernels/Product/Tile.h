// The micro-kernel: one tile of C, whose sums stay in registers from the first product to the last.
//
// Each step of the depth loads `vectors` vectors of a row of B, and multiplies them with each of
// `rows` numbers of a column of A; so a number once loaded takes part in many multiply-adds
// (Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34, 2008;
// Van Zee and van de Geijn, "BLIS", ACM TOMS 41, 2015).

// The activation of a layer whose sums a product is.
typedef struct {
  GlassboxActivation activation;
  Real number;
} Activating;

// One tile's matrices, by their first number and the distances between neighbours.
//
// The depth may lie in segments, as the rows of a picture under a kernel do: `segments` times
// `depth` columns of A and rows of B.
typedef struct {
  const Real *a;  // rows × depth, for each segment
  ptrdiff_t a_row, a_column, a_segment;
  const Real *b;  // depth × columns, for each segment
  ptrdiff_t b_row, b_segment;
  Real *c;  // rows × columns
  ptrdiff_t c_row;
  ptrdiff_t depth, segments;
  // What will be needed after this tile, if anything: a line of it is fetched in each step. From one
  // line to the next, and from those of one tile to those of the tile below.
  const Real *ahead;
  ptrdiff_t ahead_row, ahead_tile;
  // What every row of C begins with, or NULL for zeros.
  const Real *bias;
  // How many lanes of the last vector belong to C.
  ptrdiff_t last_lanes;
  // Whether C is added to; whether numbers below zero become zero at last (relu); and whether sums are
  // multiplied by `scale`.
  bool accumulate, rectifies, scales;
  Real scale;
  // What becomes of C once its last sums are there, or NULL for nothing; and where the tile's outputs and
  // the bias of its columns begin.
  const Activating *activating;
  Real *outputs;
  const Real *last_bias;
} TileWork;

// A tile has as many sums as fit: TILE_SUMS vectors.
#define TILE_SUMS (TILE_ROWS * TILE_VECTORS)

// C (rows × vectors·LANES) = or += A·B. rows and vectors are constants wherever this is used, so
// that all loops but those over the depth vanish; `short_row` says that last_lanes < LANES.
INLINE void compute_tile(
    const TileWork work, const int rows, const int vectors, const bool short_row) {
  const ptrdiff_t last_lanes = short_row ? work.last_lanes : LANES;
  const ptrdiff_t a_row = work.a_row;
  Vector sums[TILE_SUMS];
  UNROLLED for (int v = 0; v < vectors; v += 1) {
    const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
    const Vector first = work.bias != NULL ? load(work.bias + v * LANES, lanes) : (Vector){0};
    UNROLLED for (int r = 0; r < rows; r += 1) sums[r * vectors + v] = first;
  }

  for (ptrdiff_t segment = 0; segment < work.segments; segment += 1) {
    // One pointer for every three rows: a row is then at most twice a distance from a pointer,
    // which a processor adds up while it loads.
    const Real *a[(TILE_SUMS + 2) / 3];
    UNROLLED for (int r = 0; r < rows; r += 3) {
      a[r / 3] = work.a + segment * work.a_segment + r * a_row;
    }
    const Real *b = work.b + segment * work.b_segment;
    const Real *ahead = work.ahead != NULL ? work.ahead : b;

    for (ptrdiff_t step = 0; step < work.depth; step += 1) {
      Vector right[TILE_SUMS];
      UNROLLED for (int v = 0; v < vectors; v += 1) {
        right[v] = load(b + v * LANES, v == vectors - 1 ? last_lanes : LANES);
      }
      UNROLLED for (int r = 0; r < rows; r += 1) {
        const Real left = a[r / 3][r % 3 * a_row];
        UNROLLED for (int v = 0; v < vectors; v += 1) sums[r * vectors + v] += left * right[v];
      }
      UNROLLED for (int r = 0; r < rows; r += 3) a[r / 3] += work.a_column;
      b += work.b_row;
      // Smaller tiles have no time for it.
      if (rows * vectors > TILE_SUMS / 3 && vectors > 1) {
        __builtin_prefetch(ahead);
        ahead += work.ahead_row;
      }
    }
  }

  if (work.rectifies) {
    UNROLLED for (int i = 0; i < rows * vectors; i += 1) sums[i] = rectified(sums[i]);
  }
  if (work.scales) {
    UNROLLED for (int i = 0; i < rows * vectors; i += 1) sums[i] = work.scale * sums[i];
  }
  if (work.accumulate) {
    // All are loaded before the first is stored: a load beside the end of a short row that has just been
    // stored would wait for it.
    UNROLLED for (int r = 0; r < rows; r += 1) {
      UNROLLED for (int v = 0; v < vectors; v += 1) {
        const Real *c = work.c + r * work.c_row + v * LANES;
        const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
        sums[r * vectors + v] = load(c, lanes) + sums[r * vectors + v];
      }
    }
  }
  UNROLLED for (int r = 0; r < rows; r += 1) {
    UNROLLED for (int v = 0; v < vectors; v += 1) {
      const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
      store(work.c + r * work.c_row + v * LANES, sums[r * vectors + v], lanes);
    }
  }
}
