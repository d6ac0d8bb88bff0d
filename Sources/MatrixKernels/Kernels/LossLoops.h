// Losses of many outputs, and what they ask of each; of one output, see include/Losses.h.

// losses (rows), sensitivities (rows × columns) = ∂loss/∂y × scale, for a constant loss.
INLINE void loss_with(
    const GlassboxLoss loss, Real number, ptrdiff_t rows, ptrdiff_t columns, const Real *outputs,
    const Real *targets, Real scale, double *losses, Real *sensitivities) {
  const Real share = is_mean(loss) ? scale / (Real)columns : scale;
  const double divisor = is_mean(loss) ? (double)columns : 1;
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    Vector totals = {0};
    FOR_EACH_VECTOR(columns, {
      const Vector y = load(outputs + i, lanes);
      const Vector t = load(targets + i, lanes);
      const Vector parts = loss_of(loss, number, y, t);
      totals += lanes == LANES ? parts : choose(lanes_below(lanes), parts, (Vector){0});
      store(sensitivities + i, sensitivity_of(loss, number, y, t) * share, lanes);
    });
    losses[row] = (double)sum_of_lanes(totals) / divisor;
    outputs += columns;
    targets += columns;
    sensitivities += columns;
  }
}

static void loss(
    GlassboxLoss kind, Real number, ptrdiff_t rows, ptrdiff_t columns, const Real *outputs,
    const Real *targets, Real scale, double *losses, Real *sensitivities) {
#define LOSS(constant) \
  case constant:       \
    return loss_with(  \
        constant, number, rows, columns, outputs, targets, scale, losses, sensitivities);
  switch (kind) { EACH_LOSS(LOSS) }
}
