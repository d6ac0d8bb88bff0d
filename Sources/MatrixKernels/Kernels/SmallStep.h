// A training step of a small network: every lane of a vector is a sample.
//
// Products of matrices with a handful of columns leave most of a vector empty, and planning,
// packing and sharing them costs more than the sums. Here a neuron of a batch is one vector, a lane
// for each row; a sum is a chain of multiply-adds with one weight each, and only the gradients add
// up lanes. Batches of more rows than lanes go through in turns.

// The vectors of one layer: what comes out of each unit, its sum, and what the loss asks of it.
typedef struct {
  Vector *outputs;
  Vector *sums;
  Vector *sensitivities;
} SmallRoom;

// vectors (columns) = the first `rows` rows of a matrix, transposed; 0 in the lanes that are left.
INLINE void rows_to_lanes(ptrdiff_t rows, ptrdiff_t columns, const Real *matrix, Vector *vectors) {
  for (ptrdiff_t column = 0; column < columns; column += 1) {
    Vector vector = {0};
    for (ptrdiff_t row = 0; row < rows; row += 1) vector[row] = matrix[row * columns + column];
    vectors[column] = vector;
  }
}

// The way back.
INLINE void lanes_to_rows(ptrdiff_t rows, ptrdiff_t columns, const Vector *vectors, Real *matrix) {
  for (ptrdiff_t column = 0; column < columns; column += 1) {
    const Vector vector = vectors[column];
    for (ptrdiff_t row = 0; row < rows; row += 1) matrix[row * columns + column] = vector[row];
  }
}

// sums = inputs · weight + bias
INLINE void small_sums(const GlassboxSmallLayer *layer, const Vector *inputs, Vector *sums) {
  const Real *bias = layer->bias;
  for (ptrdiff_t unit = 0; unit < layer->units; unit += 1) {
    const Real *weight = (const Real *)layer->weight + unit;
    Vector sum = bias == NULL ? (Vector){0} : all_lanes(bias[unit]);
    for (ptrdiff_t input = 0; input < layer->inputs; input += 1) {
      sum += inputs[input] * weight[input * layer->units];
    }
    sums[unit] = sum;
  }
}

// outputs (units) = activation(sums)
static void small_activate(
    GlassboxActivation activation, Real number, ptrdiff_t units, const Vector *sums,
    Vector *outputs) {
#define SMALL_ACTIVATE(kind)                                       \
  case kind:                                                       \
    for (ptrdiff_t unit = 0; unit < units; unit += 1) {            \
      outputs[unit] = activated(kind, number, sums[unit]);         \
    }                                                              \
    return;
  switch (activation) { EACH_ACTIVATION(SMALL_ACTIVATE) }
}

// sensitivities (units) ×= slope, and 0 in lanes that no sample has.
static void small_activate_back(
    GlassboxActivation activation, Real number, ptrdiff_t units, Integers present,
    const SmallRoom *room) {
#define SMALL_ACTIVATE_BACK(kind)                                                         \
  case kind:                                                                              \
    for (ptrdiff_t unit = 0; unit < units; unit += 1) {                                   \
      const Vector slope = slope_at(kind, number, room->sums[unit], room->outputs[unit]); \
      room->sensitivities[unit] =                                                         \
          choose(present, room->sensitivities[unit] * slope, (Vector){0});                \
    }                                                                                     \
    return;
  switch (activation) { EACH_ACTIVATION(SMALL_ACTIVATE_BACK) }
}

// outputs (units) = softmax of the sums over the units; returns ln of the total of e^sum.
INLINE Vector small_softmax(ptrdiff_t units, const Vector *sums, Vector *outputs) {
  Vector largest = sums[0];
  for (ptrdiff_t unit = 1; unit < units; unit += 1) largest = larger(sums[unit], largest);
  Vector total = {0};
  for (ptrdiff_t unit = 0; unit < units; unit += 1) {
    outputs[unit] = exponential_of(sums[unit] - largest);
    total += outputs[unit];
  }
  for (ptrdiff_t unit = 0; unit < units; unit += 1) outputs[unit] = outputs[unit] / total;
  return largest + logarithm_of(total);
}

// The losses of a constant loss, and sensitivities = ∂loss/∂output × share.
static Vector small_loss(
    GlassboxLoss loss, Real number, ptrdiff_t units, Real share, const Vector *targets,
    const SmallRoom *room) {
  Vector losses = {0};
#define SMALL_LOSS(kind)                                                       \
  case kind:                                                                   \
    for (ptrdiff_t unit = 0; unit < units; unit += 1) {                        \
      const Vector y = room->outputs[unit];                                    \
      losses += loss_of(kind, number, y, targets[unit]);                       \
      room->sensitivities[unit] =                                              \
          sensitivity_of(kind, number, y, targets[unit]) * share;              \
    }                                                                          \
    break;
  switch (loss) { EACH_LOSS(SMALL_LOSS) }
  return losses;
}

// The last layer from its sums on: outputs, ∂loss/∂sum, and the losses of the rows.
INLINE Vector small_ending(
    const GlassboxSmallStep *step, const GlassboxSmallLayer *layer, Integers present,
    const Vector *targets, const SmallRoom *room) {
  const ptrdiff_t units = layer->units;
  const Real scale = 1 / (Real)step->rows;
  const bool takes_mean = step->ending == GlassboxEndingSigmoidLoss || is_mean(step->loss);
  const Real share = takes_mean ? scale / (Real)units : scale;
  Vector losses = {0};
  switch (step->ending) {
    case GlassboxEndingSigmoidLoss:
      for (ptrdiff_t unit = 0; unit < units; unit += 1) {
        const Vector s = room->sums[unit];
        const Vector t = targets[unit];
        // e^−|s| serves both: y = 1/(1 + e^−|s|) for s ≥ 0, and 1 less that for others.
        const Vector power = exponential_of(-absolute(s));
        const Vector far = 1 / (1 + power);
        const Vector y = choose(s < 0, power * far, far);
        losses += choose(s < 0, (Vector){0}, s) - s * t + logarithm_of_one_plus(power);
        room->outputs[unit] = y;
        room->sensitivities[unit] = choose(present, (y - t) * share, (Vector){0});
      }
      break;
    case GlassboxEndingSoftmaxLoss: {
      const Vector log_total = small_softmax(units, room->sums, room->outputs);
      Vector target_total = {0};
      for (ptrdiff_t unit = 0; unit < units; unit += 1) target_total += targets[unit];
      for (ptrdiff_t unit = 0; unit < units; unit += 1) {
        losses += weighted(targets[unit], log_total - room->sums[unit]);
        room->sensitivities[unit] = choose(
            present, (room->outputs[unit] * target_total - targets[unit]) * share, (Vector){0});
      }
      break;
    }
    case GlassboxEndingSoftmax: {
      (void)small_softmax(units, room->sums, room->outputs);
      losses = small_loss(step->loss, (Real)step->loss_number, units, share, targets, room);
      Vector shared = {0};
      for (ptrdiff_t unit = 0; unit < units; unit += 1) {
        shared += room->sensitivities[unit] * room->outputs[unit];
      }
      for (ptrdiff_t unit = 0; unit < units; unit += 1) {
        room->sensitivities[unit] = choose(
            present, room->outputs[unit] * (room->sensitivities[unit] - shared), (Vector){0});
      }
      break;
    }
    case GlassboxEndingActivation: {
      const Real number = (Real)layer->number;
      small_activate(layer->activation, number, units, room->sums, room->outputs);
      losses = small_loss(step->loss, (Real)step->loss_number, units, share, targets, room);
      small_activate_back(layer->activation, number, units, present, room);
      break;
    }
  }
  return takes_mean ? losses / (Real)units : losses;
}

// The gradients of one layer from its sensitivities, added to those of earlier turns.
INLINE void small_layer_gradients(
    const GlassboxSmallLayer *layer, const Vector *inputs, const Vector *sensitivities,
    bool is_first_turn) {
  Real *weight_gradient = layer->weight_gradient;
  Real *bias_gradient = layer->bias_gradient;
  for (ptrdiff_t unit = 0; unit < layer->units; unit += 1) {
    const Vector sensitivity = sensitivities[unit];
    if (bias_gradient != NULL) {
      const Real total = sum_of_lanes(sensitivity);
      bias_gradient[unit] = is_first_turn ? total : bias_gradient[unit] + total;
    }
    for (ptrdiff_t input = 0; input < layer->inputs; input += 1) {
      Real *gradient = weight_gradient + input * layer->units + unit;
      const Real total = sum_of_lanes(inputs[input] * sensitivity);
      *gradient = is_first_turn ? total : *gradient + total;
    }
  }
}

// Forward, loss and backward of at most LANES rows, from `first` on; returns the sum of the losses.
static double small_turn(const GlassboxSmallStep *step, ptrdiff_t first) {
  const ptrdiff_t left = step->rows - first;
  const ptrdiff_t rows = left < LANES ? left : LANES;
  const Integers present = lanes_below(rows);
  const ptrdiff_t last = step->layer_count - 1;
  const ptrdiff_t input_count = step->layers[0].inputs;
  const ptrdiff_t output_count = step->layers[last].units;

  Vector *const inputs = step->workspace;
  Vector *const targets = inputs + input_count;
  rows_to_lanes(rows, input_count, (const Real *)step->inputs + first * input_count, inputs);
  rows_to_lanes(rows, output_count, (const Real *)step->targets + first * output_count, targets);

  // Forward.
  Vector *free_room = targets + output_count;
  const Vector *before = inputs;
  SmallRoom room = {0};
  for (ptrdiff_t index = 0; index <= last; index += 1) {
    const GlassboxSmallLayer *layer = &step->layers[index];
    room.outputs = free_room;
    room.sums = room.outputs + layer->units;
    room.sensitivities = room.sums + layer->units;
    free_room = room.sensitivities + layer->units;
    small_sums(layer, before, room.sums);
    if (index < last) {
      small_activate(
          layer->activation, (Real)layer->number, layer->units, room.sums, room.outputs);
    }
    before = room.outputs;
  }

  // Loss.
  const Vector losses = small_ending(step, &step->layers[last], present, targets, &room);
  lanes_to_rows(
      rows, output_count, room.outputs, (Real *)step->outputs + first * output_count);
  double total = 0;
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    step->losses[first + row] = (double)losses[row];
    total += (double)losses[row];
  }

  // Backward.
  for (ptrdiff_t index = last; index >= 0; index -= 1) {
    const GlassboxSmallLayer *layer = &step->layers[index];
    const ptrdiff_t width = index > 0 ? step->layers[index - 1].units : 0;
    const SmallRoom earlier = {
        .outputs = room.outputs - 3 * width,
        .sums = room.outputs - 2 * width,
        .sensitivities = room.outputs - width,
    };
    small_layer_gradients(
        layer, index > 0 ? earlier.outputs : inputs, room.sensitivities, first == 0);
    if (index == 0) break;
    for (ptrdiff_t input = 0; input < layer->inputs; input += 1) {
      const Real *weight = (const Real *)layer->weight + input * layer->units;
      Vector sensitivity = {0};
      for (ptrdiff_t unit = 0; unit < layer->units; unit += 1) {
        sensitivity += room.sensitivities[unit] * weight[unit];
      }
      earlier.sensitivities[input] = sensitivity;
    }
    const GlassboxSmallLayer *former = &step->layers[index - 1];
    small_activate_back(
        former->activation, (Real)former->number, former->units, present, &earlier);
    room = earlier;
  }
  return total;
}

static double small_gradients(const GlassboxSmallStep *step) {
  double total = 0;
  for (ptrdiff_t first = 0; first < step->rows; first += LANES) total += small_turn(step, first);
  return total;
}

static void small_update(
    const GlassboxUpdate *step, const GlassboxMovedNumbers *moved, ptrdiff_t count) {
  for (ptrdiff_t index = 0; index < count; index += 1) {
    const GlassboxMovedNumbers *numbers = &moved[index];
    update(
        step, numbers->count, numbers->gradients, numbers->first, numbers->second,
        numbers->weights);
  }
}
