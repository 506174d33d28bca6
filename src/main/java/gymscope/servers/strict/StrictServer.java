package gymscope.servers.strict;

import gymscope.convert.Conversion;
import gymscope.convert.ConversionFault;
import gymscope.convert.messages.MessagesAnswer;
import gymscope.convert.messages.MessagesRequest;
import gymscope.convert.shape.Shape;
import gymscope.convert.shape.Shape.Match;
import gymscope.convert.shape.Shape.Members;
import gymscope.convert.shape.ShapeError;
import gymscope.convert.shape.Shapes;
import gymscope.convert.stream.ReplayedEvents;
import gymscope.convert.stream.StreamedRequests;
import gymscope.servers.http.HttpCall;
import gymscope.servers.model.Dialects;
import gymscope.servers.model.Session;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of a model server as NeMo Gym has them, in front of one kind's {@link StrictModel}. */
public final class StrictServer implements Dialects {

    private static final int OK = 200;
    private static final int INVALID = 422;
    private static final int FAILED = 500;
    private static final String EXPLANATIONS = "https://errors.pydantic.dev/2.14/v/";
    /** How many mismatches an answer's error names. */
    private static final int SHOWN_ERRORS = 5;

    private final String name;
    private final StrictModel model;

    /**
     * A server.
     *
     * @param name what error texts call it: the class of its kind in NeMo Gym, three underscores and its name
     */
    public StrictServer(String name, StrictModel model) {
        this.name = name;
        this.model = model;
    }

    @Override
    public void responses(HttpCall call, Session session) throws InterruptedException {
        answer(call, session, this::answerResponses);
    }

    @Override
    public void chat(HttpCall call, Session session) throws InterruptedException {
        answer(call, session, this::answerChat);
    }

    @Override
    public void messages(HttpCall call, Session session) throws InterruptedException {
        answer(call, session, this::answerMessages);
    }

    /** A request that is not as it must be. */
    private static final class Invalid extends RuntimeException {

        private final transient List<ShapeError> errors;
        private final boolean linked;

        /** @param linked whether each error names the page that explains it */
        Invalid(List<ShapeError> errors, boolean linked) {
            super("The request does not hold what it must: " + words(errors));
            this.errors = errors;
            this.linked = linked;
        }
    }

    @FunctionalInterface
    private interface Endpoint {
        void handle(ModelCall call, ObjectNode body) throws InterruptedException;
    }

    private void answer(HttpCall call, Session session, Endpoint endpoint) throws InterruptedException {
        try {
            endpoint.handle(new ModelCall(call, session), bodyOf(call));
        } catch (Invalid invalid) {
            refuse(call, invalid);
        } catch (StrictFailure | StrictUpstream.Refused | ConversionFault failure) {
            call.respond(FAILED, JsonNodeFactory.instance.stringNode(pythonBody(failure)));
        }
    }

    private void answerResponses(ModelCall call, ObjectNode body) throws InterruptedException {
        if (!isTruthy(body.get("stream"))) {
            call.http().respond(OK, response(checkedResponses(Shapes.RESPONSES_REQUEST.check(body, Members.GIVEN)), call));
            return;
        }
        StreamedRequests.ResponsesRequest streamed = StreamedRequests.responses(body, Conversion.STRICT);
        ObjectNode request = checkedResponses(pruned(streamed.body()));
        List<ServerSentEvent> events;
        try {
            events = ReplayedEvents.response(response(request, call), streamed.namespaces());
        } catch (StrictFailure | StrictUpstream.Refused | ConversionFault failure) {
            events = ReplayedEvents.failure(String.valueOf(failure.getMessage()));
        }
        events.forEach(call.http().stream()::send);
    }

    private void answerChat(ModelCall call, ObjectNode body) throws InterruptedException {
        JsonNode stream = body.get("stream");
        if (stream == null || !stream.isBoolean() || !stream.booleanValue()) {
            call.http().respond(OK, completion(checkedChat(Shapes.CHAT_REQUEST.check(body, Members.GIVEN)), call));
            return;
        }
        StreamedRequests.ChatRequest cleaned = StreamedRequests.chat(body);
        ObjectNode completion = completion(checkedChat(Shapes.CHAT_REQUEST.check(cleaned.body(), Members.GIVEN)), call);
        ReplayedEvents.chat(completion, cleaned.includeUsage()).forEach(call.http().stream()::send);
    }

    private void answerMessages(ModelCall call, ObjectNode body) throws InterruptedException {
        ObjectNode request = checked(Shapes.RESPONSES_REQUEST, "NeMoGymResponseCreateParamsNonStreaming",
                MessagesRequest.toResponses(body, Conversion.STRICT).document(), Members.GIVEN);
        ObjectNode message = MessagesAnswer.ofResponse(response(request, call), Json.text(body, "model"), Conversion.STRICT)
                .document();
        if (isTruthy(body.get("stream"))) {
            MessagesAnswer.replay(message).forEach(call.http().stream()::send);
        } else {
            call.http().respond(OK, message);
        }
    }

    /** Checks a streaming client's request; members that are unknown further in are left out. */
    private static Match pruned(ObjectNode sent) {
        ObjectNode body = sent.deepCopy();
        while (true) {
            Match match = Shapes.RESPONSES_REQUEST.check(body, Members.GIVEN);
            boolean removed = false;
            for (ShapeError error : match.errors()) {
                removed |= error.type().equals("extra_forbidden") && remove(body, error.loc());
            }
            if (!removed) {
                return match;
            }
        }
    }

    private static boolean remove(JsonNode body, List<Object> loc) {
        JsonNode node = body;
        for (Object step : loc.subList(0, loc.size() - 1)) {
            node = step instanceof Integer index ? node.path(index) : node.path(String.valueOf(step));
        }
        return node instanceof ObjectNode object && object.remove(String.valueOf(loc.getLast())) != null;
    }

    private ObjectNode response(ObjectNode request, ModelCall call) throws InterruptedException {
        return answered(Shapes.RESPONSE, "NeMoGymResponse", model.responses(request, call));
    }

    private ObjectNode completion(ObjectNode request, ModelCall call) throws InterruptedException {
        return answered(Shapes.CHAT_COMPLETION, "NeMoGymChatCompletion", model.chat(request, call));
    }

    private static ObjectNode bodyOf(HttpCall call) {
        String text = new String(call.body(), StandardCharsets.UTF_8);
        JsonNode body;
        try {
            body = text.isBlank() ? NullNode.getInstance() : Json.parse(text);
        } catch (Fault notJson) {
            throw new Invalid(List.of(new ShapeError("json_invalid", List.of("body", 0), "JSON decode error", Json.object())),
                    false);
        }
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new Invalid(List.of(body.isNull()
                ? new ShapeError("missing", List.of("body"), "Field required", body)
                : new ShapeError("model_attributes_type", List.of("body"),
                        "Input should be a valid dictionary or object to extract fields from", body)),
                false);
    }

    private static ObjectNode checkedChat(Match match) {
        return checked(match, false);
    }

    /** NeMo Gym checks these itself, so that pydantic's own errors are told, each with the page that explains it. */
    private static ObjectNode checkedResponses(Match match) {
        return checked(match, true);
    }

    private static ObjectNode checked(Match match, boolean linked) {
        if (match.fits()) {
            return (ObjectNode) Objects.requireNonNull(match.value());
        }
        throw new Invalid(match.errors(), linked);
    }

    private static ObjectNode answered(Shape shape, String className, ObjectNode answer) {
        return checked(shape, className, answer, Members.ALL);
    }

    /**
     * A document of the server's own making, as NeMo Gym checks it between its steps.
     *
     * @param className the class in NeMo Gym
     * @throws StrictFailure when it does not fit
     */
    public static ObjectNode checked(Shape shape, String className, ObjectNode document, Members members) {
        Match match = shape.check(document, members);
        if (match.fits()) {
            return (ObjectNode) Objects.requireNonNull(match.value());
        }
        throw StrictFailure.of("ValidationError",
                "%d validation errors for %s: %s".formatted(match.errors().size(), className, words(match.errors())));
    }

    private static void refuse(HttpCall call, Invalid invalid) {
        List<ShapeError> errors = invalid.errors;
        if (errors.stream().anyMatch(error -> error.type().equals("value_error"))) {
            call.respond(FAILED, JsonNodeFactory.instance
                    .stringNode(PythonText.exception("TypeError", "Object of type ValueError is not JSON serializable")));
            return;
        }
        ArrayNode detail = Json.array();
        for (ShapeError error : errors) {
            boolean whole = !error.loc().isEmpty() && error.loc().getFirst().equals("body");
            ObjectNode entry = (whole ? error : error.in("body")).toJson();
            detail.add(invalid.linked ? entry.put("url", EXPLANATIONS + error.type()) : entry);
        }
        ObjectNode body = Json.object();
        body.set("detail", detail);
        call.respond(INVALID, body);
    }

    private String pythonBody(RuntimeException failure) {
        return switch (failure) {
            case StrictFailure strict -> strict.body(name);
            case StrictUpstream.Refused refused -> refused.failure().body(name);
            case ConversionFault fault -> PythonText.exception(
                    fault.kind() == ConversionFault.Kind.UNSUPPORTED ? "NotImplementedError" : "ValueError", fault.sentence());
            default -> throw failure;
        };
    }

    private static boolean isTruthy(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        return value.isBoolean()
                ? value.booleanValue()
                : value.isNumber() ? value.doubleValue() != 0 : value.isString() ? !value.asString().isEmpty() : !value.isEmpty();
    }

    private static String words(List<ShapeError> errors) {
        return errors.stream().limit(SHOWN_ERRORS)
                .map(error -> "%s: %s".formatted(error.loc().stream().map(String::valueOf).collect(Collectors.joining(".")),
                        error.message()))
                .collect(Collectors.joining("; "));
    }
}
