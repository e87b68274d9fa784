package io.longshore.app;

import javafx.application.Platform;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.longshore.Longshore;
import io.longshore.app.bridge.FxBridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AppArchitectureTest {
    private static JavaClasses app;

    @BeforeAll
    static void read() {
        app = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.longshore.app");
        assertTrue(app.contain(FxBridge.class));
    }

    @Test
    void onlyTheBridgeReachesTheWindowsThread() {
        noClasses().that().areNotAssignableTo(FxBridge.class)
                .should().callMethod(Platform.class, "runLater", Runnable.class)
                .because("what comes over at any time must come over at most once per pulse").check(app);
    }

    @Test
    void modelsAndWordsKnowNoNode() {
        noClasses().that().haveSimpleNameEndingWith("Model").or().haveSimpleNameEndingWith("Words")
                .or().resideInAnyPackage("io.longshore.app.word")
                .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..", "atlantafx..")
                .because("models are tested without a toolkit").check(app);
    }

    @Test
    void noViewCallsTheEngine() {
        noClasses().that().haveSimpleNameEndingWith("View").or().haveSimpleNameEndingWith("Cell")
                .or().haveSimpleNameEndingWith("Row")
                .should().dependOnClassesThat().areAssignableTo(Longshore.class)
                .because("the engine may wait for the disk, and the window's thread may not").check(app);
    }
}
