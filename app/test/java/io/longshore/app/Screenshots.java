package io.longshore.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

import javax.imageio.ImageIO;

import io.longshore.app.word.Messages;
import io.longshore.model.snapshot.Snapshot;

/// Opens the real window on a display, with an engine that shows made-up snapshots, and takes its picture from the
/// screen: light and dark, small and large. `app/test/screenshot.sh` runs it.
public final class Screenshots {
    /// Enough pulses for theme, layout and tables to have settled.
    private static final int PULSES = 30;

    private final Path target;

    private Screenshots(Path target) {
        this.target = target;
    }

    /// @param arguments the folder that the pictures go to
    public static void main(String[] arguments) throws Exception {
        Path target = Files.createDirectories(Path.of(arguments[0]));
        new Screenshots(target).takeAll();
        System.exit(0);
    }

    private void takeAll() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
        for (Theme theme : Theme.values()) {
            String name = theme.name().toLowerCase(Locale.ROOT);
            take("window-" + name + "-1600x1000", theme, Locale.ENGLISH, Scenes.busy(), 1600, 1000);
            take("window-" + name + "-900x600", theme, Locale.ENGLISH, Scenes.busy(), 900, 600);
            take("window-" + name + "-de", theme, Locale.GERMANY, Scenes.disagreeing(), 1200, 760);
            take("empty-" + name, theme, Locale.ENGLISH, Scenes.empty(), 1200, 760);
        }
    }

    private void take(String name, Theme theme, Locale locale, Snapshot snapshot, int width, int height)
            throws Exception {
        FakeLongshore engine = new FakeLongshore();
        engine.show(snapshot);
        AtomicReference<Stage> shown = new AtomicReference<>();
        AtomicReference<WritableImage> picture = new AtomicReference<>();
        CountDownLatch taken = new CountDownLatch(1);
        Platform.runLater(() -> {
            Stage stage = new Stage();
            shown.set(stage);
            new LongshoreApp(() -> engine, new Messages(locale, ZoneOffset.UTC), InstantSource.fixed(Scenes.NOW),
                    () -> {})
                    .start(stage);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            theme.apply();
            afterPulses(() -> {
                picture.set(new Robot().getScreenCapture(null, stage.getX(), stage.getY(), width, height));
                stage.hide();
                taken.countDown();
            });
        });
        if (!taken.await(20, TimeUnit.SECONDS)) {
            throw new IOException("no picture was taken of " + name);
        }
        write(picture.get(), target.resolve(name + ".png"));
    }

    private static void afterPulses(Runnable action) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses == PULSES) {
                    stop();
                    action.run();
                }
            }
        }.start();
    }

    private static void write(WritableImage picture, Path file) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(copy, "png", file.toFile());
        System.out.println(file);
    }
}
