// As much arithmetic as the processor can do, for no purpose but to be timed.

// Independent multiply-adds, as many at a time as a tile of C has sums. The chains of one sum's
// steps are far enough apart that none waits. Returns the number of operations.
static double busy_work(ptrdiff_t rounds, Real *sink) {
  Vector sums[TILE_SUMS];
  UNROLLED for (int s = 0; s < TILE_SUMS; s += 1) sums[s] = all_lanes((Real)s);
  // All sums approach 1, and never become denormal.
  Vector factor = all_lanes((Real)0.75);
  const Vector summand = all_lanes((Real)0.25);
  for (ptrdiff_t round = 0; round < rounds; round += 1) {
    UNROLLED for (int s = 0; s < TILE_SUMS; s += 1) sums[s] = sums[s] * factor + summand;
  }
  Vector total = {0};
  UNROLLED for (int s = 0; s < TILE_SUMS; s += 1) total += sums[s];
  store(sink, total, LANES);
  return (double)rounds * TILE_SUMS * (double)LANES * 2;
}
