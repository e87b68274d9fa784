package io.longshore.localnet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What a chain's file keeps whatever happens to its end.
class BlockLogTest {
    private static final List<String> RECORDS = List.of("{\"a\":1}", "{\"b\":\"zwei\"}", "{\"c\":[3]}");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("chain.log");
    }

    private List<String> read() throws Exception {
        List<String> read = new ArrayList<>();
        BlockLog.open(file(), record -> read.add(new String(record, StandardCharsets.UTF_8))).close();
        return read;
    }

    private byte[] write() throws Exception {
        Files.deleteIfExists(file());
        try (BlockLog log = BlockLog.open(file(), _ -> {})) {
            for (String record : RECORDS) {
                log.append(record.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.readAllBytes(file());
    }

    @Test
    void givesBackWhatWasAppended() throws Exception {
        write();
        assertEquals(RECORDS, read());
    }

    @Test
    void cutsATornLastLineWhereverItIsTorn() throws Exception {
        byte[] whole = write();
        int last = lines(whole).get(1);
        for (int end = last; end < whole.length; end++) {
            Files.write(file(), Arrays.copyOf(whole, end));
            assertEquals(RECORDS.subList(0, 2), read(), "torn at " + end);
            assertEquals(last, Files.size(file()), "torn at " + end);
        }
    }

    @Test
    void cutsALastLineThatIsDamagedAndGoesOnBehindIt() throws Exception {
        byte[] whole = write();
        for (int at = lines(whole).get(1); at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            assertEquals(RECORDS.subList(0, 2), read(), "damaged at " + at);
        }
        try (BlockLog log = BlockLog.open(file(), _ -> {})) {
            log.append("{}".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of(RECORDS.get(0), RECORDS.get(1), "{}"), read());
    }

    @Test
    void refusesALogThatIsDamagedBeforeItsEnd() throws Exception {
        byte[] whole = write();
        for (int at = 0; at < lines(whole).get(1) - 1; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            FailureException refused = assertThrows(FailureException.class, this::read, "damaged at " + at);
            assertTrue(refused.failure() instanceof Failure.Corrupt, refused.getMessage());
            assertEquals(whole.length, Files.size(file()));
        }
    }

    /// Where each line ends.
    private static List<Integer> lines(byte[] whole) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                ends.add(i + 1);
            }
        }
        return ends;
    }
}
