package io.longshore.cli;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import io.longshore.Options;
import io.longshore.model.Amount;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

/// `longshore approve`: lets uploads spend more, goes on with them, waits, reports.
@Command(name = "approve", description = "Lets uploads that wait for approval (without ID: all of them) spend what they "
        + "need, and waits until they are stored. One that waits because of the wallet's limit of a day goes past that, and "
        + "keeps its budget.")
final class ApproveCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Option(names = "--more", paramLabel = "TOKENS", converter = TokenAmount.class, description = "Raise each budget by this much instead of taking the limit away.")
    private @Nullable Amount more;

    @Mixin
    private Selection selection;

    @Mixin
    private JsonOption json;

    ApproveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Session session = new Session(shell);
        Ending<Set<UploadId>> ending = session.run(root.start(new Options.Network.Embedded()), engine -> {
            Set<UploadId> chosen = selection.in(engine, shell,
                    upload -> upload.state() instanceof UploadState.AwaitingApproval);
            if (chosen.isEmpty()) {
                shell.say(Phrase.NOTHING_TO_DO);
                return chosen;
            }
            engine.approve(chosen, Optional.ofNullable(more));
            engine.resume(chosen);
            session.follow(engine, chosen);
            return chosen;
        });
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(ending, report::ended).number();
    }
}
