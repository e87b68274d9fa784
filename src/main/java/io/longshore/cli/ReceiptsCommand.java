package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import io.longshore.Exports;
import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ImportedJournal;
import io.longshore.model.PaymentMode;
import io.longshore.model.Receipt;
import io.longshore.model.ReceiptTotals;
import io.longshore.model.VerifiedExport;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.text.Legible;

/// `longshore receipts`: what was paid, and the proof of it for others.
@Command(name = "receipts", description = "Lists what was paid, or exports the proof of it, or verifies such an export, "
        + "which takes nothing but the file, or imports one into a data folder with the same vault, which then goes on "
        + "with its uploads and pays nothing again. An export holds no names, paths or content of files; it holds accounts, "
        + "amounts, chunk addresses and the URLs of networks outside this program.")
final class ReceiptsCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--export", paramLabel = "FILE", description = "Export the journal to a new file.")
    private @Nullable Path export;

    @Option(names = "--overwrite", description = "Replace the file of --export if it is there.")
    private boolean overwrite;

    @Option(names = "--verify", paramLabel = "FILE", description = "Verify an export; no data folder is opened.")
    private @Nullable Path verify;

    @Option(names = "--import", paramLabel = "FILE", description = "Take over an export of another data folder with the "
            + "same vault, verified first: its uploads and what was paid for them.")
    private @Nullable Path taken;

    @Option(names = "--localnet", paramLabel = "URL", converter = WebAddress.class, description = "With --import: its drives lead to the local network "
            + "that runs there as a process of its own.")
    private @Nullable URI localnet;

    @Option(names = "--chain", paramLabel = "URL", converter = WebAddress.class, description = "With --verify: ask this JSON-RPC node, too, whether the "
            + "payments are on its chain.")
    private @Nullable URI chain;

    @Option(names = "--counter-sign", paramLabel = "KEYFILE", description = "With --verify: if the export holds, add the "
            + "signature of this private key (secp256k1, in hex) to it.")
    private @Nullable Path key;

    @Mixin
    private JsonOption json;

    ReceiptsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        long forms = Stream.of(export, verify, taken).filter(Objects::nonNull).count();
        if (forms > 1 || localnet != null && taken == null || (chain != null || key != null) && verify == null
                || overwrite && export == null) {
            throw new ParameterException(spec.commandLine(),
                    "--export, --verify and --import exclude each other; --chain and --counter-sign want --verify, "
                            + "--overwrite wants --export, --localnet wants --import");
        }
        Report report = new Report(shell, json.chosen(), root.home());
        Session session = new Session(shell);
        if (verify != null) {
            return verified(report, verify.toAbsolutePath()).number();
        }
        if (taken != null) {
            Path file = taken.toAbsolutePath();
            Opening.Start start = localnet == null
                    ? root.unlocked()
                    : root.start(new Options.Network.At(localnet));
            return report.end(session.run(start, engine -> engine.importJournal(file)),
                    (imported, _) -> print(file, imported)).number();
        }
        if (export != null) {
            Path file = export.toAbsolutePath();
            Ending<ExportedJournal> ending = session.run(root.start(new Options.Network.None()),
                    engine -> engine.export(file, overwrite));
            return report.end(ending, (exported, _) -> print(exported)).number();
        }
        return report.end(session.run(root.start(new Options.Network.None()), Longshore::receipts), this::print)
                .number();
    }

    private ExitCode print(List<Receipt> receipts, Snapshot snapshot) {
        ReceiptTotals totals = ReceiptTotals.of(receipts);
        if (json.chosen()) {
            Json objects = new Json(shell.out(), shell.words());
            receipts.forEach(objects::receipt);
            objects.totals(totals);
            return ExitCode.DONE;
        }
        if (receipts.isEmpty()) {
            shell.say(Phrase.NO_RECEIPTS);
            return ExitCode.DONE;
        }
        receipts.forEach(this::print);
        line(Phrase.RECEIPTS_TOTAL, totals.waves(), totals.rows(), shell.words().tokens(totals.tokens()),
                shell.words().coins(totals.gas()), shell.words().tokens(snapshot.inVain()));
        totals.first().ifPresent(first -> line(Phrase.FIRST_PAYMENT, first.toString()));
        return ExitCode.DONE;
    }

    private void print(Receipt receipt) {
        if (receipt.mode() == PaymentMode.FREE) {
            line(Phrase.RECEIPT_FREE, receipt.wave().toString());
        } else {
            line(Phrase.RECEIPT, receipt.wave().toString(), receipt.rows().size(),
                    shell.words().tokens(receipt.total()), shell.words().coins(receipt.gas()),
                    Long.toString(receipt.block()), receipt.blockTime().toString(), receipt.transaction().toString());
        }
    }

    private ExitCode print(ExportedJournal exported) {
        if (json.chosen()) {
            new Json(shell.out(), shell.words()).exported(exported);
        } else {
            line(Phrase.EXPORTED, shell.words().path(exported.file()), shell.words().count(exported.records()),
                    exported.digest().toString());
        }
        return ExitCode.DONE;
    }

    private ExitCode print(Path file, ImportedJournal imported) {
        if (json.chosen()) {
            new Json(shell.out(), shell.words()).imported(file, imported);
            return ExitCode.DONE;
        }
        if (imported.records() == 0) {
            line(Phrase.IMPORTED_NOTHING, shell.words().path(file));
            return ExitCode.DONE;
        }
        line(Phrase.IMPORTED, shell.words().path(file), imported.records(), imported.uploads().size(),
                imported.unfinished().size(), imported.receipts(), imported.rows(),
                shell.words().tokens(imported.total()), shell.words().coins(imported.gas()));
        imported.first().ifPresent(first -> line(Phrase.FIRST_PAYMENT, first.toString()));
        if (imported.dropped() > 0) {
            shell.say(Phrase.COSTS_DROPPED, shell.words().count(imported.dropped()));
        }
        return ExitCode.DONE;
    }

    private ExitCode verified(Report report, Path file) {
        try {
            VerifiedExport verified = Exports.verify(file, Optional.ofNullable(chain));
            if (key != null) {
                verified = Exports.counterSign(file, verified, key.toAbsolutePath());
            }
            print(file, verified);
            return ExitCode.DONE;
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Corrupt(String what, String detail)) {
                shell.say(Phrase.EXPORT_WRONG, Legible.of(what), Legible.of(detail), e.failure().code());
                return ExitCode.FAILED;
            }
            return report.failed(e.failure());
        }
    }

    private void print(Path file, VerifiedExport verified) {
        if (json.chosen()) {
            new Json(shell.out(), shell.words()).verified(file, verified);
            return;
        }
        line(Phrase.CHECKED_CHAIN, shell.words().count(verified.records()), verified.head().toString());
        line(Phrase.CHECKED_QUOTES, shell.words().count(verified.quotes()), verified.rows());
        line(Phrase.CHECKED_TRANSACTIONS, shell.words().count(verified.transactions()), verified.intents());
        line(Phrase.CHECKED_RECEIPTS, shell.words().count(verified.receipts()), verified.rows(),
                shell.words().tokens(verified.total()), shell.words().coins(verified.gas()),
                shell.words().count(verified.again()));
        verified.chain().ifPresentOrElse(
                found -> line(Phrase.CHECKED_ON_CHAIN, found.chain().toString(), found.receipts(),
                        shell.words().count(found.rows()), shell.words().count(found.elsewhere())),
                () -> line(Phrase.NOT_CHECKED));
        verified.signers().forEach(signer -> line(Phrase.SIGNER, signer.toString()));
        if (verified.signers().isEmpty()) {
            line(Phrase.NO_SIGNER, verified.digest().toString());
        }
    }

    private void line(Phrase phrase, Object... values) {
        shell.out().println(shell.phrases().text(phrase, values));
    }
}
