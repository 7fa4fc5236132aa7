/*
 * One step of the ICL loss and its gradient in plain C, as src/training/fused_icl_loss.ts has it: what a
 * compiler makes of the same loops with every freedom that -O3 -march=native -ffast-math gives it.
 *
 * Usage: icl_step FILE PROMPTS CONTEXT DIMENSION
 *
 * Says its version and gradient in a line of JSON, then answers each number of milliseconds on stdin with the
 * fastest step's wall and processor time in microseconds.
 */

#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double step(int prompts, int n, int d, const double *restrict covariates,
                   const double *restrict labels, const double *restrict queries,
                   const double *restrict targets, const double *restrict parameters,
                   double *restrict gradient, double *restrict projected,
                   double *restrict direction, double *restrict weights) {
  double loss = 0;
  for (int j = 0; j < d * d; j++) gradient[j] = 0;
  for (int b = 0; b < prompts; b++) {
    const double *x = covariates + (size_t)b * n * d;
    const double *y = labels + (size_t)b * n;
    const double *q = queries + (size_t)b * d;
    for (int j = 0; j < d; j++) {
      double sum = 0;
      for (int k = 0; k < d; k++) sum += parameters[j * d + k] * q[k];
      projected[j] = sum;
    }
    double largest = -INFINITY;
    for (int i = 0; i < n; i++) {
      double score = 0;
      for (int j = 0; j < d; j++) score += x[(size_t)i * d + j] * projected[j];
      weights[i] = score;
      if (score > largest) largest = score;
    }
    double total = 0;
    for (int i = 0; i < n; i++) total += weights[i] = exp(weights[i] - largest);
    double prediction = 0;
    for (int i = 0; i < n; i++) prediction += (weights[i] /= total) * y[i];
    double error = prediction - targets[b];
    loss += error * error;
    for (int j = 0; j < d; j++) direction[j] = 0;
    for (int i = 0; i < n; i++) {
      double pull = weights[i] * (y[i] - prediction);
      for (int j = 0; j < d; j++) direction[j] += pull * x[(size_t)i * d + j];
    }
    for (int j = 0; j < d; j++) {
      double scaled = error * direction[j] / prompts;
      for (int k = 0; k < d; k++) gradient[j * d + k] += scaled * q[k];
    }
  }
  return loss / (2 * prompts);
}

static double *allocate(size_t count) {
  double *values = malloc(count * sizeof(double));
  if (!values) exit(1);
  return values;
}

static double *read_doubles(FILE *file, size_t count) {
  double *values = allocate(count);
  if (fread(values, sizeof(double), count, file) != count) {
    fprintf(stderr, "icl_step: the file must hold all numbers of the sizes\n");
    exit(2);
  }
  return values;
}

static double microseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: icl_step FILE PROMPTS CONTEXT DIMENSION\n");
    return 2;
  }
  int prompts = atoi(argv[2]), n = atoi(argv[3]), d = atoi(argv[4]);
  FILE *file = fopen(argv[1], "rb");
  if (!file || prompts < 1 || n < 1 || d < 1) {
    fprintf(stderr, "icl_step: the file must be there and every number at least 1\n");
    return 2;
  }
  double *covariates = read_doubles(file, (size_t)prompts * n * d);
  double *labels = read_doubles(file, (size_t)prompts * n);
  double *queries = read_doubles(file, (size_t)prompts * d), *targets = read_doubles(file, prompts);
  double *parameters = read_doubles(file, (size_t)d * d), *gradient = allocate((size_t)d * d);
  double *projected = allocate(d), *direction = allocate(d), *weights = allocate(n);
  fclose(file);
  volatile double loss = step(prompts, n, d, covariates, labels, queries, targets, parameters,
                              gradient, projected, direction, weights);
  printf("{\"version\":\"gcc %s\",\"gradient\":[", __VERSION__);
  for (int j = 0; j < d * d; j++) printf("%s%.17g", j ? "," : "", gradient[j]);
  printf("]}\n");
  fflush(stdout);
  double milliseconds;
  while (scanf("%lf", &milliseconds) == 1) {
    double wall = INFINITY, cpu = INFINITY;
    double end = microseconds(CLOCK_MONOTONIC) + milliseconds * 1e3;
    do {
      double wall_start = microseconds(CLOCK_MONOTONIC);
      double cpu_start = microseconds(CLOCK_PROCESS_CPUTIME_ID);
      loss = step(prompts, n, d, covariates, labels, queries, targets, parameters, gradient,
                  projected, direction, weights);
      cpu = fmin(cpu, microseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_start);
      wall = fmin(wall, microseconds(CLOCK_MONOTONIC) - wall_start);
    } while (microseconds(CLOCK_MONOTONIC) < end);
    printf("{\"wall\":%.3f,\"cpu\":%.3f}\n", wall, cpu);
    fflush(stdout);
  }
  return isnan(loss);
}
