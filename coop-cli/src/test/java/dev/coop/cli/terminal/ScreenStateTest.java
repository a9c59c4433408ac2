package dev.coop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import dev.coop.core.vt.TerminalListener;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenStateTest {
    @Test
    void aProgramThatCleanedUpLeavesNothingToUndo() {
        Snapshot last = screenAfter("\033[?1049h\033[?2004h\033[?25lwork\033[?25h\033[?2004l\033[?1049ldone\r\n");
        assertThat(ScreenState.undo(last, false)).isEmpty();
    }

    @Test
    void whatAProgramLeftSwitchedOnIsSwitchedOff() {
        Snapshot last = screenAfter("\033[?1049h\033[?2004h\033[?1003h\033[?1006h\033=\033[?25l");
        assertThat(ScreenState.undo(last, false))
                .contains("\033[?1049l", "\033[?2004l", "\033[?1003l", "\033[?1006l", "\033>", "\033[?25h");
    }

    @Test
    void undoingBringsAnyScreenBackToAFreshOne() {
        String leftOn = "\033[?1;7;9;1000;1002;1003;1004;1005;1006;2004;2031h\033[4h\033[20h\033=\033[?25l\033[?7l";
        Snapshot last = screenAfter(leftOn);
        assertThat(screenAfter(leftOn + ScreenState.undo(last, false)).modes())
                .isEqualTo(screenAfter("").modes());
    }

    @Test
    void aProgramThatWasCutOffGetsItsPenAndItsHalfSequenceTakenBack() {
        String cutOff = "\033[31;1mred\033[38;5;";
        String next = cutOff + ScreenState.undo(screenAfter(cutOff), true) + "plain";
        assertThat(screenAfter(next).ansi())
                .startsWith(screenAfter("\033[31;1mred").ansi().getFirst(), "plain");
    }

    @Test
    void redrawingShowsTheSameOnATerminalThatMissedOutput() {
        Terminal wanted =
                fed("\033[?1049h\033[2;3Hhere\033[5;1H\033[42mgreen\033[0m\033[?1h\033[?25l\033[3;7H\033[?2004h");
        Terminal redrawn = fed("else\033[7m\033[2;5r\033[?1003h\033[?7l\033[38;2"
                + ScreenState.redraw(wanted.dump().sequences()));
        assertThat(redrawn.dump().sequences()).isEqualTo(wanted.dump().sequences());
        assertThat(redrawn.snapshot().modes()).isEqualTo(wanted.snapshot().modes());
    }

    private static Snapshot screenAfter(String output) {
        return fed(output).snapshot();
    }

    private static Terminal fed(String output) {
        Terminal terminal = new Terminal(30, 6, 0, new TerminalListener() {
            @Override
            public void answer(byte[] unused) {}

            @Override
            public void frameEnd() {}
        });
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
        return terminal;
    }
}
