// Inputs brought to a mean of 0 and a deviation of 1, and sums of equal shares.

// outputs (rows × columns) = (inputs − means) / deviations
static void normalize(
    ptrdiff_t rows, ptrdiff_t columns, const Real *means, const Real *deviations,
    const Real *inputs, Real *outputs) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    FOR_EACH_VECTOR(columns, {
      const Vector distance = load(inputs + i, lanes) - load(means + i, lanes);
      store(outputs + i, distance / load(deviations + i, lanes), lanes);
    });
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
