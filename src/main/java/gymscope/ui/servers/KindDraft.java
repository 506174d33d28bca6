package gymscope.ui.servers;

import gymscope.config.ConfigFault;
import gymscope.config.ConfigYaml;
import gymscope.config.YamlEdit;
import gymscope.ui.forms.KindForm;
import gymscope.ui.forms.Setting;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model server of a known kind. Its configuration is all there is: a field shows a value of it and changes it in place, so
 * that form and YAML never disagree. A key is never written, only the name of the environment variable that holds it.
 *
 * @param form what can be set
 * @param typedName the name as it is typed, which may not be one (yet)
 * @param yaml the configuration
 * @param text the same to be changed, null while it is no YAML
 */
record KindDraft(KindForm form, String typedName, String yaml, @Nullable YamlEdit text) implements ServerDraft {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{oc\\.env:([^,}]*)(,[^}]*)?\\}");

    /** A draft with the form's first values. */
    static KindDraft of(KindForm form) {
        String name = "my_model";
        ObjectNode values = Json.object();
        values.putObject(name).putObject(form.kind().key()).putObject(form.implementation()).put("entrypoint", "app.py");
        KindDraft draft = of(form, name, ConfigYaml.write(values));
        for (Setting setting : form.shown()) {
            if (setting.fallback().isEmpty()) {
                draft = draft.with(setting.key(), setting.initial());
            }
        }
        return draft;
    }

    private static KindDraft of(KindForm form, String typedName, String yaml) {
        try {
            return new KindDraft(form, typedName, yaml, YamlEdit.of(yaml));
        } catch (ConfigFault unreadable) {
            return new KindDraft(form, typedName, yaml, null);
        }
    }

    /** Whether the configuration is YAML, so that the form can show it. */
    boolean isReadable() {
        return text != null;
    }

    @Override
    public List<DraftField> fields() {
        List<DraftField> fields = new ArrayList<>();
        fields.add(DraftField.text(NAME, "Name", Setting.Type.TEXT, "my_model"));
        form.shown()
                .forEach(setting -> fields.add(DraftField.text(setting.key(), setting.label(), setting.type(), setting.help())));
        return fields;
    }

    @Override
    public String value(String key) {
        if (key.equals(NAME)) {
            return typedName;
        }
        String value = written(key);
        if (form.setting(key).filter(setting -> setting.type() == Setting.Type.SECRET).isPresent()) {
            Matcher variable = VARIABLE.matcher(value);
            return variable.matches() ? variable.group(1) : "";
        }
        return value;
    }

    private String written(String key) {
        return text == null ? "" : text.value(path(key)).filter(JsonNode::isValueNode).map(JsonNode::asString).orElse("");
    }

    @Override
    public KindDraft with(String key, String value) {
        String stripped = value.strip();
        if (key.equals(NAME)) {
            boolean renames = stripped.matches("[A-Za-z_][A-Za-z0-9_]*") && instance() != null;
            KindDraft draft = renames ? changed(edit -> edit.rename(List.of(nameInYaml()), stripped)) : this;
            return new KindDraft(form, value, draft.yaml, draft.text);
        }
        Setting setting = form.setting(key).orElseThrow();
        boolean leftOut = stripped.isEmpty() && !setting.isRequired() && setting.type() != Setting.Type.FLAG;
        if (setting.type() == Setting.Type.SECRET) {
            return changed(edit -> edit.put(path(key), stripped.isEmpty() ? "" : "${oc.env:%s}".formatted(stripped)));
        }
        return changed(edit -> leftOut ? emptied(edit, path(key)) : edit.put(path(key), stripped));
    }

    /** With another text; the same when that text could not be changed without rewriting what is around. */
    private KindDraft changed(UnaryOperator<YamlEdit> change) {
        try {
            return text == null ? this : of(form, typedName, change.apply(text).text());
        } catch (ConfigFault refused) {
            return this;
        }
    }

    private static YamlEdit emptied(YamlEdit edit, List<String> path) {
        try {
            return edit.remove(path);
        } catch (ConfigFault standsAmongOthers) {
            // Null is as good as not there, and touches nothing around it.
            return edit.put(path, "null");
        }
    }

    @Override
    public boolean takesYaml() {
        return true;
    }

    @Override
    public ServerDraft withYaml(String changed) {
        KindDraft fresh = of(form, typedName, changed);
        return fresh.instance() == null ? fresh : new KindDraft(form, fresh.nameInYaml(), changed, fresh.text);
    }

    @Override
    public Path file(Path folder) {
        return folder.resolve(typedName.strip() + ".yaml");
    }

    @Override
    public @Nullable Fault problem(Path folder) {
        try {
            DraftChecks.require(isReadable(), "The configuration is no YAML.", "Mend it, or take the form's.");
            DraftChecks.require(instance() != null,
                    "The configuration has no server of the kind %s.".formatted(form.implementation()),
                    "Write it under %s: %s.".formatted(form.kind().key(), form.implementation()));
            DraftChecks.name(typedName.strip());
            form.shown().forEach(setting -> check(setting, folder));
            return null;
        } catch (Fault problem) {
            return problem;
        }
    }

    private void check(Setting setting, Path folder) {
        String value = value(setting.key()).strip();
        String label = setting.label();
        switch (setting.type()) {
            case SECRET -> {
                String written = written(setting.key());
                DraftChecks.require(written.isEmpty() || written.contains("${"), "The key stands in the configuration.",
                        "Keep it in an environment variable and write ${oc.env:NAME}.");
                DraftChecks.variable(value);
            }
            case URL -> DraftChecks.url(label, value);
            case NUMBER -> {
                if (setting.key().equals("port")) {
                    DraftChecks.port(value);
                } else {
                    DraftChecks.number(label, value);
                }
            }
            case MODEL_FILE -> DraftChecks.modelFile(folder, value);
            default -> {
                if (setting.isRequired() && setting.type() != Setting.Type.FLAG) {
                    DraftChecks.given(label, value);
                }
            }
        }
    }

    /** The name of the first server of this kind in the configuration, null when there is none. */
    private @Nullable String instance() {
        YamlEdit edit = text;
        return edit == null
                ? null
                : edit.keysBelow(List.of()).stream()
                        .filter(name -> edit.value(List.of(name, form.kind().key(), form.implementation())).isPresent())
                        .findFirst().orElse(null);
    }

    private String nameInYaml() {
        String name = instance();
        return name == null ? typedName : name;
    }

    private List<String> path(String key) {
        List<String> path = new ArrayList<>(List.of(nameInYaml(), form.kind().key(), form.implementation()));
        path.addAll(Arrays.asList(key.split("\\.", 2)));
        return List.copyOf(path);
    }
}
