// Convolutions, forward and back, as matrix products whose matrices are never written down.
//
// Under a row of windows, one row of the kernel sees window_width · channels numbers that lie side
// by side, and its next window sees the same a few numbers further on. So the matrix with a window
// in each row is in memory already: its rows overlap, and its depth lies in as many segments as the
// kernel has rows. The tiles of matrix products compute it where it lies; only pictures that want
// columns of zeros beside them are copied first, one sample at a time. Rows above and below a
// picture are left out instead.
//
// Every number is the sum of its products in an order that depends on the shapes alone.

static GlassboxConvolutionPlan plan_convolution(GlassboxWindows windows, ptrdiff_t filters) {
  // A single window goes nowhere; without this, going back would look at every step of its stride.
  if (windows.output_height == 1) windows.stride_down = 1;
  if (windows.output_width == 1) windows.stride_right = 1;
  const ptrdiff_t reach = (windows.output_width - 1) * windows.stride_right + windows.window_width;
  const ptrdiff_t taps = quotient_rounded_up(windows.window_width, windows.stride_right);
  const ptrdiff_t last = (windows.width - 1 + windows.left) / windows.stride_right;
  GlassboxConvolutionPlan plan = {
      .windows = windows,
      .filters = filters,
      .transposed_columns = quotient_rounded_up(windows.channels, LANES) * LANES,
      .padded_width = larger_count(reach, windows.left + windows.width),
      .padded_output_width = taps - 1 + larger_count(last + 1, windows.output_width),
  };
  // Squares of LANES × LANES numbers are transposed at a time.
  plan.transposed_count =
      (windows.window_height * windows.window_width * filters + LANES) * plan.transposed_columns;
  plan.workspace_count = larger_count(
      windows.height * plan.padded_width * windows.channels,
      windows.output_height * plan.padded_output_width * filters);
  return plan;
}

// C (rows × columns) of some work in tiles: panel by panel, each from the top down.
static void compute_tiles(TileWork work, ptrdiff_t rows, ptrdiff_t columns) {
  const ptrdiff_t widest = panel_vectors(rows, columns);
  while (columns > 0) {
    const ptrdiff_t vectors = vectors_across(columns, widest);
    const ptrdiff_t across = smaller_count(columns, vectors * LANES);
    work.last_lanes = across - (vectors - 1) * LANES;
    const TileFunction *tiles = tiles_across(vectors, work.last_lanes < LANES);
    const ptrdiff_t row_tiles = quotient_rounded_up(rows, highest_tile(vectors));
    TileWork strip = work;
    for (ptrdiff_t tile = 0; tile < row_tiles; tile += 1) {
      const ptrdiff_t height =
          share_begin(tile + 1, rows, row_tiles) - share_begin(tile, rows, row_tiles);
      tiles[height - 1](&strip);
      strip.a += height * work.a_row;
      strip.c += height * work.c_row;
    }
    work.b += across;
    work.c += across;
    if (work.bias != NULL) work.bias += across;
    columns -= across;
  }
}

// The picture as its windows see it: with columns of zeros beside it, in the workspace, if any.
INLINE const Real *find_picture(
    const GlassboxConvolutionPlan *plan, const Real *picture, Real *workspace) {
  const GlassboxWindows *windows = &plan->windows;
  if (plan->padded_width == windows->width) return picture;
  pad_picture(
      picture, windows->height, windows->width, windows->channels, windows->left,
      plan->padded_width, workspace);
  return workspace;
}

// Forward: sums (output_height × output_width × filters) = windows · kernel + bias, and outputs =
// activation(sums), for one picture (height × width × channels).
static void convolve(
    const GlassboxConvolutionPlan *plan, const Real *picture, const Real *kernel,
    const Real *bias, GlassboxActivation activation, Real slope, Real *workspace, Real *sums,
    Real *outputs) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t row = plan->padded_width * windows->channels;
  const ptrdiff_t kernel_row = windows->window_width * windows->channels * plan->filters;
  const ptrdiff_t output_row = windows->output_width * plan->filters;
  const Real *from = find_picture(plan, picture, workspace);
  // These two need not go over the numbers again.
  const bool rectifies = activation == GlassboxActivationRelu && sums == outputs;
  const bool is_done = rectifies || (activation == GlassboxActivationIdentity && sums == outputs);
  for (ptrdiff_t y = 0; y < windows->output_height; y += 1) {
    const ptrdiff_t begin = y * windows->stride_down - windows->top;
    const Span seen = inside(begin, windows->window_height, windows->height);
    const TileWork work = {
        .a = from + (begin + seen.first) * row,
        .a_row = windows->stride_right * windows->channels,
        .a_column = 1,
        .a_segment = row,
        .b = kernel + seen.first * kernel_row,
        .b_row = plan->filters,
        .b_segment = kernel_row,
        .c = sums + y * output_row,
        .c_row = plan->filters,
        .depth = windows->window_width * windows->channels,
        .segments = seen.end - seen.first,
        .bias = bias,
        .rectifies = rectifies,
    };
    compute_tiles(work, windows->output_width, plan->filters);
    if (is_done) continue;
    // While the row is still near.
    activate(
        activation, slope, windows->output_width, plan->filters, plan->filters, NULL, work.c,
        outputs + y * output_row);
  }
}

// totals (columns) += the sum of the rows of matrix (rows × columns).
//
// Four sums at a time, so that none waits for the one before.
static void add_column_sums(
    ptrdiff_t rows, ptrdiff_t columns, const Real *matrix, Real *totals) {
  FOR_EACH_VECTOR(columns, {
    Vector sums[4] = {{0}, {0}, {0}, {0}};
    ptrdiff_t row = 0;
    for (; row + 4 <= rows; row += 4) {
      UNROLLED for (ptrdiff_t s = 0; s < 4; s += 1) {
        sums[s] += load(matrix + (row + s) * columns + i, lanes);
      }
    }
    for (; row < rows; row += 1) sums[0] += load(matrix + row * columns + i, lanes);
    const Vector total = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    store(totals + i, load(totals + i, lanes) + total, lanes);
  });
}

// Backward: gradient (window_height × window_width × channels × filters) += windowsᵀ ·
// sensitivities, for one picture and its sensitivities (output_height × output_width × filters);
// bias_gradient (filters) += the sum of those over all windows.
static void convolution_gradient(
    const GlassboxConvolutionPlan *plan, const Real *picture, const Real *sensitivities,
    Real *workspace, Real *gradient, Real *bias_gradient) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t row = plan->padded_width * windows->channels;
  const ptrdiff_t kernel_row = windows->window_width * windows->channels * plan->filters;
  const ptrdiff_t output_row = windows->output_width * plan->filters;
  if (bias_gradient != NULL) {
    add_column_sums(
        windows->output_height * windows->output_width, plan->filters, sensitivities,
        bias_gradient);
  }
  const Real *from = find_picture(plan, picture, workspace);
  // A few rows at a time stay in the first cache while all of the kernel goes over them.
  const ptrdiff_t band = larger_count(1, GRADIENT_STEPS / larger_count(1, windows->output_width));
  for (ptrdiff_t top = 0; top < windows->output_height; top += band) {
    for (ptrdiff_t ky = 0; ky < windows->window_height; ky += 1) {
      const Span seen = windows_inside(
          ky, windows->top, windows->stride_down, windows->height, windows->output_height);
      const ptrdiff_t first = larger_count(top, seen.first);
      const ptrdiff_t end = smaller_count(top + band, seen.end);
      if (first >= end) continue;
      const TileWork work = {
          .a = from + (first * windows->stride_down + ky - windows->top) * row,
          .a_row = 1,
          .a_column = windows->stride_right * windows->channels,
          .a_segment = windows->stride_down * row,
          .b = sensitivities + first * output_row,
          .b_row = plan->filters,
          .b_segment = output_row,
          .c = gradient + ky * kernel_row,
          .c_row = plan->filters,
          .depth = windows->output_width,
          .segments = end - first,
          .accumulate = true,
      };
      compute_tiles(work, windows->window_width * windows->channels, plan->filters);
    }
  }
}
