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

  // Computes pieces first ..< end of C += scale·(A·B), likewise: with the scale −rate, and a product that
  // is a gradient, plain descent. Not for products that skip zeros.
  void (*add_scaled_product)(
      const GlassboxProductPlan *plan, const GLASSBOX_REAL *a, const GLASSBOX_REAL *b,
      GLASSBOX_REAL scale, GLASSBOX_REAL *c, GLASSBOX_REAL *_Nullable workspace, ptrdiff_t first,
      ptrdiff_t end);

  // Forward, pieces first ..< end of a dense layer: sums = inputs · weights + bias (columns), outputs =
  // activation(sums), tile by tile. No bias: none is added. outputs may be sums, if the sums are not needed
  // any more. Not for inputs that are stored as their transpose.
  void (*dense_layer)(
      const GlassboxProductPlan *plan, const GLASSBOX_REAL *inputs, const GLASSBOX_REAL *weights,
      const GLASSBOX_REAL *_Nullable bias, GlassboxActivation activation, GLASSBOX_REAL number,
      GLASSBOX_REAL *sums, GLASSBOX_REAL *outputs, GLASSBOX_REAL *_Nullable workspace,
      ptrdiff_t first, ptrdiff_t end);

  // A product in two goes, where plan.copies is not 0. First copies first ..< end of all that is copied of A
  // and B, to copies (plan.copies_count numbers), which threads share; then, when all are there, the rows
  // of C that tiles first ..< end of plan.row_tiles stand in: C = or += scale·(A·B).
  void (*copy_operands)(
      const GlassboxProductPlan *plan, const GLASSBOX_REAL *a, const GLASSBOX_REAL *b,
      GLASSBOX_REAL *copies, ptrdiff_t first, ptrdiff_t end);
  void (*product_of_copies)(
      const GlassboxProductPlan *plan, const GLASSBOX_REAL *copies, bool accumulate,
      GLASSBOX_REAL scale, GLASSBOX_REAL *c, ptrdiff_t first, ptrdiff_t end);

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
      GlassboxActivation activation, GLASSBOX_REAL number, GLASSBOX_REAL *workspace,
      GLASSBOX_REAL *sums, GLASSBOX_REAL *outputs);

  // transposed (plan.transposed_count numbers) = the kernel as convolve_back needs it.
  void (*transpose_kernel)(
      const GlassboxConvolutionPlan *plan, const GLASSBOX_REAL *kernel, GLASSBOX_REAL *transposed);

  // Backward. picture_sensitivities, from the sensitivities of the sums.
  void (*convolve_back)(
      const GlassboxConvolutionPlan *plan, const GLASSBOX_REAL *sensitivities,
      const GLASSBOX_REAL *transposed, GLASSBOX_REAL *workspace,
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

  // Forward. outputs = the largest number of each window, argmax = its place among those of the
  // window that lie inside the picture, row by row: the first, if several are equal.
  void (*pool_largest)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *picture, GLASSBOX_REAL *outputs,
      uint32_t *argmax);

  // Backward. picture_sensitivities: each sensitivity goes to its window's argmax.
  void (*pool_largest_back)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *sensitivities,
      const uint32_t *argmax, GLASSBOX_REAL *picture_sensitivities);

  // Forward. outputs = the mean of each window.
  void (*pool_mean)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *picture, GLASSBOX_REAL *outputs);

  // Backward. picture_sensitivities: each sensitivity is shared evenly by its window's places.
  void (*pool_mean_back)(
      const GlassboxWindows *windows, const GLASSBOX_REAL *sensitivities,
      GLASSBOX_REAL *picture_sensitivities);

  // ---- A convolution before max pooling, for one picture each ---------------------------------
  //
  // Only argmaxes have a sensitivity, and only their links are followed back: the work of
  // pool_largest_back, convolve_back and convolution_gradient in one. Kernel and gradient are
  // transposed for that, filters × window_height × window_width × channels.

  // Finds out what that needs, and whether it pays. Depends on the shapes alone.
  GlassboxArgmaxPlan (*plan_argmax)(
      GlassboxWindows windows, GlassboxWindows pool, ptrdiff_t filters);

  // transposed (plan.transposed_count numbers) = the kernel, transposed.
  void (*transpose_kernel_by_filter)(
      const GlassboxArgmaxPlan *plan, const GLASSBOX_REAL *kernel, GLASSBOX_REAL *transposed);

  // Backward, from the sensitivities of the pooled sums. transposed_gradient (plan.transposed_count
  // numbers) and bias_gradient (filters) += what this picture asks for; picture_sensitivities.
  // The sensitivities of argmaxes may be zero; then a kernel that is not finite is not noticed.
  void (*follow_argmax)(
      const GlassboxArgmaxPlan *plan, const GLASSBOX_REAL *picture,
      const GLASSBOX_REAL *sensitivities, const uint32_t *argmax,
      const GLASSBOX_REAL *transposed_kernel, GLASSBOX_REAL *workspace,
      GLASSBOX_REAL *transposed_gradient, GLASSBOX_REAL *_Nullable bias_gradient,
      GLASSBOX_REAL *_Nullable picture_sensitivities);

  // gradient (of the kernel's shape) = the transposed gradient, transposed back.
  void (*transpose_gradient_back)(
      const GlassboxArgmaxPlan *plan, const GLASSBOX_REAL *transposed, GLASSBOX_REAL *gradient);

  // ---- Layers --------------------------------------------------------------------------------

  // In all of them the stride is from one row to the next, so that threads can share the columns.

  // Forward. sums (rows × columns) += bias (columns), outputs = activation(sums).
  // No bias: the sums stay. outputs may be sums, if the sums are not needed any more.
  void (*activate)(
      GlassboxActivation activation, GLASSBOX_REAL number, ptrdiff_t rows, ptrdiff_t columns,
      ptrdiff_t stride, const GLASSBOX_REAL *_Nullable bias, GLASSBOX_REAL *sums,
      GLASSBOX_REAL *outputs);

  // Backward. sensitivities (rows × columns) ×= the slope of the activation at each sum.
  // Either sums are looked at or outputs (slope_needs_sum); the other may be NULL.
  void (*activate_back)(
      GlassboxActivation activation, GLASSBOX_REAL number, ptrdiff_t rows, ptrdiff_t columns,
      ptrdiff_t stride, const GLASSBOX_REAL *_Nullable sums, const GLASSBOX_REAL *_Nullable outputs,
      GLASSBOX_REAL *sensitivities);

  // Backward. totals (columns) = the sum of the rows of matrix (rows × columns): what a bias gets.
  void (*column_sums)(
      ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, const GLASSBOX_REAL *matrix,
      GLASSBOX_REAL *totals);

  // Forward. outputs = softmax of each row of sums (rows × columns); both may be the same.
  void (*softmax)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *sums, GLASSBOX_REAL *outputs);

  // Backward. From the sensitivities of a softmax's outputs to those of its sums, in place.
  void (*softmax_back)(
      ptrdiff_t rows, ptrdiff_t columns, const GLASSBOX_REAL *outputs,
      GLASSBOX_REAL *sensitivities);

  // Forward and backward. inputs (rows × columns) are numbers first … of the samples sample … of a
  // layer's batch; outputs are 0 for silent ones, and input × scale for the others. Both may be the same.
  void (*drop_out)(
      GlassboxDropoutMask mask, GLASSBOX_REAL scale, uint32_t sample, uint64_t first,
      ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride, const GLASSBOX_REAL *inputs, GLASSBOX_REAL *outputs);

  // Backward through dropout and the relu before it in one: results = sensitivities × scale where outputs,
  // what came out of both, are above 0; elsewhere 0. No random word is needed again.
  void (*drop_out_relu_back)(
      GLASSBOX_REAL scale, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t stride,
      const GLASSBOX_REAL *outputs, const GLASSBOX_REAL *sensitivities, GLASSBOX_REAL *results);

  // ---- Losses --------------------------------------------------------------------------------

  // losses (rows) and sensitivities (rows × columns) = ∂loss/∂output × scale, from outputs. Some
  // losses are made with a number.
  void (*loss)(
      GlassboxLoss loss, GLASSBOX_REAL number, ptrdiff_t rows, ptrdiff_t columns,
      const GLASSBOX_REAL *outputs, const GLASSBOX_REAL *targets, GLASSBOX_REAL scale,
      double *losses, GLASSBOX_REAL *sensitivities);

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

  // One step of an optimizer, which has what it remembers in first and second: see Optimizers.h.
  void (*update)(
      const GlassboxUpdate *step, ptrdiff_t count, const GLASSBOX_REAL *gradients,
      GLASSBOX_REAL *_Nullable first, GLASSBOX_REAL *_Nullable second, GLASSBOX_REAL *weights);

  // g += l1·sign(w) + 2·l2·w: what the penalty l1·Σ|w| + l2·Σw² adds to the gradient.
  void (*add_penalty)(
      ptrdiff_t count, GLASSBOX_REAL l1, GLASSBOX_REAL l2, const GLASSBOX_REAL *weights,
      GLASSBOX_REAL *gradients);

  // The penalty itself: l1·Σ|w| + l2·Σw².
  double (*penalty)(
      ptrdiff_t count, GLASSBOX_REAL l1, GLASSBOX_REAL l2, const GLASSBOX_REAL *weights);

  // ---- Small networks ------------------------------------------------------------------------

  // Forward, loss and backward of a chain of dense layers: outputs, losses and gradients (means of
  // the rows). Returns the sum of the losses.
  double (*small_gradients)(const GlassboxSmallStep *step);

  // Forward, loss, backward and update, batch after batch.
  void (*small_run)(GlassboxSmallRun *run);

  // The same for batches of one sample and plain descent, which needs no moved numbers, and only
  // glassbox_sample_workspace_bytes of the workspace.
  void (*sample_run)(GlassboxSmallRun *run);

  // One step of an optimizer for each of `count` runs of numbers.
  void (*small_update)(
      const GlassboxUpdate *step, const GlassboxMovedNumbers *moved, ptrdiff_t count);

  // ---- Inputs and gradients ------------------------------------------------------------------

  // outputs (rows × columns) = (inputs − means) / deviations, both of `columns` numbers.
  void (*normalize)(
      ptrdiff_t rows, ptrdiff_t columns, const double *means, const double *deviations,
      const double *inputs, GLASSBOX_REAL *outputs);

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

// All of them by name: the functions behind the pointers are called the same.
#ifndef EACH_KERNEL
#define EACH_KERNEL(DO)          \
  DO(plan_product)               \
  DO(product)                    \
  DO(add_scaled_product)         \
  DO(dense_layer)                \
  DO(copy_operands)              \
  DO(product_of_copies)          \
  DO(plan_convolution)           \
  DO(convolve)                   \
  DO(transpose_kernel)           \
  DO(convolve_back)              \
  DO(convolution_gradient)       \
  DO(pool_largest)               \
  DO(pool_largest_back)          \
  DO(pool_mean)                  \
  DO(pool_mean_back)             \
  DO(plan_argmax)                \
  DO(transpose_kernel_by_filter) \
  DO(follow_argmax)              \
  DO(transpose_gradient_back)    \
  DO(activate)                   \
  DO(activate_back)              \
  DO(column_sums)                \
  DO(softmax)                    \
  DO(softmax_back)               \
  DO(drop_out)                   \
  DO(drop_out_relu_back)         \
  DO(loss)                       \
  DO(softmax_loss)               \
  DO(sigmoid_loss)               \
  DO(count_right)                \
  DO(update)                     \
  DO(add_penalty)                \
  DO(penalty)                    \
  DO(small_gradients)            \
  DO(small_run)                  \
  DO(sample_run)                 \
  DO(small_update)               \
  DO(normalize)                  \
  DO(add)                        \
  DO(gather_bytes)               \
  DO(exponential)                \
  DO(logarithm)                  \
  DO(busy_work)
#endif
