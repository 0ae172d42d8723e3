package dev.guise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the table of rooms: who may use whom, and which library belongs where.
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.guise");
    private static final HouseRules RULES = new HouseRules("dev.guise");

    private static final String EXAMPLE = "dev.guise.example";
    private static final JavaClasses WRONG_HOUSE = new ClassFileImporter().importPackages(EXAMPLE);

    @TestFactory
    Stream<DynamicTest> holds() {
        return RULES.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
    }

    @Test
    void everyRoomExists() {
        for (String room : HouseRules.ROOMS.keySet()) {
            assertTrue(
                    HOUSE.stream().anyMatch(type -> type.getPackageName().startsWith("dev.guise." + room)),
                    "no class was found in " + room);
        }
    }

    @Test
    void everyPackageIsIntroduced() {
        assertEquals(List.of(), HouseRules.packagesWithoutIntroduction(HOUSE));
    }

    /// A house that breaks each rule once: without this, a rule that looks at nothing would pass for ever.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        dev.guise.example.rbac.. uses only                          | example.rbac.Upstairs
        dev.guise.example.ui.. uses only                            | example.ui.Window
        dev.guise.example.cli.. uses only                           | example.cli.Console
        every class stands in a known room                          | example.attic.Forgotten
        packages are free of cycles                                 | example.rbac.Upstairs
        JavaFX and what draws with it only in                       | example.report.Everything
        fabric8 only in                                             | example.report.Everything
        YAML parsing only in                                        | example.report.Everything
        image files only in ui.graph                                | example.report.Everything
        engine, questions, words and graphs read no files           | example.graph.Reader
        no AWT, no Swing                                            | example.report.Everything
        System.out and System.err only in cli                       | example.report.Everything
        models and ui.review without controls                       | example.ui.PageModel
        Platform.runLater only in ui.common                         | example.ui.PageModel
        """)
    void seesWhatIsWrong(String rule, String culprit) {
        String violations = violations(rule);
        assertTrue(violations.contains(culprit), () -> "expected " + culprit + " in: " + violations);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        JavaFX and what draws with it only in | example.ui.Window
        System.out and System.err only in cli | example.cli.Console
        dev.guise.example.report.. uses only  | example.report.Everything
        """)
    void leavesAloneWhatIsRight(String rule, String innocent) {
        assertFalse(violations(rule).contains(innocent));
    }

    @Test
    void seesPackagesThatAreNotIntroduced() {
        assertTrue(HouseRules.packagesWithoutIntroduction(WRONG_HOUSE).contains(EXAMPLE + ".attic"));
    }

    private static String violations(String description) {
        List<ArchRule> rules = new HouseRules(EXAMPLE)
                .all().stream()
                        .filter(rule -> rule.getDescription().startsWith(description))
                        .toList();
        assertEquals(1, rules.size(), () -> "not one rule begins with: " + description);
        return rules.getFirst().evaluate(WRONG_HOUSE).getFailureReport().getDetails().stream()
                .collect(Collectors.joining("\n"));
    }
}
