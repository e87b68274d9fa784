package io.longshore.localnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class AppendLogTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("log");
    }

    private List<String> read() throws IOException {
        List<String> read = new ArrayList<>();
        AppendLog.open(file(), record -> read.add(new String(record, StandardCharsets.UTF_8))).close();
        return read;
    }

    private void append(String... records) throws IOException {
        try (AppendLog log = AppendLog.open(file(), _ -> {})) {
            for (String record : records) {
                log.append(record.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void givesBackWhatWasAppendedInOrder() throws IOException {
        assertEquals(List.of(), read());
        append("one", "two");
        append("three");
        assertEquals(List.of("one", "two", "three"), read());
    }

    @Test
    void cutsOffATornEndWhereverItIsTorn() throws IOException {
        append("one", "second");
        byte[] whole = Files.readAllBytes(file());
        for (int length = 11; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertEquals(List.of("one"), read(), "cut at " + length);
            append("again");
            assertEquals(List.of("one", "again"), read(), "cut at " + length);
        }
    }

    @Test
    void cutsOffAnEndThatWasNeverWritten() throws IOException {
        append("one", "second");
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(Arrays.copyOf(whole, 11), 4_000));
        assertEquals(List.of("one"), read());
        byte[] lastByteWrong = whole.clone();
        lastByteWrong[whole.length - 1] ^= 1;
        Files.write(file(), lastByteWrong);
        assertEquals(List.of("one"), read());
    }

    @Test
    void refusesDamageBeforeTheEnd() throws IOException {
        append("one", "second");
        byte[] whole = Files.readAllBytes(file());
        for (int at = 4; at < 11; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            assertThrows(IOException.class, this::read, "damaged at " + at);
        }
    }

    @Test
    void isEmptyAfterClearing() throws IOException {
        append("one");
        try (AppendLog log = AppendLog.open(file(), _ -> {})) {
            log.clear();
            log.append(new byte[]{'x'});
        }
        assertEquals(List.of("x"), read());
    }
}
