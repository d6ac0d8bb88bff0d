// Trains the small networks of `glassbox bench` with FANN, the C library of neurons and connections.
//
//     cc -O3 -march=native fann_peer.c -lfann -lm -o fann_peer   (libfann-dev)
//     ./fann_peer [--seconds 3] [WORKLOAD ...]
//
// `xor` is FANN's batch training: all four rows in every step, which is one call an epoch. `objects`
// and `mnist-15` are its incremental training of 784-15-10: one picture a step, in a new order in every
// epoch, with every answer looked at. The error is added up, as on the other sides.
#include <fann.h>
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
  while (now() - start < 1) epoch(state);  // warms up
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

int main(int count, char **words) {
  double seconds = 3;
  bool any = false, wants_xor = false, wants_objects = false, wants_mnist15 = false;
  for (int i = 1; i < count; i++) {
    if (strcmp(words[i], "--seconds") == 0 && i + 1 < count) {
      seconds = atof(words[++i]);
    } else if (strcmp(words[i], "xor") == 0) {
      any = wants_xor = true;
    } else if (strcmp(words[i], "objects") == 0) {
      any = wants_objects = true;
    } else if (strcmp(words[i], "mnist-15") == 0) {
      any = wants_mnist15 = true;
    } else {
      fprintf(stderr, "error: there is no workload %s; there are xor, mnist-15, objects\n", words[i]);
      return 2;
    }
  }
  if (!any || wants_xor) train_xor(seconds);
  if (!any || wants_mnist15) train_pictures("mnist-15", seconds);
  if (!any || wants_objects) train_pictures("objects-784-15-10-digits", seconds);
  return 0;
}
