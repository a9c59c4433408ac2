package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program finds when it starts on a terminal. */
class SpawnTest {
    private final PtyHost host = PtyHost.open(2);

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void theProgramRunsAndItsOutputAndExitAreHeard() throws SpawnException {
        Ear ear = new Ear();
        Pty pty = host.spawn(Launches.sh("echo hello; exit 3"), ear);

        assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(ear.text()).isEqualTo("hello\n");
        assertThat(pty.pid()).isPositive();
    }
}
