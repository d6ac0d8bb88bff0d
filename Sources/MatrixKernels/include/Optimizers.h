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
//
// All numbers are double, so that what follows from them (1 − decay) is worked out before it is
// rounded to the precision of the kernel: 1 − 0.999 in single precision would be off by 5 · 10⁻⁵.
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

// What is kept of a remembered number, and how much of a fresh one is added.
//
// What is kept comes in two parts that add up to it: its rounding error alone, for a β of
// 0.99999, would be a thousandth of 1 − β, and that decides where a mean comes to rest.
typedef struct {
  Real kept;
  Real rest;
  Real fresh;
} Fading;

static Fading fading(double decay) {
  const Real kept = (Real)decay;
  return (Fading){kept, (Real)(decay - (double)kept), (Real)(1 - decay)};
}

// kept · remembered + what is added; an infinite mean square stays one, and no NaN comes of it.
INLINE Vector faded(Fading fading, Vector remembered, Vector added) {
  const Vector finite = __builtin_elementwise_min(remembered, all_lanes(LARGEST_NUMBER));
  return fading.kept * remembered + (fading.rest * finite + added);
}

// The smallest ε that keeps a divisor above 0 as ε is meant to, beside a root and inside one.
//
// Squares below SMALLEST_NORMAL are 0 here, so that roots say nothing of gradients below the root
// of it. With a smaller ε, such a gradient would be divided by that alone, and by 0 where ε itself
// rounds to 0: steps would have no limit.
static Real epsilon_beside_root(double epsilon) {
  return (Real)(epsilon > ROOT_OF_SMALLEST_NORMAL ? epsilon : ROOT_OF_SMALLEST_NORMAL);
}

static Real epsilon_inside_root(double epsilon) {
  return (Real)(epsilon > SMALLEST_NORMAL ? epsilon : SMALLEST_NORMAL);
}

// 1 ÷ √x, and √x.
//
// Processors take long for roots and quotients: most of an update's time. Where one offers a rough
// inverse root, a step of Newton's method, y ← y·(3 − x·y²) ÷ 2, gives it twice as many digits.
#ifdef ROUGH_INVERSE_ROOT
INLINE Vector newton_inverse_root(Vector x) {
  const Vector y = ROUGH_INVERSE_ROOT(x);
  // In this order nothing on the way is too small for a normal number.
  return y * ((Real)1.5 - (x * y) * ((Real)0.5 * y));
}

INLINE Vector inverse_root(Vector x) {
  const Vector rest = choose(x > LARGEST_NUMBER, (Vector){0}, x);
  return choose(x <= LARGEST_NUMBER, newton_inverse_root(x), rest);
}

INLINE Vector root(Vector x) {
  const Integers is_usual = (x >= SMALLEST_NORMAL) & (x <= LARGEST_NUMBER);
  return choose(is_usual, x * newton_inverse_root(x), x);
}
#else
INLINE Vector inverse_root(Vector x) { return 1 / __builtin_elementwise_sqrt(x); }
INLINE Vector root(Vector x) { return __builtin_elementwise_sqrt(x); }
#endif

// Stochastic gradient descent.
static void descend(ptrdiff_t count, Real rate, const Real *gradients, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector step = rate * load(gradients + i, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// With momentum (Polyak, 1964), and looking ahead (Nesterov, 1983; Sutskever et al., 2013).
static void descend_with_momentum(
    ptrdiff_t count, Real rate, Fading momentum, bool nesterov, const Real *gradients,
    Real *velocities, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector step = rate * load(gradients + i, lanes);
    const Vector velocity = faded(momentum, load(velocities + i, lanes), -step);
    const Vector move = nesterov ? faded(momentum, velocity, -step) : velocity;
    store(velocities + i, velocity, lanes);
    store(weights + i, load(weights + i, lanes) + move, lanes);
  });
}

// RMSprop (Tieleman and Hinton, Coursera lecture 6.5, 2012).
static void descend_rmsprop(
    ptrdiff_t count, Real rate, Fading decay, Real epsilon, const Real *gradients, Real *squares,
    Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector gradient = load(gradients + i, lanes);
    const Vector fresh = decay.fresh * (gradient * gradient);
    const Vector square = faded(decay, load(squares + i, lanes), fresh);
    const Vector step = rate * gradient * inverse_root(square + epsilon);
    store(squares + i, square, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015).
static void descend_adam(
    ptrdiff_t count, Real rate, Fading beta1, Fading beta2, Real epsilon, const Real *gradients,
    Real *means, Real *squares, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector gradient = load(gradients + i, lanes);
    const Vector fresh_square = beta2.fresh * (gradient * gradient);
    const Vector mean = faded(beta1, load(means + i, lanes), beta1.fresh * gradient);
    const Vector square = faded(beta2, load(squares + i, lanes), fresh_square);
    const Vector step = rate * mean / (root(square) + epsilon);
    store(means + i, mean, lanes);
    store(squares + i, square, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// Adadelta (Zeiler, "ADADELTA: an adaptive learning rate method", 2012).
static void descend_adadelta(
    ptrdiff_t count, Real rate, Fading decay, Real epsilon, const Real *gradients, Real *squares,
    Real *square_steps, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector gradient = load(gradients + i, lanes);
    const Vector earlier = load(square_steps + i, lanes);
    const Vector fresh = decay.fresh * (gradient * gradient);
    const Vector square = faded(decay, load(squares + i, lanes), fresh);
    const Vector ratio = root(earlier + epsilon) * inverse_root(square + epsilon);
    const Vector step = gradient * ratio;
    store(squares + i, square, lanes);
    store(square_steps + i, faded(decay, earlier, decay.fresh * (step * step)), lanes);
    store(weights + i, load(weights + i, lanes) - rate * step, lanes);
  });
}

// AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019): Adam on what
// weights are left after they have lost a share of themselves.
static void descend_adamw(
    ptrdiff_t count, Real rate, Fading beta1, Fading beta2, Real epsilon, Real lost_share,
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
    const Vector step = rate * gradient * inverse_root(accumulator + epsilon);
    store(accumulators + i, accumulator, lanes);
    store(weights + i, load(weights + i, lanes) - step, lanes);
  });
}

// Each optimizer takes as much of memory as it remembers: nothing, the first, or both.
static void update(
    const GlassboxUpdate *step, ptrdiff_t count, const Real *gradients, Real *first, Real *second,
    Real *weights) {
  const Real rate = (Real)step->rate;
  const Fading decay = fading(step->decay);
  const Fading second_decay = fading(step->second_decay);
  const Real beside_root = epsilon_beside_root(step->epsilon);
  const Real inside_root = epsilon_inside_root(step->epsilon);
  switch (step->optimizer) {
    case GlassboxOptimizerDescent: return descend(count, rate, gradients, weights);
    case GlassboxOptimizerMomentum:
      return descend_with_momentum(
          count, rate, decay, step->looks_ahead, gradients, first, weights);
    case GlassboxOptimizerRMSprop:
      return descend_rmsprop(count, rate, decay, inside_root, gradients, first, weights);
    case GlassboxOptimizerAdam:
      return descend_adam(
          count, rate, decay, second_decay, beside_root, gradients, first, second, weights);
    case GlassboxOptimizerAdadelta:
      return descend_adadelta(count, rate, decay, inside_root, gradients, first, second, weights);
    case GlassboxOptimizerAdamW:
      return descend_adamw(
          count, rate, decay, second_decay, beside_root, (Real)step->lost_share, gradients, first,
          second, weights);
    case GlassboxOptimizerAdagrad:
      return descend_adagrad(count, rate, inside_root, gradients, first, weights);
  }
}

#endif
