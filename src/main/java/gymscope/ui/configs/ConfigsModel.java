package gymscope.ui.configs;

import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.ui.controls.LatestWork;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.AppModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Configs screen: the workspace's files, the open ones with their drafts, and what came of checking the one in front.
 * UI thread only; files are read and checked on virtual threads.
 */
final class ConfigsModel {

    /** How long typing must pause before the text is checked. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /**
     * A place to show.
     *
     * @param line from 1
     * @param column from 1
     */
    record Jump(Document document, int line, int column) {}

    private final AppModel app;
    private final Path folder;
    private final ReadOnlyObjectWrapper<@Nullable FileNode> files = new ReadOnlyObjectWrapper<>(this, "files");
    private final ObservableList<Document> documents = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Document> current = new SimpleObjectProperty<>(this, "current");
    private final ReadOnlyObjectWrapper<@Nullable ConfigAnalysis> analysis = new ReadOnlyObjectWrapper<>(this, "analysis");
    private final ReadOnlyObjectWrapper<@Nullable ConfigAnalysis> resolving = new ReadOnlyObjectWrapper<>(this, "resolving");
    private final ReadOnlyObjectWrapper<@Nullable Jump> jump = new ReadOnlyObjectWrapper<>(this, "jump");
    private final StringProperty overrides = new SimpleStringProperty(this, "overrides", "");
    private final StringProperty companions = new SimpleStringProperty(this, "companions", "");
    private final ResolvedModel resolved = new ResolvedModel();
    private final Map<Path, ConfigAnalysis> analyses = new HashMap<>();
    private final Map<Path, ConfigAnalysis> lastResolving = new HashMap<>();
    private final LatestWork<ConfigAnalysis> checking;
    private final LatestWork<FileNode> scanning;
    private final LatestWork<Set<String>> keeping;
    private final ReadOnlyObjectWrapper<Set<String>> kept = new ReadOnlyObjectWrapper<>(this, "kept", Set.of());
    private boolean restoring;
    private boolean restored;

    ConfigsModel(AppModel app) {
        this.app = app;
        this.folder = app.workspace().folder();
        this.checking = new LatestWork<>("check configuration", PAUSE, this::checked, app.notices()::problem);
        this.scanning = new LatestWork<>("list configurations", Duration.ZERO, files::set, app.notices()::problem);
        this.keeping = new LatestWork<>("keep drafts", PAUSE, kept::set, app.notices()::problem);
        current.subscribe(() -> {
            analysis.set(analysisOf(current.get()));
            resolving.set(current.get() == null ? null : lastResolving.get(current.get().file()));
            resolved.show(resolving.get() == null ? List.of() : resolving.get().entries());
            check();
            keep();
        });
        overrides.subscribe(this::settingsChanged);
        companions.subscribe(this::settingsChanged);
    }

    /** The workspace with its files, null before it was read. */
    ReadOnlyObjectProperty<@Nullable FileNode> filesProperty() {
        return files.getReadOnlyProperty();
    }

    /** The open files in the order of their tabs. */
    ObservableList<Document> documents() {
        return documents;
    }

    /** The file in front, null when none is open. */
    ObjectProperty<@Nullable Document> currentProperty() {
        return current;
    }

    /** What came of the last check of the file in front, null before. */
    ReadOnlyObjectProperty<@Nullable ConfigAnalysis> analysisProperty() {
        return analysis.getReadOnlyProperty();
    }

    /** The last check of the file in front in which it resolved, null when there was none. */
    ReadOnlyObjectProperty<@Nullable ConfigAnalysis> resolvingProperty() {
        return resolving.getReadOnlyProperty();
    }

    /** The resolved view's lines. */
    ResolvedModel resolved() {
        return resolved;
    }

    /** The place that was last asked for, null before. */
    ReadOnlyObjectProperty<@Nullable Jump> jumpProperty() {
        return jump.getReadOnlyProperty();
    }

    /** Overrides in Hydra's form, one a line. */
    StringProperty overridesProperty() {
        return overrides;
    }

    /** Configurations that are loaded along with the one in front, one a line. */
    StringProperty companionsProperty() {
        return companions;
    }

    /** What came of the last check of a file, null when it was not checked. */
    @Nullable
    ConfigAnalysis analysisOf(@Nullable Document document) {
        return document == null ? null : analyses.get(document.file());
    }

    /** Whether the last check of a file found errors. */
    boolean hasErrors(Path file) {
        ConfigAnalysis last = analyses.get(file);
        return last != null && last.errors() > 0;
    }

    /** The screen came to the front: reads the folder again, and what another program changed. */
    void refresh() {
        if (!restoring) {
            restoring = true;
            restore(Drafts.of(app.workspace().windowState()));
        }
        scanning.request(() -> WorkspaceFiles.scan(folder));
        documents.stream().filter(document -> document.readOnly().isEmpty()).forEach(this::reread);
    }

    /** Opens a file and brings it to the front. */
    void open(Path file) {
        open(file, document -> {});
    }

    /** Opens a file at a place, counted from 1. */
    void open(Path file, int line, int column) {
        open(file, document -> jump.set(new Jump(document, line, column)));
    }

    /** Shows where a problem is. */
    void show(Problem problem) {
        Path file = problem.file();
        if (file != null && problem.line() > 0) {
            open(file, problem.line(), problem.column());
        }
    }

    /** Shows where a value came from. */
    void show(ResolvedEntry entry) {
        Path file = entry.file();
        if (file != null && entry.origin().line() > 0) {
            open(file, entry.origin().line(), entry.origin().column());
        }
    }

    /** Closes a tab; what was not saved in it is gone. */
    void close(Document document) {
        int place = documents.indexOf(document);
        documents.remove(document);
        if (document.equals(current.get())) {
            current.set(documents.isEmpty() ? null : documents.get(Math.min(place, documents.size() - 1)));
        }
        keep();
    }

    /** Puts back what is on disk. */
    void revert(Document document) {
        document.textProperty().set(document.savedProperty().get());
    }

    /**
     * Writes a file to disk.
     *
     * @param overwrite whether what another program wrote since may be lost
     * @param conflict runs when it may not and there is such
     * @param done runs once it is written
     */
    void save(Document document, boolean overwrite, Runnable conflict, Runnable done) {
        String text = document.text();
        String expected = document.savedProperty().get();
        Work.start("save " + document.name(), () -> {
            boolean changed = Files.exists(document.file()) && !TextFiles.read(document.file()).text().equals(expected);
            if (changed && !overwrite) {
                return false;
            }
            TextFiles.write(document.file(), text);
            return true;
        }, written -> {
            if (written) {
                document.savedProperty().set(text);
                keep();
                scanning.request(() -> WorkspaceFiles.scan(folder));
                done.run();
            } else {
                conflict.run();
            }
        }, app.notices()::problem);
    }

    /** Mends a problem where that is one change. */
    void fix(Problem problem) {
        Document document = current.get();
        Problem.Fix fix = problem.fix();
        if (document != null && fix != null) {
            document.textProperty().set(fix.applyTo(document.text()));
        }
    }

    /** The sample configurations of the application. */
    SampleConfigs samples() {
        return new SampleConfigs(app.home(), folder);
    }

    /** Copies a sample into the workspace and opens the copy. */
    void create(Path sample, String name) {
        Work.start("create " + name, () -> samples().copy(sample, name), made -> {
            scanning.request(() -> WorkspaceFiles.scan(folder));
            open(made);
        }, app.notices()::problem);
    }

    /** The model servers of the file in front that are in the application already and run or start. */
    List<String> running() {
        ConfigAnalysis last = analysis.get();
        return last == null ? List.of() : last.servers().stream().filter(app.servers()::isActive).toList();
    }

    /** Starts the servers of the file in front in place of any of their names. */
    void startServers() {
        Document document = current.get();
        if (document == null) {
            return;
        }
        Subject subject = subject(document);
        ConfigRequest request = new ConfigRequest(subject.request().configs(), subject.overrides(), folder,
                subject.searchFolders(), subject.environment());
        app.servers().replace(document.file(), request, servers -> app.notices().toast(Tone.INFO,
                servers.size() == 1 ? servers.getFirst() + " is starting." : servers.size() + " servers are starting.", "Show",
                () -> app.screens().open("Servers")), app.notices()::problem);
    }

    /** The command that starts the same from a shell, empty when no configuration is in front. */
    String command() {
        Document document = current.get();
        return document == null || !document.isConfig()
                ? ""
                : ServeCommandLine.of(subject(document).request().configs(), ServeCommandLine.words(overrides.get()));
    }

    /** Names of the files whose draft outlives a restart; one with a secret in clear does not. */
    ReadOnlyObjectProperty<Set<String>> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /** How many overrides there are. */
    int overrideCount() {
        return ServeCommandLine.words(overrides.get()).size();
    }

    private void open(Path file, Consumer<Document> then) {
        Path path = file.toAbsolutePath().normalize();
        Document there = documents.stream().filter(document -> document.file().equals(path)).findFirst().orElse(null);
        if (there != null) {
            current.set(there);
            then.accept(there);
            return;
        }
        Work.start("read " + path.getFileName(), () -> TextFiles.read(path), content -> {
            Document document = add(path, content);
            current.set(document);
            then.accept(document);
        }, app.notices()::problem);
    }

    private Document add(Path path, TextFiles.Content content) {
        Document twice = documents.stream().filter(document -> document.file().equals(path)).findFirst().orElse(null);
        if (twice != null) {
            return twice;
        }
        boolean inside = path.startsWith(folder);
        String readOnly = !content.whole()
                ? "Only the beginning is shown; the file is too large to change here."
                : inside ? "" : "It lies outside the workspace and is not changed here.";
        Document document = new Document(path, Document.nameOf(path, folder), content.text(), readOnly);
        document.textProperty().subscribe(() -> {
            check();
            keep();
        });
        documents.add(document);
        return document;
    }

    private void restore(Drafts drafts) {
        overrides.set(drafts.overrides());
        companions.set(drafts.companions());
        Work.start("open configurations again", () -> drafts.read(folder), read -> {
            read.forEach((path, content) -> {
                Document document = add(path, content);
                String draft = drafts.texts().get(document.name());
                if (draft != null && document.readOnly().isEmpty()) {
                    document.textProperty().set(draft);
                }
            });
            documents.stream().filter(document -> document.name().equals(drafts.current())).findFirst()
                    .or(() -> documents.stream().findFirst()).ifPresent(document -> {
                        if (current.get() == null) {
                            current.set(document);
                        }
                    });
            restored = true;
            keep();
        }, app.notices()::problem);
    }

    /** Takes over what another program wrote, unless something was typed since. */
    private void reread(Document document) {
        Work.start("read " + document.name(), () -> TextFiles.read(document.file()), content -> {
            if (!document.isDirty() && content.whole() && !content.text().equals(document.text())) {
                document.savedProperty().set(content.text());
                document.textProperty().set(content.text());
            }
        }, gone -> {
            // Its tab stays with what it holds: saving writes the file again.
        });
    }

    private void settingsChanged() {
        check();
        keep();
    }

    private void check() {
        Document document = current.get();
        if (document == null) {
            checking.cancel();
            return;
        }
        String text = document.text();
        Subject subject = subject(document);
        checking.request(() -> document.isConfig() ? ConfigAnalysis.of(subject) : JsonLines.analyse(document.file(), text));
    }

    private Subject subject(Document document) {
        Map<Path, String> drafts = new HashMap<>();
        documents.stream().filter(open -> open.isDirty() && open.isConfig())
                .forEach(open -> drafts.put(open.file(), open.text()));
        boolean env = document.file().equals(folder.resolve(ConfigLoader.ENV_FILE));
        List<Path> along = ServeCommandLine.words(companions.get()).stream().map(Path::of)
                .filter(path -> !folder.resolve(path).normalize().equals(document.file())).toList();
        return new Subject(document.file(), env, env ? List.of() : along, ServeCommandLine.words(overrides.get()), folder,
                List.of(app.home().folder()), System.getenv(), drafts);
    }

    private void checked(ConfigAnalysis result) {
        analyses.put(result.file(), result);
        if (result.errors() == 0) {
            lastResolving.put(result.file(), result);
        }
        Document document = current.get();
        if (document != null && document.file().equals(result.file())) {
            analysis.set(result);
            ConfigAnalysis shown = lastResolving.get(result.file());
            resolving.set(shown);
            resolved.show(shown == null ? List.of() : shown.entries());
        }
    }

    /** Leaves what is open for the next start, not before what the last one left has been taken up. */
    private void keep() {
        if (restored) {
            Map<String, String> texts = new LinkedHashMap<>();
            documents.stream().filter(Document::isDirty).forEach(document -> texts.put(document.name(), document.text()));
            Document front = current.get();
            Drafts drafts = new Drafts(documents.stream().map(Document::name).toList(), front == null ? "" : front.name(), texts,
                    overrides.get(), companions.get());
            keeping.request(() -> drafts.keepIn(app.workspace().windowState()));
        }
    }
}
