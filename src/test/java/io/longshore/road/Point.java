package io.longshore.road;

import java.util.List;

import io.longshore.ledger.Waypoints.Moment;

/// A point on an errand's way: a moment of making some records durable, the n-th time that it comes.
/// [#toString] writes it as [#of] reads it, `FORCED/intent:pay+attempt/1`.
///
/// @param records what becomes durable together, joined by `+`; an outcome has its intent's kind behind it
/// @param times from 1
record Point(Moment moment, String records, int times) {
    private static final int PARTS = 3;

    /// Reads one.
    static Point of(String text) {
        String[] parts = text.split("/", PARTS);
        return new Point(Moment.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    /// The first time that it comes.
    static Point first(Moment moment, String records) {
        return new Point(moment, records, 1);
    }

    /// Reads several, joined by commas.
    static List<Point> all(String text) {
        return text.lines().flatMap(line -> List.of(line.split(",")).stream()).filter(word -> !word.isEmpty())
                .map(Point::of).toList();
    }

    @Override
    public String toString() {
        return moment + "/" + records + "/" + times;
    }
}
