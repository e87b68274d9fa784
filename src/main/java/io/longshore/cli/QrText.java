package io.longshore.cli;

import io.nayuki.qrcodegen.QrCode;

/// A QR code (ISO/IEC 18004) as text for a terminal: two rows of modules a line, by half blocks. Light modules are drawn, as
/// terminals are dark more often than not, and readers take either.
final class QrText {
    /// The light border that the standard wants.
    private static final int BORDER = 4;

    private QrText() {}

    /// The code that says `text`; lines end with LF.
    static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder lines = new StringBuilder();
        for (int y = -BORDER; y < code.size + BORDER; y += 2) {
            for (int x = -BORDER; x < code.size + BORDER; x++) {
                boolean upper = !code.getModule(x, y);
                // The last line may have no lower half.
                boolean lower = !code.getModule(x, y + 1) && y + 1 < code.size + BORDER;
                lines.append(upper ? lower ? '\u2588' : '\u2580' : lower ? '\u2584' : ' ');
            }
            lines.append('\n');
        }
        return lines.toString();
    }
}
