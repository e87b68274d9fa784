package io.longshore.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.Whereabouts;
import io.longshore.text.Legible;

/// `longshore drives`: the places there are to put files.
@Command(name = "drives", description = "Lists the drives, or changes one.")
final class DrivesCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private JsonOption json;

    DrivesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Ending<List<Drive>> ending = new Session(shell).run(root.start(new Options.Network.None()), Longshore::drives);
        return new Report(shell, json.chosen(), root.home()).end(ending, (drives, _) -> {
            drives.forEach(drive -> print(drive, json.chosen()));
            return ExitCode.DONE;
        }).number();
    }

    @Command(name = "edit", mixinStandardHelpOptions = true, description = "Changes what holds for a drive.")
    int edit(@Parameters(paramLabel = "NAME", description = "The drive.") String name,
            @Option(names = "--max-price", paramLabel = "TOKENS", required = true, converter = CeilingText.class, description = "The most a provider may quote for a chunk, or 'none'; three times the quote is paid. Above it, uploads wait.") Ceiling ceiling,
            @Mixin JsonOption inJson) {
        Ending<Drive> ending = new Session(shell).run(root.start(new Options.Network.None()),
                engine -> engine.ceiling(name, ceiling.most()));
        return new Report(shell, inJson.chosen(), root.home()).end(ending, (drive, _) -> {
            print(drive, inJson.chosen());
            return ExitCode.DONE;
        }).number();
    }

    /// What was said about the ceiling.
    ///
    /// @param most empty for none
    record Ceiling(Optional<Amount> most) {}

    /// Reads a ceiling: an amount of tokens, or `none`.
    static final class CeilingText implements ITypeConverter<Ceiling> {
        @Override
        public Ceiling convert(String text) {
            return new Ceiling(text.equals("none") ? Optional.empty() : Optional.of(new TokenAmount().convert(text)));
        }
    }

    private void print(Drive drive, boolean asJson) {
        if (asJson) {
            new Json(shell.out(), shell.words()).drive(drive);
            return;
        }
        String leads = switch (drive.network()) {
            case Whereabouts.Embedded _ -> shell.phrases().text(Phrase.EMBEDDED);
            case Whereabouts.Directory(URI url) -> Legible.of(url.toString());
            case Whereabouts.Listed(_, List<URI> providers) ->
                Legible.of(String.join(", ", providers.stream().map(Whereabouts::place).toList()));
        };
        shell.out().println(
                shell.phrases().text(Phrase.DRIVE, Legible.of(drive.name()), drive.id().toString(), leads));
        drive.ceiling().ifPresent(
                most -> shell.out().println(shell.phrases().text(Phrase.CEILING, shell.words().tokens(most))));
    }
}
