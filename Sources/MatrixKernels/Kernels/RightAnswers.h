// Counting the samples whose outputs give the answer that the targets ask for.

// The largest of the numbers (count), −∞ if there is none; what is not a number does not count.
INLINE Real largest_of(ptrdiff_t count, const Real *numbers) {
  const Vector lowest = all_lanes(-(Real)__builtin_inf());
  Vector peaks = lowest;
  FOR_EACH_VECTOR(count, {
    const Vector number = load(numbers + i, lanes);
    peaks = larger(lanes == LANES ? number : choose(lanes_below(lanes), number, lowest), peaks);
  });
  return largest_lane(peaks);
}

// The position of the largest of the numbers (count ≥ 1), the first of them if several are equal.
INLINE ptrdiff_t position_of_largest(ptrdiff_t count, const Real *numbers) {
  const Real largest = largest_of(count, numbers);
  if (largest == -(Real)__builtin_inf()) return 0;
  if (count <= LANES) {
    // In one vector: of the lanes that hold the largest, the one with the smallest position.
    const Integers is_largest = (load(numbers, count) == largest) & lanes_below(count);
    const Vector positions = __builtin_convertvector(lane_positions(), Vector);
    return -(ptrdiff_t)largest_lane(choose(is_largest, -positions, all_lanes((Real)-LANES)));
  }
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
