// What an activation is to the kernels: its name, and all of its arithmetic.
//
// MatrixKernels.h includes this text for the names, which are those of the blueprint. AllKernels.h
// includes it once more for each precision and processor, for the arithmetic.
#ifndef GLASSBOX_ACTIVATIONS_H
#define GLASSBOX_ACTIVATIONS_H

typedef enum __attribute__((enum_extensibility(closed))) {
  GlassboxActivationIdentity,
  GlassboxActivationSigmoid,
  GlassboxActivationTanh,
  GlassboxActivationRelu,
  GlassboxActivationLeakyRelu,
  GlassboxActivationElu,
  GlassboxActivationGelu,
  GlassboxActivationSilu,
  GlassboxActivationSoftplus,
} GlassboxActivation;

// Some are made with a number: how steep a leaky relu is below zero, how far down an elu goes.
#define EACH_ACTIVATION(DO)       \
  DO(GlassboxActivationIdentity)  \
  DO(GlassboxActivationSigmoid)   \
  DO(GlassboxActivationTanh)      \
  DO(GlassboxActivationRelu)      \
  DO(GlassboxActivationLeakyRelu) \
  DO(GlassboxActivationElu)       \
  DO(GlassboxActivationGelu)      \
  DO(GlassboxActivationSilu)      \
  DO(GlassboxActivationSoftplus)

#endif

#ifdef GLASSBOX_KERNELS

INLINE Vector activated(GlassboxActivation activation, Real number, Vector sum) {
  switch (activation) {
    case GlassboxActivationIdentity: return sum;
    case GlassboxActivationSigmoid: return sigmoid_of(sum);
    case GlassboxActivationTanh: return tanh_of(sum);
    case GlassboxActivationRelu: return rectified(sum);
    case GlassboxActivationLeakyRelu: return choose(sum > 0, sum, number * sum);
    case GlassboxActivationElu: return choose(sum > 0, sum, number * exponential_less_one(sum));
    case GlassboxActivationGelu: return sum * normal_share(sum);
    case GlassboxActivationSilu: return sum * sigmoid_of(sum);
    case GlassboxActivationSoftplus: {
      const Vector rest = logarithm_of_one_plus(exponential_of(-absolute(sum)));
      // Written so that what is not a number stays so.
      return choose(sum < 0, (Vector){0}, sum) + rest;
    }
  }
}

INLINE Vector slope_at(GlassboxActivation activation, Real number, Vector sum, Vector output) {
  const Vector one = all_lanes(1);
  switch (activation) {
    case GlassboxActivationIdentity: return one;
    case GlassboxActivationSigmoid: return output * (1 - output);
    case GlassboxActivationTanh: return 1 - output * output;
    case GlassboxActivationRelu: return choose(output > 0, one, (Vector){0});
    case GlassboxActivationLeakyRelu: return choose(sum > 0, one, all_lanes(number));
    case GlassboxActivationElu: return choose(output > 0, one, output + number);
    case GlassboxActivationGelu: return normal_share(sum) + sum * normal_density(sum);
    case GlassboxActivationSilu: {
      const Vector share = sigmoid_of(sum);
      return share * (1 + sum * (1 - share));
    }
    case GlassboxActivationSoftplus: return -exponential_less_one(-output);
  }
}

// Whether the slope is told from the sum; else it is told from the output.
INLINE bool slope_needs_sum(GlassboxActivation activation) {
  switch (activation) {
    case GlassboxActivationIdentity:
    case GlassboxActivationSigmoid:
    case GlassboxActivationTanh:
    case GlassboxActivationElu:
    case GlassboxActivationSoftplus:
    case GlassboxActivationRelu: return false;
    case GlassboxActivationGelu:
    case GlassboxActivationSilu:
    case GlassboxActivationLeakyRelu: return true;
  }
}

#endif
