// Shares of one whole: output = e^sum / total of e^sum over the row.

// What a row's shares are made with; the largest sum is taken off all, which keeps e^sum finite.
typedef struct {
  Real largest;
  // The total of e^(sum − largest).
  Real total;
} SoftmaxShares;

// outputs (columns) = the softmax of sums (columns); both may be the same.
INLINE SoftmaxShares softmax_row(ptrdiff_t columns, const Real *sums, Real *outputs) {
  const Vector lowest = all_lanes(-(Real)__builtin_inf());
  Vector peaks = lowest;
  FOR_EACH_VECTOR(columns, {
    const Vector sum = load(sums + i, lanes);
    peaks = larger(lanes == LANES ? sum : choose(lanes_below(lanes), sum, lowest), peaks);
  });
  SoftmaxShares shares = {.largest = largest_lane(peaks)};

  Vector totals = {0};
  FOR_EACH_VECTOR(columns, {
    const Vector power = exponential_of(load(sums + i, lanes) - shares.largest);
    totals += lanes == LANES ? power : choose(lanes_below(lanes), power, (Vector){0});
    store(outputs + i, power, lanes);
  });
  shares.total = sum_of_lanes(totals);

  FOR_EACH_VECTOR(columns, {
    store(outputs + i, load(outputs + i, lanes) / shares.total, lanes);
  });
  return shares;
}

// The same for a row that fits into one vector, and never leaves the registers.
INLINE SoftmaxShares softmax_short_row(ptrdiff_t columns, Vector sums, Vector *outputs) {
  const Integers present = lanes_below(columns);
  const Vector lowest = all_lanes(-(Real)__builtin_inf());
  SoftmaxShares shares;
  shares.largest = largest_lane(larger(choose(present, sums, lowest), lowest));
  const Vector powers = choose(present, exponential_of(sums - shares.largest), (Vector){0});
  shares.total = sum_of_lanes(powers);
  *outputs = powers / shares.total;
  return shares;
}

// outputs (rows × columns) = the softmax of each row of sums
static void softmax(ptrdiff_t rows, ptrdiff_t columns, const Real *sums, Real *outputs) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    softmax_row(columns, sums + row * columns, outputs + row * columns);
  }
}

// sensitivities (rows × columns): each sensitivity s of an output y becomes y·(s − Σ s·y), that of
// the sum; from ∂yᵢ/∂sumⱼ = yᵢ(δᵢⱼ − yⱼ).
static void softmax_back(
    ptrdiff_t rows, ptrdiff_t columns, const Real *outputs, Real *sensitivities) {
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    Vector products = {0};
    FOR_EACH_VECTOR(columns, {
      products += load(outputs + i, lanes) * load(sensitivities + i, lanes);
    });
    const Real common = sum_of_lanes(products);
    FOR_EACH_VECTOR(columns, {
      const Vector sensitivity = load(sensitivities + i, lanes);
      store(sensitivities + i, load(outputs + i, lanes) * (sensitivity - common), lanes);
    });
    outputs += columns;
    sensitivities += columns;
  }
}
