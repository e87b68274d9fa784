package io.longshore.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Which names may become a file or folder on any system without harm (`src/docs/format.md` 2): one path component that
/// is not empty, `.` or `..`, holds no separator, NUL or `:`, does not end in a dot or space, and is not reserved on
/// Windows. Asked before a source is planned, so that nothing is stored that could not be restored, and again of every
/// name that comes out of a sealed file, because a stranger may have made it.
public final class PortableName {
    /// The device names of Windows, which it also sees behind them with any extension
    /// (learn.microsoft.com, "Naming Files, Paths, and Namespaces"); the digits 1 to 9, and ¹ ² ³, follow the last two.
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");
    private static final Set<String> NUMBERED_DEVICES = Set.of("COM", "LPT");
    private static final String DEVICE_DIGITS = "123456789\u00b9\u00b2\u00b3";

    private PortableName() {}

    /// Whether `name` may become a file or folder.
    public static boolean accepts(String name) {
        return !name.isEmpty() && !name.endsWith(".") && !name.endsWith(" ")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c == 0)
                && !isDevice(name) && isUnicode(name);
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
        return DEVICES.contains(stem) || stem.length() == 4 && NUMBERED_DEVICES.contains(stem.substring(0, 3))
                && DEVICE_DIGITS.indexOf(stem.charAt(3)) >= 0;
    }

    /// Half of a surrogate pair has no UTF-8 form and would come back as another name.
    private static boolean isUnicode(String name) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }
}
