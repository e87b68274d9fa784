package io.longshore.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.Ledger;
import io.longshore.model.Amount;
import io.longshore.model.Limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LedgerCommandTest {
    @TempDir
    private Path home;

    private Run rebuild(int code, String... more) {
        Run run = new Run(new FakeLongshore(), home);
        String[] arguments = more.length == 0
                ? new String[]{"ledger", "rebuild"}
                : new String[]{"ledger", "rebuild",
                    more[0]};
        assertEquals(code, run.of(arguments), run.err());
        run.assertNoStackTrace();
        return run;
    }

    @Test
    void aLostJournalIsMadeAnewOnlyIfTheUserSaysSo() throws Exception {
        Limits limits = new Limits(Optional.of(Amount.of(7)), Optional.empty());
        var options = new Ledger.Options(InstantSource.system(), Optional.empty());
        try (Ledger ledger = Ledger.open(home, options)) {
            ledger.limits().limits(limits);
        }
        assertTrue(rebuild(0).out().contains("Nothing is the matter"));
        Path journal = home.resolve(Ledger.JOURNAL);
        Files.delete(journal);
        assertTrue(rebuild(1).err().contains("app/longshore ledger rebuild --yes"));
        assertTrue(Files.notExists(journal));
        assertTrue(rebuild(0, "--yes").out().contains("made anew, with 1 records"));
        try (Ledger ledger = Ledger.open(home, options)) {
            assertEquals(limits, ledger.limits().limits());
        }
    }
}
