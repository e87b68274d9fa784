package io.longshore.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import io.longshore.Longshore;
import io.longshore.Options;

/// `longshore status`: what is recorded. Reaches no network.
@Command(name = "status", description = "Says how all uploads stand, without starting or asking any network.")
final class StatusCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private JsonOption json;

    StatusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(new Session(shell).run(root.start(new Options.Network.None()), Longshore::unfinished),
                (_, snapshot) -> {
                    if (snapshot.uploads().isEmpty()) {
                        shell.say(Phrase.NO_UPLOADS);
                    }
                    report.print(Report.all(snapshot), snapshot);
                    snapshot.conflicts().forEach((drive, failure) -> {
                        shell.say(Phrase.CONFLICT, drive.toString());
                        shell.say(shell.words().problem(failure));
                    });
                    return ExitCode.DONE;
                }).number();
    }
}
