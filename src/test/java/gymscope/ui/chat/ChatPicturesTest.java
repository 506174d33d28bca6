package gymscope.ui.chat;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.Fx;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.settings.AnswerForm;
import gymscope.ui.chat.settings.SamplingParameter;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.controls.PngImage;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Endpoints;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.SavedEndpoint;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pictures of every state of the Chat screen that {@link ChatScreenTest} has not. */
class ChatPicturesTest {

    private static final int WAYS = 5;

    @TempDir
    Path folder = Path.of("");

    private final List<FakeEndpoint> fakes = new ArrayList<>();
    private @Nullable AppModel app;
    private @Nullable Stage stage;
    private String suffix = "";
    private int asked;

    @AfterEach
    void close() {
        if (stage != null) {
            Fx.run(stage::close);
        }
        if (app != null) {
            Fx.run(app::close);
        }
        fakes.forEach(FakeEndpoint::close);
    }

    private ChatScreen show(Theme theme, Fx.Size size) throws IOException {
        suffix = theme.name().toLowerCase(Locale.ROOT) + (size == Fx.Size.SMALL ? "" : "-" + size.width());
        Workspace workspace = Workspace.open(folder, folder.resolve("config"));
        for (String name : List.of("policy_model", "qwen_fp8", "judge_model", "azure_eval", "llama_server", "gpt_oss")) {
            FakeEndpoint fake = new FakeEndpoint(name.startsWith("llama") ? "llamacpp" : "vllm", name.equals("azure_eval")
                    ? request -> FakeEndpoint.error(429, "Rate limit is exceeded. Try again in 2 seconds.")
                    : this::answer);
            fakes.add(fake);
            workspace.save(new SavedEndpoint(name, fake.endpoint().baseUrl().toString(), "m", null));
        }
        List<ScreenEntry<?>> entries = List.of(
                ScreenEntry.main(ChatScreen.class, "Chat", "mdi2m-message-text-outline", ChatScreen::new));
        AppModel model = Fx.get(() -> new AppModel(workspace, ApplicationHome.locate(), entries));
        app = model;
        Shell shell = Fx.get(() -> new Shell(model, () -> new Inspector(model)));
        stage = Fx.show(shell.root(), theme, size);
        Fx.run(() -> model.screens().open(ChatScreen.class));
        Fx.until("the model is known", () -> !model.endpoints().modelProperty().get().isEmpty());
        return Fx.get(() -> model.screens().open(ChatScreen.class));
    }

    /** Answers that differ a little from one to the next, so that samples part. */
    private MockResponse answer(JsonNode request) {
        if (request.has("prompt")) {
            return FakeEndpoint.completion(ChatReadingTest.KIMI_CALL.formatted("Bergen"));
        }
        JsonNode last = Json.elements(request, "messages").getLast();
        String text = Objects.requireNonNullElse(Json.text(last, "content"), "image");
        boolean tools = request.has("tools") && Json.text(last, "role") != null && !"tool".equals(Json.text(last, "role"));
        if (request.has("continue_final_message")) {
            return FakeEndpoint.error(400, "Unrecognized request argument supplied: continue_final_message");
        }
        if (request.has("tool_choice")) {
            return FakeEndpoint.error(400, "tool_choice=\"required\" is not supported by this model.");
        }
        if (tools && text.contains("raw text")) {
            return FakeEndpoint.stream(FakeEndpoint.call(ChatReadingTest.KIMI_CALL.formatted("Oslo"), "{\"city\": \"Oslo\"}"));
        }
        if (tools && text.contains("weather")) {
            return FakeEndpoint.stream(FakeEndpoint.weatherCall());
        }
        return text.contains("colour")
                ? SampleAnswers.answer("", List.of("The sky is blue.", "The sky is blue because of the air.",
                        "The sky is grey today.", "It depends on the hour: blue at noon, red at dusk.",
                        "The sky is blue.").get(asked++ % WAYS))
                : SampleAnswers.answer(request);
    }

    private void picture(String name) {
        Fx.picture(Objects.requireNonNull(stage), "chat-%s-%s".formatted(name, suffix));
    }

    private void press(String words) {
        Fx.run(() -> Objects.requireNonNull(stage).getScene().getRoot().lookupAll(".button").stream().filter(Node::isVisible)
                .map(Button.class::cast).filter(button -> button.getText().startsWith(words)).findFirst().orElseThrow().fire());
    }

    private void choose(String endpoint) {
        Fx.run(() -> {
            Endpoints endpoints = Objects.requireNonNull(app).endpoints();
            endpoints.select(
                    endpoints.choices().stream().filter(choice -> choice.name().equals(endpoint)).findFirst().orElseThrow());
        });
        Fx.until("the model is known", () -> !Objects.requireNonNull(app).endpoints().modelProperty().get().isEmpty());
    }

    private static void until(ChatModel chat) {
        Fx.until("the answer", () -> !chat.streamingProperty().get());
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, SMALL", "DARK, SMALL", "LIGHT, LARGE"})
    void pictures(Theme theme, Fx.Size size) throws IOException {
        ChatScreen screen = show(theme, size);
        ChatModel chat = screen.model();
        branches(chat);
        tools(chat);
        images(chat);
        drawers(chat);
        compare(screen);
        samples(screen);
    }

    private void branches(ChatModel chat) {
        Fx.run(() -> chat.say("Do you take back a box that was opened?"));
        until(chat);
        Fx.run(() -> chat.say("And one that is damaged?"));
        until(chat);
        Fx.run(() -> chat.edit((UserTurn) chat.turns().get(2), "Until when can I send it back?", List.of()));
        until(chat);
        AnswerTurn last = Objects.requireNonNull(chat.lastAnswer());
        Fx.run(() -> chat.edit(last, "Until 30 days after delivery."));
        picture("branches");
        Fx.run(() -> chat.choose(1));
        AnswerTurn first = (AnswerTurn) chat.turns().get(1);
        TraceToken token = first.answer().trace().tokens().stream().filter(one -> one.channel() == Channel.CONTENT).skip(5)
                .findFirst().orElseThrow();
        Fx.run(() -> chat.continueFrom(first, token.position(), new Alternative(null, " weeks", null, -1.2)));
        until(chat);
        picture("continued");
        Fx.run(() -> Objects.requireNonNull(stage).getScene().getRoot().lookupAll(".icon-button").stream()
                .map(Button.class::cast).filter(button -> button.getAccessibleText().startsWith("Edit and send")).findFirst()
                .orElseThrow().fire());
        picture("edit");
    }

    private void tools(ChatModel chat) {
        Fx.run(() -> {
            chat.newConversation();
            chat.tools().textProperty().set(ToolsModel.SAMPLE);
            chat.answering().modeProperty().set(ToolAnswering.Mode.ENVIRONMENT);
            chat.say("What is the weather in Oslo?");
        });
        until(chat);
        picture("loop-environment");
        Fx.run(() -> {
            chat.newConversation();
            chat.answering().modeProperty().set(ToolAnswering.Mode.BY_HAND);
            chat.settings().templateProperty().set("{{ messages[0].content }}");
            chat.say("What is the weather in Oslo, in raw text?");
        });
        until(chat);
        Fx.run(() -> chat.continueFrom(Objects.requireNonNull(chat.lastAnswer()), 0,
                new Alternative(null, "Let me look. ", null, -2)));
        until(chat);
        picture("continued-raw");
        Fx.run(() -> {
            chat.newConversation();
            chat.settings().templateProperty().set("");
            chat.say("What is the weather in Oslo?");
        });
        until(chat);
        picture("loop-by-hand");
        Fx.run(() -> {
            chat.answering().modeProperty().set(ToolAnswering.Mode.FIXED);
            chat.answering().roundsProperty().set("1");
            chat.answering().fixedProperty().set("ask about the weather again");
            chat.answerAutomatically();
        });
        until(chat);
        picture("loop-fixed");
        press("1 tool");
        picture("tools-drawer");
        Fx.run(() -> {
            chat.newConversation();
            chat.tools().choiceProperty().set("required");
            chat.say("What is the weather in Oslo?");
        });
        until(chat);
        Fx.until("the form knows", () -> chat.offers().now().refuses(Capability.REQUIRED_TOOL));
        picture("tools-refused");
        Fx.run(() -> chat.tools().choiceProperty().set(""));
        Fx.run(() -> Objects.requireNonNull(Objects.requireNonNull(app).screens().front()).cancel());
        Fx.run(() -> chat.tools().textProperty().set(""));
    }

    private void images(ChatModel chat) throws IOException {
        WritableImage image = new WritableImage(160, 120);
        for (int x = 0; x < 160; x++) {
            for (int y = 0; y < 120; y++) {
                image.getPixelWriter().setColor(x, y, Color.hsb(x * 2, 0.5, 0.4 + y / 200.0));
            }
        }
        Path file = folder.resolve("parcel with a cracked lid.png");
        Files.write(file, PngImage.bytes(image));
        Fx.run(() -> {
            chat.newConversation();
            chat.draftProperty().set("What is broken here?");
            chat.draft().addFiles(List.of(file));
        });
        Fx.until("the image", () -> !chat.draft().images().isEmpty());
        picture("image-draft");
        Fx.run(chat::send);
        until(chat);
        picture("image-sent");
    }

    private void drawers(ChatModel chat) {
        Fx.run(() -> {
            chat.settings().form().kindProperty().set(AnswerForm.Kind.JSON_SCHEMA);
            chat.sampling().text(SamplingParameter.TOP_K).set("20");
            chat.sampling().text(SamplingParameter.MIN_P).set("1.5");
            chat.sampling().text(SamplingParameter.IGNORE_EOS).set("true");
            chat.sampling().text(SamplingParameter.STOP_TOKEN_IDS).set("151643, 151645");
        });
        press("JSON schema");
        picture("answer-form");
        choose("llama_server");
        Fx.until("the form knows", () -> chat.offers().now().refuses(Capability.REGEX));
        Fx.run(() -> chat.settings().form().kindProperty().set(AnswerForm.Kind.REGEX));
        picture("answer-form-refused");
        choose("policy_model");
        Fx.run(() -> chat.settings().form().kindProperty().set(AnswerForm.Kind.JSON_SCHEMA));
        press("top_k");
        picture("further");
        press("Sampling");
        picture("sampling");
        press("No system");
        picture("system");
        Fx.run(() -> {
            Objects.requireNonNull(Objects.requireNonNull(app).screens().front()).cancel();
            chat.sampling().text(SamplingParameter.MIN_P).set("0.1");
            chat.sampling().text(SamplingParameter.TOP_LOGPROBS).set("20");
            chat.say("Do you take back a box that was opened?");
        });
        until(chat);
        picture("badges");
        Fx.run(() -> {
            chat.settings().form().kindProperty().set(AnswerForm.Kind.FREE);
            chat.sampling().text(SamplingParameter.TOP_LOGPROBS).set("");
        });
    }

    private void compare(ChatScreen screen) {
        Fx.run(screen.modes()::openCompare);
        picture("compare-before");
        Fx.run(() -> screen.compare().ask(UserTurn.of("Do you take back a box that was opened?")));
        Fx.until("all", () -> !screen.compare().runningProperty().get());
        picture("compare-2");
        Fx.run(() -> screen.compare().available().stream().skip(2).forEach(screen.compare()::add));
        Fx.run(() -> screen.compare().ask(UserTurn.of("Order A-2291 arrived with a cracked lid. Can I still send it back?")));
        Fx.until("all", () -> !screen.compare().runningProperty().get());
        picture("compare-6");
        Fx.run(() -> {
            screen.compare().clear();
            screen.model().tools().textProperty().set(ToolsModel.SAMPLE);
            screen.model().answering().modeProperty().set(ToolAnswering.Mode.ENVIRONMENT);
            screen.compare().ask(UserTurn.of("What is the weather in Oslo?"));
        });
        Fx.until("all", () -> !screen.compare().runningProperty().get());
        picture("compare-loop");
        Fx.run(() -> {
            screen.compare().clear();
            screen.model().answering().modeProperty().set(ToolAnswering.Mode.BY_HAND);
            screen.compare().ask(UserTurn.of("What is the weather in Oslo?"));
        });
        Fx.until("all", () -> !screen.compare().runningProperty().get());
        picture("compare-by-hand");
        Fx.run(() -> screen.model().tools().textProperty().set(""));
    }

    private void samples(ChatScreen screen) {
        Fx.run(() -> screen.modes().modeProperty().set(Mode.SAMPLES));
        picture("samples-empty");
        Fx.run(() -> {
            screen.model().newConversation();
            screen.model().draftProperty().set("What colour is the sky?");
            screen.samples().countProperty().set(32);
            screen.modes().send();
        });
        Fx.until("all", () -> !screen.samples().runningProperty().get());
        picture("samples");
    }
}
