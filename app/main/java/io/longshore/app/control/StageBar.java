package io.longshore.app.control;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/// How far an upload is, in real chunks of its whole: a thin line for what is planned, a thicker one for what is paid,
/// a full one for what is stored. The three differ in height, so that they can be told apart without colour.
public final class StageBar extends Region {
    private static final double HEIGHT = 10;
    private static final double PLANNED_HEIGHT = 3;
    private static final double PAID_HEIGHT = 6;

    private final Region track = part("track");
    private final Region planned = part("planned");
    private final Region paid = part("paid");
    private final Region stored = part("stored");
    private Stages stages = new Stages(0, 0, 0, 0);

    /// Shows nothing yet.
    public StageBar() {
        getStyleClass().add("stage-bar");
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        getChildren().addAll(track, planned, paid, stored);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /// Shows `next`, which `words` say.
    public void show(Stages next, String words) {
        stages = next;
        setAccessibleText(words);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        place(track, 1, PLANNED_HEIGHT);
        place(planned, stages.share(stages.planned()), PLANNED_HEIGHT);
        place(paid, stages.share(stages.paid()), PAID_HEIGHT);
        place(stored, stages.share(stages.stored()), HEIGHT);
    }

    private void place(Region part, double share, double height) {
        part.setVisible(share > 0);
        part.resizeRelocate(0, (getHeight() - height) / 2, getWidth() * share, height);
    }

    private static Region part(String style) {
        Region part = new Region();
        part.setManaged(false);
        part.getStyleClass().add(style);
        return part;
    }
}
