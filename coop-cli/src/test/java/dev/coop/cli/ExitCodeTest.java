package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.Ending.Stage;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.ExitStatus.Exited;
import dev.coop.core.pty.ExitStatus.Lost;
import dev.coop.core.pty.ExitStatus.Signaled;
import dev.coop.core.pty.Signal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of exit codes in the README, row by row. */
class ExitCodeTest {
    static Arguments[] theTable() {
        return new Arguments[] {
            row("its own end", new Exited(0), Stage.NOT_ASKED, 0),
            row("its own end", new Exited(7), Stage.NOT_ASKED, 7),
            row("its own end that looks like a kill", new Exited(137), Stage.NOT_ASKED, 137),
            row("killed by somebody else", new Signaled(Signal.KILL, false), Stage.NOT_ASKED, 137),
            row("crashed", new Signaled(new Signal(11), true), Stage.NOT_ASKED, 139),
            row("hung up by somebody else", new Signaled(Signal.HUP, false), Stage.NOT_ASKED, 129),
            row("nobody knows how", new Lost("the host was closed"), Stage.NOT_ASKED, 255),
            row("ended by our hang-up", new Signaled(Signal.HUP, false), Stage.HUNG_UP, 0),
            row("minded our hang-up", new Exited(0), Stage.HUNG_UP, 0),
            row("minded our hang-up with a code", new Exited(5), Stage.HUNG_UP, 5),
            row("ended by another signal after our hang-up", new Signaled(Signal.TERM, false), Stage.HUNG_UP, 143),
            row("had to be killed", new Signaled(Signal.KILL, false), Stage.OVERDUE, 137),
            row("ended just before the kill", new Exited(0), Stage.OVERDUE, 137),
            row("second signal", new Signaled(Signal.KILL, false), Stage.FORCED, 130),
            row("second signal, just ended", new Exited(3), Stage.FORCED, 130),
        };
    }

    @ParameterizedTest(name = "{0}: {1}, {2}: {3}")
    @MethodSource("theTable")
    void everyEndHasItsCode(String unused, ExitStatus status, Stage stage, int code) {
        assertThat(ExitCode.of(status, stage)).isEqualTo(code);
    }

    private static Arguments row(String what, ExitStatus status, Stage stage, int code) {
        return Arguments.of(what, status, stage, code);
    }
}
