// Going back through a convolution that max pooling follows: along the links of the argmaxes alone.
//
// Of all outputs under a window of pooling only the argmax has a sensitivity. With windows of 2 × 2
// that is one output in four; and where relu or dropout silenced it, the argmax has none either. As
// matrix products the way back would multiply all the zeros. Here each argmax, which is a filter at
// one of its positions, does for itself what its links do:
//
//     gradient of the filter's kernel    += sensitivity · the numbers under its window
//     sensitivities of these numbers     += sensitivity · the filter's kernel
//
// Under a window, window_width · channels numbers lie side by side in each row of the picture. So
// they do in kernel and gradient, once these are transposed: a row for each filter.
//
// One row of pooling windows is worked on at a time, filter by filter: the rows of the picture
// under it stay in the first cache. Every number is a sum in that order, whatever the threads do.

// A product in tiles takes two steps to do what an argmax does in three, with loads and stores; and
// finding an argmax takes about as long as so many vectors of a window.
#define STEPS_OF_PRODUCTS 2
#define STEPS_OF_ARGMAX 3
#define VECTORS_TO_FIND 3

INLINE bool following_pays(const GlassboxWindows *windows, const GlassboxWindows *pool) {
  const ptrdiff_t across = windows->window_width * windows->channels;
  const ptrdiff_t vectors = windows->window_height * quotient_rounded_up(across, LANES);
  const ptrdiff_t products = STEPS_OF_PRODUCTS * windows->output_height * windows->output_width
                             * windows->window_height * across;
  return STEPS_OF_ARGMAX * pool->output_height * pool->output_width
             * (vectors + VECTORS_TO_FIND) * LANES
         < products;
}

static GlassboxArgmaxPlan plan_argmax(
    GlassboxWindows windows, GlassboxWindows pool, ptrdiff_t filters) {
  const ptrdiff_t kernel = windows.window_height * windows.window_width * windows.channels;
  const ptrdiff_t down = (windows.output_height - 1) * windows.stride_down + windows.window_height;
  const ptrdiff_t right = (windows.output_width - 1) * windows.stride_right + windows.window_width;
  GlassboxArgmaxPlan plan = {
      .windows = windows,
      .pool = pool,
      .filters = filters,
      .pays = following_pays(&windows, &pool),
      .transposed_stride = quotient_rounded_up(kernel, LANES) * LANES,
      .frame_height = larger_count(down, windows.top + windows.height),
      .frame_width = larger_count(right, windows.left + windows.width),
  };
  plan.is_framed =
      plan.frame_height != windows.height || plan.frame_width != windows.width;
  // Squares of LANES × LANES numbers are transposed at a time.
  plan.transposed_count = quotient_rounded_up(filters, LANES) * LANES * plan.transposed_stride;
  const ptrdiff_t frame = plan.frame_height * plan.frame_width * windows.channels;
  // A count of argmaxes for each filter and a position for each place are no longer than numbers.
  plan.workspace_count = (plan.is_framed ? 2 * frame : 0) + filters
                         + pool.window_height * pool.window_width
                         + filters * pool.output_width * NUMBERS_IN_LARGEST;
  return plan;
}

// transposed (filters × kernel) = the transpose of the kernel.
static void transpose_kernel_by_filter(
    const GlassboxArgmaxPlan *plan, const Real *kernel, Real *transposed) {
  const GlassboxWindows *windows = &plan->windows;
  pack_transposed_panel(
      kernel, plan->filters, windows->window_height * windows->window_width * windows->channels,
      plan->filters, plan->transposed_stride, transposed);
}

// gradient (of the kernel's shape) = the transpose of the transposed gradient.
static void transpose_gradient_back(
    const GlassboxArgmaxPlan *plan, const Real *transposed, Real *gradient) {
  const GlassboxWindows *windows = &plan->windows;
  unpack_transposed_block(
      transposed, plan->transposed_stride, plan->filters,
      windows->window_height * windows->window_width * windows->channels, gradient, plan->filters,
      false);
}

// Where things lie in a workspace.
typedef struct {
  Real *picture_frame, *sensitivity_frame;
  // For each filter, how many argmaxes it has, and these.
  uint32_t *counts;
  Largest *argmax;
  // Where in the frame the convolution's window begins, for each place of a window of pooling.
  uint32_t *places;
} ArgmaxWorkspace;

static ArgmaxWorkspace divide_workspace(const GlassboxArgmaxPlan *plan, Real *workspace) {
  const ptrdiff_t frame =
      plan->is_framed ? plan->frame_height * plan->frame_width * plan->windows.channels : 0;
  ArgmaxWorkspace parts = {
      .picture_frame = workspace, .sensitivity_frame = workspace + frame};
  Real *rest = workspace + 2 * frame;
  parts.argmax = (Largest *)rest;
  rest += plan->filters * plan->pool.output_width * NUMBERS_IN_LARGEST;
  parts.counts = (uint32_t *)rest;
  parts.places = (uint32_t *)(rest + plan->filters);
  return parts;
}

// The argmaxes of row y of pooling windows that have a sensitivity, filter by filter, from left to
// right.
static void find_argmax(
    const GlassboxArgmaxPlan *plan, ptrdiff_t y, const Real *sensitivities,
    const uint32_t *argmax, const ArgmaxWorkspace *found) {
  const GlassboxWindows *windows = &plan->windows;
  const GlassboxWindows *pool = &plan->pool;
  const ptrdiff_t down = windows->stride_down * plan->frame_width * windows->channels;
  const ptrdiff_t right = windows->stride_right * windows->channels;
  memset(found->counts, 0, (size_t)plan->filters * sizeof *found->counts);
  for (ptrdiff_t x = 0; x < pool->output_width; x += 1) {
    const Window window = find_window(pool, y, x);
    ptrdiff_t places = 0;
    for (ptrdiff_t ky = window.rows.first; ky < window.rows.end; ky += 1) {
      const ptrdiff_t row = y * pool->stride_down - pool->top + ky;
      for (ptrdiff_t kx = window.columns.first; kx < window.columns.end; kx += 1) {
        const ptrdiff_t column = x * pool->stride_right - pool->left + kx;
        found->places[places] = (uint32_t)(row * down + column * right);
        places += 1;
      }
    }
    const ptrdiff_t from = (y * pool->output_width + x) * plan->filters;
    for (ptrdiff_t filter = 0; filter < plan->filters; filter += 1) {
      const Real sensitivity = sensitivities[from + filter];
      const uint32_t count = found->counts[filter];
      found->argmax[filter * pool->output_width + count] =
          (Largest){found->places[argmax[from + filter]], sensitivity};
      // No branch: which have none cannot be foretold.
      found->counts[filter] = count + (sensitivity != 0);
    }
  }
}

// frame = the picture with zeros around it.
static void frame_picture(const GlassboxArgmaxPlan *plan, const Real *picture, Real *frame) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t row = plan->frame_width * windows->channels;
  const ptrdiff_t below = plan->frame_height - windows->top - windows->height;
  memset(frame, 0, (size_t)(windows->top * row) * REAL_BYTES);
  pad_picture(
      picture, windows->height, windows->width, windows->channels, windows->left,
      plan->frame_width, frame + windows->top * row);
  memset(
      frame + (windows->top + windows->height) * row, 0, (size_t)(below * row) * REAL_BYTES);
}

// picture = what is inside the frame.
static void unframe_picture(const GlassboxArgmaxPlan *plan, const Real *frame, Real *picture) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t row = windows->width * windows->channels;
  for (ptrdiff_t y = 0; y < windows->height; y += 1) {
    const ptrdiff_t from = (windows->top + y) * plan->frame_width + windows->left;
    memcpy(picture + y * row, frame + from * windows->channels, (size_t)row * REAL_BYTES);
  }
}

// Backward, for one picture, from the sensitivities of the pooled outputs (pool.output_height ×
// pool.output_width × filters): transposed_gradient and bias_gradient (filters) are added to,
// picture_sensitivities written, unless nobody listens.
static void follow_argmax(
    const GlassboxArgmaxPlan *plan, const Real *picture, const Real *sensitivities,
    const uint32_t *argmax, const Real *transposed_kernel, Real *workspace, Real *transposed_gradient,
    Real *bias_gradient, Real *picture_sensitivities) {
  const GlassboxWindows *windows = &plan->windows;
  const GlassboxWindows *pool = &plan->pool;
  const ArgmaxWorkspace parts = divide_workspace(plan, workspace);
  if (bias_gradient != NULL) {
    add_column_sums(
        pool->output_height * pool->output_width, plan->filters, sensitivities, bias_gradient);
  }
  const Real *from = picture;
  Real *to = picture_sensitivities;
  if (plan->is_framed) {
    frame_picture(plan, picture, parts.picture_frame);
    from = parts.picture_frame;
    if (to != NULL) to = parts.sensitivity_frame;
  }
  const ptrdiff_t frame = plan->frame_height * plan->frame_width * windows->channels;
  if (to != NULL) memset(to, 0, (size_t)frame * REAL_BYTES);
  for (ptrdiff_t y = 0; y < pool->output_height; y += 1) {
    find_argmax(plan, y, sensitivities, argmax, &parts);
    for (ptrdiff_t filter = 0; filter < plan->filters; filter += 1) {
      const LinkWork work = {
          .argmax = parts.argmax + filter * pool->output_width,
          .count = parts.counts[filter],
          .picture = from,
          .picture_sensitivities = to,
          .picture_row = plan->frame_width * windows->channels,
          .kernel = transposed_kernel + filter * plan->transposed_stride,
          .gradient = transposed_gradient + filter * plan->transposed_stride,
          .kernel_row = windows->window_width * windows->channels,
      };
      follow_filter(work, windows->window_height, work.kernel_row);
    }
  }
  if (picture_sensitivities != NULL && plan->is_framed) {
    unframe_picture(plan, parts.sensitivity_frame, picture_sensitivities);
  }
}
