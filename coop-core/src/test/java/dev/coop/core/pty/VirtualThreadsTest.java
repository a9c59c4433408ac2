package dev.coop.core.pty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Idle terminals must not take the few threads that carry all virtual ones: with a blocking read in a virtual thread each,
 * two terminals stop everything on two processors.
 */
class VirtualThreadsTest {
    private static final int SESSIONS = 50;

    @Test
    void fiftyIdleSessionsOnTwoProcessorsLeaveVirtualThreadsRunning() throws Exception {
        String said = ChildJvm.run(ChildJvm.command(
                Main.class,
                ChildJvm.joined(ChildJvm.classPath()),
                "-XX:ActiveProcessorCount=2",
                "-Djdk.virtualThreadScheduler.parallelism=2",
                "-Djdk.virtualThreadScheduler.maxPoolSize=2"));
        assertThat(said).contains("idle sessions: " + SESSIONS).contains("an unrelated virtual thread ran: true");
        assertThat(said).contains("threads of ours: 2\n");
    }

    /** The host under test, in its own JVM. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            try (PtyHost host = PtyHost.open(2)) {
                List<Ear> ears = new ArrayList<>();
                CountDownLatch typed = new CountDownLatch(SESSIONS);
                for (int i = 0; i < SESSIONS; i++) {
                    Ear ear = new Ear();
                    ears.add(ear);
                    // All the life of a session on virtual threads: start, type, then nothing.
                    Thread.startVirtualThread(() -> {
                        try {
                            host.spawn(Launches.of("cat"), ear).write("x".getBytes(US_ASCII));
                            typed.countDown();
                        } catch (SpawnException | InputRefused failure) {
                            throw new IllegalStateException(failure);
                        }
                    });
                }
                typed.await();
                ears.forEach(ear -> ear.awaitText("x"));
                System.out.println("idle sessions: " + ears.size());
                CountDownLatch ran = new CountDownLatch(1);
                Thread.startVirtualThread(ran::countDown);
                System.out.println("an unrelated virtual thread ran: " + ran.await(10, TimeUnit.SECONDS));
                System.out.println("threads of ours: "
                        + Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().matches("coop-pty-[0-9]+"))
                                .count());
            }
        }
    }
}
