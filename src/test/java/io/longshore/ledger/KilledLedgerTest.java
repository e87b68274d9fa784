package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;

class KilledLedgerTest {
    private static final Ledger.Options OPTIONS = new Ledger.Options(InstantSource.fixed(Samples.NOW),
            Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void nothingConfirmedIsLostWhenItIsKilled() throws Exception {
        killed(3);
    }

    @Test
    @Tag("long")
    void nothingConfirmedIsLostInManyKills() throws Exception {
        killed(10);
    }

    private void killed(int rounds) throws Exception {
        Seeds.check(1, random -> {
            List<String> confirmed = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                try (Child child = Child.start(Living.class, folder.toString(), Long.toString(random.nextLong()))) {
                    int lines = random.nextInt(1, 250);
                    for (int i = 0; i < lines; i++) {
                        confirmed.add(child.line());
                    }
                    child.kill();
                    for (String line = child.line(); line != null; line = child.line()) {
                        confirmed.add(line);
                    }
                }
                try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
                    Confirmed.check(ledger, confirmed);
                    Confirmed.booksAddUp(ledger);
                }
            }
            List<String> picture;
            try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
                picture = Picture.of(ledger);
            }
            Files.delete(folder.resolve(Database.FILE));
            try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
                assertEquals(picture, Picture.of(ledger));
            }
        });
    }

    /// Lives until it is killed, and prints what is recorded.
    static final class Living {
        private Living() {}

        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            Ledger ledger = Ledger.open(home, OPTIONS);
            Scenario scenario = new Scenario(home, ledger, new Random(Long.parseLong(arguments[1])),
                    line -> {
                        System.out.println(line);
                        System.out.flush();
                    });
            while (true) {
                scenario.step();
            }
        }
    }
}
