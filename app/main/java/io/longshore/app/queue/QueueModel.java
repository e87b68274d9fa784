package io.longshore.app.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;

import io.longshore.Longshore.Added;
import io.longshore.app.bridge.LiveRow;
import io.longshore.app.bridge.LiveRows;
import io.longshore.app.bridge.Orders;
import io.longshore.app.problem.ProblemModel;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.Amount;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.text.Legible;
import io.longshore.text.Problem;

/// The uploads and what can be done about them. To be used on the window's thread; what it asks of the engine happens
/// elsewhere, and is seen in a later snapshot.
public final class QueueModel {
    private final Orders orders;
    private final ProblemModel problems;
    private final Messages messages;
    private final Supplier<Optional<String>> drive;
    private final LiveRows<UploadId, UploadSnapshot> uploads = new LiveRows<>(UploadSnapshot::id);
    private final ReadOnlyObjectWrapper<Totals> totals = new ReadOnlyObjectWrapper<>(Totals.NONE);

    /// @param orders where it asks the engine
    /// @param problems what could not be added is told there
    /// @param drive the name of the drive that new uploads go to
    public QueueModel(Orders orders, ProblemModel problems, Messages messages, Supplier<Optional<String>> drive) {
        this.orders = orders;
        this.problems = problems;
        this.messages = messages;
        this.drive = drive;
    }

    /// The uploads: first what is unfinished, in the order it was added, then the rest, newest first.
    public ObservableList<LiveRow<UploadId, UploadSnapshot>> uploads() {
        return uploads.rows();
    }

    /// The whole queue in figures.
    public ReadOnlyObjectProperty<Totals> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    /// Shows what the engine says.
    public void show(Snapshot snapshot) {
        List<UploadSnapshot> order = new ArrayList<>(snapshot.uploads().size());
        snapshot.uploads().stream().filter(upload -> !upload.state().isFinal()).forEach(order::add);
        snapshot.uploads().reversed().stream().filter(upload -> upload.state().isFinal()).forEach(order::add);
        uploads.show(order);
        totals.set(Totals.of(snapshot.uploads()));
    }

    /// Adds files and folders to the chosen drive; what had to be left out is told as a problem, and so is what was on its way
    /// already.
    public void add(List<Path> paths) {
        if (paths.isEmpty()) {
            return;
        }
        Optional<String> name = drive.get();
        orders.aside(engine -> engine.add(paths, name, Optional.empty()), this::tell);
    }

    /// Does `action` with those of `chosen` whose state allows it.
    public void apply(UploadAction action, Collection<UploadSnapshot> chosen) {
        List<UploadSnapshot> able = chosen.stream()
                .filter(upload -> UploadAction.in(upload.state()).contains(action))
                .toList();
        if (able.isEmpty()) {
            return;
        }
        Set<UploadId> ids = able.stream().map(UploadSnapshot::id).collect(Collectors.toUnmodifiableSet());
        switch (action) {
            case PAUSE -> orders.inTurn(engine -> engine.pause(ids));
            case RESUME -> orders.inTurn(engine -> engine.resume(ids));
            case CANCEL -> orders.inTurn(engine -> engine.cancel(ids));
            case RETRY -> orders.inTurn(engine -> engine.retry(ids));
            case APPROVE -> able.forEach(this::approve);
            case COPY -> throw new IllegalArgumentException("copying is the view's, not the engine's");
        }
    }

    /// Does `action` with every upload whose state allows it.
    public void applyToAll(UploadAction action) {
        apply(action, uploads.rows().stream().map(LiveRow::shown).toList());
    }

    /// What approving an upload admits, where it waits for that: what its budget lacks for the next rows, or all they cost.
    static Optional<Amount> admitted(UploadState state) {
        if (state instanceof UploadState.AwaitingApproval(var needed, var left, var limit)) {
            return Optional.of(switch (limit) {
                case UPLOAD -> needed.compareTo(left) > 0 ? needed.minus(left) : Amount.ZERO;
                case DAY, AGAIN -> needed;
            });
        }
        return Optional.empty();
    }

    // Each on its own: what one upload lacks is not to widen the budget of another, nor its own where it is wide enough.
    private void approve(UploadSnapshot upload) {
        if (upload.state() instanceof UploadState.AwaitingApproval(_, _, var limit)) {
            Optional<Amount> more = switch (limit) {
                case UPLOAD -> admitted(upload.state());
                case DAY, AGAIN -> Optional.empty();
            };
            orders.inTurn(engine -> engine.approve(Set.of(upload.id()), more));
        }
    }

    private void tell(Added added) {
        if (!added.resumed().isEmpty()) {
            String names = uploads.rows().stream().map(LiveRow::shown)
                    .filter(upload -> added.resumed().contains(upload.id()))
                    .map(upload -> messages.words().path(upload.path())).collect(Collectors.joining("\n"));
            problems.tell(new Problem(messages.get(Key.DROP_GOES_ON, added.resumed().size()),
                    messages.get(Key.DROP_GOES_ON_ADVICE), "", names));
        }
        if (!added.links().isEmpty()) {
            String names = added.links().stream().map(messages.words()::path).collect(Collectors.joining("\n"));
            String first = Legible.of(added.links().getFirst().toString());
            problems.tell(new Problem(messages.get(Key.DROP_LINKS, added.links().size(), first),
                    messages.get(Key.DROP_LINKS_ADVICE), "", names));
        }
        if (!added.skipped().isEmpty()) {
            List<Problem> causes = added.skipped().values().stream().map(messages.words()::problem).toList();
            Problem first = causes.getFirst();
            problems.tell(new Problem(messages.get(Key.DROP_LEFT_OUT, causes.size(), first.sentence()), first.advice(),
                    first.code(), causes.stream().map(Problem::line).collect(Collectors.joining("\n"))));
        }
    }
}
