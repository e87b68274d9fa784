package io.longshore.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.longshore.Keys;
import io.longshore.Options;

/// `longshore vault`: the secret that opens everything of a data folder.
@Command(name = "vault", synopsisSubcommandLabel = "COMMAND", description = "The vault: the secret from which the keys "
        + "of all drives derive. Whoever loses it loses every file.")
final class VaultCommand {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    VaultCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Says where the vault is and whether it has a passphrase.")
    int status(@Mixin JsonOption json) {
        Ending<Keys.VaultStatus> ending = new Session(shell).run(root.start(new Options.Network.None()),
                engine -> engine.keys().vault());
        return report(json.chosen()).end(ending, (status, _) -> {
            if (json.chosen()) {
                new Json(shell.out(), shell.words()).vault(status);
            } else {
                print(status.sealed() ? Phrase.VAULT_SEALED : Phrase.VAULT_UNSEALED, status.file());
            }
            return ExitCode.DONE;
        }).number();
    }

    @Command(name = "passphrase", mixinStandardHelpOptions = true, description = "Gives the vault a passphrase, another one, or none.")
    int passphrase(
            @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "Where the new passphrase is; otherwise the terminal is asked.") @Nullable Path file,
            @Option(names = "--remove", description = "Keep the vault without a passphrase, readable by its owner only.") boolean remove) {
        return end(new Session(shell).run(root.unlocked(), engine -> {
            engine.keys().passphrase(remove ? Optional.empty() : Optional.of(shell.secrets().fresh(file)));
            return engine.keys().vault();
        }), remove ? Phrase.VAULT_UNSEALED : Phrase.VAULT_SEALED);
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the vault to a new file, under a passphrase of its own. With it and the "
            + "handles, files are restored on another machine.")
    int export(@Parameters(paramLabel = "FILE", description = "The new file.") Path file,
            @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "Where the passphrase of the new file is; otherwise the terminal is asked.") @Nullable Path passphraseFile) {
        Path target = file.toAbsolutePath();
        return end(new Session(shell).run(root.unlocked(), engine -> {
            engine.keys().exportVault(target, shell.secrets().fresh(passphraseFile));
            return new Keys.VaultStatus(target, true);
        }), Phrase.VAULT_SEALED);
    }

    @Command(name = "import", mixinStandardHelpOptions = true, description = "Takes over a vault that was exported, with the passphrase of its file. Refused "
            + "where drives or a wallet belong to another vault.")
    int take(@Parameters(paramLabel = "FILE", description = "The exported file.") Path file,
            @Option(names = "--file-passphrase-file", paramLabel = "FILE", description = "Where the passphrase of the exported file is; otherwise the terminal is asked.") @Nullable Path passphraseFile) {
        Ending<Boolean> ending = new Session(shell).run(root.unlocked(),
                engine -> engine.keys().importVault(file.toAbsolutePath(),
                        shell.secrets().known(passphraseFile, Phrase.FILE_PASSPHRASE)));
        return report(false).end(ending, (changed, _) -> {
            print(changed ? Phrase.VAULT_IMPORTED : Phrase.VAULT_SAME, root.home());
            return ExitCode.DONE;
        }).number();
    }

    private int end(Ending<Keys.VaultStatus> ending, Phrase phrase) {
        return report(false).end(ending, (status, _) -> {
            print(phrase, status.file());
            return ExitCode.DONE;
        }).number();
    }

    private Report report(boolean json) {
        return new Report(shell, json, root.home());
    }

    private void print(Phrase phrase, Path path) {
        shell.out().println(shell.phrases().text(phrase, shell.words().path(path)));
    }
}
