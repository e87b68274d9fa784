package io.longshore.text;

import java.util.HexFormat;

/// Text from outside (file names, answers of servers) made safe to show: control characters, which could move a
/// terminal's cursor or rewrite its title, and characters that reverse the reading direction, which could disguise a
/// name, are written as escapes.
public final class Legible {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Legible() {}

    /// `text` with every unsafe character written as `\\uXXXX`; the same string if there is none.
    public static String of(String text) {
        if (text.chars().noneMatch(Legible::isUnsafe)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnsafe(c)) {
                shown.append("\\u").append(HEX.toHexDigits(c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    // The explicit directional characters of UAX #9, section 2, and the line and paragraph separators.
    private static boolean isUnsafe(int c) {
        return Character.isISOControl(c) || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069
                || c == 0x200E || c == 0x200F || c == 0x061C || c == 0x2028 || c == 0x2029;
    }
}
