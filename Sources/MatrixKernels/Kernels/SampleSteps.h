// Training steps of one sample each, by plain descent: every lane of a vector is a neuron.
//
// The gradient of a weight is then one number times another. It is not written down, but moves the
// weight at once, in the same visit in which the sensitivity goes back over it.

// What one layer makes of a sample, a number for each unit. Vectors are written whole, also over the room
// beyond the last unit, where nobody looks: what was written in part has to be waited for when it is read.
typedef struct {
  Real *sums;
  Real *outputs;
  Real *sensitivities;
} SampleRoom;

// How many numbers apart such arrays begin: at whole vectors.
INLINE ptrdiff_t sample_stride(ptrdiff_t units) { return (units + LANES - 1) / LANES * LANES; }

INLINE SampleRoom sample_room(Real *start, ptrdiff_t units) {
  const ptrdiff_t stride = sample_stride(units);
  return (SampleRoom){start, start + stride, start + 2 * stride};
}

// So many vectors of the sums. Each is added up in so many parts, as an addition has to wait for the
// one before.
INLINE void sample_sums_of(
    const GlassboxSmallLayer *layer, const Real *inputs, ptrdiff_t first, ptrdiff_t lanes,
    const int vectors, const int parts, Real *sums) {
  const Real *weight = (const Real *)layer->weight + first;
  const Real *bias = layer->bias;
  Vector totals[4] = {{0}, {0}, {0}, {0}};
  ptrdiff_t input = 0;
  for (; input + parts <= layer->inputs; input += parts) {
    UNROLLED for (int part = 0; part < parts; part += 1) {
      const Real *row = weight + (input + part) * layer->units;
      UNROLLED for (int v = 0; v < vectors; v += 1) {
        totals[part * vectors + v] += inputs[input + part] * load(row + v * LANES, lanes);
      }
    }
  }
  for (; input < layer->inputs; input += 1) {
    UNROLLED for (int v = 0; v < vectors; v += 1) {
      totals[v] += inputs[input] * load(weight + input * layer->units + v * LANES, lanes);
    }
  }
  UNROLLED for (int v = 0; v < vectors; v += 1) {
    UNROLLED for (int part = 1; part < parts; part += 1) totals[v] += totals[part * vectors + v];
    if (bias != NULL) totals[v] += load(bias + first + v * LANES, lanes);
    store(sums + first + v * LANES, totals[v], LANES);
  }
}

// sums = inputs · weight + bias
static void sample_sums(const GlassboxSmallLayer *layer, const Real *inputs, Real *sums) {
  const ptrdiff_t units = layer->units;
  ptrdiff_t first = 0;
  for (; first + 4 * LANES <= units; first += 4 * LANES) {
    sample_sums_of(layer, inputs, first, LANES, 4, 1, sums);
  }
  for (; first + LANES <= units; first += LANES) {
    sample_sums_of(layer, inputs, first, LANES, 1, 4, sums);
  }
  if (first < units) sample_sums_of(layer, inputs, first, units - first, 1, 4, sums);
}

// sensitivities = ∂loss/∂output, for a constant loss; returns the loss.
INLINE double sample_loss_with(
    const GlassboxLoss loss, Real number, ptrdiff_t units, const Real *targets,
    const SampleRoom *room) {
  const Real share = is_mean(loss) ? 1 / (Real)units : 1;
  Vector totals = {0};
  FOR_EACH_VECTOR(units, {
    const Vector y = load(room->outputs + i, LANES);
    const Vector t = load(targets + i, lanes);
    const Vector parts = loss_of(loss, number, y, t);
    totals += lanes == LANES ? parts : choose(lanes_below(lanes), parts, (Vector){0});
    store(room->sensitivities + i, sensitivity_of(loss, number, y, t) * share, LANES);
  });
  const double total = (double)sum_of_lanes(totals);
  return is_mean(loss) ? total / (double)units : total;
}

static double sample_loss(
    GlassboxLoss kind, Real number, ptrdiff_t units, const Real *targets, const SampleRoom *room) {
#define SAMPLE_LOSS(constant) \
  case constant: return sample_loss_with(constant, number, units, targets, room);
  switch (kind) { EACH_LOSS(SAMPLE_LOSS) }
}

// The last layer from its sums on: outputs, ∂loss/∂sum; returns the loss.
static double sample_ending(
    const GlassboxSmallStep *step, const GlassboxSmallLayer *layer, const Real *targets,
    const SampleRoom *room) {
  const ptrdiff_t units = layer->units;
  const Real number = (Real)layer->number;
  const Real loss_number = (Real)step->loss_number;
  double found = 0;
  switch (step->ending) {
    case GlassboxEndingSigmoidLoss:
      sigmoid_loss(1, units, room->sums, targets, 1, room->outputs, &found, room->sensitivities);
      break;
    case GlassboxEndingSoftmaxLoss:
      softmax_loss(1, units, room->sums, targets, 1, room->outputs, &found, room->sensitivities);
      break;
    case GlassboxEndingSoftmax:
      softmax(1, units, room->sums, room->outputs);
      loss(step->loss, loss_number, 1, units, room->outputs, targets, 1, &found,
           room->sensitivities);
      softmax_back(1, units, room->outputs, room->sensitivities);
      break;
    case GlassboxEndingActivation:
      activate(
          layer->activation, number, 1, sample_stride(units), 0, NULL, room->sums, room->outputs);
      found = sample_loss(step->loss, loss_number, units, targets, room);
      activate_back(
          layer->activation, number, 1, sample_stride(units), 0, room->sums, room->outputs,
          room->sensitivities);
      break;
  }
  return found;
}

// weights (count) −= rate × ∂loss/∂weight, which is input × sensitivities (count).
INLINE void move_by_sample(
    ptrdiff_t count, Real rate, Real input, const Real *sensitivities, Real *weights) {
  FOR_EACH_VECTOR(count, {
    const Vector gradient = input * load(sensitivities + i, lanes);
    store(weights + i, load(weights + i, lanes) - rate * gradient, lanes);
  });
}

// Every sensitivity goes back to the inputs of the layer, then the weights move.
static void sample_back(
    const GlassboxSmallLayer *layer, Real rate, const Real *inputs, const Real *sensitivities,
    Real *input_sensitivities) {
  const ptrdiff_t units = layer->units;
  for (ptrdiff_t input = 0; input < layer->inputs; input += 1) {
    Real *row = (Real *)layer->weight + input * units;
    Vector total = {0};
    FOR_EACH_VECTOR(units, {
      const Vector sensitivity = load(sensitivities + i, lanes);
      const Vector weight = load(row + i, lanes);
      total += weight * sensitivity;
      store(row + i, weight - rate * (inputs[input] * sensitivity), lanes);
    });
    input_sensitivities[input] = sum_of_lanes(total);
  }
}

// Whether all of the numbers are finite.
INLINE bool all_finite(ptrdiff_t count, const Real *numbers) {
  Vector nothing = {0};
  FOR_EACH_VECTOR(count, { nothing += 0 * load(numbers + i, lanes); });
  return sum_of_lanes(nothing) == 0;
}

// The same for the first layer, where nobody is behind the inputs: the weights move, but for those of
// inputs that are 0.
static void sample_move(
    const GlassboxSmallLayer *layer, Real rate, const Real *inputs, const Real *sensitivities,
    uint32_t *places) {
  const ptrdiff_t units = layer->units;
  const bool zeros_move_nothing = __builtin_isfinite(rate) && all_finite(units, sensitivities);
  ptrdiff_t count = 0;
  for (ptrdiff_t input = 0; input < layer->inputs; input += 1) {
    places[count] = (uint32_t)input;
    count += !zeros_move_nothing || inputs[input] != 0;  // No branch: zeros cannot be foretold.
  }
  for (ptrdiff_t index = 0; index < count; index += 1) {
    Real *row = (Real *)layer->weight + places[index] * units;
    move_by_sample(units, rate, inputs[places[index]], sensitivities, row);
  }
}

// One step. Returns the loss; if it is not finite, nothing has moved.
static double sample_step(
    const GlassboxSmallStep *step, Real rate, const Real *inputs, const Real *targets,
    SampleRoom *last_room) {
  const ptrdiff_t last = step->layer_count - 1;
  Real *start = step->workspace;
  const Real *before = inputs;
  SampleRoom room = {0};
  for (ptrdiff_t index = 0; index <= last; index += 1) {
    const GlassboxSmallLayer *layer = &step->layers[index];
    room = sample_room(start, layer->units);
    start += 3 * sample_stride(layer->units);
    sample_sums(layer, before, room.sums);
    if (index < last) {
      activate(
          layer->activation, (Real)layer->number, 1, sample_stride(layer->units), 0, NULL, room.sums,
          room.outputs);
    }
    before = room.outputs;
  }
  *last_room = room;
  const double loss = sample_ending(step, &step->layers[last], targets, &room);
  if (!__builtin_isfinite(loss)) return loss;

  for (ptrdiff_t index = last; index >= 0; index -= 1) {
    const GlassboxSmallLayer *layer = &step->layers[index];
    if (layer->bias != NULL) {
      move_by_sample(layer->units, rate, 1, room.sensitivities, (Real *)layer->bias);
    }
    if (index == 0) {
      sample_move(layer, rate, inputs, room.sensitivities, step->lanes);
      break;
    }
    const GlassboxSmallLayer *former = &step->layers[index - 1];
    const SampleRoom earlier =
        sample_room(room.sums - 3 * sample_stride(former->units), former->units);
    sample_back(layer, rate, earlier.outputs, room.sensitivities, earlier.sensitivities);
    activate_back(
        former->activation, (Real)former->number, 1, sample_stride(former->units), 0, earlier.sums,
        earlier.outputs, earlier.sensitivities);
    room = earlier;
  }
  return loss;
}

static void sample_run(GlassboxSmallRun *run) {
  const GlassboxSmallStep *step = &run->step;
  const ptrdiff_t input_count = step->layers[0].inputs;
  const ptrdiff_t units = step->layers[step->layer_count - 1].units;
  const Real boundary = (Real)run->boundary;
  for (ptrdiff_t sample = 0; sample < run->samples; sample += 1) {
    const Real *inputs = (const Real *)step->inputs + sample * input_count;
    const Real *targets = (const Real *)step->targets + sample * units;
    const Real rate = (Real)run->updates[sample * run->update_stride].rate;
    SampleRoom room;
    const double loss = sample_step(step, rate, inputs, targets, &room);
    if (!__builtin_isfinite(loss)) return;
    run->loss_sum += loss;
    if (run->outputs != NULL) {
      memcpy((Real *)run->outputs + sample * units, room.outputs, (size_t)units * REAL_BYTES);
    }
    run->right_count +=
        units == 1 ? (room.outputs[0] > boundary) == (targets[0] > boundary)
                   : position_of_largest(units, room.outputs) == position_of_largest(units, targets);
    run->learned += 1;
  }
}
