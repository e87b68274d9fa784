package io.longshore.app.problem;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.longshore.model.Failure;
import io.longshore.text.Problem;
import io.longshore.text.Words;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProblemModelTest {
    private final Words words = Words.of(Locale.ENGLISH);
    private final ProblemModel model = new ProblemModel(words);

    @Test
    void putsFailuresIntoWordsNewestFirst() {
        model.report(new Failure.VaultLocked());
        model.report(new Failure.NoMajority(1, 3));
        assertEquals(List.of("LS-NO-MAJORITY", "LS-VAULT-LOCKED"), codes());
    }

    @Test
    void showsTwiceTheSameOnce() {
        model.report(new Failure.VaultLocked());
        model.report(new Failure.NoMajority(1, 3));
        model.report(new Failure.VaultLocked());
        assertEquals(List.of("LS-VAULT-LOCKED", "LS-NO-MAJORITY"), codes());
    }

    @Test
    void keepsRoomForTheQueue() {
        for (int i = 0; i < 10; i++) {
            model.report(new Failure.NoMajority(i, 20));
        }
        assertEquals(List.of(9, 8, 7), model.problems().stream()
                .map(problem -> Integer.parseInt(problem.sentence().replaceAll("\\D+(\\d+) of.*", "$1"))).toList());
    }

    @Test
    void forgetsWhatIsDismissed() {
        model.report(new Failure.VaultLocked());
        model.dismiss(words.problem(new Failure.VaultLocked()));
        assertEquals(List.of(), model.problems());
    }

    private List<String> codes() {
        return model.problems().stream().map(Problem::code).toList();
    }
}
