package gymscope.ui.chat.settings;

import gymscope.templates.ChatTemplate;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.WindowState;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All that the user sets for Chat's requests, kept over a restart and a crash. UI thread only. */
public final class ChatSettings {

    private static final String SYSTEM_KEY = "chat.system";
    private static final String SAMPLING_KEY = "chat.sampling";
    private static final String TOOLS_KEY = "chat.tools";
    private static final String TOOL_CHOICE_KEY = "chat.toolChoice";
    private static final String PARALLEL_KEY = "chat.parallelToolCalls";
    private static final String ANSWERING_KEY = "chat.toolAnswers";
    private static final String FORM_KEY = "chat.answerForm";
    private static final String TEMPLATE_KEY = "chat.template";

    private final StringProperty system = new SimpleStringProperty(this, "system", "");
    private final SamplingModel sampling = new SamplingModel();
    private final ToolsModel tools = new ToolsModel();
    private final ToolAnswering answering = new ToolAnswering();
    private final AnswerForm form = new AnswerForm();
    private final StringProperty template = new SimpleStringProperty(this, "template", "");

    /** @param state keeps what is set */
    public ChatSettings(WindowState state) {
        keep(state, SYSTEM_KEY, system);
        keep(state, TOOLS_KEY, tools.textProperty());
        keep(state, TOOL_CHOICE_KEY, tools.choiceProperty());
        keep(state, PARALLEL_KEY, tools.parallelProperty());
        keep(state, TEMPLATE_KEY, template);
        restore(state.get(SAMPLING_KEY), sampling::restore);
        restore(state.get(ANSWERING_KEY), answering::restore);
        restore(state.get(FORM_KEY), form::restore);
        sampling.onChange(() -> state.put(SAMPLING_KEY, sampling.toJson()));
        answering.onChange(() -> state.put(ANSWERING_KEY, answering.toJson()));
        form.onChange(() -> state.put(FORM_KEY, form.toJson()));
    }

    /** The system prompt, empty for none. */
    public StringProperty systemProperty() {
        return system;
    }

    public SamplingModel sampling() {
        return sampling;
    }

    public ToolsModel tools() {
        return tools;
    }

    /** Who answers tool calls. */
    public ToolAnswering answering() {
        return answering;
    }

    /** The form that the answer must have. */
    public AnswerForm form() {
        return form;
    }

    /** The model's chat template, with which a prompt can be rendered; empty when not known. */
    public StringProperty templateProperty() {
        return template;
    }

    /** What is wrong with the template, null when nothing is or there is none. */
    public @Nullable Fault templateProblem() {
        try {
            if (!template.get().isBlank()) {
                ChatTemplate.parse(template.get());
            }
            return null;
        } catch (Fault problem) {
            return problem;
        }
    }

    /**
     * What goes along with a request.
     *
     * @throws Fault at the first thing that is wrong
     */
    public RequestSettings request() {
        ObjectNode members = sampling.members();
        ObjectNode forms = tools.members();
        forms.setAll(form.members());
        for (var member : forms.properties()) {
            if (members.has(member.getKey())) {
                throw new Fault("%s is set twice, in its form and in the JSON.".formatted(member.getKey()),
                        "Set it in one place.");
            }
        }
        return new RequestSettings(system.get(), tools.tools(), members, forms, sampling.logprobsProperty().get());
    }

    /** Takes back what is set for a member of the request. */
    public void unset(String member) {
        switch (member) {
            case "tool_choice" -> tools.choiceProperty().set(ToolsModel.CHOICE_OWN);
            case "parallel_tool_calls" -> tools.parallelProperty().set("");
            case "response_format", "structured_outputs" -> form.kindProperty().set(AnswerForm.Kind.FREE);
            default -> sampling.unset(member);
        }
    }

    /**
     * The prompt of a request as the known template writes it, null when no template is known.
     *
     * @throws Fault when the template fails
     */
    public static @Nullable String rendered(String template, ObjectNode request) {
        if (template.isBlank()) {
            return null;
        }
        ObjectNode context = Json.object();
        context.putNull("tools").putNull("documents").put("bos_token", "").put("eos_token", "");
        for (String member : new String[]{"messages", "tools"}) {
            if (request.has(member)) {
                context.set(member, request.get(member));
            }
        }
        request.path("chat_template_kwargs").properties().forEach(entry -> context.set(entry.getKey(), entry.getValue()));
        return ChatTemplate.parse(template).render(context.put("add_generation_prompt", true));
    }

    private static void keep(WindowState state, String key, StringProperty text) {
        text.set(state.text(key, text.get()));
        text.subscribe((before, now) -> state.put(key, now));
    }

    private static void restore(@Nullable JsonNode kept, Consumer<JsonNode> restore) {
        if (kept != null) {
            restore.accept(kept);
        }
    }
}
