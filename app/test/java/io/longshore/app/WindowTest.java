package io.longshore.app;

import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import io.longshore.app.word.Messages;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The whole window over a scripted engine, used as a person would: with mouse, keyboard and drag and drop.
@ExtendWith({FontsCondition.class, ApplicationExtension.class})
class WindowTest {
    private static final UploadSnapshot RUNNING = Scenes.upload(1, "film.mkv", new UploadState.Running(), 100, 64, 64,
            20);
    private static final UploadSnapshot PAUSED = Scenes.upload(1, "film.mkv", new UploadState.Paused(), 100, 64, 64,
            20);
    private static final UploadSnapshot WAITING = Scenes.upload(2, "disk.img", new UploadState.AwaitingApproval(
            Amount.of("750000000000000000"), Amount.of("250000000000000000")), 200, 64, 0, 0);
    private static final UploadSnapshot DONE = Scenes.upload(3, "thesis.pdf", new UploadState.Done(Scenes.handle(3)), 5,
            5,
            5, 5);

    private final FakeLongshore engine = new FakeLongshore();
    private final AtomicBoolean ended = new AtomicBoolean();
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        engine.show(Scenes.empty());
        new LongshoreApp(() -> engine, new Messages(Locale.ENGLISH, ZoneOffset.UTC), InstantSource.fixed(Scenes.NOW),
                () -> ended.set(true)).start(shown);
    }

    @Test
    void letsTheEngineGoOnWithWhatWasInterrupted() throws TimeoutException {
        until(engine::isStarted);
    }

    @Test
    void pausesResumesAndCancelsByMouse(FxRobot robot) throws TimeoutException {
        show(Scenes.of(RUNNING));
        click(robot, ".action-pause");
        until(() -> engine.asked().equals(List.of("pause [0000000000000001]")));
        show(Scenes.of(PAUSED));
        click(robot, ".action-resume");
        until(() -> engine.asked().contains("resume [0000000000000001]"));
        click(robot, ".action-cancel");
        robot.clickOn("Keep uploading");
        click(robot, ".action-cancel");
        robot.clickOn("Cancel the upload");
        until(() -> engine.asked().contains("cancel [0000000000000001]"));
        assertEquals(3, engine.asked().size());
    }

    @Test
    void goesAllTheWayByKeyboard(FxRobot robot) throws TimeoutException {
        show(Scenes.of(RUNNING, WAITING, DONE));
        assertTrue(robot.lookup("#uploads").query().isFocused(), "the queue has the focus at first");
        robot.type(KeyCode.HOME).type(KeyCode.SPACE);
        until(() -> engine.asked().equals(List.of("pause [0000000000000001]")));
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        until(() -> engine.asked().contains("approve 500000000000000000 for [0000000000000002]"));
        robot.type(KeyCode.DELETE);
        until(() -> robot.lookup(".dialog-pane").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        until(() -> robot.lookup(".dialog-pane").tryQuery().isEmpty());
        assertEquals(2, engine.asked().size(), "Enter keeps the upload");
        robot.type(KeyCode.DELETE);
        until(() -> robot.lookup("Cancel the upload").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("Cancel the upload").query().requestFocus());
        robot.type(KeyCode.SPACE);
        until(() -> engine.asked().contains("cancel [0000000000000002]"));
    }

    @Test
    void copiesTheHandleOfWhatIsDone(FxRobot robot) throws TimeoutException {
        show(Scenes.of(DONE));
        robot.type(KeyCode.HOME).press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        assertEquals(Scenes.handle(3).toString(), onWindow(() -> Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void takesDroppedFilesAndSaysWhereTheyGo(FxRobot robot, @TempDir Path folder) throws TimeoutException {
        until(() -> robot.lookup("#drop-sheet").tryQuery().isPresent());
        List<File> files = List.of(folder.resolve("déjà vu.pdf").toFile(), folder.toFile());
        AtomicReference<TransferMode> accepted = new AtomicReference<>();
        Label source = source(files);
        Pane root = (Pane) stage.getScene().getRoot();
        robot.interact(() -> root.getChildren().add(source));
        root.addEventHandler(DragEvent.DRAG_OVER, drag -> accepted.set(drag.getAcceptedTransferMode()));
        Node sheet = robot.lookup("#drop-sheet").query();
        robot.drag(source).moveTo("#uploads").moveBy(10, 10);
        until(sheet::isVisible);
        assertTrue(((Label) robot.from(sheet).lookup(".title-2").query()).getText().contains("Local network"));
        robot.drop();
        until(() -> engine.asked().equals(List.of("add [" + files.getFirst() + ", " + folder + "] to Local network")));
        assertFalse(sheet.isVisible());
        assertEquals(TransferMode.COPY, accepted.get());
    }

    @Test
    void saysARefusalInWords(FxRobot robot) throws TimeoutException {
        show(Scenes.of(RUNNING));
        engine.refuseWith(new Failure.LocalFailure("the journal", "disk is full"));
        click(robot, ".action-pause");
        until(() -> robot.lookup("Code LS-LOCAL").tryQuery().isPresent());
        robot.clickOn(robot.lookup(".problem .button-icon").<Node>query());
        until(() -> robot.lookup(".problem").tryQuery().isEmpty());
    }

    @Test
    void saysThatProvidersDisagree(FxRobot robot) throws TimeoutException {
        assertFalse(robot.lookup("#conflict").query().isVisible());
        show(Scenes.disagreeing());
        until(() -> robot.lookup("#conflict").query().isVisible());
        assertTrue(((Label) robot.lookup("#conflict").query()).getText().contains("LS-DISAGREEMENT"));
    }

    @Test
    void saysWhoseMoneyItIsAndWhatIsHeld(FxRobot robot) throws TimeoutException {
        show(Scenes.busy());
        until(() -> robot.lookup("Play money, kept on this computer").tryQuery().isPresent());
        assertTrue(robot.lookup("Vault without a passphrase").tryQuery().isPresent());
        robot.clickOn("#empty-network");
        robot.clickOn("Delete everything");
        until(() -> engine.asked().equals(List.of("empty")));
    }

    @Test
    void everyNodeThatTakesTheFocusHasAccessibleText(FxRobot robot) throws TimeoutException {
        show(Scenes.busy());
        robot.clickOn("#uploads");
        engine.refuseWith(new Failure.VaultLocked());
        robot.type(KeyCode.HOME).type(KeyCode.ENTER);
        until(() -> robot.lookup(".problem").tryQuery().isPresent());
        Set<String> silent = new TreeSet<>();
        List<Node> focusable = new ArrayList<>();
        robot.interact(() -> {
            collect(stage.getScene().getRoot(), focusable);
            focusable.stream().filter(WindowTest::isSilent).map(Node::toString).forEach(silent::add);
        });
        assertTrue(focusable.size() > 15, "found only " + focusable);
        assertEquals(Set.of(), silent);
    }

    @Test
    void drawsOnlyTheRowsInSightOfTenThousand(FxRobot robot) throws TimeoutException {
        show(Scenes.crowded(10_000));
        until(() -> ((ListView<?>) robot.lookup("#uploads").query()).getItems().size() == 10_000);
        robot.interact(() -> ((ListView<?>) robot.lookup("#uploads").query()).scrollTo(9_000));
        until(() -> robot.lookup("file-9001.bin").tryQuery().isPresent());
        assertTrue(robot.lookup(".upload").queryAll().size() < 40, "more rows are drawn than fit into the window");
    }

    @Test
    void bothThemesColourTheWindow(FxRobot robot) throws TimeoutException {
        until(() -> robot.lookup(".head").tryQuery().isPresent());
        List<Paint> grounds = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            robot.interact(() -> {
                theme.apply();
                stage.getScene().getRoot().applyCss();
                Region head = robot.lookup(".head").query();
                grounds.add(head.getBackground().getFills().getFirst().getFill());
            });
        }
        assertNotEquals(grounds.getFirst(), grounds.getLast());
    }

    @Test
    void closesTheEngineBeforeItLeaves(FxRobot robot) throws TimeoutException {
        until(() -> engine.listening() == 1);
        robot.interact(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        until(ended::get);
        assertTrue(engine.isClosed());
        assertEquals(0, engine.listening());
    }

    private void show(Snapshot snapshot) throws TimeoutException {
        until(() -> engine.listening() == 1);
        engine.show(snapshot);
        until(() -> onWindow(() -> lookedUp().map(list -> list.getItems().size()).orElse(-1)) == snapshot.uploads()
                .size());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Optional<ListView<?>> lookedUp() {
        return Optional.ofNullable((ListView<?>) stage.getScene().lookup("#uploads"));
    }

    private static void click(FxRobot robot, String query) throws TimeoutException {
        until(() -> robot.lookup(query).tryQuery().isPresent());
        robot.clickOn(query);
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T> T onWindow(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(5000, question);
    }

    private static Label source(List<File> files) {
        Label source = new Label("drag me");
        source.setTranslateX(-100);
        source.setOnDragDetected(event -> {
            Dragboard board = source.startDragAndDrop(TransferMode.COPY);
            ClipboardContent content = new ClipboardContent();
            content.putFiles(files);
            board.setContent(content);
            event.consume();
        });
        return source;
    }

    private static void collect(Node node, List<Node> focusable) {
        if (!node.isVisible()) {
            return;
        }
        if (node.isFocusTraversable()) {
            focusable.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, focusable));
        }
    }

    private static boolean isSilent(Node node) {
        String own = node.getAccessibleText();
        if (own != null && !own.isBlank()) {
            return false;
        }
        return !(node.queryAccessibleAttribute(AccessibleAttribute.TEXT) instanceof String text) || text.isBlank();
    }
}
