// All kernels, for the precision and the processor that were included before, and their table.
#include "Lanes.h"
#include "Transpose.h"
#include "Tile.h"
#include "TileShapes.h"
#include "Plan.h"
#include "Packing.h"
#include "RowProduct.h"
#include "Product.h"
#include "Exponential.h"
#include "Activations.h"
#include "Windows.h"
#include "Convolution.h"
#include "ConvolutionBack.h"
#include "Pooling.h"
#include "WinnerLinks.h"
#include "Winners.h"
#include "Normalize.h"
#include "ColumnSums.h"
#include "Softmax.h"
#include "Losses.h"
#include "JointLosses.h"
#include "RightAnswers.h"
#include "Dropout.h"
#include "Optimizers.h"
#include "Penalties.h"
#include "Bytes.h"
#include "BusyWork.h"

// The functions above, where the caller finds them.
#define TABLE_OF_KERNELS                              \
  {                                                   \
    .plan_product = plan_product,                     \
    .product = product,                               \
    .plan_convolution = plan_convolution,             \
    .convolve = convolve,                             \
    .turn_kernel = turn_kernel,                       \
    .convolve_back = convolve_back,                   \
    .convolution_gradient = convolution_gradient,     \
    .pool_largest = pool_largest,                     \
    .pool_largest_back = pool_largest_back,           \
    .plan_winners = plan_winners,                     \
    .turn_kernel_over = turn_kernel_over,             \
    .follow_winners = follow_winners,                 \
    .turn_gradient_back = turn_gradient_back,         \
    .pool_mean = pool_mean,                           \
    .pool_mean_back = pool_mean_back,                 \
    .activate = activate,                             \
    .turn_back = turn_back,                           \
    .column_sums = column_sums,                       \
    .softmax = softmax,                               \
    .turn_back_softmax = turn_back_softmax,           \
    .drop_out = drop_out,                             \
    .loss = loss_from_outputs,                        \
    .softmax_loss = softmax_loss,                     \
    .sigmoid_loss = sigmoid_loss,                     \
    .count_right = count_right,                       \
    .descend = descend,                               \
    .descend_with_momentum = descend_with_momentum,   \
    .descend_rmsprop = descend_rmsprop,               \
    .descend_adam = descend_adam,                     \
    .descend_adadelta = descend_adadelta,             \
    .add_penalty = add_penalty,                       \
    .penalty = penalty,                               \
    .normalize = normalize,                           \
    .add = add,                                       \
    .gather_bytes = gather_bytes,                     \
    .exponential = exponential,                       \
    .logarithm = logarithm,                           \
    .busy_work = busy_work,                           \
  }
