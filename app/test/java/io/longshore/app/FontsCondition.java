package io.longshore.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips tests of views where JavaFX could not draw a letter: its headless platform needs no display and no GTK, but on
/// Linux it needs Pango, FreeType and a font.
public final class FontsCondition implements ExecutionCondition {
    private static final List<String> LIBRARIES = List.of("libpangoft2-1.0.so.0", "libfreetype.so.6");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return ConditionEvaluationResult.enabled("this system brings its own fonts");
        }
        for (String library : LIBRARIES) {
            if (!loads(library)) {
                return ConditionEvaluationResult.disabled("JavaFX needs " + library + " to draw letters (Debian: "
                        + "libpangoft2-1.0-0, libfreetype6)");
            }
        }
        return fonts()
                ? ConditionEvaluationResult.enabled("Pango, FreeType and a font are there")
                : ConditionEvaluationResult.disabled("JavaFX needs a font (Debian: fonts-dejavu-core)");
    }

    @SuppressWarnings("restricted") // It loads what JavaFX would load a moment later.
    private static boolean loads(String library) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(library, arena);
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        }
    }

    private static boolean fonts() {
        Path home = Path.of(System.getProperty("user.home"));
        return Stream.of(Path.of("/usr/share/fonts"), Path.of("/usr/local/share/fonts"), home.resolve(".fonts"),
                home.resolve(".local/share/fonts")).filter(Files::isDirectory).anyMatch(FontsCondition::holdsFont);
    }

    private static boolean holdsFont(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().matches(".*\\.(ttf|otf|ttc|pfb)"));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
