package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a program's end is heard. */
class ExitTest {
    private static final int RUNS = 200;

    private final PtyHost host = PtyHost.open(2);

    @AfterEach
    void closeHost() {
        host.close();
    }

    /** pty4j folds both to 137. */
    @Test
    void exit137IsNotKill9() throws SpawnException {
        for (int run = 0; run < RUNS; run++) {
            assertThat(exitOf("exit 137")).isEqualTo(new ExitStatus.Exited(137));
            assertThat(exitOf("kill -9 $$")).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
        }
    }

    @Test
    void codesAndSignalsAreHeardAsTheyAre() throws SpawnException {
        assertThat(exitOf("exit 0")).isEqualTo(new ExitStatus.Exited(0));
        assertThat(exitOf("exit 255")).isEqualTo(new ExitStatus.Exited(255));
        assertThat(exitOf("kill -TERM $$")).isEqualTo(new ExitStatus.Signaled(Signal.TERM, false));
        assertThat(exitOf("kill -40 $$")).isEqualTo(new ExitStatus.Signaled(new Signal(40), false));
    }

    @Test
    void theWholeOutputIsHeardBeforeTheExit() throws SpawnException {
        for (int run = 0; run < RUNS; run++) {
            Ear ear = new Ear();
            host.spawn(Launches.sh("seq 1 2000"), ear);
            ear.awaitExit();
            assertThat(ear.text()).startsWith("1\n2\n").endsWith("\n1999\n2000\n");
            assertThat(ear.heardOutputAfterExit()).isFalse();
        }
    }

    /** L5: the end was not noticed while a descendant had the terminal open. */
    @Test
    void aProgramHasEndedAlthoughADescendantKeepsTheTerminalOpen() throws SpawnException {
        Ear ear = new Ear();
        host.spawn(Launches.sh("trap '' HUP; sleep 1000 & echo started $!; exit 5"), ear);
        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Exited(5));
        assertThat(ear.text()).startsWith("started ");
        end(pidIn(ear));
    }

    @Test
    void aDescendantIsStillHeardForAMoment() throws SpawnException {
        Ear ear = new Ear();
        host.spawn(
                Launches.sh("trap '' HUP; (while kill -0 $$ 2>/dev/null; do :; done; echo last words) & exit 5"), ear);
        ear.awaitExit();
        assertThat(ear.text()).isEqualTo("last words\n");
    }

    @Test
    void aDescendantThatFloodsDoesNotPostponeTheExit() throws SpawnException {
        Ear ear = new Ear();
        host.spawn(Launches.sh("trap '' HUP; yes & echo $! >&2; exit 5"), ear);
        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Exited(5));
    }

    @Test
    void aDescendantInASessionOfItsOwnLivesOnAndIsNotWaitedFor() throws SpawnException {
        Ear ear = new Ear();
        Pty pty = host.spawn(Launches.sh("setsid sleep 1000 & echo started $!; read line"), ear);
        long descendant = pidIn(ear.awaitText("\n"));
        ear.await("its own session", () -> Processes.session(descendant) == descendant);

        pty.kill();

        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
        assertThat(Processes.isAlive(descendant)).isTrue();
        end(descendant);
    }

    /** The master reports a hang-up that is none; reading on would spin, not reading on would lose the rest. */
    @Test
    void aProgramThatClosesItsTerminalMayOpenItAgain() throws SpawnException {
        Ear ear = new Ear();
        Pty pty = host.spawn(
                Launches.sh("tty=$(tty); exec <&- >&- 2>&-; while [ ! -e /tmp/coop-$$ ]; do sleep 0.01; done; rm"
                        + " /tmp/coop-$$; echo back >$tty; echo again >$tty; exit 6"),
                ear);
        ear.await("no open descriptor", () -> Processes.descriptors(pty.pid()).isEmpty());
        Processes.touch("/tmp/coop-" + pty.pid());

        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Exited(6));
        assertThat(ear.text()).isEqualTo("back\nagain\n");
    }

    @Test
    void manyEndAtOnceAndEachIsHeardOnce() throws SpawnException {
        List<Ear> ears = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Ear ear = new Ear();
            host.spawn(Launches.sh("exit " + i), ear);
            ears.add(ear);
        }
        for (int i = 0; i < RUNS; i++) {
            assertThat(ears.get(i).awaitExit()).isEqualTo(new ExitStatus.Exited(i));
        }
        host.close();
        assertThat(ears).allSatisfy(ear -> assertThat(ear.exits()).isEqualTo(1));
    }

    private ExitStatus exitOf(String script) throws SpawnException {
        Ear ear = new Ear();
        host.spawn(Launches.sh(script), ear);
        return ear.awaitExit();
    }

    private static long pidIn(Ear ear) {
        return Long.parseLong(ear.text().trim().substring("started ".length()));
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
