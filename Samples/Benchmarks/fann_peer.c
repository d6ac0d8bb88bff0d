// Trains the small networks of `glassbox bench` with FANN, the C library of neurons and connections.
//
//     cc -O3 -march=native fann_peer.c -lfann -lm -o fann_peer   (libfann-dev)
//     cc -O3 -march=native -DDOUBLE fann_peer.c -ldoublefann -lm -o fann_peer_double
//     ./fann_peer [--seconds 3] [WORKLOAD ...]
//
// `xor` is FANN's batch training: all four rows in every step, which is one call an epoch. `objects`
// and `mnist-15` are its incremental training of 784-15-10: one picture a step, in a new order in every
// epoch, with every answer looked at. `tiny` are the gates, planes and hand-sized networks of the same
// units, batches and numbers of samples, by plain descent, which is less work than ours. The error is added up, as on the other sides.
#ifdef DOUBLE
#include <doublefann.h>
#define PRECISION "-double"
#else
#include <fann.h>
#define PRECISION ""
#endif
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void report(const char *workload, double samples_per_second) {
  printf("{\"workload\": \"%s\", \"engine\": \"FANN 2.2\", \"samplesPerSecond\": %.0f}\n", workload,
         samples_per_second);
  fflush(stdout);
}

static void require(bool is_there, const char *what) {
  if (is_there) return;
  fprintf(stderr, "error: FANN could not make %s\n", what);
  exit(1);
}

// Samples a second of a function that trains an epoch and tells how many samples that were.
static double rate(long (*epoch)(void *), void *state, double seconds) {
  double start = now();
  while (now() - start < seconds / 3) epoch(state);  // warms up
  long samples = 0;
  start = now();
  double end = start;
  while (end - start < seconds) {
    samples += epoch(state);
    end = now();
  }
  return (double)samples / (end - start);
}

struct training {
  struct fann *network;
  struct fann_train_data *data;
  unsigned int *order;
  double error;
  long right;
};

// A look at the clock costs as much as some steps of XOR, so a thousand steps count as an epoch.
static long xor_epoch(void *state) {
  struct training *training = state;
  for (int step = 0; step < 1000; step++)
    training->error += (double)fann_train_epoch(training->network, training->data);
  return 1000L * training->data->num_data;
}

static void train_xor(double seconds) {
  struct fann *network = fann_create_standard(3, 2, 4, 1);
  struct fann_train_data *data = fann_create_train(4, 2, 1);
  require(network != NULL && data != NULL, "a network for XOR");
  for (unsigned int row = 0; row < 4; row++) {
    data->input[row][0] = (fann_type)(row & 1);
    data->input[row][1] = (fann_type)(row >> 1);
    data->output[row][0] = (fann_type)((row & 1) ^ (row >> 1));
  }
  fann_set_activation_function_hidden(network, FANN_SIGMOID_SYMMETRIC);
  fann_set_activation_function_output(network, FANN_SIGMOID);
  fann_set_training_algorithm(network, FANN_TRAIN_BATCH);
  fann_set_learning_rate(network, 0.5F);
  struct training training = {.network = network, .data = data};
  report("xor", rate(xor_epoch, &training, seconds));
  fann_destroy_train(data);
  fann_destroy(network);
}

static long picture_epoch(void *state) {
  struct training *training = state;
  const unsigned int count = training->data->num_data;
  for (unsigned int i = count - 1; i > 0; i--) {
    unsigned int other = (unsigned int)rand() % (i + 1), kept = training->order[i];
    training->order[i] = training->order[other];
    training->order[other] = kept;
  }
  for (unsigned int i = 0; i < count; i++) {
    unsigned int sample = training->order[i];
    fann_type *target = training->data->output[sample];
    fann_train(training->network, training->data->input[sample], target);
    const fann_type *answer = training->network->output;
    unsigned int best = 0;
    for (unsigned int k = 1; k < 10; k++)
      if (answer[k] > answer[best]) best = k;
    training->right += target[best] > 0;
  }
  training->error += (double)fann_get_MSE(training->network);
  return count;
}

static void train_pictures(const char *workload, double seconds) {
  const unsigned int count = 2000, pixels = 784;
  struct fann *network = fann_create_standard(3, pixels, 15, 10);
  struct fann_train_data *data = fann_create_train(count, pixels, 10);
  unsigned int *order = malloc(count * sizeof *order);
  require(network != NULL && data != NULL && order != NULL, "a network for pictures");
  for (unsigned int i = 0; i < count; i++) {
    order[i] = i;
    // As much ink as MNIST's pictures have.
    for (unsigned int k = 0; k < pixels; k++)
      data->input[i][k] = rand() % 100 < 19 ? (fann_type)(rand() % 256) / 255 : 0;
    for (unsigned int k = 0; k < 10; k++) data->output[i][k] = k == i % 10;
  }
  fann_set_activation_function_hidden(network, FANN_SIGMOID);
  fann_set_activation_function_output(network, FANN_SIGMOID);
  fann_set_training_algorithm(network, FANN_TRAIN_INCREMENTAL);
  fann_set_learning_rate(network, 0.1F);
  struct training training = {.network = network, .data = data, .order = order};
  report(workload, rate(picture_epoch, &training, seconds));
  free(order);
  fann_destroy_train(data);
  fann_destroy(network);
}

// What a tiny network is to FANN: its units, and how many samples a step has.
struct tiny {
  const char *name;
  unsigned int layers;
  unsigned int units[4];
  unsigned int samples, batch;
  enum fann_activationfunc_enum hidden, last;
};

// FANN has neither relu nor softmax: what stands for them takes it less time.
static const struct tiny tiny_networks[] = {
    {"or", 2, {2, 1}, 4, 4, FANN_SIGMOID, FANN_SIGMOID},
    {"xor", 3, {2, 6, 1}, 4, 4, FANN_SIGMOID_SYMMETRIC, FANN_SIGMOID},
    {"circle", 3, {2, 6, 1}, 250, 10, FANN_SIGMOID_SYMMETRIC, FANN_SIGMOID},
    {"xor-points", 3, {2, 8, 1}, 250, 10, FANN_LINEAR_PIECE, FANN_SIGMOID},
    {"gauss", 2, {2, 1}, 250, 10, FANN_SIGMOID, FANN_SIGMOID},
    {"spiral", 4, {2, 16, 16, 1}, 250, 10, FANN_LINEAR_PIECE, FANN_SIGMOID},
    {"plane", 2, {2, 1}, 600, 10, FANN_LINEAR, FANN_LINEAR},
    {"multi-gauss", 4, {2, 16, 16, 1}, 600, 10, FANN_SIGMOID_SYMMETRIC, FANN_LINEAR},
    {"4-8-3", 3, {4, 8, 3}, 120, 10, FANN_SIGMOID_SYMMETRIC, FANN_SIGMOID},
    {"2-32-1", 3, {2, 32, 1}, 4, 4, FANN_LINEAR_PIECE, FANN_SIGMOID},
    {"2-6-1", 3, {2, 6, 1}, 250, 1, FANN_SIGMOID_SYMMETRIC, FANN_SIGMOID},
};

struct tiny_training {
  struct fann *network;
  struct fann_train_data **batches;
  unsigned int count;
  long samples;
  double error;
};

// A hundred epochs between two looks at the clock, all in one order.
static long tiny_epochs(void *state) {
  struct tiny_training *training = state;
  for (int epoch = 0; epoch < 100; epoch++) {
    for (unsigned int batch = 0; batch < training->count; batch++)
      training->error += (double)fann_train_epoch(training->network, training->batches[batch]);
  }
  return 100 * training->samples;
}

static void train_tiny(const struct tiny *tiny, double seconds) {
  const unsigned int inputs = tiny->units[0], outputs = tiny->units[tiny->layers - 1];
  struct fann *network = fann_create_standard_array(tiny->layers, tiny->units);
  // Steps of one sample are FANN's incremental training, which goes over all samples in one call.
  const bool is_incremental = tiny->batch == 1;
  const unsigned int size = is_incremental ? tiny->samples : tiny->batch;
  const unsigned int count = tiny->samples / size;
  struct fann_train_data **batches = malloc(count * sizeof *batches);
  require(network != NULL && batches != NULL, tiny->name);
  for (unsigned int batch = 0; batch < count; batch++) {
    struct fann_train_data *data = batches[batch] = fann_create_train(size, inputs, outputs);
    require(data != NULL, tiny->name);
    for (unsigned int row = 0; row < size; row++) {
      for (unsigned int k = 0; k < inputs; k++)
        data->input[row][k] = (fann_type)(rand() % 1000) / 500 - 1;
      for (unsigned int k = 0; k < outputs; k++)
        data->output[row][k] = k == row % (outputs == 1 ? 2 : outputs);
    }
  }
  fann_set_activation_function_hidden(network, tiny->hidden);
  fann_set_activation_function_output(network, tiny->last);
  fann_set_training_algorithm(
      network, is_incremental ? FANN_TRAIN_INCREMENTAL : FANN_TRAIN_BATCH);
  fann_set_learning_rate(network, 0.01F);
  struct tiny_training training = {
      .network = network, .batches = batches, .count = count, .samples = tiny->samples};
  char workload[64];
  snprintf(workload, sizeof workload, "tiny-%s%s", tiny->name, PRECISION);
  report(workload, rate(tiny_epochs, &training, seconds));
  for (unsigned int batch = 0; batch < count; batch++) fann_destroy_train(batches[batch]);
  free(batches);
  fann_destroy(network);
}

static void train_all_tiny(double seconds) {
  const int count = sizeof tiny_networks / sizeof *tiny_networks;
  for (int i = 0; i < count; i++) train_tiny(&tiny_networks[i], seconds / (2 * count));
}

int main(int count, char **words) {
  double seconds = 3;
  bool any = false, wants_xor = false, wants_objects = false, wants_mnist15 = false;
  bool wants_tiny = false;
  for (int i = 1; i < count; i++) {
    if (strcmp(words[i], "--seconds") == 0 && i + 1 < count) {
      seconds = atof(words[++i]);
    } else if (strcmp(words[i], "xor") == 0) {
      any = wants_xor = true;
    } else if (strcmp(words[i], "tiny") == 0) {
      any = wants_tiny = true;
    } else if (strcmp(words[i], "objects") == 0) {
      any = wants_objects = true;
    } else if (strcmp(words[i], "mnist-15") == 0) {
      any = wants_mnist15 = true;
    } else {
      fprintf(stderr, "error: there is no workload %s; there are xor, tiny, mnist-15, objects\n",
              words[i]);
      return 2;
    }
  }
  if (!any || wants_xor) train_xor(seconds);
  if (!any || wants_tiny) train_all_tiny(seconds);
  if (!any || wants_mnist15) train_pictures("mnist-15", seconds);
  if (!any || wants_objects) train_pictures("objects-784-15-10-digits", seconds);
  return 0;
}
