// Penalties on large weights: l1·Σ|w| + l2·Σw², and what they add to the gradients.

INLINE Vector sign_of(Vector x) {
  const Vector one = all_lanes(1);
  return choose(x > 0, one, choose(x < 0, -one, (Vector){0}));
}

// gradients (count) += l1·sign(w) + 2·l2·w
static void add_penalty(
    ptrdiff_t count, Real l1, Real l2, const Real *weights, Real *gradients) {
  FOR_EACH_VECTOR(count, {
    const Vector weight = load(weights + i, lanes);
    const Vector slope = l1 * sign_of(weight) + 2 * l2 * weight;
    store(gradients + i, load(gradients + i, lanes) + slope, lanes);
  });
}

// So many weights are added up at a time; the sum of many more would lose digits of each.
#define PENALTY_BLOCK 4096

// The penalty of the weights (count).
static double penalty(ptrdiff_t count, Real l1, Real l2, const Real *weights) {
  double total = 0;
  for (ptrdiff_t done = 0; done < count; done += PENALTY_BLOCK) {
    const ptrdiff_t block = count - done < PENALTY_BLOCK ? count - done : PENALTY_BLOCK;
    const Real *from = weights + done;
    Vector sizes = {0};
    Vector squares = {0};
    FOR_EACH_VECTOR(block, {
      const Vector weight = load(from + i, lanes);
      sizes += absolute(weight);
      squares += weight * weight;
    });
    total += (double)l1 * (double)sum_of_lanes(sizes) + (double)l2 * (double)sum_of_lanes(squares);
  }
  return total;
}
