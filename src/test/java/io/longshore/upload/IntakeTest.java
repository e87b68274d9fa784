package io.longshore.upload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.plan.FolderScan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// A source is one, however it is named: while its upload is not over, it gets no second one.
class IntakeTest {
    @TempDir
    private Path folder;
    private Workbench bench;
    private Intake intake;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        bench = new Workbench(folder.resolve("home"));
        intake = new Intake(bench.stores, new DataKeys(Optional.empty()), new SecureRandom());
        file = Files.write(Files.createDirectory(folder.resolve("files")).resolve("one"), new byte[70_000]);
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    private Intake.Taken add(Path... paths) throws FailureException {
        return add(Optional.empty(), paths);
    }

    private Intake.Taken add(Optional<Amount> budget, Path... paths) throws FailureException {
        return intake.add(FolderScan.of(List.of(paths)), bench.drive, ByteCount.mebibytes(4), budget, _ -> {},
                new HashMap<>());
    }

    private static Intake.Taken resumed(List<UploadId> uploads) {
        return new Intake.Taken(uploads, List.of(), Set.of());
    }

    @Test
    void howeverItIsNamedItIsOne() throws Exception {
        List<UploadId> first = add(file).added();
        assertEquals(1, first.size());
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.getParent());
        Path relative = Path.of("").toAbsolutePath().relativize(file.toRealPath());
        for (Path name : List.of(file, folder.resolve("files/../files/./one"), link.resolve("one"), relative)) {
            assertEquals(resumed(first), add(name), name.toString());
        }
        assertEquals(1, bench.stores.uploads().all().size());
    }

    @Test
    void oneCallTakesItOnce() throws Exception {
        Path other = Files.write(file.resolveSibling("other"), new byte[70_000]);
        assertEquals(2, add(file, other, folder.resolve("files/../files/one")).added().size());
        assertEquals(3, add(file.getParent(), folder.resolve("files/.")).added().size(), "two files and their list");
    }

    @Test
    void aSourceThatChangedIsAnother() throws Exception {
        Set<UploadId> seen = new HashSet<>(add(file).added());
        Files.setLastModifiedTime(file, FileTime.from(Files.getLastModifiedTime(file).toInstant()
                .plus(Duration.ofSeconds(2))));
        assertEquals(1, add(file).added().stream().filter(seen::add).count(), "another time");
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, new byte[70_001]);
        Files.setLastModifiedTime(file, time);
        assertEquals(1, add(file).added().stream().filter(seen::add).count(), "another size");
        Path copy = Files.copy(file, file.resolveSibling("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, add(file).added().stream().filter(seen::add).count(), "another file in its place");
    }

    @Test
    void whatIsOverBeginsAnew() throws Exception {
        Handle handle = new Handle(DestinationKind.NETWORK, Address.of(new byte[Address.SIZE]));
        for (UploadState over : List.of(new UploadState.Done(handle), new UploadState.Cancelled(Amount.ZERO),
                new UploadState.Failed(new Failure.Cancelled(), Amount.ZERO))) {
            UploadId upload = add(file).added().getFirst();
            bench.stores.uploads().state(upload, over);
        }
        assertEquals(3, bench.stores.uploads().all().size());
    }

    @Test
    void whateverKeepsItFromGoingOnItIsTheSame() throws Exception {
        List<UploadId> first = add(file).added();
        for (UploadState waiting : List.of(new UploadState.Paused(), new UploadState.Running(),
                new UploadState.AwaitingApproval(Amount.of(2), Amount.of(1)), new UploadState.AwaitingVault(),
                new UploadState.Stalled(new Failure.NoMajority(1, 3)))) {
            bench.stores.uploads().state(first.getFirst(), waiting);
            assertEquals(resumed(first), add(file));
        }
    }

    @Test
    void aBudgetThatIsSaidHoldsForWhatGoesOn() throws Exception {
        UploadId upload = add(Optional.of(Amount.of(5)), file).added().getFirst();
        add(file);
        assertEquals(Optional.of(Amount.of(5)), bench.stores.uploads().find(upload).orElseThrow().budget());
        add(Optional.of(Amount.of(7)), file);
        assertEquals(Optional.of(Amount.of(7)), bench.stores.uploads().find(upload).orElseThrow().budget());
    }

    @Test
    void aFolderGoesOnWithItsFilesAndItsList() throws Exception {
        Files.write(Files.createDirectory(file.resolveSibling("below")).resolve("two"), new byte[5]);
        Files.createDirectory(file.resolveSibling("empty"));
        List<UploadId> all = add(file.getParent()).added();
        assertEquals(3, all.size());
        Handle handle = new Handle(DestinationKind.NETWORK, Address.of(new byte[Address.SIZE]));
        bench.stores.uploads().state(all.getFirst(), new UploadState.Done(handle));
        assertEquals(resumed(all), add(file.getParent()), "with those of its files that are done already");
        assertEquals(resumed(all.subList(1, 2)), add(file),
                "a file of it by itself, too");
    }

    @Test
    void aFolderOfOtherFilesIsAnother() throws Exception {
        List<UploadId> first = add(file.getParent()).added();
        Path more = Files.write(file.resolveSibling("more"), new byte[5]);
        List<UploadId> second = add(file.getParent()).added();
        assertEquals(3, second.size());
        Files.delete(more);
        assertEquals(resumed(first), add(file.getParent()), "as it was at first");
        Files.createDirectory(file.resolveSibling("empty"));
        assertEquals(2, add(file.getParent()).added().size(), "an empty folder more");
        Files.delete(file.resolveSibling("empty"));
        bench.stores.uploads().state(first.getFirst(), new UploadState.Cancelled(Amount.ZERO));
        List<UploadId> last = add(file.getParent()).added();
        assertEquals(2, last.size(), "one of its files was given up");
        assertNotEquals(first, last);
    }

    @Test
    void roomIsAskedForWhatIsNewAndBeforeAnythingIsWrittenDown() throws Exception {
        add(file);
        Path other = Files.write(file.resolveSibling("other"), new byte[40]);
        List<ByteCount> asked = new ArrayList<>();
        assertThrows(FailureException.class, () -> intake.add(FolderScan.of(List.of(file, other)), bench.drive,
                ByteCount.mebibytes(4), Optional.of(Amount.of(3)), bytes -> {
                    asked.add(bytes);
                    throw new FailureException(
                            new Failure.Insufficient(Failure.Insufficient.Resource.DISK, "2", "1"));
                }, new HashMap<>()));
        assertEquals(List.of(new ByteCount(40)), asked);
        assertEquals(1, bench.stores.uploads().all().size());
        assertEquals(Optional.empty(), bench.stores.uploads().all().getFirst().budget());
    }

    @Test
    void atTheSameMomentThereIsOne() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Intake.Taken> adding = () -> add(file);
            List<Intake.Taken> taken = new ArrayList<>();
            for (Future<Intake.Taken> each : threads.invokeAll(List.of(adding, adding, adding, adding))) {
                taken.add(each.get());
            }
            assertEquals(1, taken.stream().filter(each -> each.resumed().isEmpty()).count());
            assertEquals(1, new HashSet<>(taken.stream().map(Intake.Taken::all).toList()).size());
        }
    }
}
