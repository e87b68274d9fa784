package io.longshore.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// A data folder's disk beneath its journal and its database, whose k-th write, force or truncation of one of them can
/// be made to fail. Safe for use by several threads.
public final class FailingDisk implements AutoCloseable {
    /// What is written to.
    public enum Part {
        /// The journal.
        JOURNAL,
        /// The database.
        DATABASE
    }

    /// How it fails.
    public enum Fault {
        /// From then on nothing can be written, to the journal nor to the database, until [#recover]; what is there can be
        /// forced and cut. The first write that fails leaves a part of its bytes behind.
        FULL,
        /// The one operation fails, and does nothing.
        ERROR,
        /// The one operation fails; if it is a write, a part of its bytes is there.
        SHORT,
        /// The one operation is done, and fails.
        DONE,
        /// From then on every operation on either fails until [#recover].
        GONE
    }

    private static final Map<String, FailingDisk> DISKS = new ConcurrentHashMap<>();

    private final Path home;
    private final Map<Part, Integer> counts = new EnumMap<>(Part.class);
    private RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private Optional<Order> order = Optional.empty();
    private boolean failing;
    private boolean failed;

    /// What is to fail.
    ///
    /// @param part the first of them to fail
    /// @param number its operation, 1 being the next
    /// @param fault how
    private record Order(Part part, int number, Fault fault) {}

    private enum Operation {
        WRITE, FORCE, TRUNCATE
    }

    /// Beneath a data folder.
    public FailingDisk(Path home) {
        this.home = home.toAbsolutePath();
        FilePath.register(new Failing());
        DISKS.put(this.home.toString(), this);
    }

    /// What a ledger is opened with.
    public Disk disk() {
        return new Disk(path -> new FailingJournal(DiskFile.open(path)), Failing.SCHEME);
    }

    /// Lets the `number`-th operation on `part` from now on fail.
    public synchronized void fail(Part part, int number, Fault fault, RandomGenerator random) {
        counts.clear();
        this.random = random;
        order = Optional.of(new Order(part, number, fault));
        failing = false;
        failed = false;
    }

    /// Nothing fails any more.
    public synchronized void recover() {
        order = Optional.empty();
        failing = false;
    }

    /// Whether anything has failed since [#fail].
    public synchronized boolean hasFailed() {
        return failed;
    }

    /// How many operations there were on a part, since the beginning or the last [#fail].
    public synchronized int count(Part part) {
        return counts.getOrDefault(part, 0);
    }

    @Override
    public void close() {
        DISKS.remove(home.toString());
    }

    private static FailingDisk of(String file) {
        for (Map.Entry<String, FailingDisk> disk : DISKS.entrySet()) {
            if (file.startsWith(disk.getKey() + "/")) {
                return disk.getValue();
            }
        }
        throw new IllegalStateException("no disk has " + file);
    }

    /// What an operation does.
    private interface Doing {
        void run() throws IOException;
    }

    private interface Writing {
        void write(int length) throws IOException;
    }

    private synchronized Optional<Fault> fault(Part part, Operation operation) {
        int count = counts.merge(part, 1, Integer::sum);
        if (order.isEmpty()) {
            return Optional.empty();
        }
        Fault fault = order.get().fault();
        boolean first = order.get().part() == part && order.get().number() == count;
        boolean lasting = failing && (fault == Fault.GONE || fault == Fault.FULL && operation == Operation.WRITE);
        if (first) {
            failing = true;
        }
        failed |= first || lasting;
        return first || lasting ? Optional.of(fault) : Optional.empty();
    }

    private void write(Part part, int length, Writing writing) throws IOException {
        Optional<Fault> fault = fault(part, Operation.WRITE);
        if (fault.isEmpty()) {
            writing.write(length);
            return;
        }
        switch (fault.get()) {
            case FULL -> {
                writing.write(part(length));
                throw new IOException("No space left on device");
            }
            case SHORT -> writing.write(part(length));
            case DONE -> writing.write(length);
            case ERROR, GONE -> {
            }
        }
        throw new IOException("Input/output error");
    }

    private synchronized int part(int length) {
        return random.nextInt(length + 1);
    }

    private void other(Part part, Operation operation, Doing doing) throws IOException {
        Optional<Fault> fault = fault(part, operation);
        if (fault.isEmpty()) {
            doing.run();
            return;
        }
        if (fault.get() == Fault.DONE) {
            doing.run();
        }
        throw new IOException("Input/output error");
    }

    private final class FailingJournal implements JournalFile {
        private final JournalFile file;

        private FailingJournal(JournalFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            return file.read(position, into, offset, length);
        }

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            FailingDisk.this.write(Part.JOURNAL, bytes.length,
                    length -> file.write(position, Arrays.copyOf(bytes, length)));
        }

        @Override
        public void force() throws IOException {
            other(Part.JOURNAL, Operation.FORCE, file::force);
        }

        @Override
        public void truncate(long size) throws IOException {
            other(Part.JOURNAL, Operation.TRUNCATE, () -> file.truncate(size));
        }

        @Override
        public void reopen() throws IOException {
            file.reopen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /// Made by H2, which wants a class of its own for a file system, and a constructor without arguments.
    public static final class Failing extends FilePathWrapper {
        static final String SCHEME = "failing";

        /// For H2.
        public Failing() {
            // its name and what it wraps are set by H2
        }

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new FailingChannel(getBase().open(mode), of(getBase().toString()));
        }
    }

    private static final class FailingChannel extends FileBase {
        private final FileChannel channel;
        private final FailingDisk disk;

        private FailingChannel(FileChannel channel, FailingDisk disk) {
            this.channel = channel;
            this.disk = disk;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            long at = channel.position();
            int written = write(from, at);
            channel.position(at + written);
            return written;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            int whole = from.remaining();
            int limit = from.limit();
            disk.write(Part.DATABASE, whole, length -> {
                from.limit(from.position() + length);
                for (long at = position; from.hasRemaining();) {
                    at += channel.write(from, at);
                }
                from.limit(limit);
            });
            return whole;
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            disk.other(Part.DATABASE, Operation.TRUNCATE, () -> channel.truncate(size));
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            disk.other(Part.DATABASE, Operation.FORCE, () -> channel.force(metadata));
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public String toString() {
            return "failing:" + channel;
        }
    }
}
