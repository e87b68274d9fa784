package io.longshore.app.bridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class LiveRowsTest {
    /// @param name the key
    private record Thing(String name, int value) {}

    private final LiveRows<String, Thing> things = new LiveRows<>(Thing::name);

    @Test
    void keepsARowWhileItsKeyIsThere() {
        things.show(List.of(new Thing("a", 1), new Thing("b", 1)));
        LiveRow<String, Thing> b = things.rows().get(1);
        things.show(List.of(new Thing("c", 1), new Thing("b", 2)));
        assertSame(b, things.rows().get(1));
        assertEquals(new Thing("b", 2), b.shown());
    }

    @Test
    void tellsNobodyOfASnapshotThatSaysTheSame() {
        things.show(List.of(new Thing("a", 1)));
        AtomicInteger changes = new AtomicInteger();
        things.rows().addListener((ListChangeListener<Object>) _ -> changes.incrementAndGet());
        things.rows().getFirst().shownProperty().addListener((_, _, _) -> changes.incrementAndGet());
        things.show(List.of(new Thing("a", 1)));
        assertEquals(0, changes.get());
    }

    @Test
    void changesAValueWithoutTouchingTheList() {
        things.show(List.of(new Thing("a", 1), new Thing("b", 1)));
        AtomicInteger lists = new AtomicInteger();
        things.rows().addListener((ListChangeListener<Object>) _ -> lists.incrementAndGet());
        things.show(List.of(new Thing("a", 2), new Thing("b", 1)));
        assertEquals(0, lists.get());
        assertEquals(2, things.rows().getFirst().shown().value());
    }

    @Test
    void showsAnyListAfterAnyOther() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Thing> wanted = new ArrayList<>();
            for (int name = 0; name < 12; name++) {
                if (random.nextBoolean()) {
                    wanted.add(new Thing("name " + name, random.nextInt(3)));
                }
            }
            Collections.shuffle(wanted, random);
            things.show(wanted);
            assertEquals(wanted, things.rows().stream().map(LiveRow::shown).toList(), "seed " + seed);
        }
    }
}
