package io.longshore.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PortableNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "/etc", "..\\x", "a\\b", "a\0b", "c:", "a:stream", "end.",
        "end ", " ",
        "CON", "con", "Con.txt", "con.tar.gz", "nul", "NUL .txt", "aux", "prn.", "COM1", "com9.log", "LPT1",
        "lpt\u00b3",
        "COM\u00b9.txt", "conin$", "CONOUT$.x", "half\ud83d"})
    void refusesWhatCouldDoHarm(String name) {
        assertFalse(PortableName.accepts(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...a", ".hidden", "a b", " a", "été 🚢.bin", "console", "com", "COM10", "lptx",
        "nulls.txt",
        "a.con", "100%", "-rf", "~", "a..b"})
    void acceptsOrdinaryNames(String name) {
        assertTrue(PortableName.accepts(name));
    }
}
