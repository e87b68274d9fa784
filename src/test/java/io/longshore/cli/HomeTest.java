package io.longshore.cli;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class HomeTest {
    private static final Path USER = Path.of("/home/me");

    @Test
    void followsThePlatform() {
        assertEquals(Path.of("/home/me/.local/share/longshore"), Home.of(Map.of(), "Linux", USER));
        assertEquals(Path.of("/data/longshore"), Home.of(Map.of("XDG_DATA_HOME", "/data"), "Linux", USER));
        assertEquals(Path.of("/home/me/.local/share/longshore"),
                Home.of(Map.of("XDG_DATA_HOME", "data"), "Linux", USER));
        assertEquals(Path.of("/home/me/Library/Application Support/Longshore"), Home.of(Map.of(), "Mac OS X", USER));
        assertEquals(Path.of("/local/Longshore"), Home.of(Map.of("LOCALAPPDATA", "/local"), "Windows 11", USER));
    }

    @Test
    void theEnvironmentDecides() {
        assertEquals(Path.of("/else"),
                Home.of(Map.of("LONGSHORE_HOME", "/x/../else", "XDG_DATA_HOME", "/d"), "Linux", USER));
        assertEquals(Path.of("/d/longshore"),
                Home.of(Map.of("LONGSHORE_HOME", "", "XDG_DATA_HOME", "/d"), "Linux", USER));
    }
}
