// How a product is cut into pieces, and what is copied on the way.

// A block of A so high and so deep fits in a processor's second cache, with a panel of B.
#define DEPTH_BLOCK 512
#define BLOCK_ROWS 144
// The same for a block of A in so many numbers, that is copied with its panels of B.
#define COPIED_BLOCK_NUMBERS (512 * 1024 / REAL_BYTES)

// Rows of a matrix whose distance is a multiple of this share few places in the caches.
#define CROWDING_BYTES 4096
#define CROWD_ROWS 128
// With fewer rows of A than this, or fewer panels of B, copies of rows do not pay.
#define FEW_ROWS 48
#define FEW_PANELS 4
// Of one row, panels as wide as a row of B is long for the memory, with sums still in registers.
#define ROW_VECTORS (2 * FLAT_VECTORS)
// Copied rows are at most so much further apart than they are long.
#define STRIDE_MARGIN (2 * LANES)

INLINE ptrdiff_t quotient_rounded_up(ptrdiff_t number, ptrdiff_t divisor) {
  return (number + divisor - 1) / divisor;
}

// Where the share of a part begins when `count` things are shared evenly by `parts`.
INLINE ptrdiff_t share_begin(ptrdiff_t part, ptrdiff_t count, ptrdiff_t parts) {
  return part * count / parts;
}

// The vectors across a panel: a matrix with few rows has wide panels, one with few columns narrow.
INLINE ptrdiff_t panel_vectors(ptrdiff_t rows, ptrdiff_t columns) {
  if (columns <= LANES) return 1;
  return rows <= FLAT_ROWS ? FLAT_VECTORS : TILE_VECTORS;
}

// Whether so many rows, so far from each other, crowd into a small part of a cache.
INLINE bool rows_crowd(ptrdiff_t stride, ptrdiff_t rows) {
  return stride * REAL_BYTES % CROWDING_BYTES == 0 && rows > CROWD_ROWS;
}

// Whether C is better computed as the transpose of its transpose, Cᵀ = Bᵀ·Aᵀ.
//
// A few columns leave most lanes of a vector empty. Its many rows fill them, where A is stored as its
// transpose, so that a row of Aᵀ can be read as it lies.
INLINE bool transposing_pays(GlassboxProductShape shape) {
  return shape.a_is_transposed && !shape.b_is_transposed && shape.columns < LANES
         && shape.rows >= LANES * TILE_VECTORS;
}

// The product Cᵀ = Bᵀ·Aᵀ, except that C is stored as before.
INLINE GlassboxProductShape transposed_shape(GlassboxProductShape shape) {
  return (GlassboxProductShape){
      .rows = shape.columns,
      .columns = shape.rows,
      .depth = shape.depth,
      .a_is_transposed = !shape.b_is_transposed,
      .b_is_transposed = !shape.a_is_transposed,
      .a_stride = shape.b_stride,
      .b_stride = shape.a_stride,
      .c_stride = shape.c_stride,
  };
}

// How many numbers the copies of all tiles of A take up: the panels of B behind them begin a vector.
INLINE ptrdiff_t tiles_count(const GlassboxProductPlan *plan) {
  return quotient_rounded_up(plan->work.rows * plan->work.depth, LANES) * LANES;
}

static GlassboxProductPlan plan_product(GlassboxProductShape shape) {
  GlassboxProductPlan plan = {
      .shape = shape,
      .transposes_c = transposing_pays(shape),
      .is_row = shape.skips_zeros && shape.rows == 1 && !shape.b_is_transposed,
  };
  if (shape.rows == 0 || shape.columns == 0) return plan;
  const GlassboxProductShape work = plan.transposes_c ? transposed_shape(shape) : shape;
  plan.work = work;
  const ptrdiff_t vectors =
      plan.is_row ? ROW_VECTORS : panel_vectors(work.rows, work.columns);
  const ptrdiff_t highest = vectors == 1 ? NARROW_ROWS : TILE_ROWS;
  plan.panel_columns = vectors * LANES;
  plan.panels = quotient_rounded_up(work.columns, plan.panel_columns);
  plan.row_tiles = quotient_rounded_up(work.rows, highest);
  // A product of no depth is still to be written: as zeros.
  plan.depth_blocks =
      work.depth > DEPTH_BLOCK ? quotient_rounded_up(work.depth, DEPTH_BLOCK) : 1;
  const ptrdiff_t deepest = quotient_rounded_up(work.depth, plan.depth_blocks);

  // A number of the transpose of A is far from the next of its row, so that it is copied.
  const bool is_large = work.rows > FEW_ROWS && plan.panels > FEW_PANELS;
  plan.packs_tiles = is_large && work.a_is_transposed;
  plan.packs_rows = is_large && !work.a_is_transposed && rows_crowd(work.a_stride, work.rows);
  plan.packs_b = work.b_is_transposed || plan.packs_tiles
                 || (is_large && rows_crowd(work.b_stride, deepest));
  const ptrdiff_t copied_rows = COPIED_BLOCK_NUMBERS / larger_count(deepest, 1);
  const ptrdiff_t most_rows =
      plan.packs_tiles ? larger_count(copied_rows, BLOCK_ROWS) : BLOCK_ROWS;
  plan.row_blocks = quotient_rounded_up(plan.row_tiles, most_rows / highest);
  plan.pieces = plan.panels * plan.row_blocks;
  const ptrdiff_t block_rows = quotient_rounded_up(plan.row_tiles, plan.row_blocks) * highest;
  if (plan.packs_tiles) {
    plan.block_count = block_rows * deepest;
  } else if (plan.packs_rows) {
    plan.block_count = block_rows * (deepest + STRIDE_MARGIN);
  }
  if (plan.packs_b) {
    // Squares of LANES × LANES are transposed at a time.
    plan.panel_count = quotient_rounded_up(deepest, LANES) * LANES * plan.panel_columns;
  }
  if (plan.packs_tiles && plan.depth_blocks == 1) {
    plan.copies = plan.row_tiles + plan.panels;
    plan.copies_count = tiles_count(&plan) + plan.panels * plan.panel_count;
  }
  const ptrdiff_t buffer_count =
      plan.transposes_c ? quotient_rounded_up(block_rows, LANES) * LANES * plan.panel_columns : 0;
  plan.workspace_count = plan.block_count + plan.panel_count + buffer_count;
  return plan;
}
