package gymscope.ui.toolcalls.template;

import gymscope.engine.TemplateFile;
import gymscope.templates.TokenizerConfig;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.controls.LatestWork;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Inspection;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the Template mode shows and does. UI thread only; rendering and lint run elsewhere, the newest only. */
public final class TemplateModel {

    private static final String STATE = "toolcalls.template";
    private static final Duration TYPING = Duration.ofMillis(150);
    private static final Duration RESTING = Duration.ofMillis(400);
    private static final int MOST_KEPT = 256 << 10;
    private static final Set<String> GIVEN = Set.of("messages", "tools", "documents", "add_generation_prompt");

    private final AppModel app;
    private final ToolsModel tools;
    private final ReadOnlyObjectWrapper<TemplateSet> templates = new ReadOnlyObjectWrapper<>(this, "templates",
            TemplateSet.EMPTY);
    private final StringProperty messages = new SimpleStringProperty(this, "messages", "");
    private final StringProperty variables = new SimpleStringProperty(this, "variables", "");
    private final BooleanProperty addGenerationPrompt = new SimpleBooleanProperty(this, "addGenerationPrompt", true);
    private final StringProperty clock = new SimpleStringProperty(this, "clock", "");
    private final ReadOnlyObjectWrapper<Rendering> rendering = new ReadOnlyObjectWrapper<>(this, "rendering",
            new Rendering.Nothing());
    private final ReadOnlyObjectWrapper<LintReport> lint = new ReadOnlyObjectWrapper<>(this, "lint", LintReport.NONE);
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper(this, "checking");
    private final PromptCount count;
    private final LatestWork<Rendering> renders = new LatestWork<>("render the template", TYPING, this::show, this::failed);
    private final LatestWork<LintReport> checks = new LatestWork<>("lint the template", RESTING, this::show, this::failed);
    private boolean filling;
    private boolean settled;

    /**
     * @param tools the tools that the Parse mode shows too
     */
    public TemplateModel(AppModel app, ToolsModel tools) {
        this.app = app;
        this.tools = tools;
        this.count = new PromptCount(app);
        JsonNode kept = app.workspace().windowState().get(STATE);
        if (kept != null) {
            templates.set(TemplateSet.ofJson(kept));
            messages.set(Objects.requireNonNullElse(Json.text(kept, "messages"), ""));
            variables.set(Objects.requireNonNullElse(Json.text(kept, "variables"), ""));
            addGenerationPrompt.set(kept.path("add_generation_prompt").asBoolean(true));
            clock.set(Objects.requireNonNullElse(Json.text(kept, "clock"), ""));
        }
        for (StringProperty text : List.of(messages, variables, clock, tools.textProperty())) {
            text.addListener((property, before, now) -> changed());
        }
        addGenerationPrompt.addListener((property, before, now) -> changed());
        templates.addListener((property, before, now) -> changed());
        changed();
    }

    /** The templates and the one that is shown. */
    ReadOnlyObjectProperty<TemplateSet> templatesProperty() {
        return templates.getReadOnlyProperty();
    }

    /** The conversation as JSON. */
    StringProperty messagesProperty() {
        return messages;
    }

    /** Further variables as a JSON object. */
    StringProperty variablesProperty() {
        return variables;
    }

    /** Whether the prompt ends with the assistant's header. */
    BooleanProperty addGenerationPromptProperty() {
        return addGenerationPrompt;
    }

    /** The time that the template sees, blank for the computer's. */
    StringProperty clockProperty() {
        return clock;
    }

    /** The tools. */
    ToolsModel tools() {
        return tools;
    }

    /** The prompt, or why there is none. */
    ReadOnlyObjectProperty<Rendering> renderingProperty() {
        return rendering.getReadOnlyProperty();
    }

    /** What lint found. */
    ReadOnlyObjectProperty<LintReport> lintProperty() {
        return lint.getReadOnlyProperty();
    }

    /** Whether lint is at work; what it found before stays until then. */
    ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /** How many tokens an endpoint counts in the prompt. */
    PromptCount count() {
        return count;
    }

    /** Takes the template as it is typed. */
    void edit(String text) {
        if (!text.equals(templates.get().text())) {
            templates.set(templates.get().edited(text));
        }
    }

    /** Takes a template that was typed or pasted elsewhere. */
    public void showTemplate(String text) {
        templates.set(TemplateSet.typed(text));
    }

    /** Shows another template of the same file. */
    void choose(String name) {
        templates.set(templates.get().choose(name));
    }

    /** Opens a {@code .jinja} file, a {@code tokenizer_config.json} or a GGUF file. */
    public void open(Path file) {
        Work.start("open the template", () -> TemplateFile.read(file), config -> show(String.valueOf(file.getFileName()), config),
                this::failed);
    }

    /** Shows one of the sample templates; where there is no conversation yet, one of those too. */
    void takeSample(TemplateSample sample) {
        Work.start("read the sample", () -> sample.read(app.home()), config -> {
            show("sample: " + sample.words(), config);
            if (messages.get().isBlank()) {
                takeSample(TemplateSample.Conversation.TOOL_CALL);
            }
        }, this::failed);
    }

    /** Shows one of the sample conversations. */
    void takeSample(TemplateSample.Conversation sample) {
        Work.start("read the sample", () -> sample.read(app.home()), conversation -> together(() -> {
            messages.set(Json.pretty(conversation.path("messages")));
            tools.textProperty().set(conversation.get("tools") instanceof ArrayNode list ? Json.pretty(list) : "");
        }), this::failed);
    }

    /** Whether the Inspector shows an exchange. */
    public boolean hasInspected() {
        return app.inspectionProperty().get() != null;
    }

    /** Takes the conversation of the exchange in the Inspector, where there is one. */
    public void takeInspected() {
        Inspection shown = app.inspectionProperty().get();
        if (shown != null) {
            take(shown.exchange());
        }
    }

    /** Takes the conversation that an exchange sent. */
    public void take(Exchange exchange) {
        Work.start("read the exchange's conversation", () -> SentConversation.of(exchange), sent -> together(() -> {
            messages.set(Json.pretty(sent.messages()));
            tools.textProperty().set(sent.tools() == null ? "" : Json.pretty(sent.tools()));
            setVariables(sent.variables());
        }), this::failed);
    }

    /** Takes the conversation of a kept exchange. */
    public void take(long id) {
        Work.start("read the exchange", () -> app.workspace().history().reader().load(id),
                kept -> kept.ifPresent(one -> take(one.exchange())), this::failed);
    }

    /** Shows the conversation of a finding's evidence. */
    void takeMessages(ArrayNode conversation) {
        messages.set(Json.pretty(conversation));
    }

    /** What the template takes besides messages, tools and the switch for the generation prompt. */
    List<String> takenVariables() {
        return rendering.get() instanceof Rendering.Prompt prompt
                ? prompt.template().variables().stream().filter(name -> !GIVEN.contains(name)).toList()
                : List.of();
    }

    /** Writes a variable among the others, to be changed there: a switch as true, a token as text. */
    void addVariable(String name) {
        JsonNode present = Json.parseOrNull(variables.get());
        if (present instanceof ObjectNode object && object.has(name)) {
            return;
        }
        ObjectNode added = Json.object();
        if (name.startsWith("enable") || name.startsWith("add") || name.startsWith("is") || name.contains("think")) {
            added.put(name, true);
        } else {
            added.put(name, "");
        }
        setVariables(added);
    }

    /** How many messages there are, 0 while they are no list. */
    int messageCount() {
        try {
            return PromptRequest.messages(messages.get()).size();
        } catch (Fault notAList) {
            return 0;
        }
    }

    private void show(String origin, TokenizerConfig config) {
        together(() -> {
            templates.set(TemplateSet.of(origin, config));
            ObjectNode others = Json.object();
            if (Json.parseOrNull(variables.get()) instanceof ObjectNode present) {
                present.properties().stream().filter(one -> !one.getKey().endsWith("_token"))
                        .forEach(one -> others.set(one.getKey(), one.getValue()));
            }
            others.setAll(config.specialTokens());
            variables.set(others.isEmpty() ? "" : Json.pretty(others));
        });
    }

    private void setVariables(ObjectNode more) {
        ObjectNode all = Json.parseOrNull(variables.get()) instanceof ObjectNode present ? present : Json.object();
        all.setAll(more);
        variables.set(all.isEmpty() ? "" : Json.pretty(all));
    }

    /** Several changes are rendered once. */
    private void together(Runnable changes) {
        filling = true;
        changes.run();
        filling = false;
        changed();
    }

    private void changed() {
        if (filling) {
            return;
        }
        PromptRequest request = request();
        settled = false;
        renders.request(request::render);
        count.forget();
        keep();
    }

    private PromptRequest request() {
        Fault problem = tools.problem();
        ArrayNode offered = problem == null && !tools.tools().isEmpty() ? tools.tools() : null;
        TemplateSet set = templates.get();
        return new PromptRequest(set.text(), set.addsBeginToken(), messages.get(), offered, problem, variables.get(),
                addGenerationPrompt.get(), clock.get());
    }

    private void show(Rendering found) {
        rendering.set(found);
        PromptRequest request = request();
        switch (found) {
            case Rendering.Nothing _ -> {
                checks.cancel();
                show(LintReport.NONE);
            }
            case Rendering.Prompt prompt ->
                check(() -> LintReport.of(request, prompt.template(), prompt.messages(), prompt.took()));
            case Rendering.Problem problem when problem.place() == Place.VARIABLES || problem.place() == Place.CLOCK -> {
                checks.cancel();
                show(new LintReport(List.of(), null, "Not checked while the variables or the clock cannot be read."));
            }
            case Rendering.Problem _ -> check(() -> LintReport.ofTemplateAlone(request));
        }
    }

    private void check(Callable<LintReport> work) {
        checking.set(true);
        checks.request(work);
    }

    private void show(LintReport report) {
        settled = true;
        checking.set(false);
        lint.set(report);
    }

    private void failed(Exception failure) {
        checking.set(false);
        app.notices().problem(failure);
    }

    /** Whether what is shown is what the texts give, lint included. */
    boolean isSettled() {
        return settled;
    }

    /** Drafts are kept over a restart. */
    private void keep() {
        ObjectNode draft = templates.get().json();
        List<String> texts = new ArrayList<>(List.of(messages.get(), variables.get()));
        texts.replaceAll(text -> text.length() > MOST_KEPT ? "" : text);
        draft.put("messages", texts.getFirst()).put("variables", texts.getLast());
        draft.put("add_generation_prompt", addGenerationPrompt.get()).put("clock", clock.get());
        app.workspace().windowState().put(STATE, draft);
    }
}
