// The kernels for one precision and one instruction set, as functions.
//
// This text has no guard: MatrixKernels.h includes it once for float and once for double.
// "count" numbers lie one after the other; a matrix of rows × columns is rows · columns of them.

#pragma clang assume_nonnull begin

// (For Swift: constant, so any thread may have it.)
typedef struct __attribute__((swift_attr("@Sendable"))) {
  // ---- Products ------------------------------------------------------------------------------

  // Cuts a product into pieces. Depends on the shape alone, so it can be kept.
  GlassboxProductPlan (*plan_product)(GlassboxProductShape shape);

  // Computes pieces first ..< end of C = A·B, or of C += A·B.
  // The workspace has plan.workspace_count numbers, and is this thread's own; NULL if that is 0.
  void (*product)(
      const GlassboxProductPlan *plan, const GLASSBOX_REAL *a, const GLASSBOX_REAL *b,
      GLASSBOX_REAL *c, bool accumulate, GLASSBOX_REAL *_Nullable workspace,
      ptrdiff_t first, ptrdiff_t end);

  // ---- Convolutions, for one picture each -----------------------------------------------------
  //
  // A picture is height × width × channels, a kernel window_height × window_width × channels ×
  // filters; what comes out is output_height × output_width × filters. The workspace has
  // plan.workspace_count numbers, and is this thread's own.

  // Finds out what a convolution needs. Depends on the shape alone, so it can be kept.
  GlassboxConvolutionPlan (*plan_convolution)(GlassboxWindows windows, ptrdiff_t filters);

  // Forward. sums = every window · kernel + bias (filters), outputs = activation(sums).
  // No bias: none is added. outputs may be sums, if the sums are not needed any more.
  void (*convolve)(
      const GlassboxConvolutionPlan *plan, const GLASSBOX_REAL *picture,
      const GLASSBOX_REAL *kernel, const GLASSBOX_REAL *_Nullable bias,
      GlassboxActivation activation, GLASSBOX_REAL slope, GLASSBOX_REAL *workspace,
      GLASSBOX_REAL *sums, GLASSBOX_REAL *outputs);

  // turned (plan.turned_count numbers) = the kernel as convolve_back needs it.
  void (*turn_kernel)(
      const GlassboxConvolutionPlan *plan, const GLASSBOX_REAL *kernel, GLASSBOX_REAL *turned);

  // Backward. picture_sensitivities, from the sensitivities of the sums.
  void (*convolve_back)(
      const GlassboxConvolutionPlan *plan, const GLASSBOX_REAL *sensitivities,
      const GLASSBOX_REAL *turned, GLASSBOX_REAL *workspace,
      GLASSBOX_REAL *picture_sensitivities);

  // Backward. gradient (of the kernel's shape) and bias_gradient (filters) += what this picture
  // asks for.
  void (*convolution_gradient)(
      const GlassboxConvolutionPlan *plan, const GLASSBOX_REAL *picture,
      const GLASSBOX_REAL *sensitivities, GLASSBOX_REAL *workspace, GLASSBOX_REAL *gradient,
      GLASSBOX_REAL *_Nullable bias_gradient);

  // ---- Pooling, for one picture each ----------------------------------------------------------
  //
  // A picture is height × width × channels; what comes out is output_height × output_width ×
  // channels. What a window sees outside the picture counts for nothing.

  // Forward. outputs = the largest number of each window, winners = its place among those of the
  // window that lie inside the picture, row by row: the first, if several are equal.
  void (*pool_largest)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *picture, GLASSBOX_REAL *outputs,
      uint32_t *winners);

  // Backward. picture_sensitivities: each sensitivity goes to its window's winner.
  void (*pool_largest_back)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *sensitivities,
      const uint32_t *winners, GLASSBOX_REAL *picture_sensitivities);

  // Forward. outputs = the mean of each window.
  void (*pool_mean)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *picture, GLASSBOX_REAL *outputs);

  // Backward. picture_sensitivities: each sensitivity is shared evenly by its window's places.
  void (*pool_mean_back)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *sensitivities,
      GLASSBOX_REAL *picture_sensitivities);

  // ---- A convolution before max pooling, for one picture each ---------------------------------
  //
  // Only winners have a sensitivity, and only their links are followed back: the work of
  // pool_largest_back, convolve_back and convolution_gradient in one. Kernel and gradient are
  // turned over for that, filters × window_height × window_width × channels.

  // Finds out what that needs, and whether it pays. Depends on the shapes alone.
  GlassboxWinnersPlan (*plan_winners)(
      GlassboxWindows windows, GlassboxWindows pool, ptrdiff_t filters);

  // turned (plan.turned_count numbers) = the kernel, turned over.
  void (*turn_kernel_over)(
      const GlassboxWinnersPlan *plan, const GLASSBOX_REAL *kernel, GLASSBOX_REAL *turned);

  // Backward, from the sensitivities of the pooled sums. turned_gradient (plan.turned_count
  // numbers) and bias_gradient (filters) += what this picture asks for; picture_sensitivities.
  // The sensitivities of winners may be zero; then a kernel that is not finite is not noticed.
  void (*follow_winners)(
      const GlassboxWinnersPlan *plan, const GLASSBOX_REAL *picture,
      const GLASSBOX_REAL *sensitivities, const uint32_t *winners,
      const GLASSBOX_REAL *turned_kernel, GLASSBOX_REAL *workspace,
      GLASSBOX_REAL *turned_gradient, GLASSBOX_REAL *_Nullable bias_gradient,
      GLASSBOX_REAL *_Nullable picture_sensitivities);

  // gradient (of the kernel's shape) = the turned gradient, turned back.
  void (*turn_gradient_back)(
      const GlassboxWinnersPlan *plan, const GLASSBOX_REAL *turned, GLASSBOX_REAL *gradient);

  // ---- Layers --------------------------------------------------------------------------------

  // Forward. sums (rows × columns) += bias (columns), outputs = activation(sums).
  // No bias: the sums stay. outputs may be sums, if the sums are not needed any more.
  void (*activate)(
      GlassboxActivation activation, GLASSBOX_REAL slope, ptrdiff_t rows, ptrdiff_t columns,
      const GLASSBOX_REAL *_Nullable bias, GLASSBOX_REAL *sums, GLASSBOX_REAL *outputs);

  // Backward. sensitivities (count) ×= the slope of the activation at each sum.
  // sums are looked at for leaky relu alone, outputs for all others; the other may be NULL.
  void (*turn_back)(
      GlassboxActivation activation, GLASSBOX_REAL slope, ptrdiff_t count,
      const GLASSBOX_REAL *_Nullable sums, const GLASSBOX_REAL *_Nullable outputs,
      GLASSBOX_REAL *sensitivities);

  // Backward. totals (columns) = the sum of the rows of matrix (rows × columns): what a bias gets.
  // The stride is from one row to the next, so that threads can share the columns.
  void (*column_sums)(
      ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, const GLASSBOX_REAL *matrix,
      GLASSBOX_REAL *totals);

  // Forward. outputs = softmax of each row of sums (rows × columns); both may be the same.
  void (*softmax)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *sums, GLASSBOX_REAL *outputs);

  // Backward. From the sensitivities of a softmax's outputs to those of its sums, in place.
  void (*turn_back_softmax)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *outputs,
      GLASSBOX_REAL *sensitivities);

  // Forward and backward. inputs (count) are numbers first … of a layer's batch; outputs are 0 for
  // silent ones, and input × scale for the others. Both may be the same.
  void (*drop_out)(
      GlassboxDropoutMask mask, GLASSBOX_REAL scale, uint64_t first, ptrdiff_t count,
      const GLASSBOX_REAL *inputs, GLASSBOX_REAL *outputs);

  // ---- Losses --------------------------------------------------------------------------------

  // losses (rows) and sensitivities (rows × columns) = ∂loss/∂output × scale, from outputs.
  void (*loss)(
      GlassboxLoss loss, ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *outputs,
      const GLASSBOX_REAL *targets, GLASSBOX_REAL scale, double *losses,
      GLASSBOX_REAL *sensitivities);

  // Softmax and categorical cross-entropy in one, from the sums: stable for any of them.
  // sensitivities are ∂loss/∂sum × scale. outputs may be sums.
  void (*softmax_loss)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *sums, const GLASSBOX_REAL *targets,
      GLASSBOX_REAL scale, GLASSBOX_REAL *outputs, double *losses, GLASSBOX_REAL *sensitivities);

  // Sigmoid and binary cross-entropy in one, likewise.
  void (*sigmoid_loss)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *sums, const GLASSBOX_REAL *targets,
      GLASSBOX_REAL scale, GLASSBOX_REAL *outputs, double *losses, GLASSBOX_REAL *sensitivities);

  // How many rows have their largest output where the largest target is (the first, if several
  // are equal); with one column, how many outputs are on the same side of ½ as their target.
  ptrdiff_t (*count_right)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *outputs,
      const GLASSBOX_REAL *targets);

  // ---- Updates, of count weights w with gradients g ------------------------------------------

  // w −= rate·g
  void (*descend)(
      ptrdiff_t count, GLASSBOX_REAL rate, const GLASSBOX_REAL *gradients, GLASSBOX_REAL *weights);

  // v = momentum·v − rate·g, w += v; looking ahead (Nesterov), w += momentum·v − rate·g.
  void (*descend_with_momentum)(
      ptrdiff_t count, GLASSBOX_REAL rate, GLASSBOX_REAL momentum, bool nesterov,
      const GLASSBOX_REAL *gradients, GLASSBOX_REAL *velocities, GLASSBOX_REAL *weights);

  // s = decay·s + (1 − decay)·g², w −= rate·g / √(s + epsilon)
  void (*descend_rmsprop)(
      ptrdiff_t count, GLASSBOX_REAL rate, GLASSBOX_REAL decay, GLASSBOX_REAL epsilon,
      const GLASSBOX_REAL *gradients, GLASSBOX_REAL *squares, GLASSBOX_REAL *weights);

  // m += (1 − β₁)(g − m), s += (1 − β₂)(g² − s), w −= rate·m / (√s + epsilon)
  // The rate has the correction of the step in it: rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ).
  void (*descend_adam)(
      ptrdiff_t count, GLASSBOX_REAL rate, GLASSBOX_REAL beta1, GLASSBOX_REAL beta2,
      GLASSBOX_REAL epsilon, const GLASSBOX_REAL *gradients, GLASSBOX_REAL *means,
      GLASSBOX_REAL *squares, GLASSBOX_REAL *weights);

  // s = decay·s + (1 − decay)·g², d = g·√(u + epsilon)/√(s + epsilon),
  // u = decay·u + (1 − decay)·d², w −= rate·d
  void (*descend_adadelta)(
      ptrdiff_t count, GLASSBOX_REAL rate, GLASSBOX_REAL decay, GLASSBOX_REAL epsilon,
      const GLASSBOX_REAL *gradients, GLASSBOX_REAL *squares, GLASSBOX_REAL *square_steps,
      GLASSBOX_REAL *weights);

  // g += l1·sign(w) + 2·l2·w: what the penalty l1·Σ|w| + l2·Σw² adds to the gradient.
  void (*add_penalty)(
      ptrdiff_t count, GLASSBOX_REAL l1, GLASSBOX_REAL l2, const GLASSBOX_REAL *weights,
      GLASSBOX_REAL *gradients);

  // The penalty itself: l1·Σ|w| + l2·Σw².
  double (*penalty)(
      ptrdiff_t count, GLASSBOX_REAL l1, GLASSBOX_REAL l2, const GLASSBOX_REAL *weights);

  // ---- Inputs and gradients ------------------------------------------------------------------

  // outputs (rows × columns) = (inputs − means) / deviations, both of `columns` numbers.
  void (*normalize)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *means,
      const GLASSBOX_REAL *deviations, const GLASSBOX_REAL *inputs, GLASSBOX_REAL *outputs);

  // totals (count) += numbers
  void (*add)(ptrdiff_t count, const GLASSBOX_REAL *numbers, GLASSBOX_REAL *totals);

  // ---- Data ----------------------------------------------------------------------------------

  // rows × columns numbers byte / 255, from the chosen rows of a matrix of bytes.
  // Each is the number nearest to the quotient.
  void (*gather_bytes)(
      ptrdiff_t rows, ptrdiff_t columns, const ptrdiff_t *chosen, const uint8_t *bytes,
      GLASSBOX_REAL *numbers);

  // ---- Functions, for who wants to test or use them alone ------------------------------------

  // results = e^numbers
  void (*exponential)(
      ptrdiff_t count, const GLASSBOX_REAL *numbers, GLASSBOX_REAL *results);

  // results = ln numbers
  void (*logarithm)(
      ptrdiff_t count, const GLASSBOX_REAL *numbers, GLASSBOX_REAL *results);

  // Does `rounds` of multiply-adds that wait for nothing; returns how many operations those were.
  // The results go to sink (16 numbers), so that the compiler cannot leave them out.
  double (*busy_work)(ptrdiff_t rounds, GLASSBOX_REAL *sink);
} GLASSBOX_TABLE;

#pragma clang assume_nonnull end
