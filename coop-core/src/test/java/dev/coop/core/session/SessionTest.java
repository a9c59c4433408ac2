package dev.coop.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coop.core.agent.AgentState;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.EventCursor;
import dev.coop.core.journal.EventRead;
import dev.coop.core.journal.Read;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.Launch;
import dev.coop.core.pty.SpawnException;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.vt.Line;
import dev.coop.core.vt.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {
    private final Host host = new Host();

    @AfterEach
    void close() {
        host.close();
    }

    private Session sh(String script) throws SpawnException {
        return sh(script, new WindowSize(40, 10));
    }

    private Session sh(String script, WindowSize size) throws SpawnException {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin");
        return host.start(
                new Launch(List.of("sh", "-c", script), Path.of("/"), environment, "xterm-256color", size),
                SessionLimits.DEFAULT);
    }

    private static ExitStatus end(Session session) throws Exception {
        return session.exit().get(30, TimeUnit.SECONDS);
    }

    /** Waits for output, not for time. */
    private static Snapshot await(Session session, Predicate<Snapshot> wanted) throws Exception {
        try (ByteCursor cursor = session.output().cursor(0)) {
            byte[] sink = new byte[1 << 16];
            while (true) {
                Snapshot now = session.snapshot().join();
                if (wanted.test(now)) {
                    return now;
                }
                assertThat(cursor.await(Duration.ofSeconds(20))).isTrue();
                assertThat(cursor.read(sink, 0, sink.length)).isNotInstanceOf(Read.End.class);
            }
        }
    }

    @Test
    void theScreenAndTheJournalHoldTheLastByteWhenTheEndIsTold() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (Session session = sh("printf 'one\\ntwo %s' " + i + "; exit 3")) {
                assertThat(end(session)).isEqualTo(new ExitStatus.Exited(3));
                assertThat(session.snapshot().join().lines()).startsWith("one", "two " + i);
                byte[] bytes = new byte[100];
                try (ByteCursor cursor = session.output().cursor(0)) {
                    assertThat(cursor.read(bytes, 0, 100))
                            .isEqualTo(new Read.Data(9 + Integer.toString(i).length()));
                    assertThat(cursor.read(bytes, 0, 100)).isInstanceOf(Read.End.class);
                }
            }
        }
    }

    @Test
    void theHistoryIsThereAfterTheEnd() throws Exception {
        try (Session session = sh("seq 1 100")) {
            end(session);
            assertThat(session.history(1000).join())
                    .extracting(Line::text)
                    .startsWith("1", "2")
                    .hasSize(91);
            assertThat(session.history(2).join()).extracting(Line::text).containsExactly("90", "91");
        }
    }

    @Test
    void aSnapshotComesSoonWhileTheProgramFloods() throws Exception {
        try (Session session = sh("yes 0123456789")) {
            await(session, s -> s.offset() > 1 << 20);
            long last = 0;
            for (int i = 0; i < 500; i++) {
                Snapshot snapshot = session.snapshot().join();
                assertThat(snapshot.offset()).isGreaterThanOrEqualTo(last);
                assertThat(snapshot.lines().subList(1, 8)).containsOnly("0123456789");
                last = snapshot.offset();
            }
        }
    }

    @Test
    void aSnapshotNeverShowsHalfAnUpdate() throws Exception {
        String frames = """
            i=0
            while :; do
              i=$((i+1))
              printf '\\033[?2026h\\033[H\\033[2J'
              for line in 1 2 3 4 5; do printf '%s\\r\\n' $i; done
              printf '\\033[?2026l'
            done
            """;
        try (Session session = sh(frames)) {
            await(session, s -> s.offset() > 10_000);
            for (int i = 0; i < 300; i++) {
                List<String> lines = session.snapshot().join().lines().subList(0, 5);
                assertThat(lines).allMatch(lines.getFirst()::equals);
                assertThat(lines.getFirst()).isNotEmpty();
            }
        }
    }

    @Test
    void anUpdateThatNeverEndsIsShownAllTheSame() throws Exception {
        try (Session session = sh("printf '\\033[?2026hhalf'; read x")) {
            assertThat(await(session, s -> s.offset() > 8).lines()).startsWith("half");
        }
    }

    @Test
    void answersReachTheProgramInOrder() throws Exception {
        String script = "stty raw -echo; printf '\\033[5n\\033[3;4H\\033[6n\\033[c'; "
                + "dd bs=1 count=19 2>/dev/null | od -An -c | tr -d ' \\n'";
        try (Session session = sh(script)) {
            end(session);
            assertThat(String.join("", session.snapshot().join().lines())).contains("033[0n033[3;4R033[?62;22c");
            assertThat(session.answersLost()).isZero();
        }
    }

    @Test
    void whatTheTerminalLeftOutIsInTheDiagnostics() throws Exception {
        try (Session session = sh("printf '\\033[1z\\033[2z\\377\\033]52;c;?\\007'")) {
            end(session);
            Diagnostics diagnostics = session.diagnostics();
            assertThat(diagnostics.dropped().unknownFunctions()).isEqualTo(2);
            assertThat(diagnostics.dropped().unknownStrings()).isEqualTo(1);
            assertThat(diagnostics.dropped().malformedCharacters()).isEqualTo(1);
            assertThat(diagnostics.answersLost()).isZero();
        }
    }

    @Test
    void anotherSizeIsSeenByTheScreenAndTheProgram() throws Exception {
        try (Session session = sh("trap 'stty size; exit' WINCH; echo ready; while :; do read x; done")) {
            await(session, s -> s.lines().contains("ready"));
            session.resize(new WindowSize(33, 7));
            end(session);
            Snapshot snapshot = session.snapshot().join();
            assertThat(snapshot.columns()).isEqualTo(33);
            assertThat(snapshot.height()).isEqualTo(7);
            assertThat(snapshot.lines()).contains("7 33");
        }
    }

    @Test
    void whatIsTypedIsReadAndAResizeAfterTheEndDoesNoHarm() throws Exception {
        try (Session session = sh("read line; echo got $line")) {
            session.write("hello\r".getBytes(StandardCharsets.UTF_8));
            end(session);
            assertThat(session.snapshot().join().lines()).contains("got hello");
            session.resize(new WindowSize(20, 5));
            assertThat(session.snapshot().join().lines()).contains("got hello");
        }
    }

    @Test
    void linesAreReadByNumberAcrossHistoryAndScreen() throws Exception {
        try (Session session = sh("seq 1 100")) {
            end(session);
            assertThat(session.lines(0, 3).join().lines())
                    .extracting(Line::text)
                    .containsExactly("1", "2", "3");
            assertThat(session.lines(89, 4).join().lines())
                    .extracting(Line::text)
                    .containsExactly("90", "91", "92", "93");
            assertThat(session.lines(99, 50).join().lines())
                    .extracting(Line::text)
                    .containsExactly("100", "");
            assertThat(session.lines(500, 5).join().lines()).isEmpty();
        }
    }

    @Test
    void linesThatWereDroppedAreSkipped() throws Exception {
        Launch launch = new Launch(
                List.of("sh", "-c", "seq 1 100"),
                Path.of("/"),
                Map.of("PATH", "/usr/bin:/bin"),
                "xterm-256color",
                new WindowSize(40, 10));
        try (Session session = host.start(launch, new SessionLimits(1000, 20))) {
            end(session);
            Lines oldest = session.lines(0, 1).join();
            assertThat(oldest.first()).isEqualTo(71);
            assertThat(oldest.lines()).extracting(Line::text).containsExactly("72");
        }
    }

    @Test
    void textIsFoundInHistoryAndScreen() throws Exception {
        try (Session session = sh("seq 1 2000; echo a.b axb")) {
            end(session);
            Duration soon = Duration.ofSeconds(20);
            assertThat(Search.literal("199").in(session, soon))
                    .extracting(Search.Match::line)
                    .contains(198L, 1198L)
                    .hasSize(12);
            assertThat(Search.literal("a.b").in(session, soon)).containsExactly(new Search.Match(2000, 0, 3, "a.b"));
            assertThat(Search.regex("a.b").in(session, soon)).hasSize(2);
            assertThat(Search.regex("^1\\d{3}$").in(session, soon)).hasSize(1000);
            assertThat(Search.literal("nowhere").in(session, soon)).isEmpty();
        }
    }

    @Test
    void aSearchThatWouldTakeForEverIsGivenUp() throws Exception {
        try (Session session = sh("printf '%0100d' 0", new WindowSize(120, 5))) {
            end(session);
            assertThatThrownBy(() -> Search.regex("(.*)(.*)(.*)(.*)(.*)\\1x").in(session, Duration.ofMillis(50)))
                    .isInstanceOf(Search.DeadlinePassed.class)
                    .hasMessageContaining("50 ms");
            assertThatThrownBy(() -> Search.regex("(")).hasMessageStartingWith("regex: ");
        }
    }

    @Test
    void theSmallestOfTheViewersCountsAndAPlainResizeHoldsUntilThen() throws Exception {
        try (Session session = sh("read x", new WindowSize(80, 24))) {
            session.view("a", new WindowSize(100, 20));
            session.view("b", new WindowSize(60, 40));
            await(session, s -> s.columns() == 60 && s.height() == 20);
            session.resize(new WindowSize(70, 30));
            session.leave("nobody");
            assertThat(session.size()).isEqualTo(new WindowSize(70, 30));
            session.leave("b");
            assertThat(session.size()).isEqualTo(new WindowSize(100, 20));
            session.leave("a");
            assertThat(session.size()).isEqualTo(new WindowSize(100, 20));
        }
    }

    @Test
    void whoWatchesMissesNoTransitionAndIsToldNoneTwice() throws Exception {
        for (int i = 0; i < 50; i++) {
            Session session = sh("echo x");
            Session.Following watch = session.follow();
            List<AgentState> seen =
                    new ArrayList<>(List.of(watch.now().transition().state()));
            end(session);
            host.remove(session);
            try (EventCursor<SessionEvent> events = watch.events()) {
                for (var read = events.read(); !(read instanceof EventRead.End<SessionEvent>); read = events.read()) {
                    if (read instanceof EventRead.Event<SessionEvent>(var _, var _, Transition transition)) {
                        assertThat(transition.previous()).isEqualTo(seen.getLast());
                        seen.add(transition.state());
                    } else {
                        events.await(Duration.ofSeconds(20));
                    }
                }
            }
            assertThat(seen.getLast()).isInstanceOf(AgentState.Exited.class);
        }
    }
}
