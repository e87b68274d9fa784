package io.longshore;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/// The house as rules: who may know whom, and why. [ArchitectureTest] holds the code to them, and shows for each that it
/// can fail.
final class Architecture {
    /// Stands for the classes directly in `io.longshore`: the façade and the wiring behind it.
    static final String ROOT = "";

    /// The directions, one line a package. A package that is not listed as a subject fails a test.
    static final List<Direction> DIRECTIONS = List.of(
            from("model", "it is the vocabulary that everything else is written in"),
            from("json", "it is about JSON, whatever it says"),
            from("log", "it is about the log file, whatever is written there", "model"),
            from("text", "it puts the model into words; what it does not know it cannot leak", "model"),
            from("proof", "clients, providers and chain compute it alike, so it can rest on the vocabulary only",
                    "model"),
            from("net", "it carries requests without knowing what they are about", "model"),
            from("seal", "what is sealed leaves nothing for the network to know", "model", "proof", "json"),
            from("plan", "a plan is made before anybody is asked or paid", "model", "proof", "seal"),
            from("wave", "its rules are pure: values in, values out", "model", "proof"),
            from("chain", "any stage may pay; the chain knows none of them", "model", "net", "json", "proof"),
            from("destination", "a kind of storage serves whichever stage calls it", "model", "net", "json", "proof"),
            from("ledger", "stages reach it through the interfaces of model.store, it reaches nobody", "model", "json"),
            from("pay", "a stage knows its tools, never its neighbours",
                    "model", "net", "json", "proof", "wave", "chain", "destination"),
            from("receipt",
                    "who verifies an export trusts nobody: it shares formats with the engine, not code that wrote it",
                    "model", "json", "proof", "chain"),
            from("place", "a stage knows its tools, never its neighbours",
                    "model", "net", "json", "proof", "seal", "plan", "destination"),
            from("checkpoint", "a stage knows its tools, never its neighbours",
                    "model", "net", "json", "proof", "wave", "chain", "destination"),
            from("restore", "it goes the road backwards, with what the stages are made of",
                    "model", "net", "json", "proof", "seal", "destination"),
            from("upload", "it drives the stages; they never call back but through what it hands them",
                    "model", "net", "json", "proof", "seal", "plan", "wave", "chain", "destination", "pay", "place",
                    "checkpoint"),
            from("localnet", "it is a server, reached over loopback like any other: it shares formats, not the engine",
                    "model", "net", "json", "proof", "chain"),
            from("cli", "commands are a thin layer over the façade", "model", "text", "log", ROOT),
            from("app", "screens are a thin layer over the façade; the command line shares their program",
                    "model", "text", "log", "cli", ROOT));

    private Architecture() {}

    /// One package's allowed dependencies within Longshore.
    ///
    /// @param subject the package, its subpackages included
    /// @param allowed the packages it may know besides itself
    /// @param reason why no others
    record Direction(String subject, List<String> allowed, String reason) {
        /// As ArchUnit checks it.
        ArchRule rule() {
            String[] known = Stream.concat(Stream.of(subject), allowed.stream()).map(Direction::pattern)
                    .toArray(String[]::new);
            DescribedPredicate<JavaClass> forbidden = resideInAPackage("io.longshore..")
                    .and(DescribedPredicate.not(resideInAnyPackage(known)))
                    .as("any of ours but " + String.join(", ", known));
            // The one command that runs the local network as a process of its own is a main class in a package of commands.
            return noClasses().that().resideInAPackage("io.longshore." + subject + "..")
                    .and().haveNameNotMatching("io\\.longshore\\.cli\\.NetworkProcess(\\$.*)?")
                    .should().dependOnClassesThat(forbidden).because(reason).allowEmptyShould(true);
        }

        // A stage knows what all destinations have in common; the kinds beneath are for the wiring alone.
        private static String pattern(String name) {
            return switch (name) {
                case ROOT -> "io.longshore";
                default -> "io.longshore." + name + "..";
            };
        }
    }

    /// A library that only some packages may know.
    ///
    /// @param library its packages
    /// @param homes the packages of ours that may use it
    /// @param reason why no others
    record Confined(List<String> library, List<String> homes, String reason) {
        /// As ArchUnit checks it.
        ArchRule rule() {
            String[] inside = homes.stream().map(home -> "io.longshore." + home + "..").toArray(String[]::new);
            DescribedPredicate<JavaClass> outside = resideInAPackage("io.longshore..")
                    .and(DescribedPredicate.not(resideInAnyPackage(inside)))
                    .as(homes.isEmpty() ? "are ours" : "reside outside " + String.join(", ", inside));
            return noClasses().that(outside)
                    .should().dependOnClassesThat().resideInAnyPackage(library.toArray(String[]::new)).because(reason);
        }
    }

    /// Libraries and where they stay.
    static final List<Confined> CONFINED = List.of(
            new Confined(List.of("javafx..", "atlantafx.."), List.of("app"),
                    "the engine runs without a screen, in the command line and in tests"),
            new Confined(List.of("java.sql..", "javax.sql..", "org.h2.."), List.of("ledger"),
                    "what is durable has one home, and one thread that writes it"),
            new Confined(List.of("okhttp3..", "okio.."), List.of("net", "chain", "destination"),
                    "stages speak of chunks and quotes, not of requests"),
            new Confined(List.of("picocli.."), List.of("cli"), "only commands have options"),
            new Confined(List.of("ch.qos.logback.."), List.of("log"),
                    "code logs through slf4j; one place configures it"),
            new Confined(List.of("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core.."), List.of(),
                    "there is one line of Jackson here, 3.x; its predecessor has the same class names"),
            new Confined(List.of("java.util.logging.."), List.of("app"),
                    "slf4j is the one logging interface; the toolkit uses the other, and is hushed in the application"));

    /// No package is in a circle, at any depth.
    static final ArchRule NO_CYCLES = slices().matching("io.longshore.(**)").should().beFreeOfCycles()
            .because("what depends on itself in a circle cannot be read, tested or replaced in parts");

    /// The façade's package is known by front ends alone.
    static final ArchRule NOBODY_KNOWS_THE_WIRING = noClasses()
            .that(resideInAPackage("io.longshore.*..").and(
                    DescribedPredicate.not(resideInAnyPackage("io.longshore.cli..", "io.longshore.app..")))
                    .as("are of the engine"))
            .should().dependOnClassesThat().resideInAPackage("io.longshore")
            .because("parts are given what they need through constructors");

    /// Kinds of storage do not know each other.
    static final ArchRule KINDS_APART = slices().matching("io.longshore.destination.(*)..")
            .should().notDependOnEachOther().allowEmptyShould(true)
            .because("a kind of storage is added or removed without touching another");

    /// What all kinds have in common, and those who use it, know no kind.
    static final ArchRule KINDS_HIDDEN = noClasses()
            .that(DescribedPredicate.not(resideInAnyPackage("io.longshore", "io.longshore.destination.*.."))
                    .as("are neither a kind of storage nor the wiring"))
            .should().dependOnClassesThat().resideInAPackage("io.longshore.destination.*..")
            .because("stages speak to the interface; which kind stands behind it is the wiring's business");

    /// No stray output.
    static final ArchRule NO_PRINTING = noClasses()
            .that().resideOutsideOfPackages("io.longshore.cli..", "io.longshore.app..", "io.longshore.localnet..")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("standard output carries results, standard error what the command line says, nothing else");

    /// No chains of futures.
    static final ArchRule NO_FUTURE_CHAINS = noClasses().should().dependOnClassesThat()
            .areAssignableTo(CompletableFuture.class)
            .because("virtual threads run blocking, straight-line code, which can be read and stopped");

    /// No global state.
    static final ArchRule NO_MUTABLE_STATICS = fields().that().areStatic().and().doNotHaveName("$assertionsEnabled")
            .should().beFinal().because("two engines in one test must not share anything");

    /// Classes are what they are.
    static final ArchRule NAMES = noClasses()
            .should().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
            .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
            .orShould().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameStartingWith("Abstract")
            .orShould().haveNameMatching(".*Base$")
            .because("such a name says that the class has no subject of its own");

    /// Null is a visible decision.
    static final ArchRule NULL_MARKED = classes().that().haveSimpleName("package-info")
            .should().beAnnotatedWith(NullMarked.class).because("null is a visible decision in every package");

    /// All rules that are neither a direction nor a confinement.
    static List<ArchRule> others() {
        return List.of(NO_CYCLES, NOBODY_KNOWS_THE_WIRING, KINDS_APART, KINDS_HIDDEN, NO_PRINTING, NO_FUTURE_CHAINS,
                NO_MUTABLE_STATICS, NAMES, NULL_MARKED);
    }

    private static Direction from(String subject, String reason, String... allowed) {
        return new Direction(subject, Arrays.asList(allowed), reason);
    }
}
