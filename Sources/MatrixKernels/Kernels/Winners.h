// Going back through a convolution that max pooling follows: along the links of winners alone.
//
// Of all outputs under a window of pooling only the winner has a sensitivity. With windows of 2 × 2
// that is one output in four; and where relu or dropout silenced it, the winner has none either. As
// matrix products the way back would multiply all the zeros. Here each winner, which is a filter at
// one of its positions, does for itself what its links do:
//
//     gradient of the filter's kernel    += sensitivity · the numbers under its window
//     sensitivities of these numbers     += sensitivity · the filter's kernel
//
// Under a window, window_width · channels numbers lie side by side in each row of the picture. So
// they do in kernel and gradient, once these are turned over: a row for each filter.
//
// One row of pooling windows is worked on at a time, filter by filter: the rows of the picture
// under it stay in the first cache. Every number is a sum in that order, whatever the threads do.

// A product in tiles takes two steps to do what a winner does in three, with loads and stores; and
// finding a winner takes about as long as so many vectors of a window.
#define STEPS_OF_PRODUCTS 2
#define STEPS_OF_WINNERS 3
#define VECTORS_TO_FIND 3

INLINE bool following_pays(const GlassboxWindows *windows, const GlassboxWindows *pool) {
  const ptrdiff_t across = windows->window_width * windows->channels;
  const ptrdiff_t vectors = windows->window_height * quotient_rounded_up(across, LANES);
  const ptrdiff_t products = STEPS_OF_PRODUCTS * windows->output_height * windows->output_width
                             * windows->window_height * across;
  return STEPS_OF_WINNERS * pool->output_height * pool->output_width
             * (vectors + VECTORS_TO_FIND) * LANES
         < products;
}

static GlassboxWinnersPlan plan_winners(
    GlassboxWindows windows, GlassboxWindows pool, ptrdiff_t filters) {
  const ptrdiff_t kernel = windows.window_height * windows.window_width * windows.channels;
  const ptrdiff_t down = (windows.output_height - 1) * windows.stride_down + windows.window_height;
  const ptrdiff_t right = (windows.output_width - 1) * windows.stride_right + windows.window_width;
  GlassboxWinnersPlan plan = {
      .windows = windows,
      .pool = pool,
      .filters = filters,
      .pays = following_pays(&windows, &pool),
      .turned_stride = quotient_rounded_up(kernel, LANES) * LANES,
      .frame_height = larger_count(down, windows.top + windows.height),
      .frame_width = larger_count(right, windows.left + windows.width),
  };
  plan.is_framed =
      plan.frame_height != windows.height || plan.frame_width != windows.width;
  // Squares of LANES × LANES numbers are turned over at a time.
  plan.turned_count = quotient_rounded_up(filters, LANES) * LANES * plan.turned_stride;
  const ptrdiff_t frame = plan.frame_height * plan.frame_width * windows.channels;
  // A count of winners for each filter and a position for each place are no longer than numbers.
  plan.workspace_count = (plan.is_framed ? 2 * frame : 0) + filters
                         + pool.window_height * pool.window_width
                         + filters * pool.output_width * NUMBERS_IN_WINNER;
  return plan;
}

// turned (filters × kernel) = the transpose of the kernel.
static void turn_kernel_over(
    const GlassboxWinnersPlan *plan, const Real *kernel, Real *turned) {
  const GlassboxWindows *windows = &plan->windows;
  pack_turned_panel(
      kernel, plan->filters, windows->window_height * windows->window_width * windows->channels,
      plan->filters, plan->turned_stride, turned);
}

// gradient (of the kernel's shape) = the transpose of the turned gradient.
static void turn_gradient_back(
    const GlassboxWinnersPlan *plan, const Real *turned, Real *gradient) {
  const GlassboxWindows *windows = &plan->windows;
  unpack_turned_block(
      turned, plan->turned_stride, plan->filters,
      windows->window_height * windows->window_width * windows->channels, gradient, plan->filters,
      false);
}

// Where things lie in a workspace.
typedef struct {
  Real *picture_frame, *sensitivity_frame;
  // For each filter, how many winners it has, and these.
  uint32_t *counts;
  Winner *winners;
  // Where in the frame the convolution's window begins, for each place of a window of pooling.
  uint32_t *places;
} WinnersWorkspace;

static WinnersWorkspace divide_workspace(const GlassboxWinnersPlan *plan, Real *workspace) {
  const ptrdiff_t frame =
      plan->is_framed ? plan->frame_height * plan->frame_width * plan->windows.channels : 0;
  WinnersWorkspace parts = {
      .picture_frame = workspace, .sensitivity_frame = workspace + frame};
  Real *rest = workspace + 2 * frame;
  parts.winners = (Winner *)rest;
  rest += plan->filters * plan->pool.output_width * NUMBERS_IN_WINNER;
  parts.counts = (uint32_t *)rest;
  parts.places = (uint32_t *)(rest + plan->filters);
  return parts;
}

// The winners of row y of pooling windows that have a sensitivity, filter by filter, from left to
// right.
static void find_winners(
    const GlassboxWinnersPlan *plan, ptrdiff_t y, const Real *sensitivities,
    const uint32_t *winners, const WinnersWorkspace *found) {
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
      found->winners[filter * pool->output_width + count] =
          (Winner){found->places[winners[from + filter]], sensitivity};
      // No branch: which have none cannot be foretold.
      found->counts[filter] = count + (sensitivity != 0);
    }
  }
}

// frame = the picture with zeros around it.
static void frame_picture(const GlassboxWinnersPlan *plan, const Real *picture, Real *frame) {
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
static void unframe_picture(const GlassboxWinnersPlan *plan, const Real *frame, Real *picture) {
  const GlassboxWindows *windows = &plan->windows;
  const ptrdiff_t row = windows->width * windows->channels;
  for (ptrdiff_t y = 0; y < windows->height; y += 1) {
    const ptrdiff_t from = (windows->top + y) * plan->frame_width + windows->left;
    memcpy(picture + y * row, frame + from * windows->channels, (size_t)row * REAL_BYTES);
  }
}

// Backward, for one picture, from the sensitivities of the pooled outputs (pool.output_height ×
// pool.output_width × filters): turned_gradient and bias_gradient (filters) are added to,
// picture_sensitivities written, unless nobody listens.
static void follow_winners(
    const GlassboxWinnersPlan *plan, const Real *picture, const Real *sensitivities,
    const uint32_t *winners, const Real *turned_kernel, Real *workspace, Real *turned_gradient,
    Real *bias_gradient, Real *picture_sensitivities) {
  const GlassboxWindows *windows = &plan->windows;
  const GlassboxWindows *pool = &plan->pool;
  const WinnersWorkspace parts = divide_workspace(plan, workspace);
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
    find_winners(plan, y, sensitivities, winners, &parts);
    for (ptrdiff_t filter = 0; filter < plan->filters; filter += 1) {
      const LinkWork work = {
          .winners = parts.winners + filter * pool->output_width,
          .count = parts.counts[filter],
          .picture = from,
          .picture_sensitivities = to,
          .picture_row = plan->frame_width * windows->channels,
          .kernel = turned_kernel + filter * plan->turned_stride,
          .gradient = turned_gradient + filter * plan->turned_stride,
          .kernel_row = windows->window_width * windows->channels,
      };
      follow_filter(work, windows->window_height, work.kernel_row);
    }
  }
  if (picture_sensitivities != NULL && plan->is_framed) {
    unframe_picture(plan, parts.sensitivity_frame, picture_sensitivities);
  }
}
