package dev.coop.core.pty;

import static dev.coop.core.pty.Typing.type;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to one session is no matter of another. */
class IsolationTest {
    private static final int RUNS = 200;

    private final PtyHost host = PtyHost.open(2);

    @AfterEach
    void closeHost() {
        host.close();
    }

    /** pty4j's bug 181: a descriptor was closed twice, and the second time it was another session's. */
    @Test
    void closingOneSessionNeverEndsAnother() throws Exception {
        Ear survivorsEar = new Ear();
        Pty survivor = host.spawn(Launches.of("cat"), survivorsEar);
        for (int run = 0; run < RUNS; run++) {
            Ear ear = new Ear();
            Pty closed = host.spawn(Launches.of("cat"), ear);
            closed.close();
            Ear nextEar = new Ear();
            Pty next = host.spawn(Launches.of("cat"), nextEar);
            closed.close();
            closed.resize(new WindowSize(1, 1));
            assertThat(type(closed, "stray\n")).isIn(Optional.empty(), Optional.of(InputRefused.Reason.ENDED));
            closed.close();
            assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));

            next.write("next\n".getBytes(US_ASCII));
            survivor.write("here\n".getBytes(US_ASCII));
            nextEar.awaitText("next\nnext\n");
            next.close();
            assertThat(nextEar.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
            assertThat(nextEar.text()).isEqualTo("next\nnext\n");
        }
        survivorsEar.await("every echo", () -> survivorsEar.text().length() >= RUNS * 2 * "here\n".length());
        assertThat(survivorsEar.text()).isEqualTo("here\n".repeat(RUNS * 2));
        assertThat(survivorsEar.hasEnded()).isFalse();
    }

    /** The writer is inside its system calls nearly all the time, and the next terminal takes the number that is freed. */
    @Test
    void aWriterOfAClosedSessionNeverTypesIntoTheNext() throws Exception {
        String paste = "stray\n".repeat(10_000);
        for (int run = 0; run < RUNS; run++) {
            Ear closedsEar = new Ear();
            Pty closed = host.spawn(Launches.sh("stty raw -echo; echo ready; exec cat >/dev/null"), closedsEar);
            closedsEar.awaitText("ready");
            CountDownLatch writing = new CountDownLatch(1);
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!type(closed, paste).equals(Optional.of(InputRefused.Reason.ENDED))) {
                    writing.countDown();
                }
            });
            writing.await();
            closed.close();
            Ear ear = new Ear();
            Pty next = host.spawn(Launches.of("cat"), ear);
            writer.join();
            next.write("mine\n".getBytes(US_ASCII));
            ear.awaitText("mine\nmine\n");
            assertThat(ear.text()).isEqualTo("mine\nmine\n");
            next.close();
        }
    }

    @Test
    void aListenerThatThrowsLosesItsSessionAndNobodyElses() throws Exception {
        Ear neighbours = new Ear();
        Pty neighbour = host.spawn(Launches.of("cat"), neighbours);
        for (int run = 0; run < 4; run++) {
            Ear broken = new Ear() {
                @Override
                public synchronized void onOutput(byte[] block, int length) {
                    throw new IllegalStateException("on purpose");
                }
            };
            host.spawn(Launches.sh("echo boom; sleep 1000"), broken);
            assertThat(broken.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
            assertThat(broken.exits()).isEqualTo(1);
        }
        neighbour.write("alive\n".getBytes(US_ASCII));
        neighbours.awaitText("alive\nalive\n");
    }

    /** L4: giving a terminal up stopped everything else for half a second. */
    @Test
    void nothingThatIsAskedOfASessionWaits() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Ear ear = new Ear() {
            @Override
            public synchronized void onOutput(byte[] block, int length) {
                heard.countDown();
                try {
                    released.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        };
        Pty pty = host.spawn(Launches.sh("echo hello; sleep 1000"), ear);
        heard.await();
        // Its loop is held up for as long as this test likes; a call that waited for it would never return.
        assertThat(type(pty, "x".repeat(100_000))).isEmpty();
        pty.resize(new WindowSize(10, 10));
        pty.signal(Signal.WINCH, Target.GROUP);
        pty.wake();
        pty.hangUp();
        pty.close();
        assertThat(released.getCount()).isOne();
        released.countDown();
        ear.awaitExit();
    }

    @Test
    void aFloodDoesNotStarveItsNeighbours() throws Exception {
        try (PtyHost narrow = PtyHost.open(1)) {
            List<Pty> floods = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                floods.add(narrow.spawn(Launches.of("yes"), new Silence()));
            }
            Ear ear = new Ear();
            Pty quiet = narrow.spawn(Launches.sh("while read line; do echo \"got $line\"; done"), ear);
            for (int i = 0; i < 20; i++) {
                quiet.write((i + "\n").getBytes(US_ASCII));
                ear.awaitText("got " + i + "\n");
            }
            for (Pty flood : floods) {
                assertThat(flood.kill()).isTrue();
            }
        }
    }

    private static final class Silence implements PtyListener {
        @Override
        public void onOutput(byte[] block, int length) {}

        @Override
        public void onWake() {}

        @Override
        public void onExit(ExitStatus status) {}
    }
}
