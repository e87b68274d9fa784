package io.longshore.app.drive;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import atlantafx.base.theme.Styles;
import org.jspecify.annotations.Nullable;

import io.longshore.app.control.Buttons;
import io.longshore.app.control.Confirmation;
import io.longshore.app.control.Glyph;
import io.longshore.app.control.Sign;
import io.longshore.app.control.SignLabel;
import io.longshore.app.control.Tone;
import io.longshore.app.drive.DriveModel.Facts;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.Account;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.Whereabouts;
import io.longshore.text.Legible;
import io.longshore.text.Problem;

/// The head of the window: the drive, whose money it costs, what the local network holds, the wallet and the vault.
public final class DriveView extends HBox {
    private final DriveModel model;
    private final Messages messages;
    private final Confirmation confirmation;
    private final Label money = new Label();
    private final Label holds = new Label();
    private final SignLabel conflict = new SignLabel();
    private final Label wallet = new Label();
    private final SignLabel vault = new SignLabel();
    private final Button copy;
    private final Button empty;

    /// @param mark the product's mark
    /// @param confirmation asks before the local network is emptied
    /// @param clipboard where the wallet's address goes
    public DriveView(DriveModel model, Messages messages, Node mark, Confirmation confirmation,
            Consumer<String> clipboard) {
        this.model = model;
        this.messages = messages;
        this.confirmation = confirmation;
        copy = Buttons.shaped(Glyph.COPY, "", () -> model.factsProperty().get().wallet().map(Account::toString)
                .ifPresent(clipboard));
        copy.setId("copy-wallet");
        empty = Buttons.worded(Glyph.CROSS, messages.get(Key.DRIVE_EMPTY), messages.get(Key.DRIVE_EMPTY_HELP),
                this::empty);
        empty.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        empty.setId("empty-network");
        List.of(money, holds, wallet).forEach(label -> label.getStyleClass().addAll("fact", Styles.TEXT_MUTED));
        vault.setTooltip(new Tooltip());
        conflict.setId("conflict");
        Label label = new Label(messages.get(Key.DRIVE_LABEL));
        ComboBox<Drive> choice = choice();
        label.setLabelFor(choice);
        label.getStyleClass().addAll("fact", Styles.TEXT_MUTED);
        VBox left = new VBox(row(label, choice, money), row(holds, empty), conflict);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        HBox who = row(wallet, copy);
        who.setAlignment(Pos.CENTER_RIGHT);
        HBox key = row(vault);
        key.setAlignment(Pos.CENTER_RIGHT);
        VBox right = new VBox(who, key);
        right.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("head");
        getChildren().addAll(mark, left, right);
        model.chosenProperty().subscribe(_ -> show(model.factsProperty().get()));
        model.factsProperty().subscribe(this::show);
    }

    private ComboBox<Drive> choice() {
        ComboBox<Drive> choice = new ComboBox<>(model.drives());
        choice.setId("drive");
        choice.setAccessibleText(messages.get(Key.DRIVE_LABEL));
        choice.setPromptText(messages.get(Key.DRIVE_NONE));
        choice.valueProperty().bindBidirectional(model.chosenProperty());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Drive drive) {
                return drive == null ? "" : Legible.of(drive.name());
            }

            @Override
            public @Nullable Drive fromString(String name) {
                return null;
            }
        });
        choice.getStyleClass().add(Styles.SMALL);
        return choice;
    }

    private void show(Facts facts) {
        Drive drive = model.chosenProperty().get();
        money.setText(drive == null ? "" : money(drive));
        holds.setText(facts.localNetwork()
                .map(network -> messages.get(Key.DRIVE_HOLDS, network.nodes(), messages.words().bytes(network.held()))
                        + " · " + messages.get(Key.DRIVE_SPENT, messages.words().tokens(network.spent())))
                .orElseGet(() -> messages.get(Key.DRIVE_NOT_RUNNING)));
        reveal(empty, facts.localNetwork().isPresent());
        wallet.setText(facts.wallet()
                .map(account -> messages.get(Key.DRIVE_WALLET, messages.abbreviated(account.toString())))
                .orElseGet(() -> messages.get(Key.DRIVE_WALLET_NONE)));
        facts.wallet().ifPresent(
                account -> Buttons.explain(copy, messages.get(Key.DRIVE_WALLET_COPY, account.toString())));
        reveal(copy, facts.wallet().isPresent());
        vault.show(facts.vaultSealed()
                ? new Sign(messages.get(Key.DRIVE_VAULT_SEALED), Glyph.LOCK, Tone.SUCCESS)
                : new Sign(messages.get(Key.DRIVE_VAULT_OPEN), Glyph.UNLOCK, Tone.WARNING));
        vault.getTooltip().setText(messages.get(
                facts.vaultSealed() ? Key.DRIVE_VAULT_SEALED_HELP : Key.DRIVE_VAULT_OPEN_HELP));
        facts.conflict().ifPresent(failure -> conflict.show(disagreement(failure)));
        reveal(conflict, facts.conflict().isPresent());
    }

    private String money(Drive drive) {
        String network = switch (drive.network()) {
            case Whereabouts.Embedded _ -> "";
            case Whereabouts.Directory(URI url) -> Legible.of(url.toString());
            case Whereabouts.Listed(_, _, List<Whereabouts.Provider> providers) ->
                Legible.of(String.join(", ", providers.stream().map(Whereabouts.Provider::place).toList()));
        };
        if (network.isEmpty()) {
            return messages.get(Key.DRIVE_LOCAL);
        }
        return drive.free()
                ? messages.get(Key.DRIVE_PLAY, network)
                : messages.get(Key.DRIVE_PAID, network, drive.chain().toString());
    }

    private Sign disagreement(Failure failure) {
        Problem problem = messages.words().problem(failure);
        return new Sign(messages.get(Key.DRIVE_CONFLICT, problem.sentence(), problem.code()), Glyph.WARNING,
                Tone.DANGER);
    }

    private void empty() {
        model.factsProperty().get().localNetwork().ifPresent(network -> {
            String held = messages.words().bytes(network.held());
            if (confirmation.ask(messages.get(Key.DRIVE_EMPTY_TITLE), messages.get(Key.DRIVE_EMPTY_TEXT, held),
                    messages.get(Key.DRIVE_EMPTY_CONFIRM), messages.get(Key.CONFIRM_KEEP))) {
                model.emptyLocalNetwork();
            }
        });
    }

    private static void reveal(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("line");
        return row;
    }
}
