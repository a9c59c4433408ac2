package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wake-up is answered on the loop's thread: soon, between blocks, and once for many. */
class WakeTest {
    private final PtyHost host = PtyHost.open(1);

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void aQuietProgramsListenerAnswers() throws SpawnException {
        Ear ear = new Ear();
        Pty pty = host.spawn(Launches.of("sleep", "1000"), ear);
        assertThat(pty.wake()).isTrue();
        ear.await("the answer", () -> ear.wakes() == 1);
    }

    @Test
    void aFloodDoesNotKeepTheAnswerBack() throws SpawnException {
        Threads ear = new Threads();
        Pty pty = host.spawn(Launches.of("yes"), ear);
        for (int run = 1; run <= 200; run++) {
            int wakes = run;
            assertThat(pty.wake()).isTrue();
            ear.await("answer " + run, () -> ear.wakes() >= wakes);
        }
        pty.close();
        ear.awaitExit();
        assertThat(ear.mixed.get())
                .as("a wake-up inside another call, or on another thread")
                .isFalse();
    }

    @Test
    void manyWakesAreOneAnswer() throws SpawnException {
        Ear blocking = new Ear();
        Pty pty = host.spawn(Launches.of("sleep", "1000"), blocking);
        synchronized (blocking) {
            // The loop can't get past its first answer while this test has the listener's monitor.
            for (int i = 0; i < 1000; i++) {
                pty.wake();
            }
        }
        Ear other = new Ear();
        Pty later = host.spawn(Launches.of("true"), other);
        other.awaitExit();
        later.wake();
        other.await("the loop to have passed", () -> other.wakes() == 1);
        assertThat(blocking.wakes()).isBetween(1, 2);
    }

    @Test
    void aWakeIsAnsweredAfterTheProgramsEndAndNotAfterTheHosts() throws SpawnException {
        Ear ear = new Ear();
        Pty pty = host.spawn(Launches.of("true"), ear);
        ear.awaitExit();
        assertThat(pty.wake()).isTrue();
        ear.await("the answer", () -> ear.wakes() == 1);
        host.close();
        assertThat(pty.wake()).isFalse();
    }

    private static final class Threads extends Ear {
        private final AtomicBoolean inside = new AtomicBoolean();
        final AtomicBoolean mixed = new AtomicBoolean();

        @Override
        public synchronized void onOutput(byte[] block, int length) {
            enter();
            inside.set(false);
        }

        @Override
        public synchronized void onWake() {
            enter();
            super.onWake();
            inside.set(false);
        }

        private void enter() {
            if (!Thread.currentThread().getName().startsWith("coop-pty-") || !inside.compareAndSet(false, true)) {
                mixed.set(true);
            }
        }
    }
}
