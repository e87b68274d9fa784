package io.longshore.log;

import java.io.IOException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Sends the log of this process to a data folder while it is open; before and after, there is none. Front ends open it
/// before the engine and close it after. Nothing is ever logged to standard output.
public final class LogFile implements AutoCloseable {
    private static final FileAttribute<?>[] PRIVATE = FileSystems.getDefault().supportedFileAttributeViews()
            .contains("posix")
                    ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                    : new FileAttribute<?>[0];

    private final LoggerContext context;

    private LogFile(LoggerContext context) {
        this.context = context;
    }

    /// Opens `home/log/longshore.log`. Folders that are missing are made for their owner alone.
    public static LogFile in(Path home) throws FailureException {
        Path folder = home.resolve("log");
        try {
            Files.createDirectories(folder, PRIVATE);
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(folder.toString(), e.toString()), e);
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("folder", folder.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(resource("file.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("the log configuration we ship is broken", e);
        }
        return new LogFile(context);
    }

    @Override
    public void close() {
        context.reset();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(LogFile.class.getResource(name), name);
    }
}
