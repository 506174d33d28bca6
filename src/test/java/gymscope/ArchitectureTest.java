package gymscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the house: which room may use which, and where each library may be known. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("gymscope");

    /** Each room with the rooms that it may use besides {@code wire}; from the ground up. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(Map.entry("wire", List.of()),
            Map.entry("tokens", List.of()), Map.entry("parsing", List.of()), Map.entry("templates", List.of()),
            Map.entry("convert", List.of("parsing")), Map.entry("config", List.of()), Map.entry("client", List.of()),
            Map.entry("engine", List.of("tokens", "templates")), Map.entry("environments", List.of()),
            Map.entry("agents", List.of("client", "environments")),
            Map.entry("servers",
                    List.of("config", "convert", "client", "engine", "tokens", "parsing", "templates", "environments", "agents")),
            Map.entry("rollouts", List.of("config", "servers", "agents", "environments", "client", "tokens")),
            Map.entry("verification", List.of("client", "tokens", "parsing", "templates")),
            Map.entry("workspace", List.of("config", "client")),
            Map.entry("cli",
                    List.of("tokens", "parsing", "templates", "convert", "config", "client", "engine", "environments", "agents",
                            "servers", "rollouts", "verification", "workspace")),
            Map.entry("ui", List.of("tokens", "parsing", "templates", "convert", "config", "client", "engine", "environments",
                    "agents", "servers", "rollouts", "verification", "workspace")));

    @TestFactory
    Stream<DynamicTest> everyRoomUsesOnlyTheRoomsItMay() {
        return ROOMS.keySet().stream().sorted().map(room -> DynamicTest.dynamicTest(room, () -> roomRule(room).check(CLASSES)));
    }

    @Test
    void everyPackageIsARoom() {
        assertThat(CLASSES.stream().map(ArchitectureTest::roomOf).filter(room -> !room.isEmpty())).isSubsetOf(ROOMS.keySet());
    }

    @Test
    void roomsHaveNoCircles() {
        slices().matching("gymscope.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> librariesStayInTheirRoom() {
        return Stream.of(
                onlyIn("JavaFX", List.of("gymscope.ui.."), "javafx..", "org.controlsfx..", "org.fxmisc..", "atlantafx.."),
                onlyIn("OkHttp", List.of("gymscope.client.."), "okhttp3..", "okio.."),
                onlyIn("the HTTP server library", List.of("gymscope.servers.."), "com.sun.net.httpserver.."),
                onlyIn("SQL", List.of("gymscope.workspace..", "gymscope.rollouts.."), "java.sql..", "org.sqlite.."),
                onlyIn("picocli", List.of("gymscope.cli..", "gymscope"), "picocli.."));
    }

    @Test
    void onlyCommandsWriteToStandardOutput() {
        noClasses().that().resideOutsideOfPackages("gymscope.cli..").should().accessField(System.class, "out").orShould()
                .accessField(System.class, "err").check(CLASSES);
    }

    private static ArchRule roomRule(String room) {
        List<String> allowed = Stream.concat(Stream.of(room, "wire"), ROOMS.getOrDefault(room, List.of()).stream()).toList();
        DescribedPredicate<JavaClass> foreign = DescribedPredicate.describe("classes of rooms that " + room + " may not use",
                type -> isOurs(type) && !allowed.contains(roomOf(type)));
        return noClasses().that().resideInAPackage("gymscope." + room + "..").should().dependOnClassesThat(foreign)
                .allowEmptyShould(true);
    }

    private static DynamicTest onlyIn(String library, List<String> rooms, String... packages) {
        ArchRule rule = noClasses().that().resideOutsideOfPackages(rooms.toArray(String[]::new)).should().dependOnClassesThat()
                .resideInAnyPackage(packages).allowEmptyShould(true);
        return DynamicTest.dynamicTest(library, () -> rule.check(CLASSES));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals("gymscope") || type.getPackageName().startsWith("gymscope.");
    }

    private static String roomOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return parts.length < 2 ? "" : parts[1];
    }
}
