// Activations of single numbers, forward and backward.

INLINE Vector activated(GlassboxActivation activation, Real slope, Vector sum) {
  switch (activation) {
    case GlassboxActivationIdentity: return sum;
    case GlassboxActivationSigmoid: return sigmoid_of(sum);
    case GlassboxActivationTanh: return tanh_of(sum);
    case GlassboxActivationRelu: return rectified(sum);
    case GlassboxActivationLeakyRelu: return choose(sum > 0, sum, slope * sum);
  }
}

INLINE Vector slope_at(GlassboxActivation activation, Real slope, Vector sum, Vector output) {
  const Vector one = all_lanes(1);
  switch (activation) {
    case GlassboxActivationIdentity: return one;
    case GlassboxActivationSigmoid: return output * (1 - output);
    case GlassboxActivationTanh: return 1 - output * output;
    case GlassboxActivationRelu: return choose(output > 0, one, (Vector){0});
    case GlassboxActivationLeakyRelu: return choose(sum > 0, one, all_lanes(slope));
  }
}

// sums (rows × columns) += bias (columns), outputs = activation(sums), for a constant activation.
INLINE void activate_with(
    const GlassboxActivation activation, Real slope, ptrdiff_t rows, ptrdiff_t columns,
    const Real *bias, Real *sums, Real *outputs) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    FOR_EACH_VECTOR(columns, {
      Vector sum = load(sums + i, lanes);
      if (bias != NULL) {
        sum += load(bias + i, lanes);
        if (outputs != sums) store(sums + i, sum, lanes);
      }
      store(outputs + i, activated(activation, slope, sum), lanes);
    });
    sums += columns;
    outputs += columns;
  }
}

// sensitivities (count) ×= slope, for a constant activation.
INLINE void turn_back_with(
    const GlassboxActivation activation, Real slope, ptrdiff_t count, const Real *sums,
    const Real *outputs, Real *sensitivities) {
  const bool needs_sums = activation == GlassboxActivationLeakyRelu;
  FOR_EACH_VECTOR(count, {
    const Vector sum = needs_sums ? load(sums + i, lanes) : (Vector){0};
    const Vector output = needs_sums ? (Vector){0} : load(outputs + i, lanes);
    const Vector steepness = slope_at(activation, slope, sum, output);
    store(sensitivities + i, load(sensitivities + i, lanes) * steepness, lanes);
  });
}

// Below, each activation has a loop of its own, with nothing left to decide inside.

static void activate(
    GlassboxActivation activation, Real slope, ptrdiff_t rows, ptrdiff_t columns,
    const Real *bias, Real *sums, Real *outputs) {
#define ACTIVATE(kind) \
  case kind: return activate_with(kind, slope, rows, columns, bias, sums, outputs);
  switch (activation) {
    ACTIVATE(GlassboxActivationIdentity)
    ACTIVATE(GlassboxActivationSigmoid)
    ACTIVATE(GlassboxActivationTanh)
    ACTIVATE(GlassboxActivationRelu)
    ACTIVATE(GlassboxActivationLeakyRelu)
  }
}

static void turn_back(
    GlassboxActivation activation, Real slope, ptrdiff_t count, const Real *sums,
    const Real *outputs, Real *sensitivities) {
#define TURN_BACK(kind) \
  case kind: return turn_back_with(kind, slope, count, sums, outputs, sensitivities);
  switch (activation) {
    TURN_BACK(GlassboxActivationIdentity)
    TURN_BACK(GlassboxActivationSigmoid)
    TURN_BACK(GlassboxActivationTanh)
    TURN_BACK(GlassboxActivationRelu)
    TURN_BACK(GlassboxActivationLeakyRelu)
  }
}
