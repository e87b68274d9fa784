package io.longshore;

import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Architecture.Confined;
import io.longshore.Architecture.Direction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArchitectureTest {
    private static JavaClasses ours;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.longshore");
    }

    @TestFactory
    Stream<DynamicTest> theCodeKeepsTheRules() {
        return Stream.of(Architecture.DIRECTIONS.stream().map(Direction::rule),
                Architecture.CONFINED.stream().map(Confined::rule), Architecture.others().stream())
                .flatMap(rules -> rules)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(ours)));
    }

    @Test
    void everyPackageHasADirection() {
        Set<String> known = Architecture.DIRECTIONS.stream().map(Direction::subject).collect(Collectors.toSet());
        Set<String> unknown = ours.stream().map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("io.longshore.")).map(name -> name.split("\\.")[2])
                .filter(name -> !known.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> marked = ours.stream().filter(type -> type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName).collect(Collectors.toSet());
        Set<String> unmarked = ours.stream().map(JavaClass::getPackageName).filter(name -> !marked.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unmarked);
    }

    @TestFactory
    Stream<DynamicTest> everyDirectionCanFail() {
        return Architecture.DIRECTIONS.stream().map(direction -> DynamicTest.dynamicTest(direction.subject(), () -> {
            List<String> forbidden = new ArrayList<>();
            List<String> allowed = new ArrayList<>(List.of("java.lang.String", type(direction.subject() + ".Own")));
            for (Direction other : Architecture.DIRECTIONS) {
                if (!other.subject().equals(direction.subject())) {
                    (direction.allowed().contains(other.subject()) ? allowed : forbidden)
                            .add(type(other.subject() + ".Other"));
                }
            }
            (direction.allowed().contains(Architecture.ROOT) ? allowed : forbidden).add(type("Longshore"));
            Path place = folder.resolve(direction.subject());
            JavaClasses offending = new Offender(place.resolve("offending"))
                    .add(type(direction.subject() + ".deep.Offender"), forbidden).read();
            assertEquals(forbidden.size(), violations(direction.rule(), offending));
            JavaClasses good = new Offender(place.resolve("good"))
                    .add(type(direction.subject() + ".Good"), allowed).read();
            assertEquals(0, violations(direction.rule(), good));
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyConfinementCanFail() {
        return Architecture.CONFINED.stream()
                .map(confined -> DynamicTest.dynamicTest(confined.library().toString(), () -> {
                    List<String> used = confined.library().stream().map(name -> name.replace("..", ".sub.Thing"))
                            .toList();
                    Path place = folder.resolve(confined.library().getFirst().replace("..", ""));
                    JavaClasses offending = new Offender(place.resolve("offending"))
                            .add(type("wave.Offender"), used).add(type("Offender"), used).read();
                    assertEquals(2 * used.size(), violations(confined.rule(), offending));
                    for (String home : confined.homes()) {
                        JavaClasses good = new Offender(place.resolve(home)).add(type("Neutral"), List.of())
                                .add(type(home + ".deep.Good"), used).read();
                        assertEquals(0, violations(confined.rule(), good));
                    }
                }));
    }

    @Test
    void theRuleAgainstCirclesCanFail() {
        JavaClasses circle = new Offender(folder).add(type("pay.One"), List.of(type("place.Two")))
                .add(type("place.Two"), List.of(type("pay.One"))).read();
        assertTrue(violations(Architecture.NO_CYCLES, circle) > 0);
        JavaClasses deep = new Offender(folder.resolve("deep"))
                .add(type("model.One"), List.of(type("model.store.Two")))
                .add(type("model.store.Two"), List.of(type("model.One"))).read();
        assertTrue(violations(Architecture.NO_CYCLES, deep) > 0);
    }

    @Test
    void theRulesAboutWiringAndKindsCanFail() {
        JavaClasses knowing = new Offender(folder)
                .add(type("pay.One"), List.of(type("House"), type("destination.provider.Two")))
                .add(type("destination.Three"), List.of(type("destination.provider.Two")))
                .add(type("destination.bucket.Four"), List.of(type("destination.provider.Two")))
                .add(type("destination.provider.Two"), List.of(type("destination.Three")))
                .add(type("House"), List.of(type("destination.provider.Two")))
                .add(type("cli.Five"), List.of(type("House"))).read();
        assertEquals(1, violations(Architecture.NOBODY_KNOWS_THE_WIRING, knowing));
        assertEquals(2, violations(Architecture.KINDS_HIDDEN, knowing));
        assertEquals(1, violations(Architecture.KINDS_APART, knowing));
    }

    @Test
    void theRulesAboutStyleCanFail() {
        JavaClasses bad = new Offender(folder)
                .add(type("pay.PayManager"), List.of("java.util.concurrent.CompletableFuture", "java.lang.String"),
                        ClassFile.ACC_STATIC)
                .add(type("pay.package-info"), List.of()).read();
        assertEquals(1, violations(Architecture.NAMES, bad));
        assertEquals(2, violations(Architecture.NO_MUTABLE_STATICS, bad));
        assertEquals(1, violations(Architecture.NO_FUTURE_CHAINS, bad));
        assertEquals(1, violations(Architecture.NULL_MARKED, bad));
        JavaClasses printing = new ClassFileImporter().importClasses(Printing.class);
        assertFalse(Architecture.NO_PRINTING.evaluate(printing).getFailureReport().isEmpty());
    }

    /// Prints, as it must not.
    static final class Printing {
        void print() {
            System.out.println();
        }
    }

    private static String type(String name) {
        return "io.longshore." + name;
    }

    private static int violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails().size();
    }
}
