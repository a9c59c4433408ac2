package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.vt.TerminalEvent.Bell;
import dev.coop.core.vt.TerminalEvent.Directory;
import dev.coop.core.vt.TerminalEvent.Mark;
import dev.coop.core.vt.TerminalEvent.Notification;
import dev.coop.core.vt.TerminalEvent.ProgramStatus;
import dev.coop.core.vt.TerminalEvent.Progress;
import dev.coop.core.vt.TerminalEvent.Title;
import org.junit.jupiter.api.Test;

class EventsTest {
    @Test
    void whatAProgramSaysIsTold() {
        Tty tty = new Tty(20, 2)
                .feed("\007\033]0;t\007\033]7;file:///tmp\007\033]9;done; really\007\033]9;4;1;30\007\033]9;4;0\007")
                .feed("\033]133;A\007\033]133;D;0\033\\\033]7501;state=working:app=codex\033\\");
        assertThat(tty.events)
                .containsExactly(
                        new Bell(),
                        new Title("t"),
                        new Directory("file:///tmp"),
                        new Notification("done; really"),
                        new Progress(1, 30),
                        new Progress(0, 0),
                        new Mark("A"),
                        new Mark("D;0"),
                        new ProgramStatus("state=working:app=codex"));
    }

    @Test
    void whatIsUnknownOrBrokenIsNot() {
        Tty tty = new Tty(20, 2)
                .feed("\033]9;4;9;30\007\033]9;4;1;101\007\033]9;4\007\033]777;x\007\033]52;c;eA==\007\033]\007");
        assertThat(tty.events).isEmpty();
    }

    @Test
    void linksAreKept() {
        Tty tty = new Tty(20, 2)
                .feed("a\033]8;id=x:y=1;http://a/;b\007bc\033]8;;\007d\033]8;;http://b/\033\\漢\033]8;;\033\\");
        Line line = tty.terminal.snapshot().rows().get(0);
        assertThat(line.text()).isEqualTo("abcd漢");
        assertThat(line.links())
                .containsExactly(
                        new Line.Stretch(1, 3, new Link("x", "http://a/;b")),
                        new Line.Stretch(4, 6, new Link("", "http://b/")));
        assertThat(tty.feed("\r\033[K").terminal.snapshot().rows().get(0).links())
                .isEmpty();
    }

    @Test
    void moreLinksThanThereIsRoomForAreForgottenOnceTheyAreNotShown() {
        Tty tty = new Tty(20, 2);
        for (int i = 0; i < 3 * Decorations.MAX_DECORATIONS; i++) {
            tty.feed("\r\033]8;;http://" + i + "\007x");
        }
        assertThat(tty.terminal
                        .snapshot()
                        .rows()
                        .get(0)
                        .links()
                        .getFirst()
                        .link()
                        .uri())
                .isEqualTo("http://" + (3 * Decorations.MAX_DECORATIONS - 1));
    }

    @Test
    void linksThatTakeTooMuchMemoryAreLeftOut() {
        Tty tty = new Tty(200, 2);
        for (int i = 0; i < 200; i++) {
            tty.feed("\033]8;;http://" + i + "/" + "x".repeat(4000) + "\007x");
        }
        int shown = tty.terminal.snapshot().rows().get(0).links().size();
        assertThat(shown).isBetween(100, 140);
        assertThat(tty.line(0)).isEqualTo("x".repeat(200));
    }
}
