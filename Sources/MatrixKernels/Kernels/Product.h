// The matrix product C = A·B, or C += A·B, cut into pieces that threads can share.
//
// C stands in panels of a few vectors across and blocks of many rows; a piece is one block of one
// panel, and goes through it tile by tile. A and B are read where they lie: a tile reads each
// number of A once and each row of B in whole vectors, which the caches bear well. Only when B is
// stored as its transpose is a panel of it copied first, turned over (a "packed panel").
//
// Every number of C is the sum of its products in the order of the depth, taken up in blocks of
// the same length for every piece. So no cut and no number of threads changes a bit of it.

// So deep, a panel of B and a block of A fit in a processor's second cache.
#define DEPTH_BLOCK 1024
#define FLAT_DEPTH_BLOCK 256
#define BLOCK_ROWS 144

// The vectors across a panel: a matrix with few rows has wide panels, one with few columns narrow.
INLINE ptrdiff_t panel_vectors(ptrdiff_t rows, ptrdiff_t columns) {
  if (columns <= LANES) return 1;
  return rows <= FLAT_ROWS ? FLAT_VECTORS : TILE_VECTORS;
}

INLINE ptrdiff_t quotient_rounded_up(ptrdiff_t number, ptrdiff_t divisor) {
  return (number + divisor - 1) / divisor;
}

static GlassboxProductPlan plan_product(GlassboxProductShape shape) {
  const ptrdiff_t vectors = panel_vectors(shape.rows, shape.columns);
  const ptrdiff_t highest = vectors == 1 ? NARROW_ROWS : TILE_ROWS;
  GlassboxProductPlan plan = {.shape = shape};
  plan.panel_columns = vectors * LANES;
  plan.depth_block = vectors == FLAT_VECTORS ? FLAT_DEPTH_BLOCK : DEPTH_BLOCK;
  plan.panels = quotient_rounded_up(shape.columns, plan.panel_columns);
  plan.row_tiles = quotient_rounded_up(shape.rows, highest);
  plan.row_blocks = quotient_rounded_up(plan.row_tiles, BLOCK_ROWS / highest);
  plan.pieces = plan.panels * plan.row_blocks;
  if (shape.b_is_transposed) {
    const ptrdiff_t deepest = shape.depth < plan.depth_block ? shape.depth : plan.depth_block;
    // Squares of LANES × LANES are turned over at a time.
    plan.workspace_count = quotient_rounded_up(deepest, LANES) * LANES * plan.panel_columns;
  }
  return plan;
}

// panel (depth × vectors·LANES) = the transpose of b (columns × depth), with zeros beside it.
static void pack_panel(
    const Real *b, ptrdiff_t stride, ptrdiff_t columns, ptrdiff_t depth, ptrdiff_t vectors,
    Real *panel) {
  for (ptrdiff_t v = 0; v < vectors; v += 1) {
    const Real *from = b + v * LANES * stride;
    Real *to = panel + v * LANES;
    const ptrdiff_t height = columns - v * LANES;
    FOR_EACH_VECTOR(depth, {
      Vector square[LANES];
      UNROLLED for (ptrdiff_t row = 0; row < LANES; row += 1) {
        square[row] = row < height ? load(from + row * stride + i, lanes) : (Vector){0};
      }
      transpose(square);
      UNROLLED for (ptrdiff_t row = 0; row < LANES; row += 1) {
        store(to + (i + row) * vectors * LANES, square[row], LANES);
      }
    });
  }
}

// Where the share of a part begins when `count` things are shared evenly by `parts`.
INLINE ptrdiff_t share_begin(ptrdiff_t part, ptrdiff_t count, ptrdiff_t parts) {
  return part * count / parts;
}

// How many vectors across the next tiles of a panel are, when so many columns are left: a panel at
// the right edge of C may be narrower than the others.
INLINE ptrdiff_t vectors_across(ptrdiff_t columns, ptrdiff_t vectors) {
  if (columns > (vectors - 1) * LANES) return vectors;
  return columns > LANES ? TILE_VECTORS : 1;
}

// A block of rows of a panel, for one block of the depth: all tiles from the top down.
static void compute_rows(
    const GlassboxProductPlan *plan, const TileWork *panel, ptrdiff_t block,
    const TileFunction *tiles) {
  const ptrdiff_t first = share_begin(block, plan->row_tiles, plan->row_blocks);
  const ptrdiff_t end = share_begin(block + 1, plan->row_tiles, plan->row_blocks);
  ptrdiff_t row = share_begin(first, plan->shape.rows, plan->row_tiles);
  for (ptrdiff_t tile = first; tile < end; tile += 1) {
    const ptrdiff_t next = share_begin(tile + 1, plan->shape.rows, plan->row_tiles);
    TileWork work = *panel;
    work.a += row * work.a_row;
    work.c += row * work.c_row;
    tiles[next - row - 1](&work);
    row = next;
  }
}

// One piece for one block of the depth; panel's matrices begin at the panel's first column.
static void compute_piece(
    const GlassboxProductPlan *plan, TileWork panel, ptrdiff_t block, ptrdiff_t columns) {
  while (columns > 0) {
    const ptrdiff_t vectors = vectors_across(columns, plan->panel_columns / LANES);
    const ptrdiff_t last_lanes = columns - (vectors - 1) * LANES;
    panel.last_lanes = last_lanes < LANES ? last_lanes : LANES;
    compute_rows(plan, &panel, block, tiles_across(vectors, last_lanes < LANES));
    panel.b += vectors * LANES;
    panel.c += vectors * LANES;
    columns -= vectors * LANES;
  }
}

// Pieces first ..< end; those of one block of rows follow each other, so that its part of A stays
// in the cache.
static void product(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *c, bool accumulate,
    Real *workspace, ptrdiff_t first, ptrdiff_t end) {
  const GlassboxProductShape shape = plan->shape;
  TileWork work = {
      .a_row = shape.a_is_transposed ? 1 : shape.a_stride,
      .a_column = shape.a_is_transposed ? shape.a_stride : 1,
      .b_row = shape.b_is_transposed ? plan->panel_columns : shape.b_stride,
      .c_row = shape.c_stride,
  };
  for (ptrdiff_t piece = first; piece < end; piece += 1) {
    const ptrdiff_t left = piece % plan->panels * plan->panel_columns;
    const ptrdiff_t right = shape.columns - left;
    const ptrdiff_t columns = right < plan->panel_columns ? right : plan->panel_columns;
    ptrdiff_t done = 0;
    do {
      const ptrdiff_t ahead = shape.depth - done;
      work.depth = ahead < plan->depth_block ? ahead : plan->depth_block;
      work.a = a + done * work.a_column;
      work.c = c + left;
      work.accumulate = accumulate || done > 0;
      if (shape.b_is_transposed) {
        pack_panel(
            b + left * shape.b_stride + done, shape.b_stride, columns, work.depth,
            plan->panel_columns / LANES, workspace);
        work.b = workspace;
      } else {
        work.b = b + done * shape.b_stride + left;
      }
      compute_piece(plan, work, piece / plan->panels, columns);
      done += work.depth;
    } while (done < shape.depth);
  }
}
