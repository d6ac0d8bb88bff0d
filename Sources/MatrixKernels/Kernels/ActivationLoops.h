// Activations of many numbers, forward and backward; of one, see include/Activations.h.

// sums (rows × columns) += bias (columns), outputs = activation(sums), for a constant activation.
INLINE void activate_with(
    const GlassboxActivation activation, Real number, ptrdiff_t rows, ptrdiff_t columns,
    ptrdiff_t stride, const Real *bias, Real *sums, Real *outputs) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    FOR_EACH_VECTOR(columns, {
      Vector sum = load(sums + i, lanes);
      if (bias != NULL) {
        sum += load(bias + i, lanes);
        if (outputs != sums) store(sums + i, sum, lanes);
      }
      store(outputs + i, activated(activation, number, sum), lanes);
    });
    sums += stride;
    outputs += stride;
  }
}

// sensitivities (rows × columns) ×= slope, for a constant activation.
INLINE void activate_back_with(
    const GlassboxActivation activation, Real number, ptrdiff_t rows, ptrdiff_t columns,
    ptrdiff_t stride, const Real *sums, const Real *outputs, Real *sensitivities) {
  const bool needs_sums = slope_needs_sum(activation);
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    const ptrdiff_t begin = row * stride;
    FOR_EACH_VECTOR(columns, {
      const Vector sum = needs_sums ? load(sums + begin + i, lanes) : (Vector){0};
      const Vector output = needs_sums ? (Vector){0} : load(outputs + begin + i, lanes);
      const Vector steepness = slope_at(activation, number, sum, output);
      Real *sensitivity = sensitivities + begin + i;
      store(sensitivity, load(sensitivity, lanes) * steepness, lanes);
    });
  }
}

// Below, each activation has a loop of its own, with nothing left to decide inside.

static void activate(
    GlassboxActivation activation, Real number, ptrdiff_t rows, ptrdiff_t columns,
    ptrdiff_t stride, const Real *bias, Real *sums, Real *outputs) {
#define ACTIVATE(kind) \
  case kind: return activate_with(kind, number, rows, columns, stride, bias, sums, outputs);
  switch (activation) { EACH_ACTIVATION(ACTIVATE) }
}

static void activate_back(
    GlassboxActivation activation, Real number, ptrdiff_t rows, ptrdiff_t columns,
    ptrdiff_t stride, const Real *sums, const Real *outputs, Real *sensitivities) {
#define ACTIVATE_BACK(kind) \
  case kind:                \
    return activate_back_with(  \
        kind, number, rows, columns, stride, sums, outputs, sensitivities);
  switch (activation) { EACH_ACTIVATION(ACTIVATE_BACK) }
}
