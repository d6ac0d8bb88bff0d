// The matrix product C = A·B, C += A·B or C += scale·A·B, cut into pieces that threads can share.
//
// C stands in panels of a few vectors across and blocks of many rows; a piece is one block of one
// panel, and goes through it tile by tile. A and B are mostly read where they lie: a tile reads
// whole vectors of B and numbers of A one by one, which the caches bear well. They are copied first
// ("packed") when they are stored as their transposes; and when a matrix is so wide that its rows are
// a large power of two apart, and would crowd in the caches. Plan.h decides on that, Packing.h does it.
// While the first tiles of a panel are computed, the next panel of B is fetched from far memory.
//
// Every number of C is the sum of its products in the order of the depth, taken up in blocks of
// the same length for every piece. So no cut and no number of threads changes a bit of it.

// How many vectors across the next tiles of a panel are, when so many columns are left: a panel at
// the right edge of C may be narrower than the others.
INLINE ptrdiff_t vectors_across(ptrdiff_t columns, ptrdiff_t vectors) {
  if (columns > (vectors - 1) * LANES) return vectors;
  return columns > LANES ? TILE_VECTORS : 1;
}

// The first row of a tile.
INLINE ptrdiff_t tile_begin(const GlassboxProductPlan *plan, ptrdiff_t tile) {
  return share_begin(tile, plan->work.rows, plan->row_tiles);
}

// The first tile of a block of rows.
INLINE ptrdiff_t block_begin(const GlassboxProductPlan *plan, ptrdiff_t block) {
  return share_begin(block, plan->row_tiles, plan->row_blocks);
}

// How many columns a panel has: the last one may be narrower.
INLINE ptrdiff_t columns_of_panel(const GlassboxProductPlan *plan, ptrdiff_t panel) {
  const ptrdiff_t right = plan->work.columns - panel * plan->panel_columns;
  return right < plan->panel_columns ? right : plan->panel_columns;
}

// Tiles begin ..< end of a panel, from the top down; A and C begin at the first one's first row.
static void compute_rows(
    const GlassboxProductPlan *plan, TileWork work, ptrdiff_t begin, ptrdiff_t end,
    ptrdiff_t columns, const TileFunction *tiles) {
  for (ptrdiff_t tile = begin; tile < end; tile += 1) {
    const ptrdiff_t height = tile_begin(plan, tile + 1) - tile_begin(plan, tile);
    if (plan->packs_tiles) work.a_column = height;
    if (tile == begin + TILE_VECTORS) {
      work.ahead = NULL;
      work.ahead_row = work.ahead_tile = 0;
    }
    tiles[height - 1](&work);
    if (work.activating != NULL) {
      // While the tile is still near.
      activate(
          work.activating->activation, work.activating->number, height, columns, work.c_row,
          work.last_bias, work.c, work.outputs);
      work.outputs += height * work.c_row;
    }
    work.a += height * (plan->packs_tiles ? work.depth : work.a_row);
    work.c += height * work.c_row;
    if (work.ahead != NULL) work.ahead += work.ahead_tile;
  }
}

// Tiles begin ..< end of one panel, for one block of the depth; A and C begin at their first row, C and B at
// the panel's first column.
static void compute_panel(
    const GlassboxProductPlan *plan, TileWork work, ptrdiff_t begin, ptrdiff_t end,
    ptrdiff_t columns) {
  while (columns > 0) {
    const ptrdiff_t vectors = vectors_across(columns, plan->panel_columns / LANES);
    const ptrdiff_t across = columns < vectors * LANES ? columns : vectors * LANES;
    work.last_lanes = across - (vectors - 1) * LANES;
    compute_rows(
        plan, work, begin, end, across, tiles_across(vectors, work.last_lanes < LANES));
    work.b += across;
    work.c += across;
    if (work.activating != NULL) work.outputs += across;
    if (work.last_bias != NULL) work.last_bias += across;
    columns -= across;
  }
}

// The same when C is stored as its transpose: by way of a buffer, which is then transposed.
static void compute_transposed_panel(
    const GlassboxProductPlan *plan, TileWork work, ptrdiff_t begin, ptrdiff_t end,
    ptrdiff_t columns, Real *buffer) {
  const ptrdiff_t height = tile_begin(plan, end) - tile_begin(plan, begin);
  const TileWork transposed = work;
  work.c = buffer;
  work.c_row = plan->panel_columns;
  work.accumulate = false;
  compute_panel(plan, work, begin, end, columns);
  unpack_transposed_block(
      buffer, work.c_row, height, columns, transposed.c, transposed.c_row, transposed.accumulate);
}

// B from column `left` and step `done` on, where a panel's tiles will read it.
static const Real *find_panel(
    const GlassboxProductPlan *plan, const Real *b, ptrdiff_t left, ptrdiff_t columns,
    ptrdiff_t done, ptrdiff_t depth, Real *copy) {
  const ptrdiff_t stride = plan->work.b_stride;
  if (plan->work.b_is_transposed) {
    return pack_transposed_panel(
        b + left * stride + done, stride, columns, depth, plan->panel_columns, copy);
  }
  b += done * stride + left;
  return plan->packs_b ? pack_panel(b, stride, columns, depth, plan->panel_columns, copy) : b;
}

// Has the first tiles of a panel fetch the next one, which begins at column `left`, for step `done` on:
// a line of a vector for each step and tile.
static void look_ahead(
    const GlassboxProductPlan *plan, const Real *b, ptrdiff_t left, ptrdiff_t done, TileWork *work) {
  const ptrdiff_t stride = plan->work.b_stride;
  const bool is_transposed = plan->work.b_is_transposed;
  work->ahead = b + (is_transposed ? left * stride + done : done * stride + left);
  work->ahead_row = is_transposed ? LANES : stride;
  work->ahead_tile = is_transposed ? LANES * stride : LANES;
}

// Copies all that the tiles of a block read of A, where that is stored as its transpose.
static void pack_tiles(
    const GlassboxProductPlan *plan, TileWork *work, ptrdiff_t block, Real *copy) {
  const ptrdiff_t begin = block_begin(plan, block);
  const ptrdiff_t top = tile_begin(plan, begin);
  for (ptrdiff_t tile = begin; tile < block_begin(plan, block + 1); tile += 1) {
    const ptrdiff_t row = tile_begin(plan, tile) - top;
    const ptrdiff_t height = tile_begin(plan, tile + 1) - top - row;
    pack_tile(
        work->a + row, work->a_column, height, work->depth, copy + row * work->depth);
  }
  work->a = copy;
}

// Panels first ..< end of a block of rows. What becomes of the sums is said by `ending`.
static void compute_block(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *c, TileWork ending,
    Real *workspace, ptrdiff_t block, ptrdiff_t first, ptrdiff_t end) {
  const GlassboxProductShape *shape = &plan->work;
  const ptrdiff_t first_tile = block_begin(plan, block);
  const ptrdiff_t end_tile = block_begin(plan, block + 1);
  const ptrdiff_t top = tile_begin(plan, first_tile);
  const ptrdiff_t row_step = shape->a_is_transposed ? 1 : shape->a_stride;
  const ptrdiff_t depth_step = shape->a_is_transposed ? shape->a_stride : 1;
  Real *panel = workspace + plan->block_count;
  Real *buffer = panel + plan->panel_count;
  for (ptrdiff_t part = 0; part < plan->depth_blocks; part += 1) {
    const ptrdiff_t done = share_begin(part, shape->depth, plan->depth_blocks);
    TileWork work = {
        .a = a + top * row_step + done * depth_step,
        .a_row = row_step,
        .a_column = depth_step,
        .b_row = plan->packs_b ? plan->panel_columns : shape->b_stride,
        .c_row = shape->c_stride,
        .depth = share_begin(part + 1, shape->depth, plan->depth_blocks) - done,
        .segments = 1,
        .accumulate = ending.accumulate || part > 0,
        .scales = ending.scales,
        .scale = ending.scale,
        .activating = part + 1 == plan->depth_blocks ? ending.activating : NULL,
    };
    if (plan->packs_tiles) pack_tiles(plan, &work, block, workspace);
    if (plan->packs_rows) pack_rows(&work, tile_begin(plan, end_tile) - top, workspace);
    for (ptrdiff_t index = first; index < end; index += 1) {
      const ptrdiff_t left = index * plan->panel_columns;
      const ptrdiff_t columns = columns_of_panel(plan, index);
      work.b = find_panel(plan, b, left, columns, done, work.depth, panel);
      if (index + 1 < plan->panels) look_ahead(plan, b, left + columns, done, &work);
      if (plan->transposes_c) {
        work.c = c + left * shape->c_stride + top;
        compute_transposed_panel(plan, work, first_tile, end_tile, columns, buffer);
      } else {
        work.c = c + top * shape->c_stride + left;
        if (work.activating != NULL) {
          work.outputs = ending.outputs + top * shape->c_stride + left;
          work.last_bias = ending.last_bias != NULL ? ending.last_bias + left : NULL;
        }
        compute_panel(plan, work, first_tile, end_tile, columns);
      }
    }
  }
}

// Pieces first ..< end: the panels of the first block of rows, then of the next, and so on.
static void compute_pieces(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *c, TileWork ending,
    Real *workspace, ptrdiff_t first, ptrdiff_t end) {
  const Real *left = plan->transposes_c ? b : a;
  const Real *right = plan->transposes_c ? a : b;
  while (first < end) {
    const ptrdiff_t block = first / plan->panels;
    const ptrdiff_t begin = block * plan->panels;
    const ptrdiff_t stop = end < begin + plan->panels ? end : begin + plan->panels;
    compute_block(plan, left, right, c, ending, workspace, block, first - begin, stop - begin);
    first = stop;
  }
}

static void product(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *c, bool accumulate,
    Real *workspace, ptrdiff_t first, ptrdiff_t end) {
  if (plan->is_row) {
    row_product(plan, a, b, c, accumulate, first, end);
  } else {
    compute_pieces(
        plan, a, b, c, (TileWork){.accumulate = accumulate}, workspace, first, end);
  }
}

static void add_scaled_product(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real scale, Real *c,
    Real *workspace, ptrdiff_t first, ptrdiff_t end) {
  const TileWork ending = {.accumulate = true, .scales = true, .scale = scale};
  compute_pieces(plan, a, b, c, ending, workspace, first, end);
}

static void dense_layer(
    const GlassboxProductPlan *plan, const Real *inputs, const Real *weights, const Real *bias,
    GlassboxActivation activation, Real number, Real *sums, Real *outputs, Real *workspace,
    ptrdiff_t first, ptrdiff_t end) {
  if (plan->is_row) {
    row_product(plan, inputs, weights, sums, false, first, end);
    const ptrdiff_t left = first * plan->panel_columns;
    const ptrdiff_t right = smaller_count(end * plan->panel_columns, plan->work.columns);
    activate(
        activation, number, 1, right - left, 0, bias != NULL ? bias + left : NULL, sums + left,
        outputs + left);
    return;
  }
  const Activating activating = {.activation = activation, .number = number};
  const TileWork ending = {.activating = &activating, .outputs = outputs, .last_bias = bias};
  compute_pieces(plan, inputs, weights, sums, ending, workspace, first, end);
}

// ---- The same with everything copied first ----------------------------------------------------

static void copy_operands(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *copies, ptrdiff_t first,
    ptrdiff_t end) {
  const ptrdiff_t depth = plan->work.depth;
  Real *panels = copies + tiles_count(plan);
  for (ptrdiff_t index = first; index < end; index += 1) {
    if (index < plan->row_tiles) {
      const ptrdiff_t row = tile_begin(plan, index);
      pack_tile(
          a + row, plan->work.a_stride, tile_begin(plan, index + 1) - row, depth,
          copies + row * depth);
    } else {
      const ptrdiff_t panel = index - plan->row_tiles;
      find_panel(
          plan, b, panel * plan->panel_columns, columns_of_panel(plan, panel), 0, depth,
          panels + panel * plan->panel_count);
    }
  }
}

static void product_of_copies(
    const GlassboxProductPlan *plan, const Real *copies, bool accumulate, Real scale, Real *c,
    ptrdiff_t first, ptrdiff_t end) {
  const ptrdiff_t top = tile_begin(plan, first);
  const Real *panels = copies + tiles_count(plan);
  TileWork work = {
      .a = copies + top * plan->work.depth,
      .a_row = 1,
      .b_row = plan->panel_columns,
      .c_row = plan->work.c_stride,
      .depth = plan->work.depth,
      .segments = 1,
      .accumulate = accumulate,
      .scales = scale != 1,
      .scale = scale,
  };
  for (ptrdiff_t panel = 0; panel < plan->panels; panel += 1) {
    work.b = panels + panel * plan->panel_count;
    work.c = c + top * work.c_row + panel * plan->panel_columns;
    compute_panel(plan, work, first, end, columns_of_panel(plan, panel));
  }
}
