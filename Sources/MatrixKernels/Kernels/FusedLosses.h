// Loss and last activation in one, from the sums s: no logarithm of an output that became 0.

// Softmax with categorical cross-entropy: −Σ t·ln y = Σ t·(ln total − s), and ∂loss/∂s = y·Σt − t.
// A row is `columns` long in sums, targets, outputs and sensitivities; returns its loss.
INLINE double softmax_loss_row(
    ptrdiff_t columns, const Real *sums, const Real *targets, Real scale, Real *outputs,
    Real *sensitivities) {
  // The sums wait where the sensitivities will be: outputs may lie over them.
  if (outputs == sums) memcpy(sensitivities, sums, (size_t)columns * sizeof(Real));
  const Real *kept = outputs == sums ? sensitivities : sums;
  const SoftmaxShares shares = softmax_row(columns, sums, outputs);
  const Real log_total = shares.largest + logarithm_of(all_lanes(shares.total))[0];

  Vector losses = {0};
  Vector target_totals = {0};
  FOR_EACH_VECTOR(columns, {
    const Vector t = load(targets + i, lanes);
    losses += weighted(t, log_total - load(kept + i, lanes));
    target_totals += t;
  });
  const Real target_total = sum_of_lanes(target_totals);
  FOR_EACH_VECTOR(columns, {
    const Vector y = load(outputs + i, lanes);
    const Vector t = load(targets + i, lanes);
    store(sensitivities + i, (y * target_total - t) * scale, lanes);
  });
  return (double)sum_of_lanes(losses);
}

// The same for a row that fits into one vector.
INLINE double softmax_loss_short_row(
    ptrdiff_t columns, const Real *sums, const Real *targets, Real scale, Real *outputs,
    Real *sensitivities) {
  const Vector s = load(sums, columns);
  const Vector t = load(targets, columns);
  Vector y;
  const SoftmaxShares shares = softmax_short_row(columns, s, &y);
  const Vector log_total = shares.largest + logarithm_of(all_lanes(shares.total));
  store(outputs, y, columns);
  store(sensitivities, (y * sum_of_lanes(t) - t) * scale, columns);
  return (double)sum_of_lanes(weighted(t, log_total - s));
}

// sums, targets, outputs and sensitivities are rows × columns, losses (rows).
static void softmax_loss(
    ptrdiff_t rows, ptrdiff_t columns, const Real *sums, const Real *targets, Real scale,
    Real *outputs, double *losses, Real *sensitivities) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    losses[row] =
        columns <= LANES
            ? softmax_loss_short_row(columns, sums, targets, scale, outputs, sensitivities)
            : softmax_loss_row(columns, sums, targets, scale, outputs, sensitivities);
    sums += columns;
    targets += columns;
    outputs += columns;
    sensitivities += columns;
  }
}

// Sigmoid with binary cross-entropy: −t·ln y − (1 − t)·ln(1 − y)
// = max(s, 0) − s·t + ln(1 + e^−|s|), and ∂loss/∂s = y − t; both divided by the number of columns.
static void sigmoid_loss(
    ptrdiff_t rows, ptrdiff_t columns, const Real *sums, const Real *targets, Real scale,
    Real *outputs, double *losses, Real *sensitivities) {
  const Real share = scale / (Real)columns;
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    Vector totals = {0};
    FOR_EACH_VECTOR(columns, {
      const Vector s = load(sums + i, lanes);
      const Vector t = load(targets + i, lanes);
      const Vector y = sigmoid_of(s);
      const Vector rest = logarithm_of_one_plus(exponential_of(-absolute(s)));
      // Written so that what is not a number stays so.
      const Vector parts = choose(s < 0, (Vector){0}, s) - s * t + rest;
      totals += lanes == LANES ? parts : choose(lanes_below(lanes), parts, (Vector){0});
      store(outputs + i, y, lanes);
      store(sensitivities + i, (y - t) * share, lanes);
    });
    losses[row] = (double)sum_of_lanes(totals) / (double)columns;
    sums += columns;
    targets += columns;
    outputs += columns;
    sensitivities += columns;
  }
}
