package io.longshore.cli;

import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

/// `longshore retry`: starts again what stopped, waits, reports.
@Command(name = "retry", description = "Starts stopped uploads again (without ID: all of them), and failed ones that are "
        + "named anew, as new uploads of the same source.")
final class RetryCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private Selection selection;

    @Mixin
    private JsonOption json;

    RetryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Session session = new Session(shell);
        Ending<Set<UploadId>> ending = session.run(root.start(new Options.Network.Embedded()), engine -> {
            Set<UploadId> chosen = selection.in(engine, shell, upload -> upload.state() instanceof UploadState.Stalled);
            if (chosen.isEmpty()) {
                shell.say(Phrase.NOTHING_TO_DO);
                nameFailed(engine);
                return chosen;
            }
            Set<UploadId> running = engine.retry(chosen);
            session.follow(engine, running);
            return running;
        });
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(ending, report::ended).number();
    }

    // Without being asked by name, a file that failed and was retried would be uploaded anew each time.
    private void nameFailed(Longshore engine) {
        long failed = engine.snapshot().uploads().stream()
                .filter(upload -> upload.state() instanceof UploadState.Failed).count();
        if (failed > 0) {
            shell.say(Phrase.NAME_FAILED, failed);
        }
    }
}
