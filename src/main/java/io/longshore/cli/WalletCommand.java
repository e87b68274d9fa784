package io.longshore.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.longshore.Keys.Balance;
import io.longshore.Options;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Limits;
import io.longshore.model.Wei;
import io.longshore.text.Legible;

/// `longshore wallet`: the account that pays.
@Command(name = "wallet", synopsisSubcommandLabel = "COMMAND", description = "The wallet: the account that pays. Its key is "
        + "sealed by the vault.")
final class WalletCommand {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    WalletCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(name = "address", mixinStandardHelpOptions = true, description = "Prints the wallet's address, and it as a QR "
            + "code. Makes the wallet if there is none yet.")
    int address(@Mixin JsonOption json) {
        Ending<Account> ending = new Session(shell).run(root.start(new Options.Network.None()),
                engine -> engine.keys().wallet());
        return report(json.chosen()).end(ending, (account, _) -> {
            if (json.chosen()) {
                new Json(shell.out(), shell.words()).wallet(account);
            } else {
                shell.out().println(account);
                shell.out().print(QrText.of(account.toString()));
            }
            return ExitCode.DONE;
        }).number();
    }

    @Command(name = "balance", mixinStandardHelpOptions = true, description = "Says what the wallet has of each drive's "
            + "payment token and gas coin, asked of the drive's chain now.")
    int balance(@Mixin JsonOption json) {
        Ending<List<Balance>> ending = new Session(shell).run(root.start(new Options.Network.Embedded()),
                engine -> engine.keys().balances());
        return report(json.chosen()).end(ending, (balances, _) -> {
            if (balances.isEmpty()) {
                shell.say(Phrase.NO_DRIVES);
            }
            ExitCode code = ExitCode.DONE;
            for (Balance balance : balances) {
                code = code.and(print(balance, json.chosen()));
            }
            return code;
        }).number();
    }

    @Command(name = "limit", mixinStandardHelpOptions = true, description = "Shows what the wallet may spend, whatever the "
            + "budgets of uploads say, or sets it. An upload that the limit of a day does not admit waits for approval; above "
            + "the ceiling for gas nothing is signed.")
    int limit(
            @Option(names = "--per-day", paramLabel = "TOKENS|none", converter = Setting.Tokens.class, description = "The most tokens in any 24 hours, on each chain for itself.") @Nullable Setting<Amount> perDay,
            @Option(names = "--gas-price", paramLabel = "GWEI|none", converter = Setting.GasPrice.class, description = "The most for a unit of gas, base fee and tip together.") @Nullable Setting<Wei> gasPrice,
            @Mixin JsonOption json) {
        Ending<Limits> ending = new Session(shell).run(root.start(new Options.Network.None()), engine -> {
            Limits known = engine.keys().limits();
            Limits wanted = new Limits(perDay == null ? known.perDay() : perDay.most(),
                    gasPrice == null ? known.gasPrice() : gasPrice.most());
            if (!wanted.equals(known)) {
                engine.keys().limits(wanted);
            }
            return wanted;
        });
        return report(json.chosen()).end(ending, (limits, _) -> {
            if (json.chosen()) {
                new Json(shell.out(), shell.words()).limits(limits);
            } else {
                limits.perDay().ifPresentOrElse(most -> print(Phrase.LIMIT_DAY, shell.words().tokens(most)),
                        () -> print(Phrase.NO_LIMIT_DAY));
                limits.gasPrice().ifPresentOrElse(most -> print(Phrase.LIMIT_GAS, shell.words().gasPrice(most)),
                        () -> print(Phrase.NO_LIMIT_GAS));
            }
            return ExitCode.DONE;
        }).number();
    }

    private ExitCode print(Balance balance, boolean json) {
        if (json) {
            new Json(shell.out(), shell.words()).balance(balance);
        }
        return switch (balance) {
            case Balance.Known known -> {
                if (!json) {
                    Duration age = Duration.between(known.time(), Instant.now());
                    print(Phrase.BALANCE, Legible.of(known.drive().name()), shell.words().tokens(known.tokens()),
                            shell.words().coins(known.coin()), known.drive().chain().toString(),
                            shell.words().count(known.block()),
                            shell.words().count(Math.max(0, age.toSeconds())));
                }
                yield ExitCode.DONE;
            }
            case Balance.Unknown(var drive, var failure) -> {
                shell.say(Phrase.NO_BALANCE, Legible.of(drive.name()));
                shell.say(shell.words().problem(failure));
                yield ExitCode.of(failure);
            }
        };
    }

    @Command(name = "import", mixinStandardHelpOptions = true, description = "Makes the key in a file the wallet: 32 bytes in "
            + "hex, or Web3 Secret Storage (version 3) with its passphrase. Refused while the present wallet is in use; it "
            + "is kept beside the new one.")
    int take(@Parameters(paramLabel = "FILE", description = "The file with the key.") Path file,
            @Option(names = "--file-passphrase-file", paramLabel = "FILE", description = "Where the passphrase of that file is; otherwise the terminal is asked.") @Nullable Path passphraseFile) {
        Ending<Account> ending = new Session(shell).run(root.unlocked(), engine -> {
            boolean changed = engine.keys().importWallet(file.toAbsolutePath(),
                    shell.secrets().known(passphraseFile, Phrase.FILE_PASSPHRASE));
            shell.say(changed ? Phrase.WALLET_IMPORTED : Phrase.WALLET_SAME);
            return engine.keys().wallet();
        });
        return report(false).end(ending, (account, _) -> {
            shell.out().println(account);
            return ExitCode.DONE;
        }).number();
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the wallet's key to a new file as Web3 "
            + "Secret Storage (version 3), under a passphrase of its own.")
    int export(@Parameters(paramLabel = "FILE", description = "The new file.") Path file,
            @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "Where the passphrase of the new file is; otherwise the terminal is asked.") @Nullable Path passphraseFile) {
        Path target = file.toAbsolutePath();
        Ending<Account> ending = new Session(shell).run(root.unlocked(), engine -> {
            engine.keys().exportWallet(target, shell.secrets().fresh(passphraseFile));
            return engine.keys().wallet();
        });
        return report(false).end(ending, (account, _) -> {
            print(Phrase.WALLET_EXPORTED, shell.words().path(target), account.toString());
            return ExitCode.DONE;
        }).number();
    }

    private Report report(boolean json) {
        return new Report(shell, json, root.home());
    }

    private void print(Phrase phrase, Object... values) {
        shell.out().println(shell.phrases().text(phrase, values));
    }
}
