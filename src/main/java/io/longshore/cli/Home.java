package io.longshore.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where the data folder is when nobody says.
final class Home {
    private Home() {}

    /// `LONGSHORE_HOME`, or by the platform's convention: `%LOCALAPPDATA%\Longshore`,
    /// `~/Library/Application Support/Longshore`, or `$XDG_DATA_HOME/longshore` with its default `~/.local/share`
    /// (XDG Base Directory Specification, which has relative values ignored).
    static Path of(Map<String, String> environment, String system, Path user) {
        String own = environment.getOrDefault("LONGSHORE_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath().normalize();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isEmpty() ? user.resolve("AppData/Local") : Path.of(local)).resolve("Longshore");
        }
        if (name.startsWith("mac")) {
            return user.resolve("Library/Application Support/Longshore");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        boolean usable = !data.isEmpty() && Path.of(data).isAbsolute();
        return (usable ? Path.of(data) : user.resolve(".local/share")).resolve("longshore");
    }
}
