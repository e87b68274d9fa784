package io.longshore.cli;

import java.time.InstantSource;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import io.longshore.JournalRepair;
import io.longshore.log.LogFile;
import io.longshore.model.FailureException;
import io.longshore.model.RebuiltJournal;
import io.longshore.text.Legible;

/// `longshore ledger`: mends what a data folder remembers. Opens no engine, because there may be none to open.
@Command(name = "ledger", synopsisSubcommandLabel = "COMMAND", description = "Mends the records of a data folder that does not open.")
final class LedgerCommand {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    LedgerCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(name = "rebuild", mixinStandardHelpOptions = true, description = "Makes a lost or damaged journal anew from the "
            + "database. Without --yes it only says what there is, and what may be lost. What was left of the old one is kept "
            + "beside it.")
    int rebuild(@Option(names = "--yes", description = "Do it.") boolean really) throws FailureException {
        try (LogFile _ = LogFile.in(root.home())) {
            Optional<RebuiltJournal> journal = really
                    ? JournalRepair.rebuild(root.home(), InstantSource.system())
                    : JournalRepair.look(root.home(), InstantSource.system());
            if (journal.isEmpty()) {
                shell.out().println(shell.phrases().text(Phrase.JOURNAL_WHOLE));
                return ExitCode.DONE.number();
            }
            return really ? made(journal.get()).number() : lost(journal.get()).number();
        }
    }

    private ExitCode lost(RebuiltJournal journal) {
        shell.say(Phrase.JOURNAL_LOST, shell.words().count(journal.kept()), shell.words().count(journal.saved()));
        shell.err().println("  " + Legible.of(journal.why()));
        shell.say(Phrase.JOURNAL_REBUILD, shell.command());
        return ExitCode.FAILED;
    }

    private ExitCode made(RebuiltJournal journal) {
        shell.out().println(shell.phrases().text(Phrase.JOURNAL_REBUILT,
                shell.words().count(journal.kept() + journal.saved())));
        journal.aside().ifPresent(aside -> shell.out()
                .println(shell.phrases().text(Phrase.JOURNAL_ASIDE, shell.words().path(aside))));
        return ExitCode.DONE;
    }
}
