package dev.coop.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What falls to a container's first process: its end, those of others, and to do with what it is given. */
@Timeout(180)
class FirstProcessTest {
    /** Docker's own patience, in seconds; after that it kills, and the code is 137 whatever the program is. */
    private static final int PATIENCE = 60;

    private static final String LEAVES_ORPHANS = "for i in {1..40}; do (setsid sleep 0.$i &); done; ";

    /** The README's table of exit codes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | echo ready; exec sleep 1000",
                "5   | trap 'exit 5' HUP; echo ready; while :; do sleep 0.1; done",
                "137 | trap '' HUP; echo ready; while :; do sleep 0.1; done",
                "0   | (setsid -f sh -c 'trap \"\" TERM HUP; sleep 1000'); echo ready; exec sleep 1000",
            })
    void dockerStopEndsWithTheCodeOfTheTable(int code, String program) throws Exception {
        try (CoopContainer coop = CoopContainer.running(program).withEnv(Map.of("COOP_SHUTDOWN_TIMEOUT_MS", "2000"))) {
            coop.start();
            coop.awaitText("ready");

            long begin = System.nanoTime();
            assertThat(coop.stopped(PATIENCE)).isEqualTo(code);
            assertThat(System.nanoTime() - begin).isLessThan(PATIENCE * 1_000_000_000L);
        }
    }

    @Test
    void aSecondSignalEndsItAtOnceAndWithItsCode() throws Exception {
        try (CoopContainer coop =
                CoopContainer.running("trap 'echo hung up' HUP; echo ready; while :; do sleep 0.1; done")) {
            coop.start();
            coop.awaitText("ready");
            coop.signal("TERM");
            coop.awaitText("hung up");
            coop.signal("TERM");

            assertThat(coop.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void theProgramsOwnEndIsTheContainersWhereThatWasAskedFor() throws Exception {
        try (CoopContainer coop =
                new CoopContainer("--exit-with-agent", "--", "bash", "-c", LEAVES_ORPHANS + "read line; exit 7")) {
            coop.start();
            coop.type("");

            assertThat(coop.exitCode()).isEqualTo(7);
        }
    }

    @Test
    void orphansAreReaped() throws Exception {
        try (CoopContainer coop = CoopContainer.running(LEAVES_ORPHANS + "echo left; read line")) {
            coop.start();
            coop.awaitText("left");

            awaitNoOrphans(coop);
        }
    }

    /** There the first process shows the program, and the host is another. */
    @Test
    void inATerminalOrphansAreReapedAndTheCodeIsTheProgramsOwn() throws Exception {
        try (CoopContainer coop = CoopContainer.running(
                        LEAVES_ORPHANS + "echo left; trap 'exit 5' HUP; while :; do sleep 0.1; done")
                .withCreateContainerCmdModifier(create -> create.withTty(true).withStdinOpen(true))) {
            coop.start();
            coop.awaitText("left");

            awaitNoOrphans(coop);
            assertThat(coop.getLogs()).contains("left");
            assertThat(coop.stopped(PATIENCE)).isEqualTo(5);
        }
    }

    @Test
    void itServesAsAUserWithoutRightsAndWithoutAnythingToWriteTo() throws Exception {
        try (CoopContainer coop = CoopContainer.running("echo I am $UID; exec sleep 1000")
                .limitedBy(host -> host.withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")))
                .withCreateContainerCmdModifier(create -> create.withUser("1234:1234"))) {
            coop.start();

            coop.awaitText("I am 1234");
            assertThat(coop.stopped(PATIENCE)).isZero();
        }
    }

    private static void awaitNoOrphans(CoopContainer coop) throws Exception {
        long deadline = System.nanoTime() + CoopContainer.PATIENCE.toNanos();
        while (!coop.orphans().isEmpty()) {
            assertThat(System.nanoTime()).as("deadline for the orphans").isLessThan(deadline);
        }
    }
}
