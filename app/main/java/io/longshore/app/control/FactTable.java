package io.longshore.app.control;

import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;

import io.longshore.app.bridge.LiveRow;

/// A table of facts that change while they are looked at; only rows in sight are drawn.
/// @param <K> what names a row
/// @param <S> what a row shows
public final class FactTable<K, S> extends TableView<LiveRow<K, S>> {
    /// What a cell says, and what its tooltip adds; the tooltip may be empty.
    public record Fact(String text, String more) {
        /// With nothing to add.
        public Fact(String text) {
            this(text, "");
        }
    }

    /// @param rows what it shows
    /// @param name what the table is, for assistive technology
    /// @param nothing what it says where there are no rows
    public FactTable(ObservableList<LiveRow<K, S>> rows, String name, String nothing) {
        super(rows);
        setAccessibleText(name);
        Label none = new Label(nothing);
        none.setWrapText(true);
        none.getStyleClass().addAll("fact", "nothing", Styles.TEXT_MUTED);
        setPlaceholder(none);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE);
    }

    /// Adds a column of text.
    /// @param width how wide it is in relation to the others
    public FactTable<K, S> fact(String title, double width, Pos alignment, Function<S, Fact> says) {
        return column(title, width, alignment, says, () -> new TableCell<>() {
            private final Tooltip more = new Tooltip();

            @Override
            protected void updateItem(Fact fact, boolean empty) {
                super.updateItem(fact, empty);
                boolean blank = empty || fact == null;
                setText(blank ? null : fact.text());
                more.setText(blank ? "" : fact.more());
                setTooltip(blank || fact.more().isEmpty() ? null : more);
                setAlignment(alignment);
            }
        });
    }

    /// Adds a column of states.
    /// @param width how wide it is in relation to the others
    public FactTable<K, S> sign(String title, double width, Function<S, Sign> says) {
        return column(title, width, Pos.CENTER_LEFT, says, () -> new TableCell<>() {
            private final SignLabel label = new SignLabel();

            @Override
            protected void updateItem(Sign sign, boolean empty) {
                super.updateItem(sign, empty);
                if (empty || sign == null) {
                    setGraphic(null);
                } else {
                    label.show(sign);
                    setGraphic(label);
                }
                setAccessibleText(empty || sign == null ? null : sign.word());
            }
        });
    }

    private <T> FactTable<K, S> column(String title, double width, Pos alignment, Function<S, T> says,
            Supplier<TableCell<LiveRow<K, S>, T>> cell) {
        TableColumn<LiveRow<K, S>, T> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> row.getValue() == null
                ? new ReadOnlyObjectWrapper<>()
                : row.getValue().shownProperty().map(says));
        column.setCellFactory(_ -> cell.get());
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 60));
        column.setSortable(false);
        column.setReorderable(false);
        if (alignment == Pos.CENTER_RIGHT) {
            column.getStyleClass().add(Tweaks.ALIGN_RIGHT);
        }
        getColumns().add(column);
        return this;
    }
}
