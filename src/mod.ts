/**
 * Attest: what one layer of attention learns in context, as claims that are checked.
 *
 * Exports follow the way of the data: random streams and matrices, tasks, model, training, measurement,
 * decision, then claims, subjects and the run that joins them.
 *
 * @module
 */

export * from "./prng.ts";
export * from "./linalg.ts";
export * from "./tolerance.ts";
export * from "./claim/specs.ts";
export * from "./elementary/exp.ts";
export * from "./elementary/log.ts";
export * from "./elementary/cosine.ts";
export * from "./kernel/draws.ts";
export * from "./kernel/sweep.ts";
export * from "./tasks/covariates.ts";
export * from "./tasks/function_batch.ts";
export * from "./tasks/function_class.ts";
export * from "./tasks/inner_product_law.ts";
export * from "./tasks/low_rank.ts";
export * from "./tasks/nearest_task.ts";
export * from "./tasks/prompt.ts";
export * from "./tasks/regression.ts";
export * from "./tasks/shifted_task.ts";
export * from "./model/attention_scores.ts";
export * from "./model/linear_attention.ts";
export * from "./model/nadaraya_watson.ts";
export * from "./model/nearest_neighbour.ts";
export * from "./model/one_layer_transformer.ts";
export * from "./model/posterior_mean.ts";
export * from "./model/random_features.ts";
export * from "./model/relu_attention.ts";
export * from "./model/sink_token.ts";
export * from "./model/softmax.ts";
export * from "./model/softmax_attention.ts";
export * from "./model/streaming_softmax.ts";
export * from "./model/top_k_attention.ts";
export * from "./model/two_scalar_attention.ts";
export * from "./training/descent.ts";
export * from "./training/fused_icl_loss.ts";
export * from "./training/gaussian_linear_optimum.ts";
export * from "./training/fused_transformer_loss.ts";
export * from "./training/icl_loss.ts";
export * from "./training/kernel_icl_loss.ts";
export * from "./training/kernel_nearest_loss.ts";
export * from "./training/linear_optimum.ts";
export * from "./training/loss_trend.ts";
export * from "./training/nearest_loss.ts";
export * from "./training/pretrain_attention.ts";
export * from "./training/pretrain_nearest.ts";
export * from "./training/pretrain_transformer.ts";
export * from "./training/pretrained_window.ts";
export * from "./training/transformer_loss.ts";
export * from "./measurement/averaged_curves.ts";
export * from "./measurement/best_inverse_temperature.ts";
export * from "./measurement/bias_variance.ts";
export * from "./measurement/chosen_window.ts";
export * from "./measurement/cube_root_law.ts";
export * from "./measurement/effective_neighbours.ts";
export * from "./measurement/expected_nearest.ts";
export * from "./measurement/first_slope.ts";
export * from "./measurement/training_series.ts";
export * from "./measurement/window_series.ts";
export * from "./measurement/gap_law.ts";
export * from "./measurement/near_ties.ts";
export * from "./measurement/population_pairs.ts";
export * from "./measurement/quadrature.ts";
export * from "./measurement/isotropy.ts";
export * from "./measurement/least_linear_loss.ts";
export * from "./measurement/linear_floor.ts";
export * from "./measurement/subspace_alignment.ts";
export * from "./measurement/window_exponent.ts";
export * from "./measurement/window_law.ts";
export * from "./measurement/window_sweep.ts";
export * from "./measurement/gaussian_cubature.ts";
export * from "./measurement/separated_accuracy.ts";
export * from "./decision/chance.ts";
export * from "./decision/confidence_sequence.ts";
export * from "./decision/e_process.ts";
export * from "./decision/equivalence_decider.ts";
export * from "./decision/error_budget.ts";
export * from "./decision/margin.ts";
export * from "./decision/median_interval.ts";
export * from "./decision/passed_bound.ts";
export * from "./decision/rank_sum.ts";
export * from "./decision/sequential_decider.ts";
export * from "./decision/verdict.ts";
export * from "./claim/regime.ts";
export * from "./verify/shard.ts";
export * from "./claim/subject.ts";
export * from "./claim/claim.ts";
export * from "./verify/outcome.ts";
export * from "./verify/error_rates.ts";
export * from "./verify/verify.ts";
