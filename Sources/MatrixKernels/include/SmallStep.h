// A training step of a small network, in one call: what is wanted, and where the numbers lie.
//
// Pointers to numbers are to those of the kernel's precision.
#ifndef GLASSBOX_SMALL_STEP_H
#define GLASSBOX_SMALL_STEP_H

#include <stdbool.h>
#include <stddef.h>

#include "Activations.h"
#include "Losses.h"
#include "Optimizers.h"

#pragma clang assume_nonnull begin

// What the last layer's sums become, and what is asked of them.
typedef enum __attribute__((enum_extensibility(closed))) {
  // Its activation, and the loss of what that gives.
  GlassboxEndingActivation,
  // Softmax, and the loss of what that gives.
  GlassboxEndingSoftmax,
  // Sigmoid and binary cross-entropy in one.
  GlassboxEndingSigmoidLoss,
  // Softmax and categorical cross-entropy in one.
  GlassboxEndingSoftmaxLoss,
} GlassboxEnding;

// A dense layer.
typedef struct {
  ptrdiff_t inputs;
  ptrdiff_t units;
  GlassboxActivation activation;
  // What some activations are made with.
  double number;
  // inputs × units
  const void *weight;
  void *weight_gradient;
  // units
  const void *_Nullable bias;
  void *_Nullable bias_gradient;
} GlassboxSmallLayer;

// Forward, loss and backward of a chain of dense layers.
typedef struct {
  const GlassboxSmallLayer *layers;
  ptrdiff_t layer_count;
  GlassboxEnding ending;
  GlassboxLoss loss;
  // What some losses are made with.
  double loss_number;
  ptrdiff_t rows;
  // rows × the first layer's inputs
  const void *inputs;
  // rows × the last layer's units
  const void *targets;
  // rows × the last layer's units
  void *outputs;
  // rows
  double *losses;
  // glassbox_small_workspace_bytes, aligned to 64 bytes.
  void *workspace;
  // Where inputs and targets are laid out anew, at least 64 bytes for each; aligned likewise.
  void *lanes;
  ptrdiff_t lanes_bytes;
} GlassboxSmallStep;

// Numbers that an optimizer moves, with what it remembers.
typedef struct {
  ptrdiff_t count;
  void *gradients;
  void *_Nullable first;
  void *_Nullable second;
  void *weights;
  // What large numbers cost: l1·Σ|w| + l2·Σw².
  double l1;
  double l2;
} GlassboxMovedNumbers;

// Many training steps: batch after batch of samples that lie one after the other.
typedef struct {
  // Its inputs and targets are those of all samples; its outputs and losses are not written.
  GlassboxSmallStep step;
  // samples × the last layer's units, if anybody wants to know.
  void *_Nullable outputs;
  ptrdiff_t samples;
  // How many samples a batch has; the last may have fewer.
  ptrdiff_t batch;
  // How the numbers move: updates[0], updates[update_stride], …, one for each batch.
  const GlassboxUpdate *updates;
  ptrdiff_t update_stride;
  const GlassboxMovedNumbers *moved;
  ptrdiff_t moved_count;
  // What a single output is above when it means the second of two classes.
  double boundary;
  // What is added to: the sum of the losses, of the penalties once for every sample, the right answers,
  // and the samples learned. Fewer than there are, if a batch has no finite loss: it moves nothing, and
  // is the last.
  double loss_sum;
  double penalty_sum;
  ptrdiff_t right_count;
  ptrdiff_t learned;
} GlassboxSmallRun;

// How much room a step needs, for layers that have so many units all together.
static inline ptrdiff_t glassbox_small_workspace_bytes(ptrdiff_t widths) {
  const ptrdiff_t widest_vector = 64;
  // Outputs, sums and sensitivities of each.
  return 3 * widths * widest_vector;
}

// The same for steps of one sample, and so many layers.
static inline ptrdiff_t glassbox_sample_workspace_bytes(
    ptrdiff_t widths, ptrdiff_t layers, ptrdiff_t number_bytes) {
  const ptrdiff_t widest_vector = 64;
  return 3 * (widths * number_bytes + layers * widest_vector);
}

#pragma clang assume_nonnull end

#endif
