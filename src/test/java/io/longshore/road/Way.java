package io.longshore.road;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.longshore.ledger.Waypoints;

/// Tells every point that a program passes, and stands still at chosen ones. The ledger's thread waits there, so nothing
/// that would need to be durable happens meanwhile.
final class Way implements Waypoints {
    private static final String INTENT = "intent:";
    private static final String OUTCOME = "outcome:";

    private final Talk talk;
    private final Set<Point> stops;
    private final Map<Point, Integer> passed = new HashMap<>();
    private String kind = "earlier";
    private boolean begun;

    /// @param stops where it stands still
    Way(Talk talk, Set<Point> stops) {
        this.talk = talk;
        this.stops = Set.copyOf(stops);
    }

    /// From here on points are counted.
    synchronized void begin() {
        begun = true;
    }

    @Override
    public void reached(Moment moment, List<String> records) {
        Point point = pass(moment, records);
        talk.say("passed " + point);
        if (stops.contains(point)) {
            talk.say("stands " + point);
            talk.awaitGo();
        }
    }

    private synchronized Point pass(Moment moment, List<String> records) {
        records.stream().filter(name -> name.startsWith(INTENT))
                .forEach(name -> kind = name.substring(INTENT.length()));
        // At most one intent is open, so an outcome is the last one's.
        Point first = Point.first(moment, records.stream()
                .map(name -> name.startsWith(OUTCOME) ? name + ":" + kind : name).collect(Collectors.joining("+")));
        return begun ? new Point(moment, first.records(), passed.merge(first, 1, Integer::sum)) : zeroth(first);
    }

    /// No point where anybody stops.
    private static Point zeroth(Point first) {
        return new Point(first.moment(), first.records(), 0);
    }
}
