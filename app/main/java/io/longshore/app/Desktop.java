package io.longshore.app;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.stage.Stage;

import io.longshore.Longshore;
import io.longshore.app.bridge.FxBridge;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.FailureException;

/// Opens the window where there is a display, and says so in a sentence where there is none.
final class Desktop {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;

    /// Loggers are forgotten where nobody holds them.
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private final Messages messages;
    private final Map<String, String> environment;
    private final PrintStream err;

    /// @param environment where the display is looked for
    /// @param err where it says that there is none
    Desktop(Messages messages, Map<String, String> environment, PrintStream err) {
        this.messages = messages;
        this.environment = environment;
        this.err = err;
    }

    /// Shows the window and returns when it is closed, on the caller's thread, with the exit code. An interrupt closes it.
    /// @param opening opens the data folder
    /// @throws FailureException why the data folder could not be opened, once the user has seen it
    /// @throws InterruptedException if interrupted a second time
    int open(FxBridge.Work<Longshore> opening) throws FailureException, InterruptedException {
        if (displayIsMissing()) {
            err.println(messages.get(Key.WINDOW_NO_DISPLAY));
            return FAILED;
        }
        // From a checkout JavaFX is on the class path, about which it warns at every start; nothing follows from it.
        TOOLKIT.setFilter(record -> !String.valueOf(record.getSourceClassName()).endsWith(".PlatformImpl"));
        CountDownLatch closed = new CountDownLatch(1);
        LongshoreApp app = new LongshoreApp(opening, messages, InstantSource.system(), closed::countDown);
        try {
            Platform.startup(() -> app.start(new Stage()));
        } catch (UnsupportedOperationException refused) {
            // What JavaFX throws where it finds neither GTK nor the display that DISPLAY names.
            err.println(messages.get(Key.WINDOW_NO_TOOLKIT, String.valueOf(refused.getMessage())));
            return FAILED;
        }
        try {
            return awaitEnd(closed, app);
        } finally {
            Platform.exit();
        }
    }

    // An interrupt asks the window to leave, as its close button would; the engine still finishes its record.
    private static int awaitEnd(CountDownLatch closed, LongshoreApp app)
            throws FailureException, InterruptedException {
        try {
            closed.await();
        } catch (InterruptedException asked) {
            app.leaveSoon();
            closed.await();
            return INTERRUPTED;
        }
        if (app.refusal().isPresent()) {
            throw new FailureException(app.refusal().get());
        }
        return DONE;
    }

    private boolean displayIsMissing() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        boolean chosen = System.getProperty("glass.platform") != null;
        return linux && !chosen && environment.getOrDefault("DISPLAY", "").isBlank();
    }
}
