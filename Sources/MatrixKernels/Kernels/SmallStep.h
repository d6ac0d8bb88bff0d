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

// The sum of all lanes, of which only the first `rows` are not 0; the steps of sum_of_lanes that would
// add nothing are left out.
INLINE Real small_total(ptrdiff_t rows, Vector x) {
  if (LANES > 8 && rows > 8) x += ROTATED(x, 8);
  if (LANES > 4 && rows > 4) x += ROTATED(x, 4);
  if (LANES > 2 && rows > 2) x += ROTATED(x, 2);
  if (rows > 1) x += ROTATED(x, 1);
  return x[0];
}

// The gradients of one layer from its sensitivities, added to those of earlier turns.
INLINE void small_layer_gradients(
    const GlassboxSmallLayer *layer, ptrdiff_t rows, const Vector *inputs,
    const Vector *sensitivities, bool is_first_turn) {
  Real *weight_gradient = layer->weight_gradient;
  Real *bias_gradient = layer->bias_gradient;
  for (ptrdiff_t unit = 0; unit < layer->units; unit += 1) {
    const Vector sensitivity = sensitivities[unit];
    if (bias_gradient != NULL) {
      const Real total = small_total(rows, sensitivity);
      bias_gradient[unit] = is_first_turn ? total : bias_gradient[unit] + total;
    }
    for (ptrdiff_t input = 0; input < layer->inputs; input += 1) {
      Real *gradient = weight_gradient + input * layer->units + unit;
      const Real total = small_total(rows, inputs[input] * sensitivity);
      *gradient = is_first_turn ? total : *gradient + total;
    }
  }
}

// A batch of at most LANES rows, or a turn of a larger one.
typedef struct {
  ptrdiff_t rows;
  // A vector for each input, and for each output's target.
  const Vector *inputs;
  const Vector *targets;
} SmallTurn;

// What a turn leaves: the losses of its rows, and a vector for each output.
typedef struct {
  Vector losses;
  const Vector *outputs;
} SmallAnswer;

// Forward, loss and backward of a turn; gradients are added to those of earlier turns.
static SmallAnswer small_turn(
    const GlassboxSmallStep *step, const SmallTurn *turn, bool is_first_turn) {
  const Integers present = lanes_below(turn->rows);
  const ptrdiff_t last = step->layer_count - 1;

  // Forward.
  Vector *free_room = step->workspace;
  const Vector *before = turn->inputs;
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
  const SmallAnswer answer = {
      .losses = small_ending(step, &step->layers[last], present, turn->targets, &room),
      .outputs = room.outputs,
  };

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
        layer, turn->rows, index > 0 ? earlier.outputs : turn->inputs, room.sensitivities,
        is_first_turn);
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
  return answer;
}

// The inputs and targets of a turn, from row `first` of the samples on; they take the first of the
// vectors.
INLINE SmallTurn small_turn_of_rows(
    const GlassboxSmallStep *step, ptrdiff_t first, ptrdiff_t rows, Vector *vectors) {
  const ptrdiff_t inputs = step->layers[0].inputs;
  const ptrdiff_t outputs = step->layers[step->layer_count - 1].units;
  rows_to_lanes(rows, inputs, (const Real *)step->inputs + first * inputs, vectors);
  rows_to_lanes(rows, outputs, (const Real *)step->targets + first * outputs, vectors + inputs);
  return (SmallTurn){.rows = rows, .inputs = vectors, .targets = vectors + inputs};
}

static double small_gradients(const GlassboxSmallStep *step) {
  const ptrdiff_t output_count = step->layers[step->layer_count - 1].units;
  double total = 0;
  for (ptrdiff_t first = 0; first < step->rows; first += LANES) {
    const ptrdiff_t left = step->rows - first;
    const ptrdiff_t rows = left < LANES ? left : LANES;
    const SmallTurn turn = small_turn_of_rows(step, first, rows, step->lanes);
    const SmallAnswer answer = small_turn(step, &turn, first == 0);
    lanes_to_rows(
        rows, output_count, answer.outputs, (Real *)step->outputs + first * output_count);
    for (ptrdiff_t row = 0; row < rows; row += 1) {
      step->losses[first + row] = (double)answer.losses[row];
      total += (double)answer.losses[row];
    }
  }
  return total;
}

// In which lanes the outputs give the answer that the targets ask for; see RightAnswers.h.
INLINE Integers small_right(
    ptrdiff_t units, Real boundary, const Vector *outputs, const Vector *targets) {
  if (units == 1) return (outputs[0] > boundary) == (targets[0] > boundary);
  Vector largest = all_lanes(-(Real)__builtin_inf());
  Vector largest_target = largest;
  Integers position = {0};
  Integers asked = {0};
  for (ptrdiff_t unit = 0; unit < units; unit += 1) {
    const Integers here = (Integers){0} + (Integer)unit;
    const Integers is_larger = outputs[unit] > largest;
    const Integers is_asked = targets[unit] > largest_target;
    largest = choose(is_larger, outputs[unit], largest);
    largest_target = choose(is_asked, targets[unit], largest_target);
    position = (is_larger & here) | (~is_larger & position);
    asked = (is_asked & here) | (~is_asked & asked);
  }
  return position == asked;
}

// Adds what the penalties ask for to the gradients; returns what they cost.
static double small_penalties(const GlassboxMovedNumbers *moved, ptrdiff_t count) {
  double total = 0;
  for (ptrdiff_t index = 0; index < count; index += 1) {
    const GlassboxMovedNumbers *numbers = &moved[index];
    if (numbers->l1 == 0 && numbers->l2 == 0) continue;
    const Real l1 = (Real)numbers->l1;
    const Real l2 = (Real)numbers->l2;
    total += penalty(numbers->count, l1, l2, numbers->weights);
    add_penalty(numbers->count, l1, l2, numbers->weights, numbers->gradients);
  }
  return total;
}

// One step of an optimizer for each run of numbers.
static void small_update(
    const GlassboxUpdate *step, const GlassboxMovedNumbers *moved, ptrdiff_t count) {
  for (ptrdiff_t index = 0; index < count; index += 1) {
    const GlassboxMovedNumbers *numbers = &moved[index];
    update(
        step, numbers->count, numbers->gradients, numbers->first, numbers->second,
        numbers->weights);
  }
}

// How many of the samples from `first` on belong to one turn.
INLINE ptrdiff_t small_turn_rows(const GlassboxSmallRun *run, ptrdiff_t first) {
  const ptrdiff_t left_of_batch = run->batch - first % run->batch;
  const ptrdiff_t left = run->samples - first;
  const ptrdiff_t rows = left < left_of_batch ? left : left_of_batch;
  return rows < LANES ? rows : LANES;
}

// Transposes the turns that there is room for: well before they are needed, as a vector that was
// written number by number a moment ago has to be waited for.
static ptrdiff_t small_fill(const GlassboxSmallRun *run, ptrdiff_t first) {
  const GlassboxSmallStep *step = &run->step;
  const ptrdiff_t width = step->layers[0].inputs + step->layers[step->layer_count - 1].units;
  ptrdiff_t room = step->lanes_bytes / (VECTOR_BYTES * width);
  Vector *vectors = step->lanes;
  for (; room > 0 && first < run->samples; room -= 1) {
    const ptrdiff_t rows = small_turn_rows(run, first);
    (void)small_turn_of_rows(step, first, rows, vectors);
    vectors += width;
    first += rows;
  }
  return first;
}

static void small_run(GlassboxSmallRun *run) {
  GlassboxSmallStep *step = &run->step;
  const ptrdiff_t input_count = step->layers[0].inputs;
  const ptrdiff_t output_count = step->layers[step->layer_count - 1].units;
  const Vector *vectors = step->lanes;
  ptrdiff_t filled = 0;
  Integers right = {0};
  for (ptrdiff_t batch = 0; batch * run->batch < run->samples; batch += 1) {
    const ptrdiff_t start = batch * run->batch;
    const ptrdiff_t left = run->samples - start;
    step->rows = left < run->batch ? left : run->batch;
    double total = 0;
    Integers batch_right = {0};
    for (ptrdiff_t first = start; first < start + step->rows;) {
      if (first == filled) {
        filled = small_fill(run, first);
        vectors = step->lanes;
      }
      const SmallTurn turn = {
          .rows = small_turn_rows(run, first),
          .inputs = vectors,
          .targets = vectors + input_count,
      };
      const SmallAnswer answer = small_turn(step, &turn, first == start);
      for (ptrdiff_t row = 0; row < turn.rows; row += 1) total += (double)answer.losses[row];
      batch_right += small_right(output_count, (Real)run->boundary, answer.outputs, turn.targets)
                     & lanes_below(turn.rows);
      if (run->outputs != NULL) {
        lanes_to_rows(
            turn.rows, output_count, answer.outputs, (Real *)run->outputs + first * output_count);
      }
      vectors += input_count + output_count;
      first += turn.rows;
    }
    if (!__builtin_isfinite(total)) break;
    // Rounded before it is added, as it is for a batch by itself: in one expression it would not be.
    const double penalties =
        small_penalties(run->moved, run->moved_count) * (double)step->rows;
    run->penalty_sum += penalties;
    small_update(&run->updates[batch * run->update_stride], run->moved, run->moved_count);
    run->loss_sum += total;
    right += batch_right;
    run->learned += step->rows;
  }
  // A lane that is right counts −1.
  for (ptrdiff_t lane = 0; lane < LANES; lane += 1) run->right_count -= (ptrdiff_t)right[lane];
}
