package dev.coop.transport.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.Secret;
import dev.coop.core.session.SessionMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a /proc made up for the purpose: what real processes rarely show. */
class ProcessTreeTest {
    private static final SessionMark MARK_A = new SessionMark("mark-a", Secret.random());
    private static final SessionMark MARK_B = new SessionMark("mark-b", Secret.random());
    private static final List<RunningSession> SESSIONS = List.of(
            new RunningSession("a", OptionalLong.of(100), MARK_A),
            new RunningSession("b", OptionalLong.of(200), MARK_B));

    @TempDir
    private Path proc;

    @Test
    void membersAreTheProgramWhatIsBelowItAndWhatCarriesItsMark() throws Exception {
        process(1, 0, "init", "");
        process(100, 1, "agent", "");
        process(101, 100, "tool", "");
        process(102, 101, "tool of a tool", "");
        process(200, 1, "agent", "");
        process(300, 1, "went away", "PATH=/bin\0COOP_SESSION_MARK=mark-b\0HOME=/");
        process(301, 300, "below it", "");
        process(400, 1, "somebody", "PATH=/bin\0");

        ProcessTree.Scan scan = new ProcessTree(proc).scan(SESSIONS);

        for (long pid : List.of(100L, 101L, 102L)) {
            assertThat(scan.ofProcess(pid)).isEqualTo(new Whereabouts.Inside("a"));
        }
        for (long pid : List.of(200L, 300L, 301L)) {
            assertThat(scan.ofProcess(pid)).isEqualTo(new Whereabouts.Inside("b"));
        }
        assertThat(scan.ofProcess(1)).isEqualTo(new Whereabouts.Outside());
        assertThat(scan.ofProcess(400)).isEqualTo(new Whereabouts.Outside());
        assertThat(scan.ofProcess(500)).isEqualTo(new Whereabouts.Unknown());
    }

    @Test
    void aProcessOutsideOfOurPidNamespaceIsInNoSession() {
        assertThat(new ProcessTree(proc).scan(SESSIONS).ofProcess(0)).isEqualTo(new Whereabouts.Outside());
    }

    @Test
    void aProgramsNameMayLookLikeTheRestOfItsLine() throws Exception {
        process(100, 1, "agent", "");
        process(101, 100, "x) S 1 (y", "");
        process(102, 1, ") S 100 (", "");

        ProcessTree.Scan scan = new ProcessTree(proc).scan(SESSIONS);

        assertThat(scan.ofProcess(101)).isEqualTo(new Whereabouts.Inside("a"));
        assertThat(scan.ofProcess(102)).isEqualTo(new Whereabouts.Outside());
    }

    @Test
    void aMarkMustBeOneOfTheWholeMarksOfTheWholeVariable() throws Exception {
        process(10, 1, "first", "COOP_SESSION_MARK=mark-a");
        process(11, 1, "nested", "A=1\0COOP_SESSION_MARK=other:mark-a:another\0");
        process(12, 1, "longer", "COOP_SESSION_MARK=mark-a2");
        process(13, 1, "another name", "NO_COOP_SESSION_MARK=mark-a");
        process(14, 1, "in a value", "A=COOP_SESSION_MARK=mark-a");
        process(15, 1, "empty", "COOP_SESSION_MARK=");

        ProcessTree.Scan scan = new ProcessTree(proc).scan(SESSIONS);

        assertThat(scan.ofProcess(10)).isEqualTo(new Whereabouts.Inside("a"));
        assertThat(scan.ofProcess(11)).isEqualTo(new Whereabouts.Inside("a"));
        for (long pid : List.of(12L, 13L, 14L, 15L)) {
            assertThat(scan.ofProcess(pid)).isEqualTo(new Whereabouts.Outside());
        }
    }

    @Test
    void socketsBelongToTheSessionOfWhoHoldsThem() throws Exception {
        process(100, 1, "agent", "");
        process(400, 1, "somebody", "");
        descriptor(100, 0, "/dev/pts/1");
        descriptor(100, 3, "socket:[7001]");
        descriptor(100, 4, "pipe:[7002]");
        descriptor(400, 3, "socket:[7003]");

        ProcessTree.Scan scan = new ProcessTree(proc).scan(SESSIONS);

        assertThat(scan.ofSocket(7001)).isEqualTo(new Whereabouts.Inside("a"));
        assertThat(scan.ofSocket(7002)).isEqualTo(new Whereabouts.Outside());
        assertThat(scan.ofSocket(7003)).isEqualTo(new Whereabouts.Outside());
    }

    @Test
    void whatIsGoneOrHalfGoneIsPassedOver() throws Exception {
        process(100, 1, "agent", "");
        Files.createDirectory(proc.resolve("101"));
        Files.createDirectory(proc.resolve("self"));
        Files.createFile(proc.resolve("uptime"));
        // Two that are each other's parents, since numbers were given again meanwhile.
        process(500, 501, "a", "");
        process(501, 500, "b", "");

        ProcessTree.Scan scan = new ProcessTree(proc).scan(SESSIONS);

        assertThat(scan.ofProcess(101)).isEqualTo(new Whereabouts.Unknown());
        assertThat(scan.ofProcess(500)).isEqualTo(new Whereabouts.Outside());
    }

    private void process(long pid, long parent, String name, String environment) throws IOException {
        Path directory = Files.createDirectory(proc.resolve(Long.toString(pid)));
        Files.writeString(directory.resolve("stat"), pid + " (" + name + ") S " + parent + " " + pid + " 0 0\n");
        Files.writeString(directory.resolve("environ"), environment, ISO_8859_1);
        Files.createDirectory(directory.resolve("fd"));
    }

    private void descriptor(long pid, int number, String target) throws IOException {
        Files.createSymbolicLink(proc.resolve(pid + "/fd/" + number), Path.of(target));
    }
}
