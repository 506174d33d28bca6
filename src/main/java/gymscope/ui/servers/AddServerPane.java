package gymscope.ui.servers;

import gymscope.servers.commandline.Finding;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.CodeView;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.Syntax;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Words;
import gymscope.ui.forms.Setting;
import gymscope.ui.servers.AddServerModel.Way;
import gymscope.wire.Fault;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** How a server is added: the form at the left, its configuration at the right; both can be written into. */
final class AddServerPane extends VBox {

    /** Starts the servers of a configuration file. */
    interface Starter {

        /**
         * Begins; returns at once.
         *
         * @param started runs once they are starting, on the UI thread
         * @param failed takes what is wrong with the configuration, on the UI thread
         */
        void start(Path config, Runnable started, Consumer<Exception> failed);
    }

    private final AddServerModel model;
    private final List<Path> samples;
    private final Starter starter;
    private final Runnable close;
    private final ActionButton begin = new ActionButton("Start", "mdi2p-play", this::begin).primary();
    private final VBox form = new VBox();
    private final Label problem = Words.paragraph("", "field-problem");
    private final VBox findings = new VBox();
    private final Label preview = Words.paragraph("", "code", "command-preview");
    private final CodeView yaml;
    private final PaneHeader yamlHeader = new PaneHeader("");
    private final StackPane refusal = new StackPane();
    private final Map<String, Consumer<String>> shown = new LinkedHashMap<>();
    private boolean showing;

    /**
     * @param samples configuration files to offer
     * @param starter starts the servers of a configuration
     * @param close puts the pane away
     * @param attach offers to attach to a head server instead
     */
    AddServerPane(AddServerModel model, List<Path> samples, Starter starter, Runnable close, Runnable attach) {
        this.model = model;
        this.samples = List.copyOf(samples);
        this.starter = starter;
        this.close = close;
        this.yaml = CodeView.editor(Syntax.YAML, "", this::typedYaml);
        yaml.getStyleClass().remove("code-frame");
        getStyleClass().addAll("add-server", "line-top");
        PaneHeader header = new PaneHeader("Add server").about(ways())
                .actions(new LinkButton("Attach to a head server…", attach));
        header.getStyleClass().add("tall");
        ScrollPane fields = new ScrollPane(form);
        fields.setFitToWidth(true);
        fields.getStyleClass().addAll("edge-to-edge", "add-scroll");
        VBox.setVgrow(fields, Priority.ALWAYS);
        findings.getStyleClass().add("add-findings");
        ScrollPane told = new ScrollPane(findings);
        told.setFitToWidth(true);
        told.getStyleClass().addAll("edge-to-edge", "add-told");
        told.managedProperty().bind(findings.managedProperty());
        told.visibleProperty().bind(findings.managedProperty());
        VBox left = new VBox(fields, told, problem, buttons());
        left.getStyleClass().add("add-form");
        preview.setMinHeight(USE_PREF_SIZE);
        VBox right = new VBox(yamlHeader, preview, yaml);
        right.getStyleClass().addAll("add-yaml", "line-left");
        VBox.setVgrow(yaml, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox halves = new HBox(left, right);
        VBox.setVgrow(halves, Priority.ALWAYS);
        form.getStyleClass().add("add-fields");
        yaml.area().setAccessibleText("The configuration");
        getChildren().addAll(header, refusal, halves);
        model.wayProperty().subscribe(way -> showFields());
        model.draftProperty().subscribe((before, now) -> update());
        model.trainingProperty().subscribe((before, now) -> update());
    }

    private ComboBox<Way> ways() {
        ComboBox<Way> choice = new ComboBox<>();
        choice.getItems().setAll(model.ways());
        choice.setVisibleRowCount(model.ways().size());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Way way) {
                return way == null ? "" : way.label();
            }

            @Override
            public Way fromString(String words) {
                throw new UnsupportedOperationException(words);
            }
        });
        choice.getStyleClass().add("small-control");
        choice.setAccessibleText("Kind of server");
        choice.valueProperty().bindBidirectional(model.wayProperty());
        return choice;
    }

    private HBox buttons() {
        HBox buttons = new HBox(new ActionButton("Cancel", null, close), begin);
        buttons.getStyleClass().add("add-buttons");
        return buttons;
    }

    /** The configuration is read, and what it refers to looked for, while the window goes on. */
    private void begin() {
        refusal.getChildren().clear();
        begin.setDisable(true);
        try {
            starter.start(model.save(), close, this::refused);
        } catch (Fault fault) {
            refused(fault);
        }
    }

    private void refused(Exception problem) {
        begin.setDisable(false);
        refusal.getChildren().setAll(Banner.fault(problem instanceof Fault fault
                ? fault
                : new Fault("It could not be started: %s.".formatted(Fault.sentenceOf(problem)), "See the log."), null));
    }

    private void typedYaml(String text) {
        if (!showing) {
            model.typeYaml(text);
        }
    }

    private void showFields() {
        form.getChildren().clear();
        shown.clear();
        refusal.getChildren().clear();
        String group = "";
        for (DraftField field : model.draftProperty().get().fields()) {
            if (!field.group().equals(group)) {
                group = field.group();
                form.getChildren().add(Words.label(group, "small", "medium", "add-group"));
            }
            form.getChildren().add(row(field));
        }
        if (model.draftProperty().get() instanceof FileDraft && !samples.isEmpty()) {
            FlowPane links = new FlowPane(Words.muted("Samples"));
            links.getStyleClass().add("add-samples");
            samples.forEach(sample -> links.getChildren().add(new LinkButton(sample.getFileName().toString(),
                    () -> model.type("file", sample.toString()))));
            form.getChildren().add(links);
        }
        update();
    }

    private Node row(DraftField field) {
        if (field.type() == Setting.Type.FLAG) {
            CheckBox box = new CheckBox(field.label());
            box.selectedProperty().subscribe((before, on) -> typed(field, Boolean.toString(on)));
            shown.put(field.key(), value -> box.setSelected(Boolean.parseBoolean(value)));
            return box;
        }
        Label label = Words.label(field.label(), "small", "muted");
        HBox line = new HBox();
        line.getStyleClass().add("add-line");
        Node input = field.choices().isEmpty() ? textField(field) : choiceField(field);
        label.setLabelFor(input);
        HBox.setHgrow(input, Priority.ALWAYS);
        line.getChildren().add(input);
        if (field.type() == Setting.Type.FILE || field.type() == Setting.Type.MODEL_FILE) {
            line.getChildren().add(new ActionButton("Choose…", "mdi2f-folder-outline", () -> choose(field)));
        }
        VBox named = new VBox(label, line);
        named.getStyleClass().add("add-field");
        return named;
    }

    private TextField textField(DraftField field) {
        TextField text = new TextField();
        text.getStyleClass().add("code");
        text.setPromptText(field.help());
        text.setAccessibleText(field.label());
        text.textProperty().subscribe((before, now) -> typed(field, now));
        shown.put(field.key(), value -> {
            // What is being typed is not taken back, even if it means the same.
            if (!text.isFocused() && !text.getText().equals(value)) {
                text.setText(value);
            }
        });
        return text;
    }

    /** A field with suggestions: anything can be typed, and nothing means what the program does by itself. */
    private ComboBox<String> choiceField(DraftField field) {
        ComboBox<String> choice = new ComboBox<>();
        choice.setEditable(true);
        choice.getItems().setAll(field.choices());
        choice.setPromptText(field.help());
        choice.getEditor().getStyleClass().add("code");
        choice.setAccessibleText(field.label());
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.getEditor().textProperty().subscribe((before, now) -> typed(field, now));
        shown.put(field.key(), value -> {
            if (!choice.getEditor().isFocused() && !choice.getEditor().getText().equals(value)) {
                choice.getEditor().setText(value);
            }
        });
        return choice;
    }

    private void typed(DraftField field, String value) {
        if (!showing) {
            model.type(field.key(), value);
        }
    }

    private void choose(DraftField field) {
        boolean config = field.type() == Setting.Type.FILE;
        FileChooser chooser = new FileChooser();
        chooser.setTitle(config ? "Choose a configuration" : "Choose a model");
        chooser.getExtensionFilters().setAll(config
                ? new FileChooser.ExtensionFilter("Configurations", "*.yaml", "*.yml")
                : new FileChooser.ExtensionFilter("GGUF models", "*.gguf"));
        File chosen = chooser.showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            model.type(field.key(), chosen.toString());
        }
    }

    private void update() {
        ServerDraft draft = model.draftProperty().get();
        showing = true;
        if (!(draft instanceof KindDraft kind) || kind.isReadable()) {
            shown.forEach((key, show) -> show.accept(draft.value(key)));
        }
        String text = draft.yaml();
        if (!text.equals(yaml.text())) {
            yaml.showText(text);
        }
        showing = false;
        yaml.area().setEditable(draft.takesYaml());
        @Nullable
        Fault wrong = model.problem();
        boolean untouched = draft instanceof FileDraft && draft.value("file").isBlank();
        problem.setText(wrong == null || untouched ? "" : wrong.sentence() + " " + wrong.hint());
        problem.setManaged(!problem.getText().isEmpty());
        preview.setText(draft.preview());
        preview.setManaged(!draft.preview().isEmpty());
        preview.setVisible(preview.isManaged());
        findings.getChildren().setAll(model.findings().stream().map(AddServerPane::finding).toList());
        findings.setManaged(!findings.getChildren().isEmpty());
        yamlHeader.title().setText(untouched ? "Configuration" : String.valueOf(model.file().getFileName()));
    }

    private static Node finding(Finding finding) {
        Tone tone = switch (finding.level()) {
            case ERROR -> Tone.FAIL;
            case WARNING -> Tone.WARN;
            case NOTE -> Tone.INFO;
        };
        String place = finding.place().isEmpty() ? "" : finding.place() + ": ";
        Label words = Words.paragraph((place + finding.sentence() + " " + finding.fix()).strip(), "small");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Icon.small(switch (finding.level()) {
            case ERROR -> "mdi2c-close-circle";
            case WARNING -> "mdi2a-alert";
            case NOTE -> "mdi2i-information-outline";
        }).tone(tone),
                words);
        row.getStyleClass().add("add-finding");
        return row;
    }
}
