package io.longshore.road;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.sun.management.HotSpotDiagnosticMXBean;

import io.longshore.House;
import io.longshore.Options;
import io.longshore.json.Json;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

/// A program that does one errand on a data folder with the engine: brings in order what was left undone, waits to be let
/// go on, uploads one more file, and says what became of all. It tells every point that it passes and stands still at those
/// it is given, so that it can be killed exactly there.
///
/// `HOME NETWORK PATIENCE_MS STOPS NEXT EARLIER…`: `STOPS` are points by commas or nothing, `NEXT` is the file or nothing,
/// `EARLIER` are files that may not have got into the ledger before. It says, a line each: `passed POINT`, `stands POINT` (and
/// waits for `go`), `ready` (and waits for `go`), `stalled CODE`, `upload JSON`.
final class Errand {
    /// Files whose names end so are given a budget that admits nothing, and are approved when they wait for that.
    static final String POOR = ".poor";

    /// How often what stopped is let go on: more often than faults are set for one errand.
    private static final int TRIES = 12;

    private static final int STUCK = 3;
    /// After that it is stuck, and says where.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Talk talk;
    private final House house;

    private Errand(Talk talk, House house) {
        this.talk = talk;
        this.house = house;
    }

    /// The program.
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Thread.ofPlatform().daemon().name("watch").start(() -> watch(Path.of(given.getFirst())));
        Talk talk = Talk.standard();
        Way way = new Way(talk, Set.copyOf(Point.all(given.get(3))));
        House house = House.open(new Options(Path.of(given.get(0)), Optional.empty(),
                new Options.Network.At(URI.create(given.get(1))), Duration.ofMillis(Long.parseLong(given.get(2))),
                InstantSource.system(), way));
        Errand errand = new Errand(talk, house);
        for (String earlier : given.subList(5, given.size())) {
            errand.add(Path.of(earlier));
        }
        errand.finish();
        talk.say("ready");
        talk.awaitGo();
        way.begin();
        if (!given.get(4).isEmpty()) {
            errand.add(Path.of(given.get(4)));
            errand.finish();
        }
        house.close();
        errand.report();
        System.exit(0);
    }

    private static void watch(Path home) {
        try {
            Thread.sleep(LONGEST);
        } catch (InterruptedException _) {
            return;
        }
        try {
            // With the virtual threads, unlike the stack traces that a thread can ask for.
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(home.toAbsolutePath() + "/stuck", HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            System.err.println("stuck: " + Files.readString(home.resolve("stuck")));
        } catch (IOException e) {
            System.err.println("stuck, and cannot say where: " + e);
        }
        Runtime.getRuntime().halt(STUCK);
    }

    private void add(Path file) throws InterruptedException {
        Optional<Amount> budget = file.toString().endsWith(POOR) ? Optional.of(Amount.of(1)) : Optional.empty();
        boolean known = house.snapshot().uploads().stream().anyMatch(upload -> upload.path().equals(file));
        for (int tries = 0; !known; tries++) {
            try {
                house.add(List.of(file), Optional.empty(), budget);
                known = true;
            } catch (FailureException e) {
                stalled(e, tries);
            }
        }
    }

    /// Lets go on what stopped, or what nobody has let run since the start, as often as a user would.
    private void finish() throws FailureException, InterruptedException {
        for (int tries = 0; !house.unfinished().isEmpty(); tries++) {
            Set<UploadId> unfinished = house.unfinished();
            try {
                goOn(unfinished);
            } catch (FailureException e) {
                stalled(e, tries);
            }
            house.await(unfinished);
            if (tries == TRIES) {
                throw new IllegalStateException("never finished: " + house.snapshot().uploads());
            }
        }
    }

    private void goOn(Set<UploadId> unfinished) throws FailureException {
        Set<UploadId> waiting = new HashSet<>();
        for (UploadSnapshot upload : house.snapshot().uploads()) {
            switch (upload.state()) {
                case UploadState.AwaitingApproval _ -> waiting.add(upload.id());
                case UploadState.Stalled(var failure) -> talk.say("stalled " + failure.code());
                case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.AwaitingVault _,UploadState.Cancelled _,UploadState.Failed _,UploadState.Done _ ->
                    {
                    }
            }
        }
        house.approve(waiting, Optional.empty());
        house.resume(unfinished.stream().filter(id -> !waiting.contains(id)).collect(Collectors.toSet()));
    }

    private void stalled(FailureException e, int tries) {
        talk.say("stalled " + e.failure().code());
        if (tries == TRIES) {
            throw new IllegalStateException("never went on", e);
        }
    }

    private void report() {
        for (UploadSnapshot upload : house.snapshot().uploads()) {
            var line = Json.object();
            line.put("path", upload.path().toString());
            line.put("done", upload.state() instanceof UploadState.Done);
            line.put("objects", upload.chunks() + upload.indexObjects());
            line.put("paid_atto", upload.cost().tokens().atto().toString());
            line.put("gas_wei", upload.cost().gas().value().toString());
            line.put("handle", upload.handle().map(Object::toString).orElse(""));
            talk.say("upload " + new String(Json.write(line), StandardCharsets.UTF_8));
        }
    }
}
