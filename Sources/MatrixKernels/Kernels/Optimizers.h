// Updates: each weight is moved by its gradient, in one pass over all there is to remember.
//
// Definitions follow Keras. All arrays have `count` numbers; see KernelTable.h for the formulas.

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
