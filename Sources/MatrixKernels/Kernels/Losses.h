// Losses from the outputs y alone, with targets t, and what they ask of each output.

// weight × value, but nothing of an infinite value where the weight is 0.
INLINE Vector weighted(Vector weight, Vector value) {
  return choose(weight == 0, (Vector){0}, weight * value);
}

// What one output adds to the loss, before the mean over the outputs is taken.
INLINE Vector loss_of(const GlassboxLoss loss, Vector y, Vector t) {
  switch (loss) {
    case GlassboxLossHalfSquaredError: return (Real)0.5 * (y - t) * (y - t);
    case GlassboxLossMeanSquaredError: return (y - t) * (y - t);
    case GlassboxLossBinaryCrossEntropy:
      return -weighted(t, logarithm_of(y)) - weighted(1 - t, logarithm_of_one_minus(y));
    case GlassboxLossCategoricalCrossEntropy: return -weighted(t, logarithm_of(y));
  }
}

// ∂loss/∂y of one output, before the mean over the outputs is taken.
INLINE Vector sensitivity_of(const GlassboxLoss loss, Vector y, Vector t) {
  switch (loss) {
    case GlassboxLossHalfSquaredError: return y - t;
    case GlassboxLossMeanSquaredError: return 2 * (y - t);
    case GlassboxLossBinaryCrossEntropy: return (y - t) / (y * (1 - y));
    case GlassboxLossCategoricalCrossEntropy: return choose(t == 0, (Vector){0}, -t / y);
  }
}

// Whether the loss is a mean over the outputs, not a sum.
INLINE bool is_mean(GlassboxLoss loss) {
  return loss == GlassboxLossMeanSquaredError || loss == GlassboxLossBinaryCrossEntropy;
}

// losses (rows), sensitivities (rows × columns) = ∂loss/∂y × scale, for a constant loss.
INLINE void loss_with(
    const GlassboxLoss loss, ptrdiff_t rows, ptrdiff_t columns, const Real *outputs,
    const Real *targets, Real scale, double *losses, Real *sensitivities) {
  const Real share = is_mean(loss) ? scale / (Real)columns : scale;
  const double divisor = is_mean(loss) ? (double)columns : 1;
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    Vector totals = {0};
    FOR_EACH_VECTOR(columns, {
      const Vector y = load(outputs + i, lanes);
      const Vector t = load(targets + i, lanes);
      const Vector parts = loss_of(loss, y, t);
      totals += lanes == LANES ? parts : choose(lanes_below(lanes), parts, (Vector){0});
      store(sensitivities + i, sensitivity_of(loss, y, t) * share, lanes);
    });
    losses[row] = (double)sum_of_lanes(totals) / divisor;
    outputs += columns;
    targets += columns;
    sensitivities += columns;
  }
}

static void loss_from_outputs(
    GlassboxLoss loss, ptrdiff_t rows, ptrdiff_t columns, const Real *outputs,
    const Real *targets, Real scale, double *losses, Real *sensitivities) {
#define LOSS(kind) \
  case kind:       \
    return loss_with(kind, rows, columns, outputs, targets, scale, losses, sensitivities);
  switch (loss) {
    LOSS(GlassboxLossHalfSquaredError)
    LOSS(GlassboxLossMeanSquaredError)
    LOSS(GlassboxLossBinaryCrossEntropy)
    LOSS(GlassboxLossCategoricalCrossEntropy)
  }
}
