// Counting the samples whose outputs give the answer that the targets ask for.

// The position of the largest of the numbers (count ≥ 1), the first of them if several are equal.
INLINE ptrdiff_t position_of_largest(ptrdiff_t count, const Real *numbers) {
  const Vector lowest = all_lanes(-(Real)__builtin_inf());
  Vector peaks = lowest;
  FOR_EACH_VECTOR(count, {
    const Vector number = load(numbers + i, lanes);
    peaks = larger(lanes == LANES ? number : choose(lanes_below(lanes), number, lowest), peaks);
  });
  const Real largest = largest_lane(peaks);
  if (largest == lowest[0]) return 0;
  ptrdiff_t position = 0;
  while (numbers[position] != largest) position += 1;
  return position;
}

// Of outputs and targets (rows × columns), how many rows agree.
static ptrdiff_t count_right(
    ptrdiff_t rows, ptrdiff_t columns, const Real *outputs, const Real *targets) {
  ptrdiff_t right = 0;
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    if (columns == 1) {
      right += (outputs[row] > (Real)0.5) == (targets[row] > (Real)0.5);
    } else {
      right += position_of_largest(columns, outputs + row * columns)
               == position_of_largest(columns, targets + row * columns);
    }
  }
  return right;
}
