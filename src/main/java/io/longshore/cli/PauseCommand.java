package io.longshore.cli;

import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import io.longshore.Options;
import io.longshore.model.UploadId;

/// `longshore pause`: marks unfinished uploads as paused.
@Command(name = "pause", description = "Pauses unfinished uploads (without ID: all of them) until they are resumed by "
        + "name or all at once.")
final class PauseCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private Selection selection;

    @Mixin
    private JsonOption json;

    PauseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Ending<Set<UploadId>> ending = new Session(shell).run(root.start(new Options.Network.None()), engine -> {
            Set<UploadId> chosen = selection.in(engine, shell, upload -> !upload.state().isFinal());
            if (chosen.isEmpty()) {
                shell.say(Phrase.NOTHING_TO_DO);
            } else {
                engine.pause(chosen);
            }
            return chosen;
        });
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(ending, (uploads, snapshot) -> {
            report.print(Report.of(uploads, snapshot), snapshot);
            return ExitCode.DONE;
        }).number();
    }
}
