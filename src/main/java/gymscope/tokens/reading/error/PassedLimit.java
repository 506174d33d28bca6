package gymscope.tokens.reading.error;

import gymscope.wire.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limit that a request passed and what it asked for, from the members that llama.cpp sends or from the sentences of
 * vLLM, OpenAI, SGLang, TGI and Anthropic.
 *
 * @param limit null when not told
 * @param requested null when not told
 */
record PassedLimit(@Nullable Long limit, @Nullable Long requested) {

    private static final String NUMBER = "([0-9][0-9,]{0,14})";
    private static final List<Pattern> LIMITS = patterns("maximum context length (?:is|of) %s", "context length \\(%s",
            "context length of %s", "context size \\(%s", "context window (?:of|is) %s", "must be <= %s",
            "must have less than %s", "maximum model length of %s", "max_model_len\\D{0,20}%s", "> %s maximum", "\\bLimit:? %s");
    private static final List<Pattern> REQUESTS = patterns("for a total of (?:at least )?%s", "requested a total of %s",
            "requested %s tokens", "resulted in %s tokens", "(?:input|prompt|request) \\(%s tokens", "\\(length %s\\)",
            "your request has %s input tokens", "too long: %s tokens", "Given: %s", "\\bRequested:? %s");
    private static final Pattern TGI = Pattern.compile("Given: " + NUMBER + " `inputs` tokens and " + NUMBER);

    static PassedLimit of(ErrorBody body) {
        String message = body.message() == null ? "" : body.message();
        Double context = Json.number(body.members(), "n_ctx");
        Double prompt = Json.number(body.members(), "n_prompt_tokens");
        Long limit = context == null ? first(LIMITS, message) : Long.valueOf(context.longValue());
        Long requested = prompt == null ? requested(message) : Long.valueOf(prompt.longValue());
        return new PassedLimit(limit, requested);
    }

    private static @Nullable Long requested(String message) {
        Matcher tgi = TGI.matcher(message);
        return tgi.find() ? Long.valueOf(number(tgi.group(1)) + number(tgi.group(2))) : first(REQUESTS, message);
    }

    private static @Nullable Long first(List<Pattern> patterns, String message) {
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(message);
            if (matcher.find()) {
                return number(matcher.group(1));
            }
        }
        return null;
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }

    private static List<Pattern> patterns(String... forms) {
        return Stream.of(forms).map(form -> Pattern.compile(form.replace("%s", NUMBER), Pattern.CASE_INSENSITIVE)).toList();
    }
}
