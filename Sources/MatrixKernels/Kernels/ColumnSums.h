// The gradient of a bias: each sample's input sensitivities, added up.

// totals (columns) = the sum of the rows of matrix (rows × columns), from the first row down.
static void column_sums(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, const Real *matrix, Real *totals) {
  FOR_EACH_VECTOR(columns, {
    Vector total = {0};
    for (ptrdiff_t row = 0; row < rows; row += 1) {
      total += load(matrix + row * stride + i, lanes);
    }
    store(totals + i, total, lanes);
  });
}
