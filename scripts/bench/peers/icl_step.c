/*
 * One step of the ICL loss and its gradient in plain C, as src/training/fused_icl_loss.ts has it: what a
 * compiler makes of the same loops with every freedom that -O3 -march=native -ffast-math gives it.
 *
 * Usage: icl_step PROMPTS CONTEXT DIMENSION REPEATS, prints the fastest step's CPU time in microseconds.
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

static double *uniform(size_t count) {
  double *values = malloc(count * sizeof(double));
  if (!values) exit(1);
  for (size_t i = 0; i < count; i++) values[i] = 2.0 * rand() / RAND_MAX - 1;
  return values;
}

static double cpu_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: icl_step PROMPTS CONTEXT DIMENSION REPEATS\n");
    return 2;
  }
  int prompts = atoi(argv[1]), n = atoi(argv[2]), d = atoi(argv[3]), repeats = atoi(argv[4]);
  if (prompts < 1 || n < 1 || d < 1 || repeats < 1) {
    fprintf(stderr, "icl_step: every number must be at least 1\n");
    return 2;
  }
  double *covariates = uniform((size_t)prompts * n * d), *labels = uniform((size_t)prompts * n);
  double *queries = uniform((size_t)prompts * d), *targets = uniform(prompts);
  double *parameters = uniform((size_t)d * d), *gradient = uniform((size_t)d * d);
  double *projected = uniform(d), *direction = uniform(d), *weights = uniform(n);
  double fastest = INFINITY, kept = 0;
  for (int i = 0; i < repeats; i++) {
    double start = cpu_microseconds();
    kept += step(prompts, n, d, covariates, labels, queries, targets, parameters, gradient,
                 projected, direction, weights);
    double took = cpu_microseconds() - start;
    if (took < fastest) fastest = took;
  }
  printf("%.3f %.17g\n", fastest, kept / repeats);
  return 0;
}
