// How far outputs y are from targets t; the names are those of the blueprint.
#ifndef GLASSBOX_LOSS_KIND_H
#define GLASSBOX_LOSS_KIND_H

typedef enum __attribute__((enum_extensibility(closed))) {
  // ½ Σ (y − t)²
  GlassboxLossHalfSquaredError,
  // The mean of (y − t)².
  GlassboxLossMeanSquaredError,
  // The mean of −t·ln y − (1 − t)·ln(1 − y).
  GlassboxLossBinaryCrossEntropy,
  // −Σ t·ln y
  GlassboxLossCategoricalCrossEntropy,
} GlassboxLoss;

#endif
