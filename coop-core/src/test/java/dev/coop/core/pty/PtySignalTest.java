package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resize, signals, hang-up and kill, as the program meets them. */
class PtySignalTest {
    private final PtyHost host = PtyHost.open(1);
    private final Ear ear = new Ear();

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void aResizeIsSignalledAndSeen() throws SpawnException {
        Pty pty = host.spawn(Launches.sh("trap 'stty size' WINCH; echo ready; while :; do sleep 0.01; done"), ear);
        ear.awaitText("ready\n");

        assertThat(pty.resize(new WindowSize(77, 33))).isTrue();

        ear.awaitText("33 77\n");
        pty.kill();
        ear.awaitExit();
        assertThat(pty.resize(new WindowSize(80, 24))).isFalse();
    }

    @Test
    void aSignalByNameOrNumberReachesTheChild() throws SpawnException {
        Pty pty = host.spawn(
                Launches.sh("trap 'echo one' USR1; trap 'echo two' USR2; echo ready; while :; do sleep 0.01; done"),
                ear);
        ear.awaitText("ready\n");

        assertThat(pty.signal(Signal.parse("usr1"), Target.CHILD)).isTrue();
        ear.awaitText("one\n");
        assertThat(pty.signal(Signal.parse("12"), Target.CHILD)).isTrue();
        ear.awaitText("two\n");
        assertThat(pty.signal(Signal.parse("SIGTERM"), Target.CHILD)).isTrue();
        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.TERM, false));
    }

    @Test
    void aSignalForTheChildSparesItsGroup() throws SpawnException {
        Pty pty = host.spawn(
                Launches.sh("trap 'echo child' USR1; sh -c \"trap 'echo member' USR1;"
                        + " echo ready; while :; do sleep 0.01; done\" & while :; do wait; done"),
                ear);
        ear.awaitText("ready\n");

        pty.signal(Signal.parse("USR1"), Target.CHILD);
        ear.awaitText("child\n");
        assertThat(ear.text()).doesNotContain("member");
        pty.signal(Signal.parse("USR1"), Target.GROUP);
        ear.awaitText("member\n");
    }

    @Test
    void aHangUpReachesTheGroupAlsoWhereItIsStopped() throws SpawnException {
        Pty pty = host.spawn(Launches.sh("sh -c 'kill -STOP $$; echo resumed' & echo $!; wait"), ear);
        ear.awaitText("\n");
        long member = Long.parseLong(ear.text().trim());
        ear.await("the member to be stopped", () -> Processes.state(member).equals("T"));

        assertThat(pty.hangUp()).isTrue();

        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.HUP, false));
        ear.await("the member's end", () -> !Processes.isAlive(member));
        assertThat(ear.text()).doesNotContain("resumed");
    }

    @Test
    void aKillReachesTheWholeGroupWhateverItIgnores() throws SpawnException {
        Pty pty = host.spawn(Launches.sh("trap '' HUP TERM INT; sleep 1000 & echo $!; wait"), ear);
        ear.awaitText("\n");
        long member = Long.parseLong(ear.text().trim());

        assertThat(pty.kill()).isTrue();

        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
        ear.await("the member's end", () -> !Processes.isAlive(member));
    }

    /** L4: a signal went to a number that may have been another's by then. Each run frees a number for the next. */
    @Test
    void nothingReachesAnybodyAfterTheEnd() throws SpawnException {
        for (int run = 0; run < 200; run++) {
            Ear short_ = new Ear();
            Pty ended = host.spawn(Launches.of("true"), short_);
            short_.awaitExit();
            assertThat(ended.signal(Signal.KILL, Target.CHILD)).isFalse();
            assertThat(ended.signal(Signal.KILL, Target.GROUP)).isFalse();
            assertThat(ended.hangUp()).isFalse();
            assertThat(ended.kill()).isFalse();
            ended.close();
        }
    }

    /** A zombie takes signals, as the system sees it; to us it has ended. */
    @Test
    void aProgramThatHasEndedIsNotSignalledWhileItWaitsToBeReaped() throws SpawnException {
        PtyMaster master = PtyMaster.open(Launches.SIZE);
        Child child = new Starter(Launches.of("true"), master.slaveName(), new HashSet<>()).start();
        ear.await("a zombie", () -> Processes.state(child.pid()).equals("Z"));

        assertThat(child.signal(Signal.TERM, Target.CHILD)).isFalse();
        assertThat(child.reap()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(child.signal(Signal.TERM, Target.GROUP)).isFalse();
        child.release();
        master.close();
    }
}
