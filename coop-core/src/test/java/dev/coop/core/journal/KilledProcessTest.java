package dev.coop.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KilledProcessTest {
    @TempDir
    Path directory;

    /** A kill at an arbitrary moment while lines are written, three times over on the same log. */
    @Test
    void everyNumberThatWasSeenBeforeAKillIsInTheLogAndIsNotGivenAgain() throws Exception {
        var given = 0L;
        for (var round = 1; round <= 3; round++) {
            var child = ChildJvm.of(KilledWriter.class, directory.toString()).start();
            var first = 0L;
            var seen = 0L;
            try (var lines = child.inputReader()) {
                while (true) {
                    var line = lines.readLine();
                    if (line == null) {
                        break;
                    }
                    // The pipe may end within the last line; a part of a number is a lower number.
                    seen = Math.max(seen, Long.parseLong(line));
                    first = first == 0 ? seen : first;
                    if (seen == given + 700L * round) {
                        assertThat(child.toHandle().destroyForcibly()).isTrue();
                    }
                }
            }
            assertThat(child.waitFor()).as("killed, not ended").isEqualTo(137);
            assertThat(first).as("goes on with the next number").isEqualTo(given + 1);
            assertThat(seen).isGreaterThanOrEqualTo(given + 700);

            try (var disk = new LogDisk(Words.PATIENT);
                    var journal = Words.logged(disk, directory, 1000, new LogBounds(20_000, 1 << 30))) {
                assertThat(journal.last()).isGreaterThanOrEqualTo(seen);
                given = journal.append("after the kill");
                var all = Words.takeAll(journal, 0);
                assertThat(all).hasSize((int) given).allMatch(read -> read instanceof EventRead.Event);
            }
        }
    }
}
