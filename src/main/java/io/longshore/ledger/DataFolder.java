package io.longshore.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.longshore.json.Json;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// The data folder, held by this program alone: an exclusive lock of the operating system on a file in it, which ends with
/// the process however that dies. A second file says in words who has it.
///
/// The two are apart on purpose: where locks belong to processes (POSIX), closing *any* descriptor of the locked file gives
/// the lock away, so nobody opens that file just to read it.
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String OWNER = "owner.json";

    private final Path home;
    private final FileChannel channel;

    private DataFolder(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /// Who has a data folder, as its owner file says.
    /// @param pid the process
    /// @param started when that process started, ISO-8601, so that a number used again is not taken for it
    /// @param since since when it has the folder, ISO-8601
    private record Owner(long pid, Optional<String> started, String since) {
        static Owner here(InstantSource clock) {
            return new Owner(ProcessHandle.current().pid(), startOfThisProcess(), clock.instant().toString());
        }

        boolean isThisProcess() {
            return pid == ProcessHandle.current().pid() && started.equals(startOfThisProcess());
        }

        private static Optional<String> startOfThisProcess() {
            return ProcessHandle.current().info().startInstant().map(Instant::toString);
        }

        String words() {
            return "process " + pid + " since " + since;
        }
    }

    /// Takes the folder, and makes it where there is none, readable by its owner only.
    /// @throws FailureException `DataFolderInUse` if another program, or this one, has it; `LocalFailure` if the disk refuses
    public static DataFolder lock(Path home, InstantSource clock) throws FailureException {
        try {
            PrivateFolder.make(home);
            Optional<Owner> owner = owner(home);
            if (owner.isPresent() && owner.get().isThisProcess()) {
                throw inUse(home, owner);
            }
            FileChannel channel = FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            boolean held = false;
            try {
                if (tryLock(channel) == null) {
                    throw inUse(home, owner(home));
                }
                say(home, Owner.here(clock));
                held = true;
                return new DataFolder(home, channel);
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("data folder", home + ": " + e.getMessage()), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static FailureException inUse(Path home, Optional<Owner> owner) {
        return new FailureException(
                new Failure.DataFolderInUse(home, owner.map(Owner::words).orElse("another program")));
    }

    private static Optional<Owner> owner(Path home) {
        try {
            return Optional.of(Json.read(Files.readAllBytes(home.resolve(OWNER)), Owner.class));
        } catch (IOException | Json.Malformed _) {
            return Optional.empty();
        }
    }

    private static void say(Path home, Owner owner) throws IOException {
        Path written = home.resolve(OWNER + ".new");
        Files.write(written, Json.write(owner));
        Files.move(written, home.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The folder.
    public Path home() {
        return home;
    }

    /// Leaves the folder to others.
    @Override
    public void close() throws FailureException {
        try {
            Files.deleteIfExists(home.resolve(OWNER));
            channel.close();
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("data folder", home + ": " + e.getMessage()), e);
        }
    }
}
