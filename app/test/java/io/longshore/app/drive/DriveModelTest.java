package io.longshore.app.drive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.app.FakeLongshore;
import io.longshore.app.InlineOrders;
import io.longshore.app.Scenes;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.snapshot.Snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DriveModelTest {
    private static final Drive FIRST = Scenes.drive();
    private static final Drive SECOND = new Drive(DriveId.of("000000000000000000000000000000ff"), "Second",
            FIRST.kind(),
            FIRST.publicKey(), FIRST.bucket(), FIRST.profile(), FIRST.network(), FIRST.chain(), FIRST.free());

    private final FakeLongshore engine = new FakeLongshore();
    private final DriveModel model = new DriveModel(new InlineOrders(engine));

    @Test
    void leavesTheChoiceToTheEngineWhileThereIsNoDrive() {
        model.show(Snapshot.EMPTY);
        assertEquals(Optional.empty(), model.chosenName());
    }

    @Test
    void choosesTheFirstDriveAndKeepsTheUsersChoice() {
        model.show(of(List.of(FIRST, SECOND), Map.of()));
        assertEquals(Optional.of("Local network"), model.chosenName());
        model.chosenProperty().set(SECOND);
        model.show(of(List.of(SECOND, FIRST), Map.of()));
        assertEquals(Optional.of("Second"), model.chosenName());
        model.show(of(List.of(FIRST), Map.of()));
        assertEquals(Optional.of("Local network"), model.chosenName());
    }

    @Test
    void showsTheConflictOfTheChosenDriveOnly() {
        Failure conflict = new Failure.Disagreement("roots differ", "");
        model.show(of(List.of(FIRST, SECOND), Map.of(SECOND.id(), conflict)));
        assertTrue(model.factsProperty().get().conflict().isEmpty());
        model.chosenProperty().set(SECOND);
        assertEquals(Optional.of(conflict), model.factsProperty().get().conflict());
    }

    @Test
    void asksTheEngineToEmptyTheLocalNetwork() {
        model.emptyLocalNetwork();
        assertEquals(List.of("empty"), engine.asked());
    }

    private static Snapshot of(List<Drive> drives, Map<DriveId, Failure> conflicts) {
        return new Snapshot(drives, List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), true,
                conflicts, Map.of());
    }
}
