package dev.guise;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The rules of the house, for any root package, so that they can be tried on examples that break them.
final class HouseRules {

    /// Each room with the rooms whose classes it may use, ground floor first.
    static final Map<String, List<String>> ROOMS = rooms();

    private final String root;

    HouseRules(String root) {
        this.root = root;
    }

    private static Map<String, List<String>> rooms() {
        List<String> floors = List.of(
                "work",
                "text",
                "files",
                "rbac",
                "impersonation",
                "cluster",
                "escalation",
                "evidence",
                "findings",
                "words",
                "draft",
                "graph",
                "report",
                "cli",
                "ui");
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        for (int i = 0; i < floors.size(); i++) {
            rooms.put(floors.get(i), floors.subList(0, i));
        }
        rooms.put("cluster", List.of("work", "text", "files", "rbac"));
        rooms.put("evidence", List.of("work", "text", "rbac", "impersonation"));
        rooms.put("ui", floors.subList(0, floors.indexOf("cli")));
        return rooms;
    }

    /// The packages that a room's classes may use within the house.
    private String[] allowedFor(String room) {
        return Stream.concat(Stream.of(room), below(room).stream())
                .map(this::room)
                .toArray(String[]::new);
    }

    private static List<String> below(String room) {
        return ROOMS.getOrDefault(room, List.of());
    }

    private String room(String name) {
        return root + "." + name + "..";
    }

    List<ArchRule> all() {
        List<ArchRule> rules = new ArrayList<>();
        ROOMS.keySet().forEach(room -> rules.add(arrowsDown(room)));
        rules.add(noOtherRooms());
        rules.add(noCycles());
        rules.add(only(
                "JavaFX and what draws with it",
                List.of("ui"),
                "javafx..",
                "jfx..",
                "com.sun.javafx..",
                "atlantafx..",
                "org.controlsfx..",
                "org.kordamp.ikonli.."));
        rules.add(only("fabric8", List.of("cluster.live"), "io.fabric8.."));
        rules.add(only("YAML parsing", List.of("cluster.read", "escalation.catalogue", "draft"), "org.snakeyaml.."));
        rules.add(picturesOnlyInGraph());
        rules.add(filesOnlyInTheCatalogue());
        rules.add(noOtherToolkit());
        rules.add(standardStreams());
        rules.add(modelsWithoutControls());
        rules.add(windowThreadInOnePlace());
        return rules;
    }

    /// A room uses no room but those its line in the table names.
    ArchRule arrowsDown(String room) {
        DescribedPredicate<JavaClass> outsideTheHouse =
                resideOutsideOfPackages(root + "..").as("live outside the house");
        return classes()
                .that()
                .resideInAPackage(room(room))
                .should(onlyDependOnClassesThat(outsideTheHouse.or(resideInAnyPackage(allowedFor(room)))))
                .as("%s uses only %s".formatted(room(room), below(room).isEmpty() ? "itself" : below(room)))
                .allowEmptyShould(true);
    }

    /// Every class stands in a room of the table, or in the hall.
    ArchRule noOtherRooms() {
        String[] known = Stream.concat(Stream.of(root), ROOMS.keySet().stream().map(this::room))
                .toArray(String[]::new);
        return classes()
                .should()
                .resideInAnyPackage(known)
                .as("every class stands in a known room")
                .allowEmptyShould(true);
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .as("packages are free of cycles")
                .allowEmptyShould(true);
    }

    private ArchRule only(String what, List<String> rooms, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms.stream().map(this::room).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .as("%s only in %s".formatted(what, rooms))
                .allowEmptyShould(true);
    }

    private ArchRule picturesOnlyInGraph() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".ui.graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt.image..", "javax.imageio..")
                .as("image files only in ui.graph")
                .allowEmptyShould(true);
    }

    /// What is worked out of a cluster comes from values; only techniques are read from files.
    ArchRule filesOnlyInTheCatalogue() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        room("escalation.engine"), room("escalation.question"), room("graph"), room("words"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat(describe("are files or streams", HouseRules::isFile))
                .as("engine, questions, words and graphs read no files")
                .allowEmptyShould(true);
    }

    private static boolean isFile(JavaClass type) {
        return type.getName().equals("java.io.File")
                || type.isAssignableTo(java.io.InputStream.class)
                || type.isAssignableTo(java.io.OutputStream.class);
    }

    private static ArchRule noOtherToolkit() {
        DescribedPredicate<JavaClass> toolkit = resideInAnyPackage("java.awt..", "javax.swing..")
                .and(resideOutsideOfPackages("java.awt.image.."))
                .as("belong to AWT or Swing");
        return noClasses()
                .should()
                .dependOnClassesThat(toolkit)
                .as("no AWT, no Swing")
                .allowEmptyShould(true);
    }

    /// What a view shows is tested without a window.
    ArchRule modelsWithoutControls() {
        return noClasses()
                .that(resideInAPackage(room("ui"))
                        .and(simpleNameEndingWith("Model").or(resideInAnyPackage(room("ui.review")))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "org.controlsfx..")
                .as("models and ui.review without controls")
                .allowEmptyShould(true);
    }

    /// Who goes over to the window's thread is to do it by way of a job, or of what gives jobs their threads.
    ArchRule windowThreadInOnePlace() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room("ui.common"))
                .should()
                .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                .as("Platform.runLater only in ui.common")
                .allowEmptyShould(true);
    }

    /// Standard output belongs to the command line.
    ArchRule standardStreams() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root, room("cli"))
                .should()
                .accessFieldWhere(describe("it is System.out or System.err", HouseRules::isStandardStream))
                .as("System.out and System.err only in cli and the hall")
                .allowEmptyShould(true);
    }

    private static boolean isStandardStream(JavaFieldAccess access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && !access.getName().equals("in");
    }

    /// The packages with classes that have no `package-info`, or one without `@NullMarked`.
    static List<String> packagesWithoutIntroduction(JavaClasses classes) {
        TreeSet<String> without = new TreeSet<>();
        classes.forEach(type -> without.add(type.getPackageName()));
        classes.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .forEach(type -> without.remove(type.getPackageName()));
        return List.copyOf(without);
    }
}
