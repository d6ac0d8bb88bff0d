// What an optimizer is to the kernels: its name, and how it moves weights.
//
// MatrixKernels.h includes this text for the names. AllKernels.h includes it once more for each
// precision and processor, for the arithmetic. Definitions follow Keras.
#ifndef GLASSBOX_OPTIMIZERS_H
#define GLASSBOX_OPTIMIZERS_H

#include <stdbool.h>

typedef enum __attribute__((enum_extensibility(closed))) {
  GlassboxOptimizerDescent,
  GlassboxOptimizerMomentum,
  GlassboxOptimizerRMSprop,
  GlassboxOptimizerAdam,
  GlassboxOptimizerAdadelta,
  GlassboxOptimizerAdamW,
  GlassboxOptimizerAdagrad,
} GlassboxOptimizer;

// A step of an optimizer; a setting that it does not have is 0.
typedef struct {
  GlassboxOptimizer optimizer;
  // The learning rate of the step. Adam's has its correction in it: rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ).
  double rate;
  // How much is kept of what is remembered first, and of what is remembered second.
  double decay;
  double second_decay;
  double epsilon;
  // Whether momentum looks ahead (Nesterov).
  bool looks_ahead;
  // What share of itself a weight loses before (AdamW).
  double lost_share;
} GlassboxUpdate;

#endif

#ifdef GLASSBOX_KERNELS


// Stochastic gradient descent.
static void descend(ptrdiff_t count, Real rate, const Real *gradients, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector step = rate * load(gradients + i, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// With momentum (Polyak, 1964), and looking ahead (Nesterov, 1983; Sutskever et al., 2013).
static void descend_with_momentum(
    ptrdiff_t count, Real rate, Real momentum, bool nesterov, const Real *gradients,
    Real *velocities, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector step = rate * load(gradients + i, lanes);
    const Vector velocity = momentum * load(velocities + i, lanes) - step;
    const Vector move = nesterov ? momentum * velocity - step : velocity;
    store(velocities + i, velocity, lanes);
    store(weights + i, load(weights + i, lanes) + move, lanes);
  });
}

// RMSprop (Tieleman and Hinton, Coursera lecture 6.5, 2012).
static void descend_rmsprop(
    ptrdiff_t count, Real rate, Real decay, Real epsilon, const Real *gradients, Real *squares,
    Real *weights) {
  const Real fresh = 1 - decay;
  FOR_EACH_VECTOR(count, {
    const Vector gradient = load(gradients + i, lanes);
    const Vector square = decay * load(squares + i, lanes) + fresh * (gradient * gradient);
    const Vector step = rate * gradient / __builtin_elementwise_sqrt(square + epsilon);
    store(squares + i, square, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015).
static void descend_adam(
    ptrdiff_t count, Real rate, Real beta1, Real beta2, Real epsilon, const Real *gradients,
    Real *means, Real *squares, Real *weights) {
  const Real fresh_mean = 1 - beta1;
  const Real fresh_square = 1 - beta2;
  FOR_EACH_VECTOR(count, {
    const Vector gradient = load(gradients + i, lanes);
    Vector mean = load(means + i, lanes);
    Vector square = load(squares + i, lanes);
    mean += fresh_mean * (gradient - mean);
    square += fresh_square * (gradient * gradient - square);
    const Vector step = rate * mean / (__builtin_elementwise_sqrt(square) + epsilon);
    store(means + i, mean, lanes);
    store(squares + i, square, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// Adadelta (Zeiler, "ADADELTA: an adaptive learning rate method", 2012).
static void descend_adadelta(
    ptrdiff_t count, Real rate, Real decay, Real epsilon, const Real *gradients, Real *squares,
    Real *square_steps, Real *weights) {
  const Real fresh = 1 - decay;
  FOR_EACH_VECTOR(count, {
    const Vector gradient = load(gradients + i, lanes);
    const Vector earlier = load(square_steps + i, lanes);
    const Vector square = decay * load(squares + i, lanes) + fresh * (gradient * gradient);
    const Vector ratio = __builtin_elementwise_sqrt(earlier + epsilon)
                         / __builtin_elementwise_sqrt(square + epsilon);
    const Vector step = gradient * ratio;
    store(squares + i, square, lanes);
    store(square_steps + i, decay * earlier + fresh * (step * step), lanes);
    store(weights + i, load(weights + i, lanes) - rate * step, lanes);
  });
}

// AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019): Adam on what
// weights are left after they have lost a share of themselves.
static void descend_adamw(
    ptrdiff_t count, Real rate, Real beta1, Real beta2, Real epsilon, Real lost_share,
    const Real *gradients, Real *means, Real *squares, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector weight = load(weights + i, lanes);
    store(weights + i, weight - lost_share * weight, lanes);
  });
  descend_adam(count, rate, beta1, beta2, epsilon, gradients, means, squares, weights);
}

// Adagrad (Duchi, Hazan and Singer, "Adaptive subgradient methods", JMLR 12, 2011).
static void descend_adagrad(
    ptrdiff_t count, Real rate, Real epsilon, const Real *gradients, Real *accumulators,
    Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector gradient = load(gradients + i, lanes);
    const Vector accumulator = load(accumulators + i, lanes) + gradient * gradient;
    const Vector step = rate * gradient / __builtin_elementwise_sqrt(accumulator + epsilon);
    store(accumulators + i, accumulator, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// Each optimizer takes as much of memory as it remembers: nothing, the first, or both.
static void update(
    const GlassboxUpdate *step, ptrdiff_t count, const Real *gradients, Real *first, Real *second,
    Real *weights) {
  const Real rate = (Real)step->rate;
  const Real decay = (Real)step->decay;
  const Real second_decay = (Real)step->second_decay;
  const Real epsilon = (Real)step->epsilon;
  switch (step->optimizer) {
    case GlassboxOptimizerDescent: return descend(count, rate, gradients, weights);
    case GlassboxOptimizerMomentum:
      return descend_with_momentum(
          count, rate, decay, step->looks_ahead, gradients, first, weights);
    case GlassboxOptimizerRMSprop:
      return descend_rmsprop(count, rate, decay, epsilon, gradients, first, weights);
    case GlassboxOptimizerAdam:
      return descend_adam(
          count, rate, decay, second_decay, epsilon, gradients, first, second, weights);
    case GlassboxOptimizerAdadelta:
      return descend_adadelta(count, rate, decay, epsilon, gradients, first, second, weights);
    case GlassboxOptimizerAdamW:
      return descend_adamw(
          count, rate, decay, second_decay, epsilon, (Real)step->lost_share, gradients, first,
          second, weights);
    case GlassboxOptimizerAdagrad:
      return descend_adagrad(count, rate, epsilon, gradients, first, weights);
  }
}

#endif
