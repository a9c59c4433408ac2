package dev.coop.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.pty.WindowSize;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusLineTest {
    private static final WindowSize SIZE = new WindowSize(80, 23);

    @Test
    void itsOwnTextHasTheStateTheTimeAndTheSize() {
        StatusLine line = new StatusLine(Optional.empty(), Duration.ofHours(1));
        line.state(new HostEvent.State("working", 7200));
        assertThat(line.text(SIZE)).isEqualTo(" [coop] working | 7200s | 80x23");
    }

    @Test
    void aNewStateIsShownAtOnce() {
        StatusLine line = new StatusLine(Optional.empty(), Duration.ofHours(1));
        line.text(SIZE);
        line.state(new HostEvent.State("idle", 5));
        assertThat(line.text(SIZE)).startsWith(" [coop] idle | 5s");
    }

    @Test
    void aCommandsFirstLineIsShown() throws Exception {
        StatusLine line =
                new StatusLine(Optional.of("echo '{state} {cols} {rows} {uptime}'; echo more"), Duration.ofHours(1));
        line.state(new HostEvent.State("idle", 100));
        assertThat(awaited(line)).isEqualTo("idle 80 23 100");
    }

    @Test
    void aCommandThatFailsIsNamed() throws Exception {
        StatusLine line = new StatusLine(Optional.of("exit 3"), Duration.ofHours(1));
        assertThat(awaited(line)).isEqualTo(" [coop] statusline cmd failed: exit 3");
    }

    @Test
    void aStateThatIsNoWordDoesNotReachTheShell() throws Exception {
        StatusLine line = new StatusLine(Optional.of("echo \"<{state}>\""), Duration.ofHours(1));
        line.state(new HostEvent.State("$(touch /tmp/never)", 0));
        assertThat(awaited(line)).isEqualTo("<unknown>");
    }

    private static String awaited(StatusLine line) throws InterruptedException {
        while (line.text(SIZE).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return line.text(SIZE);
    }
}
