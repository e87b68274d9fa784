package io.longshore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.AuditReport;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.Drive;
import io.longshore.model.ExportedProof;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ProviderId;
import io.longshore.model.snapshot.CheckpointSnapshot;

/// `longshore checkpoint`: how the checkpoints of drives stand, and orders to make them or not.
@Command(name = "checkpoint", description = "Says how the checkpoints of drives stand, from what is recorded; or does "
        + "something about those of one.")
final class CheckpointCommand implements Callable<Integer> {
    /// So many chunks miss once in 23 times that a tenth of all is lost.
    private static final int CHUNKS = 30;

    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Parameters(arity = "0..1", paramLabel = "DRIVE", description = "The drive; without it all of them are shown, or the one new uploads go to is meant.")
    private @Nullable String drive;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Order order;

    @Option(names = "--file", paramLabel = "HANDLE", description = "With --export: where the file begins, or the list of a folder, as the upload printed it.")
    private @Nullable String handle;

    @Option(names = "--overwrite", description = "Replace the file of --export if it is there.")
    private boolean overwrite;

    @Mixin
    private ChainOptions chain;

    @Mixin
    private JsonOption json;

    CheckpointCommand(Shell shell) {
        this.shell = shell;
    }

    /// What is to be done; one thing at a time.
    static final class Order {
        @Option(names = "--now", required = true, description = "Make one now, paused or not, and wait for it.")
        private boolean now;

        @Option(names = "--pause", required = true, description = "Make none until they are resumed.")
        private boolean pause;

        @Option(names = "--resume", required = true, description = "Make them again, and count failures anew. The next run of the program begins with it.")
        private boolean resume;

        @Option(names = "--audit", required = true, paramLabel = "PROVIDER", converter = ProviderAddress.class, description = "Fetch random chunks from this provider and check them, up to the root that it signs.")
        private @Nullable ProviderId audit;

        @Option(names = "--resolve", required = true, paramLabel = "CHOICE", converter = ChoiceText.class, description = "What you decide while providers do not agree: wait (what they lack is sent again), proceed (with those that agree with us), audit:ID, challenge:ID, leave.")
        private @Nullable Choice resolve;

        @Option(names = "--export", paramLabel = "FILE", required = true, description = "Write the proof that the newest checkpoint covers what --file names to a new file; verify-proof verifies it anywhere.")
        private @Nullable Path export;
    }

    @Option(names = "--chunks", paramLabel = "K", description = "With --audit: how many chunks are fetched; otherwise "
            + CHUNKS + ".")
    private @Nullable Integer chunks;

    @Spec
    private CommandSpec spec;

    /// How the checkpoints of a drive stand afterwards.
    ///
    /// @param failure why what was ordered was not done
    /// @param audit what came of an audit
    /// @param decision what came of a decision
    record Shown(Drive drive, CheckpointSnapshot snapshot, Optional<Failure> failure, Optional<AuditReport> audit,
            Optional<Decision> decision) {
        /// Nothing but how they stand.
        Shown(Drive drive, CheckpointSnapshot snapshot) {
            this(drive, snapshot, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    @Override
    public Integer call() {
        if (chunks != null && (order == null || order.audit == null || chunks < 1)) {
            throw new ParameterException(spec.commandLine(), "--chunks is how many chunks --audit fetches, from 1");
        }
        Path export = order == null ? null : order.export;
        if ((export == null) != (handle == null) || overwrite && export == null) {
            throw new ParameterException(spec.commandLine(),
                    "--export and --file belong together; --overwrite wants them");
        }
        if (export != null && handle != null) {
            return export(handle, export.toAbsolutePath()).number();
        }
        Ending<List<Shown>> ending = new Session(shell).run(start(), this::work);
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(ending, (shown, snapshot) -> {
            if (shown.isEmpty()) {
                shell.say(Phrase.NO_DRIVES);
            }
            CheckpointReport printed = new CheckpointReport(shell, json.chosen(), snapshot.providers());
            ExitCode code = ExitCode.DONE;
            for (Shown one : shown) {
                code = code.and(printed.print(one));
            }
            return code;
        }).number();
    }

    private ExitCode export(String from, Path file) {
        Report report = new Report(shell, json.chosen(), root.home());
        Optional<Handle> parsed = Handle.parse(from);
        if (parsed.isEmpty()) {
            return report.failed(new Failure.Corrupt(from, ""));
        }
        return report.end(new Session(shell).run(root.start(new Options.Network.None()),
                engine -> engine.checkpoints().export(parsed.get(), file, overwrite)), (proof, _) -> exported(proof));
    }

    private ExitCode exported(ExportedProof proof) {
        if (json.chosen()) {
            new Json(shell.out(), shell.words()).print(ProofJson.exported(proof));
        } else {
            shell.out().println(shell.phrases().text(Phrase.PROOF_WRITTEN, shell.words().path(proof.file()),
                    shell.words().count(proof.chunks()), shell.words().count(proof.leaves()),
                    Long.toString(proof.checkpoint().block())));
        }
        return ExitCode.DONE;
    }

    /// What asks providers or the chain needs the network.
    private Opening.Start start() {
        return order != null && (order.now || order.audit != null || order.resolve != null)
                ? root.start(new Options.Network.Embedded(chain.chosen()))
                : root.start(new Options.Network.None());
    }

    private List<Shown> work(Longshore engine) throws FailureException, InterruptedException {
        Optional<String> named = Optional.ofNullable(drive);
        if (order == null) {
            return all(engine, named);
        }
        Optional<Failure> failed = Optional.empty();
        Optional<AuditReport> audit = Optional.empty();
        Optional<Decision> decision = Optional.empty();
        if (order.now) {
            failed = submit(engine, named);
        } else if (order.pause) {
            engine.checkpoints().pause(named);
        } else if (order.resume) {
            engine.checkpoints().resume(named);
        } else if (order.audit != null) {
            audit = Optional.of(engine.checkpoints().audit(named, order.audit, chunks == null ? CHUNKS : chunks));
        } else if (order.resolve != null) {
            decision = Optional.of(engine.checkpoints().resolve(named, order.resolve));
        }
        CheckpointSnapshot snapshot = engine.checkpoints().status(named);
        return List.of(new Shown(of(engine, snapshot), snapshot, failed, audit, decision));
    }

    private static List<Shown> all(Longshore engine, Optional<String> named) throws FailureException {
        List<Shown> all = new ArrayList<>();
        if (named.isPresent()) {
            CheckpointSnapshot snapshot = engine.checkpoints().status(named);
            return List.of(new Shown(of(engine, snapshot), snapshot));
        }
        for (Drive each : engine.drives()) {
            all.add(new Shown(each, engine.checkpoints().status(Optional.of(each.name()))));
        }
        return all;
    }

    /// What providers say in a conflict is shown besides the failure.
    private static Optional<Failure> submit(Longshore engine, Optional<String> named)
            throws FailureException, InterruptedException {
        try {
            engine.checkpoints().submitNow(named);
            return Optional.empty();
        } catch (FailureException e) {
            return switch (e.failure()) {
                case Failure.NoMajority _,Failure.Disagreement _ -> Optional.of(e.failure());
                default -> throw e;
            };
        }
    }

    private static Drive of(Longshore engine, CheckpointSnapshot snapshot) throws FailureException {
        return engine.drives().stream().filter(each -> each.id().equals(snapshot.drive())).findFirst()
                .orElseThrow(() -> new FailureException(new Failure.NotFound("drive " + snapshot.drive())));
    }
}
