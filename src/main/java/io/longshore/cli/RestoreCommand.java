package io.longshore.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.longshore.Longshore.Restored;
import io.longshore.Options;
import io.longshore.model.Failure;
import io.longshore.model.Handle;
import io.longshore.text.Legible;

/// `longshore restore`: brings a file or folder back.
@Command(name = "restore", description = "Restores a file or folder, checking every byte. Nothing is replaced unless you "
        + "say so, and no half file appears under the final name.")
final class RestoreCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Parameters(index = "0", paramLabel = "HANDLE", description = "Where it begins, as the upload printed it.")
    private String handle;

    @Parameters(index = "1", paramLabel = "DEST", description = "A folder to put it in, or the path of the new file or folder.")
    private Path target;

    @Option(names = "--drive", paramLabel = "NAME", description = "The drive it is on; otherwise all are tried.")
    private @Nullable String drive;

    @Option(names = "--overwrite", description = "Replace what stands in its place.")
    private boolean overwrite;

    @Mixin
    private JsonOption json;

    RestoreCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Report report = new Report(shell, json.chosen(), root.home());
        Optional<Handle> parsed = Handle.parse(handle);
        if (parsed.isEmpty()) {
            return report.failed(new Failure.Corrupt(handle, "")).number();
        }
        Ending<Restored> ending = new Session(shell).run(root.start(new Options.Network.Embedded()), engine -> engine
                .restore(parsed.get(), target.toAbsolutePath(), Optional.ofNullable(drive), overwrite));
        return report.end(ending, (restored, _) -> print(parsed.get(), restored)).number();
    }

    private ExitCode print(Handle from, Restored restored) {
        if (json.chosen()) {
            new Json(shell.out(), shell.words()).restored(from, restored);
        } else {
            shell.out().println(shell.phrases().text(Phrase.RESTORED, shell.words().path(restored.path()),
                    restored.files(), shell.words().count(restored.bytes())));
        }
        restored.failed().forEach((name, failure) -> {
            shell.say(Phrase.NOT_RESTORED, Legible.of(name));
            shell.say(shell.words().problem(failure));
        });
        return restored.failed().values().stream().map(ExitCode::of).reduce(ExitCode.DONE, ExitCode::and);
    }
}
