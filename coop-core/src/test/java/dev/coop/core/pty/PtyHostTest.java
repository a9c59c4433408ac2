package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a host costs and what it leaves. Alone, because it counts what the process has. */
@Isolated
class PtyHostTest {
    @Test
    void aClosedHostHasEndedEverySessionAndLeavesNothing() throws SpawnException {
        PtyHost.open(1).close();
        List<String> before = Census.descriptors();
        List<Ear> ears = new ArrayList<>();
        try (PtyHost host = PtyHost.open(2)) {
            for (int i = 0; i < 20; i++) {
                Ear ear = new Ear();
                host.spawn(Launches.sh("trap '' HUP TERM; sleep 1000 & echo ready; wait"), ear);
                ears.add(ear);
            }
            ears.forEach(ear -> ear.awaitText("ready"));
        }
        assertThat(ears).allSatisfy(ear -> {
            assertThat(ear.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
            assertThat(ear.exits()).isEqualTo(1);
        });
        assertThat(Census.children()).isEmpty();
        assertThat(Census.descriptors()).isEqualTo(before);
    }

    @Test
    void anEndedOrClosedSessionLeavesNothing() throws SpawnException {
        try (PtyHost host = PtyHost.open(1)) {
            List<String> before = Census.descriptors();
            for (int run = 0; run < 100; run++) {
                Ear ended = new Ear();
                Ear closed = new Ear();
                host.spawn(Launches.of("true"), ended);
                host.spawn(Launches.of("cat"), closed).close();
                ended.awaitExit();
                closed.awaitExit();
            }
            assertThat(Census.descriptors()).isEqualTo(before);
            assertThat(Census.children()).isEmpty();
        }
    }

    /** pty4j's terminal holds three descriptors; here it is the master and the pidfd. */
    @Test
    void aSessionHoldsTwoDescriptors() throws SpawnException {
        try (PtyHost host = PtyHost.open(1)) {
            int before = Census.descriptors().size();
            for (int i = 0; i < 10; i++) {
                host.spawn(Launches.of("sleep", "1000"), new Ear());
            }
            assertThat(Census.descriptors()).hasSize(before + 20);
        }
    }

    /** No polling, also not of a program that has closed its terminal, which the system reports as a lasting hang-up. */
    @Test
    void idleSessionsWakeNobody() throws Exception {
        try (PtyHost host = PtyHost.open(2)) {
            for (int i = 0; i < 20; i++) {
                host.spawn(Launches.of("sleep", "1000"), new Ear());
            }
            Ear ear = new Ear();
            Pty closed = host.spawn(Launches.sh("exec sleep 1000 <&- >&- 2>&-"), ear);
            ear.await(
                    "its terminal to be closed",
                    () -> Processes.descriptors(closed.pid()).isEmpty());
            ear.await("the loops to settle", () -> Processes.allThreadsSleep("coop-pty-"));

            long before = Processes.contextSwitches("coop-pty-");
            // Not a wait for something to happen, but the time in which nothing must.
            assertThat(new ProcessBuilder("sleep", "0.3").start().waitFor()).isZero();
            assertThat(Processes.contextSwitches("coop-pty-") - before).isLessThan(3);
        }
    }

    @Test
    void aClosedHostStartsNothing() {
        PtyHost host = PtyHost.open(1);
        host.close();
        host.close();
        assertThatExceptionOfType(SpawnException.class)
                .isThrownBy(() -> host.spawn(Launches.of("true"), new Ear()))
                .returns(SpawnException.Reason.HOST_CLOSED, SpawnException::reason);
        assertThat(Census.children()).isEmpty();
    }

    @Test
    void aNumberOfLoopsThatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PtyHost.open(0)).withMessageStartingWith("loops: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> PtyHost.open(9)).withMessageStartingWith("loops: 9");
    }

    @Test
    void aListenerMaySpawnAndCloseTheHost() throws Exception {
        PtyHost host = PtyHost.open(1);
        Ear second = new Ear();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Ear first = new Ear() {
            @Override
            public synchronized void onExit(ExitStatus last) {
                try {
                    host.spawn(Launches.of("sleep", "1000"), second);
                    host.close();
                } catch (Throwable thrown) {
                    failure.set(thrown);
                }
                super.onExit(last);
            }
        };
        host.spawn(Launches.of("true"), first);
        first.awaitExit();
        assertThat(failure.get()).isNull();
        assertThat(second.awaitExit()).isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
        host.close();
    }

    /** Bytes of a flood must not become garbage. What little is allocated comes from calls that are not compiled yet. */
    @Test
    void readingAllocatesNothing() throws SpawnException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Meter meter = new Meter(threads);
        try (PtyHost host = PtyHost.open(1)) {
            host.spawn(Launches.sh("head -c 32000000 /dev/zero"), meter);
            meter.awaitExit();
        }
        assertThat(meter.total).isEqualTo(32_000_000);
        assertThat(meter.allocated).isLessThan(meter.counted / 10);
    }

    private static final class Meter extends Ear {
        private static final long WARM_UP_BYTES = 8_000_000;

        private final ThreadMXBean threads;
        private long allocatedBefore;
        private long countedBefore;
        long total;
        long counted;
        long allocated;

        Meter(ThreadMXBean threads) {
            this.threads = threads;
        }

        @Override
        public synchronized void onOutput(byte[] block, int length) {
            total += length;
            if (total < WARM_UP_BYTES) {
                allocatedBefore = threads.getCurrentThreadAllocatedBytes();
                countedBefore = total;
            }
            counted = total - countedBefore;
            allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        }
    }
}
