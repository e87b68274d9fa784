package io.longshore.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import io.longshore.Pin;
import io.longshore.log.LogFile;
import io.longshore.model.FailureException;
import io.longshore.model.OutsideChain;

/// `longshore localnet`: nodes and dev chain as a process of their own, until a signal ends it.
@Command(name = "localnet", description = "Runs the local network, nodes and dev chain, as a process of its own until it "
        + "is ended, and prints the URL that 'upload --localnet' takes. It holds no value.")
final class LocalnetCommand implements Callable<Integer> {
    /// Apart from the embedded network's data, so that both can run.
    private static final String FOLDER = "localnet-process";

    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ChainOptions chain;

    @Mixin
    private JsonOption json;

    LocalnetCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws FailureException, InterruptedException {
        Optional<OutsideChain> paidOn = chain.chosen();
        CountDownLatch asked = new CountDownLatch(1);
        try (LogFile _ = LogFile.in(root.home().resolve(FOLDER));
                Pin _ = shell.interrupts().listen(asked::countDown);
                Hosting.Hosted network = shell.hosting().start(root.home().resolve(FOLDER), paidOn)) {
            String url = network.url().toString();
            if (json.chosen()) {
                new Json(shell.out(), shell.words()).localnet(url);
            } else {
                shell.out().println(shell.phrases().text(Phrase.LOCALNET, url));
                shell.out().flush();
            }
            asked.await();
        }
        return ExitCode.DONE.number();
    }
}
