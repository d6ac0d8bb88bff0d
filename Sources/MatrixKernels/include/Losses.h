// What a loss is to the kernels: its name, and the arithmetic of one output y with its target t.
//
// MatrixKernels.h includes this text for the names, which are those of the blueprint. AllKernels.h
// includes it once more for each precision and processor, for the arithmetic. Those that are fused
// with the last activation stand in Kernels/FusedLosses.h as well.
#ifndef GLASSBOX_LOSSES_H
#define GLASSBOX_LOSSES_H

typedef enum __attribute__((enum_extensibility(closed))) {
  // ½ Σ (y − t)²
  GlassboxLossHalfSquaredError,
  // The mean of (y − t)².
  GlassboxLossMeanSquaredError,
  // The mean of −t·ln y − (1 − t)·ln(1 − y).
  GlassboxLossBinaryCrossEntropy,
  // −Σ t·ln y
  GlassboxLossCategoricalCrossEntropy,
  // The mean of ½ (y − t)², but beyond the number δ of δ·(|y − t| − ½ δ).
  GlassboxLossHuber,
  // The mean of |y − t|.
  GlassboxLossMeanAbsoluteError,
} GlassboxLoss;

#define EACH_LOSS(DO)                     \
  DO(GlassboxLossHalfSquaredError)        \
  DO(GlassboxLossMeanSquaredError)        \
  DO(GlassboxLossBinaryCrossEntropy)      \
  DO(GlassboxLossCategoricalCrossEntropy) \
  DO(GlassboxLossHuber)                   \
  DO(GlassboxLossMeanAbsoluteError)

#endif

#ifdef GLASSBOX_KERNELS

// weight × value, but nothing of an infinite value where the weight is 0.
INLINE Vector weighted(Vector weight, Vector value) {
  return choose(weight == 0, (Vector){0}, weight * value);
}

// What one output adds to the loss, before the mean over the outputs is taken.
INLINE Vector loss_of(GlassboxLoss loss, Real number, Vector y, Vector t) {
  switch (loss) {
    case GlassboxLossHalfSquaredError: return (Real)0.5 * (y - t) * (y - t);
    case GlassboxLossMeanSquaredError: return (y - t) * (y - t);
    case GlassboxLossBinaryCrossEntropy:
      return -weighted(t, logarithm_of(y)) - weighted(1 - t, logarithm_of_one_minus(y));
    case GlassboxLossCategoricalCrossEntropy: return -weighted(t, logarithm_of(y));
    case GlassboxLossHuber: {
      const Vector size = absolute(y - t);
      return choose(
          size <= number, (Real)0.5 * size * size, number * (size - (Real)0.5 * number));
    }
    case GlassboxLossMeanAbsoluteError: return absolute(y - t);
  }
}

// ∂loss/∂y of one output, before the mean over the outputs is taken.
INLINE Vector sensitivity_of(GlassboxLoss loss, Real number, Vector y, Vector t) {
  switch (loss) {
    case GlassboxLossHalfSquaredError: return y - t;
    case GlassboxLossMeanSquaredError: return 2 * (y - t);
    case GlassboxLossBinaryCrossEntropy: return (y - t) / (y * (1 - y));
    case GlassboxLossCategoricalCrossEntropy: return choose(t == 0, (Vector){0}, -t / y);
    case GlassboxLossHuber: {
      const Vector difference = y - t;
      const Vector from_below = choose(difference < -number, all_lanes(-number), difference);
      return choose(from_below > number, all_lanes(number), from_below);
    }
    case GlassboxLossMeanAbsoluteError: {
      const Vector difference = y - t;
      const Vector up = choose(difference > 0, all_lanes(1), difference);
      return choose(difference < 0, all_lanes(-1), up);
    }
  }
}

// Whether the loss is a mean over the outputs, not a sum.
INLINE bool is_mean(GlassboxLoss loss) {
  switch (loss) {
    case GlassboxLossHalfSquaredError:
    case GlassboxLossCategoricalCrossEntropy: return false;
    case GlassboxLossMeanSquaredError:
    case GlassboxLossHuber:
    case GlassboxLossMeanAbsoluteError:
    case GlassboxLossBinaryCrossEntropy: return true;
  }
}

#endif
