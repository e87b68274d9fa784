package io.longshore.cli;

import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import io.longshore.Options;
import io.longshore.model.UploadId;

/// `longshore cancel`: gives uploads up. A payment that is already signed is seen through, so it waits for the chain.
@Command(name = "cancel", description = "Gives uploads up, says what was paid for chunks that stay unstored, and keeps "
        + "the receipts.")
final class CancelCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private Selection selection;

    @Mixin
    private JsonOption json;

    CancelCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (selection.isEmpty()) {
            shell.say(Phrase.NAME_THEM);
            return ExitCode.USAGE.number();
        }
        Session session = new Session(shell);
        Ending<Set<UploadId>> ending = session.run(root.start(new Options.Network.Embedded()), engine -> {
            Set<UploadId> chosen = selection.in(engine, shell, _ -> false);
            engine.cancel(chosen);
            session.follow(engine, chosen);
            return chosen;
        });
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(ending, (uploads, snapshot) -> {
            report.print(Report.of(uploads, snapshot), snapshot);
            return ExitCode.DONE;
        }).number();
    }
}
