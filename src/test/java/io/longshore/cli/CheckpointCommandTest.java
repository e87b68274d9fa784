package io.longshore.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.Options;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.AuditReport;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Checkpoint;
import io.longshore.model.Commitment;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.Profile;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Signature;
import io.longshore.model.Standing;
import io.longshore.model.Strategy;
import io.longshore.model.Whereabouts;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.snapshot.CheckpointSnapshot.Conflict;
import io.longshore.model.snapshot.CheckpointSnapshot.Counters;
import io.longshore.model.snapshot.CheckpointSnapshot.Next;
import io.longshore.model.snapshot.CheckpointSnapshot.Paused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CheckpointCommandTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Hash ROOT = Hash.of("0x" + "ab".repeat(32));
    private static final List<ProviderId> PROVIDERS = List.of(provider(1), provider(2), provider(3), provider(4),
            provider(5));

    @TempDir
    private Path home;
    private final FakeLongshore engine = new FakeLongshore();

    private static ProviderId provider(int number) {
        return new ProviderId(Account.of("0x" + ("0" + number).repeat(20)));
    }

    private static Drive drive() {
        return new Drive(Uploads.DRIVE, "archive", DestinationKind.NETWORK, Bytes.of(new byte[32]), new BucketId(1),
                Profile.TACTICAL, new Whereabouts.Embedded(), new ChainId(1), true);
    }

    private static Commitment said(ProviderId provider, long count) {
        return new Commitment(provider, new BucketId(1), ROOT, 0, count,
                new Signature(Bytes.of(new byte[Signature.SIZE])));
    }

    private static CheckpointSnapshot quiet() {
        return new CheckpointSnapshot(Uploads.DRIVE, Optional.empty(), 0, new Strategy.Immediate(), Next.NEVER,
                Optional.empty(), 0, Map.of(), Map.of(), Optional.empty(), Optional.empty(), Counters.NONE);
    }

    /// Everything that can be shown.
    private static CheckpointSnapshot apart() {
        Checkpoint last = new Checkpoint(new BucketId(1), ROOT, 0, 7, PROVIDERS.subList(0, 3), ROOT, 99, TIME);
        return new CheckpointSnapshot(Uploads.DRIVE, Optional.of(last), 3, new Strategy.Blocks(100),
                new Next(OptionalLong.of(199), Optional.of(TIME)),
                Optional.of(new Paused.ByFailures(5, Optional.of(new Failure.NoMajority(1, 3)))), 5,
                Map.of(PROVIDERS.get(0), new Standing.Agreeing(said(PROVIDERS.get(0), 10)), PROVIDERS.get(1),
                        new Standing.Behind(said(PROVIDERS.get(1), 8), 2), PROVIDERS.get(2),
                        new Standing.Ahead(said(PROVIDERS.get(2), 14), 4), PROVIDERS.get(3),
                        new Standing.Invalid("is about another bucket"), PROVIDERS.get(4),
                        new Standing.Unreachable(new Failure.Unavailable("x", "y", Optional.empty()))),
                Map.of(PROVIDERS.get(0), ProviderHistory.none(TIME).answered(TIME, Duration.ofMillis(12))),
                Optional.of(new Conflict(TIME, new Recommendation.Audit(PROVIDERS.subList(2, 4)), List.of())),
                Optional.of(new Failure.NoMajority(2, 3)), Counters.NONE);
    }

    private Run run(CheckpointSnapshot snapshot) {
        engine.drives = List.of(drive());
        engine.anchored = List.of(snapshot);
        return new Run(engine, home);
    }

    @Test
    void withoutADriveThereIsNothingToShow() {
        Run run = new Run(engine, home);
        assertEquals(0, run.of("checkpoint"));
        assertEquals("", run.out());
    }

    @Test
    void everythingThatIsKnownStandsInTheObject() {
        Run run = run(apart());
        assertEquals(4, run.of("checkpoint", "--json"), "a conflict holds it up");
        JsonNode object = run.objects().getFirst();
        assertEquals(List.of("drive", "last_block", "root", "leaf_count", "signers", "tx", "pending", "strategy",
                "next_at", "next_block", "paused", "failures", "shortage", "providers", "conflict", "failure", "audit",
                "decision"), Run.keys(object));
        assertEquals("archive", object.get("drive").stringValue());
        assertEquals(99, object.get("last_block").longValue());
        assertEquals(ROOT.toString(), object.get("root").stringValue());
        assertEquals(7, object.get("leaf_count").longValue());
        assertEquals(3, object.get("signers").size());
        assertEquals("batched:100", object.get("strategy").stringValue());
        assertEquals("2026-01-02T03:04:05Z", object.get("next_at").stringValue());
        assertEquals(199, object.get("next_block").longValue());
        assertEquals("failures", object.get("paused").stringValue());
        assertEquals(5, object.get("failures").intValue());
        assertEquals("LS-NO-MAJORITY", object.get("shortage").get("code").stringValue());
        JsonNode providers = object.get("providers");
        assertEquals(List.of("agreeing", "behind", "ahead", "invalid", "unreachable"),
                providers.valueStream().map(each -> each.get("standing").stringValue()).toList());
        assertEquals(2, providers.get(1).get("behind").longValue());
        assertEquals(4, providers.get(2).get("ahead").longValue());
        assertEquals("is about another bucket", providers.get(3).get("reason").stringValue());
        assertEquals("healthy", providers.get(0).get("state").stringValue());
        assertEquals(12, providers.get(0).get("latency_ms").get("p50").longValue());
        assertEquals("unknown", providers.get(1).get("state").stringValue());
        assertEquals("audit", object.get("conflict").get("recommendation").stringValue());
        assertEquals("2026-01-02T03:04:05Z", object.get("conflict").get("since").stringValue());
    }

    @Test
    void everythingThatIsKnownIsSaidInBothLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Run run = run(apart());
            run.locale = locale;
            assertEquals(4, run.of("checkpoint", "archive"));
            assertTrue(run.out().contains("archive") && run.out().contains(ROOT.toString()), run.out());
            assertEquals(5, run.out().lines().filter(line -> line.strip().startsWith("0x0")).count(), run.out());
        }
    }

    @Test
    void lookingReachesNoNetworkAndMakingOneDoes() {
        Run run = run(quiet());
        assertEquals(0, run.of("checkpoint"));
        assertInstanceOf(Options.Network.None.class, run.starts.getLast().network());
        assertEquals(0, run.of("checkpoint", "--now"));
        assertInstanceOf(Options.Network.Embedded.class, run.starts.getLast().network());
        assertTrue(engine.calls.contains("submit -"), engine.calls.toString());
    }

    @Test
    void pausingAndResumingIsPassedOn() {
        Run run = run(quiet());
        assertEquals(0, run.of("checkpoint", "archive", "--pause"));
        assertEquals(0, run.of("checkpoint", "archive", "--resume"));
        assertTrue(engine.calls.containsAll(List.of("hold archive", "go on archive")), engine.calls.toString());
        assertEquals(2, run.of("checkpoint", "archive", "--resume", "--now"), "one thing at a time");
    }

    @Test
    void whyNoneCouldBeMadeIsSaidBesidesHowItStands() {
        Run run = run(apart());
        engine.refusal = new Failure.NoMajority(1, 3);
        assertEquals(1, run.of("checkpoint", "--now", "--json"));
        assertEquals("LS-NO-MAJORITY", run.objects().getFirst().get("failure").get("code").stringValue());
        assertTrue(run.err().contains("LS-NO-MAJORITY"), run.err());
        run.assertNoStackTrace();
    }

    private static AuditReport audit(Map<Address, Failure> failed) {
        return new AuditReport(PROVIDERS.getFirst(), TIME, 30, new ByteCount(29 * 1024 * 1024), 400, failed);
    }

    @Test
    void anAuditSaysWhatItRestsOn() {
        Run run = run(quiet());
        engine.audited = audit(Map.of());
        String provider = PROVIDERS.getFirst().toString();
        assertEquals(0, run.of("checkpoint", "--audit", provider, "--json"));
        assertTrue(engine.calls.contains("audit - " + provider + " 30"), engine.calls.toString());
        JsonNode audit = run.objects().getFirst().get("audit");
        assertEquals(List.of("provider_id", "at", "passed", "chunks", "of", "bytes", "misses_loss_of_1_percent",
                "misses_loss_of_10_percent", "failed"), Run.keys(audit));
        assertTrue(audit.get("passed").booleanValue());
        assertEquals(30, audit.get("chunks").intValue());
        assertEquals(400, audit.get("of").longValue());
        assertEquals(29L * 1024 * 1024, audit.get("bytes").longValue());
        assertEquals(Math.pow(0.99, 30), audit.get("misses_loss_of_1_percent").doubleValue(), 1e-12);
        assertEquals(Math.pow(0.9, 30), audit.get("misses_loss_of_10_percent").doubleValue(), 1e-12);
        assertInstanceOf(Options.Network.Embedded.class, run.starts.getLast().network());
    }

    @Test
    void anAuditThatFailsEndsSoInBothLanguages() {
        Address chunk = Address.of(new byte[Address.SIZE]);
        engine.audited = audit(Map.of(chunk, new Failure.NotFound("chunk " + chunk)));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Run run = run(quiet());
            run.locale = locale;
            assertEquals(1, run.of("checkpoint", "--audit", PROVIDERS.getFirst().toString(), "--chunks", "5"));
            assertTrue(run.out().contains(chunk.toString()) && run.out().contains("74"), run.out());
        }
        assertTrue(engine.calls.contains("audit - " + PROVIDERS.getFirst() + " 5"), engine.calls.toString());
    }

    @Test
    void whatIsDecidedIsPassedOnAndSaid() {
        Run run = run(quiet());
        for (String choice : List.of("wait", "proceed", "leave", "audit:" + PROVIDERS.get(1),
                "challenge:" + PROVIDERS.get(1))) {
            assertEquals(0, run.of("checkpoint", "archive", "--resolve", choice, "--json"));
            String word = choice.replaceAll(":.*", "");
            assertTrue(engine.calls.contains("resolve archive " + word), engine.calls.toString());
            JsonNode decision = run.objects().getLast().get("decision");
            assertEquals(List.of("at", "choice", "provider_id", "leaf_count", "outcome"), Run.keys(decision));
            assertEquals(word, decision.get("choice").stringValue());
            assertEquals("left", decision.get("outcome").stringValue());
        }
        assertEquals(0, run.of("checkpoint", "--resolve", "leave"));
        engine.refusal = new Failure.Refused("the registry", "takes none");
        assertEquals(1, run.of("checkpoint", "--resolve", "challenge:" + PROVIDERS.get(1)));
        assertTrue(run.err().contains("takes none"), run.err());
    }

    @Test
    void whatMakesNoSenseIsNotPassedOn() {
        Run run = run(quiet());
        for (List<String> wrong : List.of(List.of("--resolve", "drop"), List.of("--audit", "nobody"),
                List.of("--chunks", "3"), List.of("--now", "--chunks", "3"),
                List.of("--audit", PROVIDERS.getFirst().toString(), "--chunks", "0"))) {
            List<String> words = new ArrayList<>(List.of("checkpoint"));
            words.addAll(wrong);
            assertEquals(2, run.of(words.toArray(String[]::new)), wrong.toString());
        }
        assertEquals(List.of(), engine.calls);
    }

    @Test
    void anUnknownDriveIsAFailure() {
        assertEquals(1, run(quiet()).of("checkpoint", "nowhere"));
    }

    @Test
    void aProofIsWrittenOfWhatAHandleNames() {
        Run run = run(apart());
        Handle handle = new Handle(DestinationKind.NETWORK, Address.of("0x" + "cd".repeat(32)));
        engine.handles = List.of(handle);
        Path file = home.resolve("proof");
        assertEquals(0, run.of("checkpoint", "--export", file.toString(), "--file", handle.toString()), run::err);
        assertEquals(file + ": chunks: 2, leaves: 1, covered by the checkpoint of block 99", run.out().strip());
        assertEquals(new Options.Network.None(), run.starts.getFirst().network());
        Run object = run(apart());
        assertEquals(0, object.of("checkpoint", "--export", file.toString(), "--file", handle.toString(), "--json"));
        assertEquals(List.of("path", "root", "leaf_count", "tx", "block", "leaves", "chunks"),
                Run.keys(object.objects().getFirst()));
    }

    @Test
    void whatCannotBeProvedIsSaid() {
        String unknown = new Handle(DestinationKind.NETWORK, Address.of("0x" + "cd".repeat(32))).toString();
        assertEquals(1, run(apart()).of("checkpoint", "--export", "proof", "--file", unknown));
        assertEquals(1, run(apart()).of("checkpoint", "--export", "proof", "--file", "nothing"));
        assertEquals(2, run(apart()).of("checkpoint", "--export", "proof"));
        assertEquals(2, run(apart()).of("checkpoint", "--file", unknown));
        assertEquals(2, run(apart()).of("checkpoint", "--now", "--overwrite"));
    }
}
