package io.longshore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// `src/docs/commands.md` is made of what the commands say about themselves: this compares, and with
/// `-Dcommands.write=true` writes.
class CommandsTest {
    private static final Path PAGE = Path.of("src/docs/commands.md");

    private static final String BEGIN = "<!-- generated from here -->\n";

    @Test
    void thePageOfCommandsIsWhatTheCommandsSay(@TempDir Path home) throws IOException {
        CommandLine line = new Cli(new Run(new FakeLongshore(), home).shell()).line();
        StringBuilder page = new StringBuilder();
        append(page, line, Optional.empty());
        line.getSubcommands().forEach((name, command) -> {
            append(page, command, Optional.of(name));
            command.getSubcommands().forEach((sub, deeper) -> append(page, deeper, Optional.of(name + " " + sub)));
        });
        String before = Files.readString(PAGE);
        int at = before.indexOf(BEGIN) + BEGIN.length();
        String expected = before.substring(0, at) + page;
        if (Boolean.getBoolean("commands.write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertEquals(expected, before);
        }
    }

    private static void append(StringBuilder page, CommandLine command, Optional<String> name) {
        page.append("\n## longshore").append(name.map(word -> " " + word).orElse("")).append("\n\n```\n")
                .append(command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n")).append("```\n");
    }
}
