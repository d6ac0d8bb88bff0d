// Copies of parts of A and B, to where a tile finds them fast; and a tile of C on its way back.

// Copies work's block of A (height × depth) to where rows do not crowd.
static void pack_rows(TileWork *work, ptrdiff_t height, Real *block) {
  // An odd number of vectors spreads rows over the whole cache.
  const ptrdiff_t stride = (quotient_rounded_up(work->depth, LANES) | 1) * LANES;
  for (ptrdiff_t row = 0; row < height; row += 1) {
    memcpy(block + row * stride, work->a + row * work->a_row, (size_t)work->depth * REAL_BYTES);
  }
  work->a = block;
  work->a_row = stride;
}

// tile (depth × height) = what a tile reads of A, which is stored as its transpose: one number after
// the other.
static void pack_tile(
    const Real *a, ptrdiff_t stride, ptrdiff_t height, ptrdiff_t depth, Real *tile) {
  for (ptrdiff_t step = 0; step < depth; step += 1) {
    FOR_EACH_VECTOR(height, {
      store(tile + step * height + i, load(a + step * stride + i, lanes), lanes);
    });
  }
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
static const Real *pack_transposed_panel(
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

// c (height × lanes) += square
INLINE void add_square(
    const Real *square, ptrdiff_t height, ptrdiff_t lanes, Real *c, ptrdiff_t c_stride) {
  // All are loaded before the first is stored, as in a tile.
  Vector sums[LANES];
  UNROLLED for (ptrdiff_t row = 0; row < LANES; row += 1) {
    if (row < height) sums[row] = load(c + row * c_stride, lanes) + load(square + row * LANES, LANES);
  }
  UNROLLED for (ptrdiff_t row = 0; row < LANES; row += 1) {
    if (row < height) store(c + row * c_stride, sums[row], lanes);
  }
}

// c (columns × rows) = or += the transpose of block (rows × columns), whose rows are `stride` apart
// and which has room for whole squares.
static void unpack_transposed_block(
    const Real *block, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, Real *c,
    ptrdiff_t c_stride, bool accumulate) {
  Real square[LANES * LANES];
  for (ptrdiff_t left = 0; left < columns; left += LANES) {
    const ptrdiff_t height = columns - left < LANES ? columns - left : LANES;
    for (ptrdiff_t top = 0; top < rows; top += LANES) {
      const ptrdiff_t lanes = rows - top < LANES ? rows - top : LANES;
      const Real *from = block + top * stride + left;
      Real *to = c + left * c_stride + top;
      if (height == LANES && lanes == LANES && !accumulate) {
        transpose(from, stride, to, c_stride);
        continue;
      }
      transpose(from, stride, square, LANES);
      if (accumulate) {
        add_square(square, height, lanes, to, c_stride);
        continue;
      }
      for (ptrdiff_t row = 0; row < height; row += 1) {
        store(to + row * c_stride, load(square + row * LANES, LANES), lanes);
      }
    }
  }
}
