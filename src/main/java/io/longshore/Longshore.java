package io.longshore;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Receipt;
import io.longshore.model.Recovery;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.Snapshot;

/// What a front end talks to: one open data folder. Methods may be called from any thread but a user interface's own,
/// because they may wait for the disk; [#snapshot] alone never blocks.
public interface Longshore extends AutoCloseable {
    /// What became of a request to add files.
    ///
    /// @param uploads the uploads of what was named, group objects included: those that go on, then the new ones
    /// @param resumed those of them that were there already and are not over: they go on instead of new ones
    /// @param skipped what was left out, and why: unreadable and special files
    /// @param links symbolic links, which are not followed
    record Added(List<UploadId> uploads, Set<UploadId> resumed, Map<Path, Failure> skipped, List<Path> links) {
        /// Keeps own copies.
        public Added {
            uploads = List.copyOf(uploads);
            resumed = Set.copyOf(resumed);
            skipped = Map.copyOf(skipped);
            links = List.copyOf(links);
        }

        /// All of them new.
        public Added(List<UploadId> uploads, Map<Path, Failure> skipped, List<Path> links) {
            this(uploads, Set.of(), skipped, links);
        }
    }

    /// What a restore put in place.
    ///
    /// @param path the file, or the folder of a group
    /// @param files how many files
    /// @param bytes how many bytes of content
    /// @param failed members of a group that could not be restored
    record Restored(Path path, long files, long bytes, Map<String, Failure> failed) {
        /// Keeps an own copy.
        public Restored {
            failed = Map.copyOf(failed);
        }
    }

    /// What had to be done to open the data folder's records.
    Recovery recovery();

    /// The drives.
    List<Drive> drives() throws FailureException;

    /// What a window does when it opens: reaches the drive that new uploads go to, which starts the embedded network, and
    /// lets every upload go on that neither the user nor a budget stopped. From then on until it is closed, uploads that stall
    /// for a reason that passes by itself (something out of reach, gas too dear) are tried again after 1, 2, 4, 8 and then
    /// every 15 minutes.
    void start() throws FailureException;

    /// Adds files and folders to a drive and starts them. A folder becomes a group. A source that has an upload on the drive
    /// which is not over, and has not changed since, goes on with that one: so does a folder with exactly the same files.
    /// However a source is named, it is one: by its real path, size, time and file. Refused whole if it would not fit on the
    /// embedded network's disk.
    /// @param drive the drive's name; empty for the default one
    /// @param budget the most each upload may spend; empty for the drive's default, or what those have that go on
    Added add(List<Path> paths, Optional<String> drive, Optional<Amount> budget) throws FailureException;

    /// Reckons what adding these files and folders would cost. Reads and sends nothing of them. The drive is opened as for
    /// an upload, which the first time puts its bucket on chain.
    /// @throws FailureException `NoMajority` if too few providers quote
    Estimate estimate(List<Path> paths, Optional<String> drive) throws FailureException;

    /// Stops uploads until they are resumed; what is in flight is finished or dropped, nothing is lost.
    void pause(Set<UploadId> uploads) throws FailureException;

    /// Lets uploads go on that are paused, stalled or waiting for the vault, and makes the checkpoint of those that are done
    /// and wait for one.
    void resume(Set<UploadId> uploads) throws FailureException;

    /// Gives uploads up; receipts are kept, and a payment already signed is seen through.
    void cancel(Set<UploadId> uploads) throws FailureException;

    /// Starts stalled uploads again, and failed ones anew as new uploads of the same source; returns those that run.
    Set<UploadId> retry(Set<UploadId> uploads) throws FailureException;

    /// Admits the next rows of uploads that wait for approval: raises their budgets by `more`, or takes the limit away.
    /// Those that wait because of the day's limit go past that, each of them for good; their budgets stay what they are, or
    /// are raised by `more`.
    void approve(Set<UploadId> uploads, Optional<Amount> more) throws FailureException;

    /// Every upload that is not final, or is done and waits for its checkpoint: what [#resume] can take further.
    Set<UploadId> unfinished() throws FailureException;

    /// The engine at this moment. Never blocks; may be some tenths of a second old. After [#close] it is the last picture,
    /// and complete.
    Snapshot snapshot();

    /// Calls `changed`, on a thread of the engine, when there is a new snapshot, at most twenty times a second. It must be
    /// fast and must not throw.
    Pin listen(Runnable changed);

    /// Waits until none of the uploads is queued or running, and their drives' checkpoints are recorded or given up.
    void await(Set<UploadId> uploads) throws InterruptedException;

    /// Restores a file or group. Where the target is a folder, a file goes into it under its stored name, and a group as
    /// a folder of that name. Where nothing stands at the target, and its parent is a folder, the target itself becomes
    /// the file, or the group's folder. A group's folder may stand already: what is missing in it is added. Links in the
    /// target are followed, links below it never.
    /// @param target a folder to put it in, or the path it is to have
    /// @param drive the drive it is on; empty to try all of its kind
    /// @param overwrite whether files that stand in its place are replaced; folders never are
    Restored restore(Handle handle, Path target, Optional<String> drive, boolean overwrite) throws FailureException;

    /// All receipts, in order of payment.
    List<Receipt> receipts() throws FailureException;

    /// Exports the journal, so that others can verify every payment without this data folder. Of files it has
    /// no names, paths or content; of drives, what their records say.
    /// @param overwrite whether a file that stands there is replaced
    ExportedJournal export(Path file, boolean overwrite) throws FailureException;

    /// Takes over what another data folder with the same vault exported, verified first: its uploads and what was paid for
    /// them. Uploads that are unfinished can be resumed here, from their sources, and nothing is paid for them again; they go
    /// to a bucket of this data folder. What is known already is left out.
    /// @throws FailureException `VaultLocked`; `WrongVault` if it belongs to another vault; `Corrupt` if it does not hold;
    ///         `Refused` while a drive is open, or if another history of that journal is known; `Disagreement` if it was
    ///         exported from this data folder, which has lost what is in it; `Unsupported`
    ImportedJournal importJournal(Path file) throws FailureException;

    /// Deletes everything the embedded network holds.
    void emptyLocalNetwork() throws FailureException;

    /// The checkpoints of the drives.
    Checkpoints checkpoints();

    /// The drives, to be made, changed and forgotten.
    DriveBook driveBook();

    /// The vault and the wallet.
    Keys keys();

    /// Finishes the current record, stops everything and leaves the data folder. Uploads that run go on at the next
    /// start when they are resumed.
    @Override
    void close();
}
