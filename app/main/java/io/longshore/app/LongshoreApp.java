package io.longshore.app;

import java.time.InstantSource;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Subscription;

import io.longshore.Longshore;
import io.longshore.app.bridge.FxBridge;
import io.longshore.app.problem.ProblemModel;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.Failure;

/// The window's life: it is shown at once, the data folder is opened beside it, and it leaves only when the engine has
/// finished its current record. Its methods run on the window's thread, which never waits for any of that.
final class LongshoreApp extends Application {
    private static final double WIDTH = 1200;
    private static final double HEIGHT = 760;
    private static final double MIN_WIDTH = 820;
    private static final double MIN_HEIGHT = 520;

    private final FxBridge.Work<Longshore> opening;
    private final Messages messages;
    private final InstantSource clock;
    private final Runnable ended;
    private final ProblemModel problems;
    private final FxBridge bridge;
    private Stay stay = new Stay.Opening();
    private Optional<Stage> shown = Optional.empty();
    private Subscription theme = Subscription.EMPTY;

    /// How far the window's stay has come.
    private sealed interface Stay {
        /// The data folder is being opened.
        record Opening() implements Stay {}

        /// The desk is shown.
        record Open(Longshore engine, Desk desk) implements Stay {}

        /// The data folder could not be opened.
        record Refused(Failure failure) implements Stay {}

        /// The user wants to leave; the engine is finishing, or still being opened.
        record Leaving() implements Stay {}
    }

    /// @param opening opens the data folder; may take its time
    /// @param ended is called when the window is gone and the engine is closed
    LongshoreApp(FxBridge.Work<Longshore> opening, Messages messages, InstantSource clock, Runnable ended) {
        this.opening = opening;
        this.messages = messages;
        this.clock = clock;
        this.ended = ended;
        problems = new ProblemModel(messages.words());
        bridge = new FxBridge(problems::report);
    }

    @Override
    public void start(Stage stage) {
        Thread.currentThread().setUncaughtExceptionHandler((_, broken) -> bridge.report(broken));
        theme = Theme.followSystem();
        Scene scene = new Scene(Entrance.busy(messages.get(Key.WINDOW_OPENING)), WIDTH, HEIGHT);
        scene.getStylesheets().setAll(Desk.styles());
        stage.setTitle(messages.get(Key.WINDOW_TITLE));
        stage.getIcons().setAll(Icons.all());
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(scene);
        stage.setOnCloseRequest(request -> {
            request.consume();
            leave(stage);
        });
        shown = Optional.of(stage);
        stage.show();
        bridge.aside(opening, engine -> opened(engine, stage), failure -> refused(failure, stage));
    }

    /// Leaves as soon as the window's thread comes to it. For any thread, once the window is shown.
    void leaveSoon() {
        bridge.aside(() -> this, _ -> shown.ifPresent(this::leave), problems::report);
    }

    /// Why the data folder could not be opened, if it could not.
    Optional<Failure> refusal() {
        return stay instanceof Stay.Refused(var failure) ? Optional.of(failure) : Optional.empty();
    }

    private void opened(Longshore engine, Stage stage) {
        if (stay instanceof Stay.Leaving) {
            close(engine, stage);
            return;
        }
        Desk desk = new Desk(engine, bridge, problems, messages, clock, () -> stage);
        stay = new Stay.Open(engine, desk);
        stage.getScene().setRoot(desk.root());
        stage.getScene().getAccelerators().putAll(desk.accelerators());
        // Until styles are applied the list hangs in no scene and cannot have the focus.
        desk.root().applyCss();
        desk.focus();
    }

    private void refused(Failure failure, Stage stage) {
        if (stay instanceof Stay.Leaving) {
            end(stage);
            return;
        }
        stay = new Stay.Refused(failure);
        stage.getScene().setRoot(Entrance.refused(messages.words().problem(failure), messages, () -> leave(stage)));
    }

    private void leave(Stage stage) {
        switch (stay) {
            case Stay.Opening _ -> {
                stay = new Stay.Leaving();
                stage.getScene().setRoot(Entrance.busy(messages.get(Key.WINDOW_CLOSING)));
            }
            case Stay.Open(var engine, var desk) -> {
                stay = new Stay.Leaving();
                desk.close();
                stage.getScene().setRoot(Entrance.busy(messages.get(Key.WINDOW_CLOSING)));
                close(engine, stage);
            }
            // Asked a second time: the journal loses nothing by an end at any moment.
            case Stay.Refused _,Stay.Leaving _ -> end(stage);
        }
    }

    private void close(Longshore engine, Stage stage) {
        bridge.aside(() -> {
            engine.close();
            return engine;
        }, _ -> end(stage), _ -> end(stage));
    }

    private void end(Stage stage) {
        bridge.close();
        theme.unsubscribe();
        stage.hide();
        ended.run();
    }
}
