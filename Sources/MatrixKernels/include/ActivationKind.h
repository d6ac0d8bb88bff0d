// What becomes of a sum; the names are those of the blueprint.
#ifndef GLASSBOX_ACTIVATION_KIND_H
#define GLASSBOX_ACTIVATION_KIND_H

typedef enum __attribute__((enum_extensibility(closed))) {
  GlassboxActivationIdentity,
  GlassboxActivationSigmoid,
  GlassboxActivationTanh,
  GlassboxActivationRelu,
  // slope × sum below zero.
  GlassboxActivationLeakyRelu,
} GlassboxActivation;

#endif
