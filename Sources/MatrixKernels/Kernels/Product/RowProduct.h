// The product of one row and a matrix, c = a·B, that passes over the zeros of the row.
//
// One sample's product waits for memory: every number of B is loaded for a single multiply-add. A
// row of a picture with much paper, or of relu's outputs, has many zeros, and their rows of B need
// not be loaded at all. The sums are those of the general product, bit by bit, as long as the
// numbers of B are finite: a zero adds nothing to a sum.

// The steps of a block of the depth at which a is not zero; returns how many there are.
INLINE ptrdiff_t find_steps(
    const Real *a, ptrdiff_t a_step, ptrdiff_t begin, ptrdiff_t end, uint32_t *steps) {
  ptrdiff_t count = 0;
  for (ptrdiff_t step = begin; step < end; step += 1) {
    steps[count] = (uint32_t)(step - begin);
    count += a[step * a_step] != 0;  // No branch: where zeros stand cannot be foretold.
  }
  return count;
}

// So many vectors of c, from the steps found; all but the last vector are full.
INLINE void add_rows(
    const Real *a, ptrdiff_t a_step, const Real *b, ptrdiff_t b_stride, const uint32_t *steps,
    ptrdiff_t count, const int vectors, const ptrdiff_t last_lanes, bool accumulate, Real *c) {
  Vector sums[ROW_VECTORS];
  UNROLLED for (int v = 0; v < vectors; v += 1) sums[v] = (Vector){0};
  for (ptrdiff_t index = 0; index < count; index += 1) {
    const ptrdiff_t step = steps[index];
    const Real left = a[step * a_step];
    const Real *row = b + step * b_stride;
    UNROLLED for (int v = 0; v < vectors; v += 1) {
      sums[v] += left * load(row + v * LANES, v == vectors - 1 ? last_lanes : LANES);
    }
  }
  UNROLLED for (int v = 0; v < vectors; v += 1) {
    const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
    Real *to = c + v * LANES;
    store(to, accumulate ? load(to, lanes) + sums[v] : sums[v], lanes);
  }
}

// Panels first ..< end of C = A·B or C += A·B, where A and C are one row.
static void row_product(
    const GlassboxProductPlan *plan, const Real *a, const Real *b, Real *c, bool accumulate,
    ptrdiff_t first, ptrdiff_t end) {
  const GlassboxProductShape *shape = &plan->work;
  const ptrdiff_t a_step = shape->a_is_transposed ? shape->a_stride : 1;
  const ptrdiff_t right = end * plan->panel_columns;
  const ptrdiff_t stop = right < shape->columns ? right : shape->columns;
  uint32_t steps[DEPTH_BLOCK];
  for (ptrdiff_t part = 0; part < plan->depth_blocks; part += 1) {
    const ptrdiff_t begin = share_begin(part, shape->depth, plan->depth_blocks);
    const ptrdiff_t depth_end = share_begin(part + 1, shape->depth, plan->depth_blocks);
    const ptrdiff_t count = find_steps(a, a_step, begin, depth_end, steps);
    const Real *left = a + begin * a_step;
    const Real *top = b + begin * shape->b_stride;
    const bool adds = accumulate || part > 0;
    ptrdiff_t column = first * plan->panel_columns;
    for (; column + ROW_VECTORS * LANES <= stop; column += ROW_VECTORS * LANES) {
      add_rows(
          left, a_step, top + column, shape->b_stride, steps, count, ROW_VECTORS, LANES, adds,
          c + column);
    }
    for (; column < stop; column += LANES) {
      const ptrdiff_t lanes = stop - column < LANES ? stop - column : LANES;
      add_rows(
          left, a_step, top + column, shape->b_stride, steps, count, 1, lanes, adds, c + column);
    }
  }
}
