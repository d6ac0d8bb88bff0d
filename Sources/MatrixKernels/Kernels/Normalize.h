// Inputs brought to a mean of 0 and a deviation of 1, and sums of equal shares.

// outputs (rows × columns) = (inputs − means) / deviations
//
// In double precision until the end, whatever the kernel's: of large inputs that differ little, a
// smaller one would keep nothing but the mean.
static void normalize(
    ptrdiff_t rows, ptrdiff_t columns, const double *means, const double *deviations,
    const double *inputs, Real *outputs) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    for (ptrdiff_t i = 0; i < columns; i += 1) {
      outputs[i] = (Real)((inputs[i] - means[i]) / deviations[i]);
    }
    inputs += columns;
    outputs += columns;
  }
}

// totals (count) += numbers
static void add(ptrdiff_t count, const Real *numbers, Real *totals) {
  FOR_EACH_VECTOR(count, {
    store(totals + i, load(totals + i, lanes) + load(numbers + i, lanes), lanes);
  });
}
