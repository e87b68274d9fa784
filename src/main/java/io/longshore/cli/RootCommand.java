package io.longshore.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import io.longshore.Options;
import io.longshore.Pin;
import io.longshore.log.LogFile;
import io.longshore.model.FailureException;

/// `longshore` itself: opens the window, and carries what every command understands.
@Command(name = "longshore", versionProvider = RootCommand.Version.class, description = {
    "Puts files on decentralised storage: sealed here, paid in waves, placed on several providers, anchored by "
            + "checkpoints.",
    "Without a command it opens the window."}, footer = {"",
        "Exit codes: 0 all done, 1 failed, 2 not understood, 3 waiting for approval, 4 checkpoint conflict, "
                + "5 data folder in use, 6 vault locked, 130 interrupted."})
final class RootCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "The data folder; LONGSHORE_HOME says so too.")
    private @Nullable Path home;

    @Option(names = "--passphrase-file", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "Where the passphrase of the vault is.")
    private @Nullable Path passphraseFile;

    RootCommand(Shell shell) {
        this.shell = shell;
    }

    /// The data folder.
    Path home() {
        return home == null ? shell.defaultHome() : home.toAbsolutePath().normalize();
    }

    /// What a command has opened. Who only looks at what is kept is not asked for a passphrase.
    Opening.Start start(Options.Network network) {
        return start(network, !(network instanceof Options.Network.None));
    }

    /// What a command has opened that needs the vault although it reaches no network.
    Opening.Start unlocked() {
        return start(new Options.Network.None(), true);
    }

    private Opening.Start start(Options.Network network, boolean unlocks) {
        return new Opening.Start(home(), network, Optional.ofNullable(passphraseFile), unlocks);
    }

    /// The version in the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[]{"Longshore " + (version == null ? "(unpackaged)" : version)};
        }
    }

    @Override
    public Integer call() throws FailureException, InterruptedException {
        // A signal closes the window as its close button does, so that the engine finishes its record.
        try (LogFile _ = LogFile.in(home()); Pin _ = shell.interrupts().listen(Thread.currentThread()::interrupt)) {
            return shell.window().open(() -> shell.opening().open(start(new Options.Network.Embedded(), false)));
        }
    }
}
