package io.longshore.app.problem;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import io.longshore.model.Failure;
import io.longshore.text.Problem;
import io.longshore.text.Words;

/// What went wrong and was not yet dismissed, newest first. To be used on the window's thread.
public final class ProblemModel {
    /// More at once would push the queue out of the window; the log has them all.
    private static final int MOST = 3;

    private final Words words;
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Problem> shown = FXCollections.unmodifiableObservableList(problems);

    /// With the words to say it in.
    public ProblemModel(Words words) {
        this.words = words;
    }

    /// What is shown.
    public ObservableList<Problem> problems() {
        return shown;
    }

    /// Tells of a failure.
    public void report(Failure failure) {
        tell(words.problem(failure));
    }

    /// Tells of something that is no failure and wants nothing done.
    public void note(String sentence) {
        tell(new Problem(sentence, "", "", ""));
    }

    /// Tells of a problem that has its words already. What is told twice is shown once, as the newest.
    public void tell(Problem problem) {
        problems.remove(problem);
        problems.addFirst(problem);
        if (problems.size() > MOST) {
            problems.removeLast();
        }
    }

    /// Takes a problem away that was read.
    public void dismiss(Problem problem) {
        problems.remove(problem);
    }
}
