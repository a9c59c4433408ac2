package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.session.WaitResult.Outcome;
import dev.coop.core.time.ManualTimers;
import dev.coop.core.time.TimerThread;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WaitsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A program that does nothing but what it is typed: the terminal shows that, too. */
    private static final String ECHO = "stty -echo -onlcr raw; printf ready; cat";

    private final Host host = new Host();
    private final TimerThread timers = new TimerThread();
    private final Waits waits = new Waits(timers);

    /** A session is watched by the timers of who waits there first: a test uses either these or the others. */
    private final ManualTimers manual = new ManualTimers();

    private final Waits timeless = new Waits(manual);

    @AfterEach
    void close() {
        host.close();
        timers.close();
    }

    private Session sh(String script, SessionLimits limits) throws SpawnException {
        return host.start(
                new Launch(
                        List.of("sh", "-c", script),
                        Path.of("/"),
                        Map.of("PATH", "/usr/bin:/bin"),
                        "xterm-256color",
                        new WindowSize(40, 10)),
                limits);
    }

    private Session sh(String script) throws SpawnException {
        return sh(script, SessionLimits.DEFAULT);
    }

    /** One that has shown that it is ready, and now shows what is typed. */
    private Session echo() throws Exception {
        Session session = sh(ECHO);
        awaitOutput(session, "ready".length());
        return session;
    }

    private static void type(Session session, String text) throws Exception {
        session.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Until text(String text) {
        return new Until.Found(Search.literal(text));
    }

    private static WaitResult result(CompletableFuture<WaitResult> wait) throws Exception {
        return wait.get(60, TimeUnit.SECONDS);
    }

    private void passUntilDone(CompletableFuture<WaitResult> wait, Duration step) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!wait.isDone()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            // While a thread works on what was due there may be no timer: then time stands still.
            if (manual.waiting() > 0) {
                manual.advance(step);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void awaitTimers(int count) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (manual.waiting() != count) {
            assertThat(System.nanoTime()).as("%s timers", manual.waiting()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void textThatIsThereIsFoundAtOnceAndSaysWhere() throws Exception {
        Session session = echo();
        WaitResult result = result(waits.until(session, text("ad"), Duration.ZERO));
        assertThat(result.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(result.match()).contains(new Search.Match(0, 2, 4, "ad"));
        assertThat(result.offset()).isEqualTo(5);
        assertThat(result.missed()).isZero();
    }

    @Test
    void textThatIsNotThereAndNoTimeIsOneLook() throws Exception {
        WaitResult result = result(waits.until(echo(), text("nowhere"), Duration.ZERO));
        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(result.match()).isEmpty();
    }

    @Test
    void textThatComesLaterEndsTheWait() throws Exception {
        Session session = echo();
        CompletableFuture<WaitResult> wait = waits.until(session, text("later"), LONG);
        type(session, "\r\nlat");
        result(waits.until(session, text("lat"), LONG));
        assertThat(wait).isNotDone();
        type(session, "er");
        assertThat(result(wait).match()).contains(new Search.Match(1, 0, 5, "later"));
    }

    @Test
    void anExpressionIsFoundAndTellsWhatItMatched() throws Exception {
        Session session = echo();
        CompletableFuture<WaitResult> wait = waits.until(session, new Until.Found(Search.regex("error: \\w+")), LONG);
        type(session, "\r\nsome error: 42 here");
        assertThat(result(wait).match()).contains(new Search.Match(1, 5, 14, "error: 42"));
    }

    @Test
    void textThatScrolledAwayBetweenTwoLooksIsFound() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Session session = sh("stty -echo; echo ready; read x; echo MARK; seq 1 2000; read x")) {
                result(waits.until(session, text("ready"), LONG));
                CompletableFuture<WaitResult> wait = waits.until(session, text("MARK"), LONG);
                type(session, "\n");
                assertThat(result(wait).match()).contains(new Search.Match(1, 0, 4, "MARK"));
            }
        }
    }

    @Test
    void theLastWordsOfAProgramAreHeard() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Session session = sh("stty -echo; echo ready; read x; echo one; printf last")) {
                result(waits.until(session, text("ready"), LONG));
                CompletableFuture<WaitResult> last = waits.until(session, text("last"), LONG);
                CompletableFuture<WaitResult> never = waits.until(session, text("never"), LONG);
                CompletableFuture<WaitResult> quiet = waits.until(session, new Until.Quiet(LONG), LONG);
                CompletableFuture<WaitResult> end = waits.until(session, new Until.Ended(), LONG);
                type(session, "\n");
                assertThat(result(last).outcome()).isEqualTo(Outcome.FOUND);
                assertThat(result(never).outcome()).isEqualTo(Outcome.ENDED);
                assertThat(result(quiet).outcome()).isEqualTo(Outcome.ENDED);
                assertThat(result(end).outcome()).isEqualTo(Outcome.ENDED);
                assertThat(result(end).offset()).isEqualTo(session.output().end());
            }
        }
    }

    @Test
    void afterTheEndThereIsOneLook() throws Exception {
        try (Session session = sh("echo said")) {
            session.exit().get(60, TimeUnit.SECONDS);
            assertThat(result(waits.until(session, text("said"), LONG)).outcome())
                    .isEqualTo(Outcome.FOUND);
            assertThat(result(waits.until(session, text("unsaid"), LONG)).outcome())
                    .isEqualTo(Outcome.ENDED);
            assertThat(result(waits.until(session, new Until.Quiet(SECOND), LONG))
                            .outcome())
                    .isEqualTo(Outcome.ENDED);
            assertThat(result(waits.until(session, new Until.Ended(), LONG)).outcome())
                    .isEqualTo(Outcome.ENDED);
        }
    }

    @Test
    void fromNowOnlyWhatIsNewCounts() throws Exception {
        Session session = echo();
        type(session, "\r\n$ ls");
        result(waits.until(session, text("$ ls"), LONG));
        Until prompt = new Until.Found(Search.regex("^\\$"), Until.From.NOW);
        CompletableFuture<WaitResult> wait = waits.until(session, prompt, LONG);
        type(session, "\r\nfile");
        result(waits.until(session, text("file"), LONG));
        assertThat(wait).isNotDone();
        type(session, "\r\n$ ");
        assertThat(result(wait).match()).contains(new Search.Match(3, 0, 1, "$"));

        CompletableFuture<WaitResult> changed = waits.until(session, prompt, LONG);
        type(session, "x");
        assertThat(result(changed).match()).contains(new Search.Match(3, 0, 1, "$"));
    }

    @Test
    void whatAppearsWhileOthersAreLookedForIsFoundByWhoAskedJustBefore() throws Exception {
        Session session = echo();
        CompletableFuture<WaitResult> bystander = waits.until(session, text("nowhere"), LONG);
        for (int i = 0; i < 500; i++) {
            String word = "<" + i + ">";
            type(session, "\r\n" + word);
            assertThat(result(waits.until(session, text(word), LONG)).outcome()).isEqualTo(Outcome.FOUND);
        }
        assertThat(bystander).isNotDone();
        bystander.cancel(false);
    }

    @Test
    void quietIsCountedFromTheLastOutputAndFromTheBeginningOfTheWait() throws Exception {
        Session session = echo();
        CompletableFuture<WaitResult> wait = timeless.until(session, new Until.Quiet(Duration.ofSeconds(10)), LONG);
        manual.advance(Duration.ofSeconds(9));
        type(session, "x");
        awaitOutput(session, "readyx".length());
        manual.advance(Duration.ofSeconds(2));
        passUntilDone(wait, Duration.ofMillis(100));
        assertThat(result(wait).outcome()).isEqualTo(Outcome.QUIET);
        assertThat(result(wait).elapsed()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(40));
        awaitTimers(0);
    }

    @Test
    void quietThatDoesNotComeInTimeTimesOut() throws Exception {
        Session session = echo();
        CompletableFuture<WaitResult> wait = timeless.until(session, new Until.Quiet(LONG), SECOND);
        passUntilDone(wait, Duration.ofMillis(100));
        assertThat(result(wait).outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void aWaitTimesOutWhenItsTimeIsOverAndNotBefore() throws Exception {
        Session session = echo();
        List<CompletableFuture<WaitResult>> all = List.of(
                timeless.until(session, text("nowhere"), LONG), timeless.until(session, new Until.Ended(), LONG));
        manual.advance(LONG.minusMillis(1));
        type(session, "x");
        awaitOutput(session, "readyx".length());
        assertThat(all).noneMatch(CompletableFuture::isDone);
        manual.advance(Duration.ofMillis(1));
        for (CompletableFuture<WaitResult> wait : all) {
            WaitResult result = result(wait);
            assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(result.elapsed()).isEqualTo(LONG);
        }
    }

    @Test
    void aSlowExpressionIsGivenUpAndHarmsNoOtherWait() throws Exception {
        Session session = sh("stty -echo; echo ready; read x; printf %039d 0; cat");
        result(waits.until(session, text("ready"), LONG));
        CompletableFuture<WaitResult> slow =
                waits.until(session, new Until.Found(Search.regex("(.*)(.*)(.*)(.*)(.*)(.*)(.*)\\1x")), LONG);
        CompletableFuture<WaitResult> other = waits.until(session, text("000"), LONG);
        type(session, "\n");
        assertThat(result(other).outcome()).isEqualTo(Outcome.FOUND);
        assertThat(slow)
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(Search.DeadlinePassed.class)
                .withMessageContaining("100 ms");
    }

    @Test
    void soManyMayWaitForASessionAndWhoGivesUpMakesRoom() throws Exception {
        Session session = echo();
        List<CompletableFuture<WaitResult>> all = new ArrayList<>();
        for (int i = 0; i < Waits.MAX_WAITS; i++) {
            all.add(waits.until(session, text("nowhere"), LONG));
        }
        assertThatExceptionOfType(TooManyWaitsException.class)
                .isThrownBy(() -> waits.until(session, text("nowhere"), LONG));
        assertThat(result(waits.until(sh("read x"), text(" "), Duration.ZERO)).outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        all.getFirst().cancel(false);
        all.add(waits.until(session, text("nowhere"), LONG));
        session.kill();
        for (CompletableFuture<WaitResult> wait : all.subList(1, all.size())) {
            assertThat(result(wait).outcome()).isEqualTo(Outcome.ENDED);
        }
        assertThat(all.getFirst()).isCancelled();
    }

    @Test
    void aWaitThatIsOverLeavesNoTimerBehind() throws Exception {
        Session session = echo();
        assertThat(result(timeless.until(session, text("ready"), LONG)).outcome())
                .isEqualTo(Outcome.FOUND);
        awaitTimers(0);
        CompletableFuture<WaitResult> cancelled = timeless.until(session, text("nowhere"), LONG);
        awaitTimers(1);
        cancelled.cancel(false);
        awaitTimers(0);
    }

    /** Time stands still, so there is one look, and then a timer for the next. */
    @Test
    void aFloodBringsOneLookForEachPause() throws Exception {
        Session session = sh("yes 0123456789");
        List<CompletableFuture<WaitResult>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(timeless.until(session, text("nowhere"), LONG));
        }
        awaitTimers(all.size() + 1);
        for (long offset = 4 << 20; offset <= 16 << 20; offset += 4 << 20) {
            awaitOutput(session, offset);
            assertThat(manual.waiting()).isEqualTo(all.size() + 1);
        }
        all.forEach(wait -> wait.cancel(false));
    }

    private static void awaitOutput(Session session, long offset) throws Exception {
        try (var cursor = session.output().cursor(session.output().end())) {
            byte[] sink = new byte[1 << 16];
            while (session.output().end() < offset) {
                assertThat(cursor.await(LONG)).isTrue();
                cursor.read(sink, 0, sink.length);
            }
        }
    }

    @Test
    void linesThatNobodyCouldSeeAreCounted() throws Exception {
        try (Session session = sh("stty -echo; echo ready; read x; seq 1 100000", new SessionLimits(1000, 20))) {
            result(waits.until(session, text("ready"), LONG));
            CompletableFuture<WaitResult> wait = waits.until(session, text("nowhere"), LONG);
            type(session, "\n");
            WaitResult result = result(wait);
            assertThat(result.outcome()).isEqualTo(Outcome.ENDED);
            assertThat(result.missed()).isBetween(1000L, 100_000L);
        }
    }

    @Test
    void timesThatMakeNoSenseAreRefused() throws Exception {
        Session session = echo();
        assertThatIllegalArgumentException().isThrownBy(() -> waits.until(session, text("x"), SECOND.negated()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> waits.until(session, text("x"), Waits.MAX_TIME.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Until.Quiet(Duration.ZERO));
    }
}
