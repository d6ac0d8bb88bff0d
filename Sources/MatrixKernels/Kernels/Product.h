// The matrix product C = A·B, or C += A·B, cut into pieces that threads can share.
//
// C stands in panels of a few vectors across and blocks of many rows; a piece is one block of one
// panel, and goes through it tile by tile. A and B are mostly read where they lie: a tile reads
// whole vectors of B and numbers of A one by one, which the caches bear well. They are copied first
// ("packed") when B is stored as its transpose, and is turned over on the way; and when a matrix
// is so wide that its rows are a large power of two apart, and would crowd in the caches.
//
// Every number of C is the sum of its products in the order of the depth, taken up in blocks of
// the same length for every piece. So no cut and no number of threads changes a bit of it.

// A block of A so high and so deep fits in a processor's second cache, with a panel of B.
#define DEPTH_BLOCK 1024
#define BLOCK_ROWS 144

// Rows of a matrix whose distance is a multiple of this share few places in the caches.
#define CROWDING_BYTES 4096
#define CROWD_ROWS 128
// With fewer rows of A than this, or fewer panels of B, copies do not pay.
#define FEW_ROWS 48
#define FEW_PANELS 4
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

static GlassboxProductPlan plan_product(GlassboxProductShape shape) {
  const ptrdiff_t vectors = panel_vectors(shape.rows, shape.columns);
  const ptrdiff_t highest = vectors == 1 ? NARROW_ROWS : TILE_ROWS;
  GlassboxProductPlan plan = {.shape = shape};
  plan.panel_columns = vectors * LANES;
  plan.panels = quotient_rounded_up(shape.columns, plan.panel_columns);
  plan.row_tiles = quotient_rounded_up(shape.rows, highest);
  plan.row_blocks = quotient_rounded_up(plan.row_tiles, BLOCK_ROWS / highest);
  plan.pieces = plan.panels * plan.row_blocks;
  // A product of no depth is still to be written: as zeros.
  plan.depth_blocks = shape.depth > DEPTH_BLOCK
                          ? quotient_rounded_up(shape.depth, DEPTH_BLOCK) : 1;
  const ptrdiff_t deepest = quotient_rounded_up(shape.depth, plan.depth_blocks);

  const bool is_large = shape.rows > FEW_ROWS && plan.panels > FEW_PANELS;
  plan.packs_a = is_large
                 && rows_crowd(shape.a_stride, shape.a_is_transposed ? deepest : CROWD_ROWS + 1);
  plan.packs_b = shape.b_is_transposed || (is_large && rows_crowd(shape.b_stride, deepest));
  if (plan.packs_a) {
    const ptrdiff_t block_rows = quotient_rounded_up(plan.row_tiles, plan.row_blocks) * highest;
    plan.block_count = (block_rows + STRIDE_MARGIN) * (deepest + STRIDE_MARGIN);
  }
  plan.workspace_count = plan.block_count;
  if (plan.packs_b) {
    // Squares of LANES × LANES are turned over at a time.
    plan.workspace_count += quotient_rounded_up(deepest, LANES) * LANES * plan.panel_columns;
  }
  return plan;
}

// Copies work's block of A (height × depth, or its transpose) to where rows do not crowd.
static void pack_block(TileWork *work, ptrdiff_t height, bool is_transposed, Real *block) {
  const ptrdiff_t rows = is_transposed ? work->depth : height;
  const ptrdiff_t columns = is_transposed ? height : work->depth;
  const ptrdiff_t stride = is_transposed ? work->a_column : work->a_row;
  // An odd number of vectors spreads rows over the whole cache.
  const ptrdiff_t new_stride = (quotient_rounded_up(columns, LANES) | 1) * LANES;
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    memcpy(block + row * new_stride, work->a + row * stride, (size_t)columns * REAL_BYTES);
  }
  work->a = block;
  *(is_transposed ? &work->a_column : &work->a_row) = new_stride;
}

// panel (depth × panel_columns) = b (depth × columns)
static const Real *pack_panel(
    const Real *b, ptrdiff_t stride, ptrdiff_t columns, ptrdiff_t depth, ptrdiff_t panel_columns,
    Real *panel) {
  for (ptrdiff_t row = 0; row < depth; row += 1) {
    const Real *from = b + row * stride;
    Real *to = panel + row * panel_columns;
    FOR_EACH_VECTOR(columns, { store(to + i, load(from + i, lanes), LANES); });
  }
  return panel;
}

// panel (depth × panel_columns) = the transpose of b (columns × depth), with zeros beside it.
static const Real *pack_turned_panel(
    const Real *b, ptrdiff_t stride, ptrdiff_t columns, ptrdiff_t depth, ptrdiff_t panel_columns,
    Real *panel) {
  for (ptrdiff_t left = 0; left < columns; left += LANES) {
    const ptrdiff_t rows = columns - left < LANES ? columns - left : LANES;
    for (ptrdiff_t step = 0; step < depth; step += LANES) {
      const Real *from = b + left * stride + step;
      Real *to = panel + step * panel_columns + left;
      if (rows == LANES && step + LANES <= depth) {
        transpose(from, stride, to, panel_columns);
      } else {
        const ptrdiff_t steps = depth - step < LANES ? depth - step : LANES;
        transpose_part(from, stride, rows, steps, to, panel_columns);
      }
    }
  }
  return panel;
}

// How many vectors across the next tiles of a panel are, when so many columns are left: a panel at
// the right edge of C may be narrower than the others.
INLINE ptrdiff_t vectors_across(ptrdiff_t columns, ptrdiff_t vectors) {
  if (columns > (vectors - 1) * LANES) return vectors;
  return columns > LANES ? TILE_VECTORS : 1;
}

// The first row of a tile.
INLINE ptrdiff_t tile_begin(const GlassboxProductPlan *plan, ptrdiff_t tile) {
  return share_begin(tile, plan->shape.rows, plan->row_tiles);
}

// The first tile of a block of rows.
INLINE ptrdiff_t block_begin(const GlassboxProductPlan *plan, ptrdiff_t block) {
  return share_begin(block, plan->row_tiles, plan->row_blocks);
}

// All tiles of a block of rows, from the top down; A and C begin at the block's first row.
static void compute_rows(
    const GlassboxProductPlan *plan, TileWork work, ptrdiff_t block, const TileFunction *tiles) {
  const ptrdiff_t end = block_begin(plan, block + 1);
  for (ptrdiff_t tile = block_begin(plan, block); tile < end; tile += 1) {
    const ptrdiff_t height = tile_begin(plan, tile + 1) - tile_begin(plan, tile);
    tiles[height - 1](&work);
    work.a += height * work.a_row;
    work.c += height * work.c_row;
  }
}

// One panel of a block of rows, for one block of the depth; A and C begin at the block's first row,
// C and B at the panel's first column.
static void compute_panel(
    const GlassboxProductPlan *plan, TileWork work, ptrdiff_t block, ptrdiff_t columns) {
  while (columns > 0) {
    const ptrdiff_t vectors = vectors_across(columns, plan->panel_columns / LANES);
    const ptrdiff_t last_lanes = columns - (vectors - 1) * LANES;
    work.last_lanes = last_lanes < LANES ? last_lanes : LANES;
    compute_rows(plan, work, block, tiles_across(vectors, last_lanes < LANES));
    work.b += vectors * LANES;
    work.c += vectors * LANES;
    columns -= vectors * LANES;
  }
}

// Panels first ..< end of a block of rows.
static void compute_block(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *c, bool accumulate,
    Real *workspace, ptrdiff_t block, ptrdiff_t first, ptrdiff_t end) {
  const GlassboxProductShape *shape = &plan->shape;
  const ptrdiff_t top = tile_begin(plan, block_begin(plan, block));
  const ptrdiff_t height = tile_begin(plan, block_begin(plan, block + 1)) - top;
  const ptrdiff_t row_step = shape->a_is_transposed ? 1 : shape->a_stride;
  const ptrdiff_t depth_step = shape->a_is_transposed ? shape->a_stride : 1;
  Real *panel = workspace + plan->block_count;
  for (ptrdiff_t part = 0; part < plan->depth_blocks; part += 1) {
    const ptrdiff_t done = share_begin(part, shape->depth, plan->depth_blocks);
    TileWork work = {
        .a = a + top * row_step + done * depth_step,
        .a_row = row_step,
        .a_column = depth_step,
        .b_row = plan->packs_b ? plan->panel_columns : shape->b_stride,
        .c_row = shape->c_stride,
        .depth = share_begin(part + 1, shape->depth, plan->depth_blocks) - done,
        .accumulate = accumulate || part > 0,
    };
    if (plan->packs_a) pack_block(&work, height, shape->a_is_transposed, workspace);
    for (ptrdiff_t index = first; index < end; index += 1) {
      const ptrdiff_t left = index * plan->panel_columns;
      const ptrdiff_t right = shape->columns - left;
      const ptrdiff_t columns = right < plan->panel_columns ? right : plan->panel_columns;
      work.c = c + top * shape->c_stride + left;
      if (shape->b_is_transposed) {
        work.b = pack_turned_panel(
            b + left * shape->b_stride + done, shape->b_stride, columns, work.depth,
            plan->panel_columns, panel);
      } else if (plan->packs_b) {
        work.b = pack_panel(
            b + done * shape->b_stride + left, shape->b_stride, columns, work.depth,
            plan->panel_columns, panel);
      } else {
        work.b = b + done * shape->b_stride + left;
      }
      compute_panel(plan, work, block, columns);
    }
  }
}

// Pieces first ..< end: the panels of the first block of rows, then of the next, and so on.
static void product(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *c, bool accumulate,
    Real *workspace, ptrdiff_t first, ptrdiff_t end) {
  while (first < end) {
    const ptrdiff_t block = first / plan->panels;
    const ptrdiff_t block_end = (block + 1) * plan->panels;
    const ptrdiff_t stop = end < block_end ? end : block_end;
    compute_block(
        plan, a, b, c, accumulate, workspace, block, first - block * plan->panels,
        stop - block * plan->panels);
    first = stop;
  }
}
