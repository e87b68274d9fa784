package io.longshore.cli;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.Drive;
import io.longshore.text.Legible;

/// `longshore drives`: the places there are to put files.
@Command(name = "drives", description = "Lists the drives.")
final class DrivesCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private JsonOption json;

    DrivesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Ending<List<Drive>> ending = new Session(shell).run(root.start(new Options.Network.None()), Longshore::drives);
        return new Report(shell, json.chosen(), root.home()).end(ending, (drives, _) -> {
            drives.forEach(this::print);
            return ExitCode.DONE;
        }).number();
    }

    private void print(Drive drive) {
        if (json.chosen()) {
            new Json(shell.out(), shell.words()).drive(drive);
            return;
        }
        String leads = drive.network().map(URI::toString).map(Legible::of)
                .orElseGet(() -> shell.phrases().text(Phrase.EMBEDDED));
        shell.out().println(
                shell.phrases().text(Phrase.DRIVE, Legible.of(drive.name()), drive.id().toString(), leads));
    }
}
