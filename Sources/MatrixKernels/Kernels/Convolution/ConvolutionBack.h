// Going back through a convolution: from the sensitivities of its sums to those of its picture.
//
// With stride s, place k of the kernel links pixel p = s·window + k − before. So the pixels with the
// same (p + before) mod s, a phase, are linked by the same places of the kernel, k = phase + s·tap;
// along each phase the way back is a convolution of stride 1 with those places, in reverse order,
// and the kernel's channels and filters swapped. With stride 1 there is one phase.

// Every place by itself takes as long as so many steps of the depth more.
#define STEPS_TO_PAY 4

// One phase, in one direction.
typedef struct {
  // Its first pixel, and how many it has, `stride` apart.
  ptrdiff_t pixel, pixels;
  // How many places of the kernel it has, and how many earlier phases have.
  ptrdiff_t taps, earlier_taps;
  // The first window that its first pixel is linked to, if there were windows before the first.
  ptrdiff_t window;
} Phase;

INLINE ptrdiff_t taps_of(ptrdiff_t phase, ptrdiff_t stride, ptrdiff_t extent) {
  return phase < extent ? quotient_rounded_up(extent - phase, stride) : 0;
}

INLINE Phase find_phase(
    ptrdiff_t index, ptrdiff_t stride, ptrdiff_t extent, ptrdiff_t before, ptrdiff_t pixels) {
  Phase phase = {.taps = taps_of(index, stride, extent)};
  // Every phase has extent / stride taps, and the first extent % stride of them one more.
  phase.earlier_taps = index * (extent / stride) + smaller_count(index, extent % stride);
  phase.pixel = ((index - before) % stride + stride) % stride;
  phase.pixels = phase.pixel < pixels ? quotient_rounded_up(pixels - phase.pixel, stride) : 0;
  phase.window = (phase.pixel + before - index) / stride - (phase.taps - 1);
  return phase;
}

// The place of the kernel at which a phase's tap lies; taps are counted in reverse order.
INLINE ptrdiff_t place_of(ptrdiff_t index, ptrdiff_t stride, Phase phase, ptrdiff_t tap) {
  return index + stride * (phase.taps - 1 - tap);
}

// One row of a kernel, transposed: for each phase and tap filters × channels.
static void transpose_kernel_row(
    const GlassboxConvolutionPlan *plan, const Real *row, Real *transposed_row) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t stride = windows->stride_right;
  for (ptrdiff_t index = 0; index < stride; index += 1) {
    const Phase phase = find_phase(index, stride, windows->window_width, 0, 1);
    for (ptrdiff_t tap = 0; tap < phase.taps; tap += 1) {
      const ptrdiff_t place = place_of(index, stride, phase, tap);
      // The rows of zeros that this writes behind are written again by the next.
      pack_transposed_panel(
          row + place * windows->channels * plan->filters, plan->filters, windows->channels,
          plan->filters, plan->transposed_columns, transposed_row);
      transposed_row += plan->filters * plan->transposed_columns;
    }
  }
}

// transposed = the kernel (window_height × window_width × channels × filters) as the way back needs it.
static void transpose_kernel(
    const GlassboxConvolutionPlan *plan, const Real *kernel, Real *transposed) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t stride = windows->stride_down;
  const ptrdiff_t row = windows->window_width * windows->channels * plan->filters;
  for (ptrdiff_t index = 0; index < stride; index += 1) {
    const Phase phase = find_phase(index, stride, windows->window_height, 0, 1);
    for (ptrdiff_t tap = 0; tap < phase.taps; tap += 1) {
      transpose_kernel_row(plan, kernel + place_of(index, stride, phase, tap) * row, transposed);
      transposed += windows->window_width * plan->filters * plan->transposed_columns;
    }
  }
}

// The sensitivities of a picture's pixels in row y, for all phases along the row.
static void convolve_row_back(
    const GlassboxConvolutionPlan *plan, const Real *padded, const Real *transposed, Phase down,
    ptrdiff_t window, Real *picture_row) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t stride = windows->stride_right;
  const ptrdiff_t before = quotient_rounded_up(windows->window_width, stride) - 1;
  const ptrdiff_t row = plan->padded_output_width * plan->filters;
  const ptrdiff_t transposed_place = plan->filters * plan->transposed_columns;
  const ptrdiff_t transposed_row = windows->window_width * transposed_place;
  const Span seen = inside(window, down.taps, windows->output_height);
  for (ptrdiff_t index = 0; index < stride; index += 1) {
    const Phase right =
        find_phase(index, stride, windows->window_width, windows->left, windows->width);
    const TileWork work = {
        .a = padded + (window + seen.first) * row + (before + right.window) * plan->filters,
        .a_row = plan->filters,
        .a_column = 1,
        .a_segment = row,
        .b = transposed + (down.earlier_taps + seen.first) * transposed_row
             + right.earlier_taps * transposed_place,
        .b_row = plan->transposed_columns,
        .b_segment = transposed_row,
        .c = picture_row + right.pixel * windows->channels,
        .c_row = stride * windows->channels,
        .depth = right.taps * plan->filters,
        .segments = seen.end - seen.first,
    };
    compute_tiles(work, right.pixels, windows->channels);
  }
}

// Whether a row is better gone over once for each place of the kernel: every window then meets pixels
// alone, where all places at once meet zeros beside the windows as well. Sums are then put down and taken
// up again, which short ones do not pay for.
INLINE bool single_places_pay(const GlassboxConvolutionPlan *plan) {
  const GlassboxWindows *windows = &plan->windows;
  return windows->stride_right == 1 && windows->width > windows->output_width
         && windows->window_height * plan->filters * (windows->width - windows->output_width)
                >= STEPS_TO_PAY * windows->width;
}

// Zeros in the pixels of a row that no window of a span meets; the first window would be at `pixel`.
static void zero_outside(
    Span windows, ptrdiff_t pixel, ptrdiff_t width, ptrdiff_t channels, Real *row) {
  const ptrdiff_t first = smaller_count(pixel + windows.first, width);
  const ptrdiff_t end = windows.end > windows.first ? pixel + windows.end : first;
  memset(row, 0, (size_t)(first * channels) * REAL_BYTES);
  memset(row + end * channels, 0, (size_t)((width - end) * channels) * REAL_BYTES);
}

// The same as convolve_row_back, place by place; the stride is 1, and nothing stands beside the windows.
static void convolve_row_back_by_places(
    const GlassboxConvolutionPlan *plan, const Real *sensitivities, const Real *transposed, Phase down,
    ptrdiff_t window, Real *picture_row) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t row = windows->output_width * plan->filters;
  const ptrdiff_t transposed_place = plan->filters * plan->transposed_columns;
  const ptrdiff_t transposed_row = windows->window_width * transposed_place;
  const Span seen = inside(window, down.taps, windows->output_height);
  const Phase right = find_phase(0, 1, windows->window_width, windows->left, windows->width);
  for (ptrdiff_t tap = 0; tap < right.taps; tap += 1) {
    const ptrdiff_t pixel = place_of(0, 1, right, tap) - windows->left;
    const Span linked = inside(pixel, windows->output_width, windows->width);
    if (tap == 0) zero_outside(linked, pixel, windows->width, windows->channels, picture_row);
    const TileWork work = {
        .a = sensitivities + (window + seen.first) * row + linked.first * plan->filters,
        .a_row = plan->filters,
        .a_column = 1,
        .a_segment = row,
        .b = transposed + (down.earlier_taps + seen.first) * transposed_row
             + tap * transposed_place,
        .b_row = plan->transposed_columns,
        .b_segment = transposed_row,
        .c = picture_row + (pixel + linked.first) * windows->channels,
        .c_row = windows->channels,
        .depth = plan->filters,
        .segments = seen.end - seen.first,
        .accumulate = tap > 0,
    };
    compute_tiles(work, linked.end - linked.first, windows->channels);
  }
}

// picture_sensitivities (height × width × channels), from the sensitivities of one picture's sums
// (output_height × output_width × filters) and the transposed kernel.
static void convolve_back(
    const GlassboxConvolutionPlan *plan, const Real *sensitivities, const Real *transposed,
    Real *workspace, Real *picture_sensitivities) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t before = quotient_rounded_up(windows->window_width, windows->stride_right) - 1;
  const bool by_places = single_places_pay(plan);
  const Real *padded = sensitivities;
  if (!by_places && plan->padded_output_width != windows->output_width) {
    pad_picture(
        sensitivities, windows->output_height, windows->output_width, plan->filters, before,
        plan->padded_output_width, workspace);
    padded = workspace;
  }
  for (ptrdiff_t index = 0; index < windows->stride_down; index += 1) {
    const Phase down = find_phase(
        index, windows->stride_down, windows->window_height, windows->top, windows->height);
    for (ptrdiff_t i = 0; i < down.pixels; i += 1) {
      const ptrdiff_t y = down.pixel + i * windows->stride_down;
      (by_places ? convolve_row_back_by_places : convolve_row_back)(
          plan, padded, transposed, down, down.window + i,
          picture_sensitivities + y * windows->width * windows->channels);
    }
  }
}
