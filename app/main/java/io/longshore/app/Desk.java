package io.longshore.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import io.longshore.Longshore;
import io.longshore.Pin;
import io.longshore.app.bridge.FxBridge;
import io.longshore.app.bridge.Orders;
import io.longshore.app.control.Confirmation;
import io.longshore.app.control.ConfirmationDialog;
import io.longshore.app.control.Pair;
import io.longshore.app.control.SystemClipboard;
import io.longshore.app.drive.DriveModel;
import io.longshore.app.drive.DriveView;
import io.longshore.app.drop.DropTarget;
import io.longshore.app.drop.FileChoice;
import io.longshore.app.drop.FileDialog;
import io.longshore.app.problem.ProblemModel;
import io.longshore.app.problem.ProblemView;
import io.longshore.app.provider.ProviderModel;
import io.longshore.app.provider.ProviderView;
import io.longshore.app.queue.QueueModel;
import io.longshore.app.queue.QueueView;
import io.longshore.app.wave.WaveModel;
import io.longshore.app.wave.WaveView;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.snapshot.Snapshot;

/// The composition root of the front end: makes the models and views around one engine, wires them by their
/// constructors, and gives every snapshot to all of them. To be used on the window's thread.
final class Desk implements AutoCloseable {
    private final DriveModel drive;
    private final QueueModel queue;
    private final WaveModel waves;
    private final ProviderModel providers;
    private final FileChoice files;
    private final QueueView uploads;
    private final Parent root;
    private final Pin watch;

    /// @param engine what is shown and given orders; closed by whoever opened it
    /// @param window the window that dialogs belong to
    Desk(Longshore engine, FxBridge bridge, ProblemModel problems, Messages messages, InstantSource clock,
            Supplier<Window> window) {
        Orders orders = bridge.ordersTo(engine);
        Confirmation confirmation = new ConfirmationDialog(window);
        Consumer<String> clipboard = new SystemClipboard();
        files = new FileDialog(window, messages);
        drive = new DriveModel(orders);
        queue = new QueueModel(orders, problems, messages, drive::chosenName);
        waves = new WaveModel();
        providers = new ProviderModel(messages, clock);

        Pair details = new Pair(new WaveView(waves, messages, clipboard).part(),
                new ProviderView(providers, messages).part());
        uploads = new QueueView(queue, messages, files, confirmation, clipboard);
        SplitPane body = new SplitPane(uploads, details);
        body.setOrientation(Orientation.VERTICAL);
        body.setDividerPositions(0.6);
        BorderPane screens = new BorderPane(body);
        screens.setTop(new VBox(new DriveView(drive, messages, Icons.mark(), confirmation, clipboard),
                new ProblemView(problems, messages, clipboard)));
        root = new DropTarget(screens, messages, () -> drive.chosenName().orElse(messages.get(Key.DRIVE_NONE)),
                queue::add);
        messages.words().recovery(engine.recovery()).forEach(problems::note);
        watch = bridge.watch(engine, this::show);
        orders.inTurn(Longshore::start);
    }

    /// What the window holds.
    Parent root() {
        return root;
    }

    /// Puts the keyboard's focus where most is done: on the queue.
    void focus() {
        uploads.focusList();
    }

    /// The keys that work wherever the focus is.
    Map<KeyCombination, Runnable> accelerators() {
        return Map.of(
                new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN), () -> queue.add(files.files()),
                new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                () -> queue.add(files.folder()));
    }

    /// The style sheets on top of the theme's.
    static List<String> styles() {
        return List
                .of(Objects.requireNonNull(Desk.class.getResource("app.css"), "app.css is missing").toExternalForm());
    }

    /// Shows no further snapshots.
    @Override
    public void close() {
        watch.close();
    }

    private void show(Snapshot snapshot) {
        drive.show(snapshot);
        queue.show(snapshot);
        waves.show(snapshot);
        providers.show(snapshot);
    }
}
