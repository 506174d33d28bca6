package gymscope.servers.process;

/** Answers of {@code /metrics} in the shape that vLLM and llama-server give them. */
public final class MetricsTexts {

    /** llama-server 0.7.0 after one short answer. */
    public static final String LLAMA_SERVER = """
            # HELP llamacpp:prompt_tokens_total Number of prompt tokens processed, excluding cached tokens
            # TYPE llamacpp:prompt_tokens_total counter
            llamacpp:prompt_tokens_total 12
            # HELP llamacpp:prompt_seconds_total Total time spent processing prompts
            # TYPE llamacpp:prompt_seconds_total counter
            llamacpp:prompt_seconds_total 0.315545
            # HELP llamacpp:tokens_predicted_total Number of generation tokens processed
            # TYPE llamacpp:tokens_predicted_total counter
            llamacpp:tokens_predicted_total 20
            # HELP llamacpp:predicted_tokens_seconds Average generation throughput in tokens/s
            # TYPE llamacpp:predicted_tokens_seconds gauge
            llamacpp:predicted_tokens_seconds 45.421
            # HELP llamacpp:requests_processing Number of requests processing
            # TYPE llamacpp:requests_processing gauge
            llamacpp:requests_processing 2
            # HELP llamacpp:requests_deferred Number of requests deferred
            # TYPE llamacpp:requests_deferred gauge
            llamacpp:requests_deferred 5
            """;

    private MetricsTexts() {
    }

    /** vLLM with two engines, which have generated so many tokens together. */
    public static String vllm(long generated) {
        return """
                # HELP python_info Python platform information
                # TYPE python_info gauge
                python_info{implementation="CPython",major="3",minor="12",version="3.12.3"} 1.0
                # HELP vllm:num_requests_running Number of requests in model execution batches.
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0",model_name="Qwen/Qwen3-8B"} 11.0
                vllm:num_requests_running{engine="1",model_name="Qwen/Qwen3-8B"} 3.0
                # HELP vllm:num_requests_waiting Number of requests waiting to be processed.
                # TYPE vllm:num_requests_waiting gauge
                vllm:num_requests_waiting{engine="0",model_name="Qwen/Qwen3-8B"} 2.0
                vllm:num_requests_waiting{engine="1",model_name="Qwen/Qwen3-8B"} 0.0
                # HELP vllm:kv_cache_usage_perc KV-cache usage. 1 means 100 percent usage.
                # TYPE vllm:kv_cache_usage_perc gauge
                vllm:kv_cache_usage_perc{engine="0",model_name="Qwen/Qwen3-8B"} 0.4375
                vllm:kv_cache_usage_perc{engine="1",model_name="Qwen/Qwen3-8B"} 0.125
                # HELP vllm:prompt_tokens_total Number of prefill tokens processed.
                # TYPE vllm:prompt_tokens_total counter
                vllm:prompt_tokens_total{engine="0",model_name="Qwen/Qwen3-8B"} 1.204e+06
                vllm:prompt_tokens_total{engine="1",model_name="Qwen/Qwen3-8B"} 0.0
                # HELP vllm:prompt_tokens_created Number of prefill tokens processed.
                # TYPE vllm:prompt_tokens_created gauge
                vllm:prompt_tokens_created{engine="0",model_name="Qwen/Qwen3-8B"} 1.7549e+09
                # HELP vllm:generation_tokens_total Number of generation tokens processed.
                # TYPE vllm:generation_tokens_total counter
                vllm:generation_tokens_total{engine="0",model_name="Qwen/Qwen3-8B"} %d.0
                vllm:generation_tokens_total{engine="1",model_name="Qwen/Qwen3-8B"} 0.0
                # HELP vllm:request_success_total Count of successfully processed requests.
                # TYPE vllm:request_success_total counter
                vllm:request_success_total{engine="0",finished_reason="stop",model_name="Qwen/Qwen3-8B"} 640.0
                vllm:request_success_total{engine="0",finished_reason="length",model_name="Qwen/Qwen3-8B"} 15.0
                vllm:request_success_total{engine="0",finished_reason="abort",model_name="Qwen/Qwen3-8B"} NaN
                # HELP vllm:time_to_first_token_seconds Histogram of time to first token in seconds.
                # TYPE vllm:time_to_first_token_seconds histogram
                vllm:time_to_first_token_seconds_bucket{engine="0",le="+Inf",model_name="Qwen/Qwen3-8B"} 655.0
                """.formatted(generated);
    }
}
