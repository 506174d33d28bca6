package gymscope.verification.checks;

import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a call that the model makes comes back as a call, not as text. */
final class ToolCallParsed implements Check {

    private static final String QUESTION = "What is the weather in Oslo?";
    private static final int TOKENS = 512;
    private static final String TOOL = """
            {"type": "function", "function": {"name": "get_weather", "description": "Get the weather in a city.",
             "parameters": {"type": "object", "properties": {"city": {"type": "string", "description": "The city."}},
                            "required": ["city"]}}}""";
    private static final Pattern MARKUP = Pattern.compile(
            "<tool_call|<function=|\\[TOOL_CALLS\\]|<\\|python_tag\\|>|<\\|tool|\"name\"\\s*:\\s*\"get_weather\"|get_weather\\(");
    private static final String WHY = "A tool call that stays text is never carried out, and the rollout ends without reward.";
    /** By a part of the model's name, vLLM's parser for it. */
    private static final List<Family> PARSERS = List.of(new Family("qwen3-coder", "qwen3_coder"),
            new Family("deepseek", "deepseek_v3"),
            new Family("llama-3", "llama3_json"), new Family("llama-4", "llama4_pythonic"), new Family("mistral", "mistral"),
            new Family("gpt-oss", "openai"), new Family("glm-4", "glm45"), new Family("kimi", "kimi_k2"));

    private record Family(String partOfName, String parser) {}

    @Override
    public String id() {
        return "tool_call_parsed";
    }

    @Override
    public String title() {
        return "Tool call is parsed";
    }

    @Override
    public Theme theme() {
        return Theme.TOOL_CALLS;
    }

    @Override
    public String shortfall() {
        return "tool calls are not parsed";
    }

    @Override
    public Finding examine(Probe probe) {
        if (Answers.choice(probe.greeting()) == null) {
            return Finding.notApplicable("a chat is not answered at all");
        }
        ObjectNode body = probe.chatRequest(QUESTION, TOKENS);
        body.putArray("tools").add(Json.parse(TOOL));
        Exchange exchange = probe.chat(body);
        JsonNode choice = Answers.choice(exchange);
        if (choice == null) {
            return Finding.fail("a request with tools is refused: " + Answers.missing(exchange), WHY, fix(probe.model()));
        }
        List<JsonNode> calls = Json.elements(choice.path("message"), "tool_calls");
        return calls.isEmpty() ? withoutCall(choice, probe.model()) : judge(calls, choice, probe.model());
    }

    private static Finding judge(List<JsonNode> calls, JsonNode choice, @Nullable String model) {
        JsonNode function = calls.getFirst().path("function");
        String name = Json.text(function, "name");
        String text = Json.text(function, "arguments");
        if (!"get_weather".equals(name)) {
            return Finding.fail("the call's name is %s, not get_weather".formatted(name), WHY, fix(model));
        }
        JsonNode arguments = Json.parseOrNull(text);
        if (arguments == null || !arguments.isObject()) {
            return Finding.fail("the arguments are no JSON object: %s".formatted(Words.quote(String.valueOf(text))), WHY,
                    fix(model));
        }
        String call = "get_weather " + Json.write(arguments);
        String city = Json.text(arguments, "city");
        if (city == null) {
            return Finding.fail("%s lacks the required city".formatted(call), WHY, fix(model));
        }
        String id = Json.text(calls.getFirst(), "id");
        if (id == null || id.isEmpty()) {
            return Finding.fail("%s has no id".formatted(call), "The tool's answer is matched to its call by the id.",
                    fix(model));
        }
        String reason = Answers.finishReason(choice);
        if (!"tool_calls".equals(reason)) {
            return Finding.warn("%s, finish reason %s".formatted(call, reason),
                    "Agents that look at the finish reason take the turn for the last one.", "A newer server");
        }
        if (!city.toLowerCase(Locale.ROOT).contains("oslo")) {
            return Finding.warn("%s, asked for Oslo".formatted(call),
                    "The call is well formed, but the model got the city wrong.", null);
        }
        return Finding.pass("%s, finish reason %s".formatted(call, reason));
    }

    private static Finding withoutCall(JsonNode choice, @Nullable String model) {
        String content = Answers.content(choice);
        if (MARKUP.matcher(content).find()) {
            return Finding.fail("the call stays in the text: %s".formatted(Words.quote(content)), WHY, fix(model));
        }
        if (content.isBlank()) {
            return Finding.fail("neither a call nor text, finish reason %s".formatted(Answers.finishReason(choice)), WHY,
                    fix(model));
        }
        return Finding.fail("answered in words: %s".formatted(Words.quote(content)),
                "Either the model does not see the tools, or it does not use them.",
                "A chat template that shows tools: vllm serve … --chat-template FILE");
    }

    private static String fix(@Nullable String model) {
        String name = model == null ? "" : model.toLowerCase(Locale.ROOT);
        String parser = PARSERS.stream().filter(family -> name.contains(family.partOfName())).map(Family::parser).findFirst()
                .orElse("hermes");
        return "vllm serve … --enable-auto-tool-choice --tool-call-parser " + parser;
    }
}
