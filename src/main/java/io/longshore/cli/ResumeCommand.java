package io.longshore.cli;

import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import io.longshore.Options;
import io.longshore.model.UploadId;

/// `longshore resume`: goes on with what is unfinished, waits, reports.
@Command(name = "resume", description = "Goes on with uploads (without ID: all unfinished ones), and waits until they "
        + "are stored. What is paid is not paid again, what is stored is not sent again.")
final class ResumeCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private Selection selection;

    @Mixin
    private ChainOptions chain;

    @Mixin
    private JsonOption json;

    ResumeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Session session = new Session(shell);
        Ending<Set<UploadId>> ending = session.run(root.start(new Options.Network.Embedded(chain.chosen())), engine -> {
            Set<UploadId> chosen = selection.isEmpty()
                    ? engine.unfinished()
                    : selection.in(engine, shell, upload -> !upload.state().isFinal());
            if (chosen.isEmpty()) {
                shell.say(Phrase.NOTHING_TO_DO);
                return chosen;
            }
            engine.resume(chosen);
            session.follow(engine, chosen);
            return chosen;
        });
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(ending, report::ended).number();
    }
}
