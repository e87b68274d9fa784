package io.longshore.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.longshore.Longshore.Added;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wei;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.text.Words;

/// Prints what became of uploads, for people or as JSON, and says how the command ends by it. What failed or waits is
/// said on standard error in either form.
final class Report {
    private static final int IDS_SUGGESTED = 3;

    private final Shell shell;

    private final boolean json;

    private final Path home;

    private final Words words;

    private final Json objects;

    Report(Shell shell, boolean json, Path home) {
        this.shell = shell;
        this.json = json;
        this.home = home;
        this.words = shell.words();
        this.objects = new Json(shell.out(), shell.words());
    }

    /// The end of a command: what it is when the work is finished, `finished` says.
    <T> ExitCode end(Ending<T> ending, BiFunction<T, Snapshot, ExitCode> finished) {
        return switch (ending) {
            case Ending.Finished<T>(var value, var snapshot) -> finished.apply(value, snapshot);
            case Ending.Failed<T>(var failure) -> failed(failure);
            case Ending.Interrupted<T>(var uploads, var snapshot) -> interrupted(uploads, snapshot);
        };
    }

    /// Says a failure.
    ExitCode failed(Failure failure) {
        shell.say(words.problem(failure));
        return ExitCode.of(failure);
    }

    /// As [#ended(Set, Snapshot)], and says in JSON of each whether it was there already.
    ExitCode ended(Added added, Snapshot snapshot) {
        return ended(Set.copyOf(added.uploads()), snapshot,
                upload -> objects.added(upload, snapshot, added.resumed().contains(upload.id())));
    }

    /// Prints uploads as they ended, and what to do about those that are not done.
    ExitCode ended(Set<UploadId> uploads, Snapshot snapshot) {
        return ended(uploads, snapshot, upload -> objects.upload(upload, snapshot));
    }

    private ExitCode ended(Set<UploadId> uploads, Snapshot snapshot, Consumer<UploadSnapshot> object) {
        List<UploadSnapshot> ended = of(uploads, snapshot);
        print(ended, object);
        ExitCode code = ended.size() == uploads.size()
                ? ExitCode.DONE
                : failed(new Failure.LocalFailure("database", "does not show all uploads"));
        for (UploadSnapshot upload : ended) {
            Json.failure(upload, snapshot).map(words::problem).ifPresent(shell::say);
            code = code.and(code(upload, snapshot));
        }
        suggest("approve", ended.stream().filter(upload -> upload.state() instanceof UploadState.AwaitingApproval)
                .map(UploadSnapshot::id).toList());
        suggest("resume", ended.stream().filter(Report::resumable).map(UploadSnapshot::id).toList());
        return code;
    }

    /// Prints uploads as they stand.
    void print(Collection<UploadSnapshot> uploads, Snapshot snapshot) {
        print(uploads, upload -> objects.upload(upload, snapshot));
    }

    private void print(Collection<UploadSnapshot> uploads, Consumer<UploadSnapshot> object) {
        if (json) {
            uploads.forEach(object);
            return;
        }
        uploads.stream().filter(upload -> !isDoneMember(upload)).forEach(this::describe);
        if (uploads.size() > 1) {
            long done = uploads.stream().filter(upload -> upload.state() instanceof UploadState.Done).count();
            shell.say(Phrase.SUMMARY, words.count(done), words.count(uploads.size()));
        }
    }

    /// Those of `uploads` that the snapshot knows, in the order they were added.
    static List<UploadSnapshot> of(Set<UploadId> uploads, Snapshot snapshot) {
        return all(snapshot).stream().filter(upload -> uploads.contains(upload.id())).toList();
    }

    /// All that the snapshot knows, in the order they were added.
    static List<UploadSnapshot> all(Snapshot snapshot) {
        return snapshot.uploads().stream().sorted(Comparator.comparing(UploadSnapshot::added)).toList();
    }

    private ExitCode interrupted(Set<UploadId> uploads, Snapshot snapshot) {
        List<UploadSnapshot> kept = of(uploads, snapshot);
        if (kept.isEmpty()) {
            shell.say(Phrase.INTERRUPTED);
            return ExitCode.INTERRUPTED;
        }
        if (json) {
            kept.forEach(upload -> objects.upload(upload, snapshot));
        }
        shell.say(Phrase.KEPT, words.count(kept.stream().mapToLong(UploadSnapshot::stored).sum()),
                words.count(kept.stream().mapToLong(UploadSnapshot::chunks).sum()),
                words.count(kept.stream().mapToLong(UploadSnapshot::paid).sum()),
                words.tokens(kept.stream().map(upload -> upload.cost().tokens()).reduce(Amount.ZERO, Amount::plus)));
        suggest("resume", kept.stream().filter(upload -> !upload.state().isFinal()).map(UploadSnapshot::id).toList());
        return ExitCode.INTERRUPTED;
    }

    private void describe(UploadSnapshot upload) {
        line(Phrase.UPLOAD, words.path(upload.path()), words.state(upload));
        if (!(upload.state() instanceof UploadState.Done)) {
            shell.out().println("  " + words.explain(upload));
        }
        line(Phrase.ID, upload.id().toString());
        upload.handle().ifPresent(handle -> line(Phrase.HANDLE, handle.toString()));
        line(Phrase.SIZE, words.bytes(upload.size()), upload.chunks(), upload.indexObjects(), upload.waves());
        if (!(upload.state() instanceof UploadState.Done)) {
            line(Phrase.STORED, words.count(upload.stored()), words.count(upload.chunks()), words.count(upload.paid()));
        }
        Amount tokens = upload.cost().tokens();
        Wei gas = upload.cost().gas();
        if (tokens.equals(upload.cost().tokensNow()) && gas.equals(upload.cost().gasNow())) {
            line(Phrase.COST, words.tokens(tokens), words.coins(gas));
        } else {
            line(Phrase.COST_NOW, words.tokens(tokens), words.coins(gas), words.tokens(upload.cost().tokensNow()),
                    words.coins(upload.cost().gasNow()));
        }
        boolean said = upload.state() instanceof UploadState.Failed || upload.state() instanceof UploadState.Cancelled;
        if (!said && !upload.cost().inVain().isZero()) {
            line(Phrase.IN_VAIN, words.tokens(upload.cost().inVain()));
        }
        upload.checkpoint().ifPresentOrElse(
                checkpoint -> line(Phrase.CHECKPOINT, checkpoint.count(), checkpoint.signers().size(),
                        checkpoint.transaction().toString()),
                () -> {
                    if (upload.state() instanceof UploadState.Done) {
                        line(Phrase.NO_CHECKPOINT);
                    }
                });
    }

    private void line(Phrase phrase, Object... values) {
        shell.out().println(shell.phrases().text(phrase, values));
    }

    private void suggest(String verb, List<UploadId> uploads) {
        if (uploads.isEmpty()) {
            return;
        }
        StringBuilder command = new StringBuilder(shell.command()).append(' ').append(verb);
        if (uploads.size() <= IDS_SUGGESTED) {
            command.append(uploads.stream().map(UploadId::toString).collect(Collectors.joining(" ", " ", "")));
        }
        if (!home.equals(shell.defaultHome())) {
            command.append(" --home '").append(words.path(home).replace("'", "'\\''")).append('\'');
        }
        shell.say(Phrase.GO_ON, command.toString());
    }

    private static boolean resumable(UploadSnapshot upload) {
        return !upload.state().isFinal() && !(upload.state() instanceof UploadState.AwaitingApproval);
    }

    // A folder's list says that it is done; its files need no line of their own unless something is the matter.
    private static boolean isDoneMember(UploadSnapshot upload) {
        return upload.group().isPresent() && upload.kind() == UploadPlan.Kind.FILE
                && upload.state() instanceof UploadState.Done;
    }

    private static ExitCode code(UploadSnapshot upload, Snapshot snapshot) {
        return switch (upload.state()) {
            case UploadState.AwaitingApproval _ -> ExitCode.APPROVAL;
            case UploadState.AwaitingVault _ -> ExitCode.LOCKED;
            case UploadState.Stalled _,UploadState.Done _ ->
                Json.failure(upload, snapshot).map(ExitCode::of).orElse(ExitCode.DONE);
            case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.Cancelled _,UploadState.Failed _ ->
                ExitCode.FAILED;
        };
    }
}
