package dev.coop.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.pty.WindowSize;
import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import dev.coop.core.vt.TerminalEvent;
import dev.coop.core.vt.TerminalListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is painted is fed to a terminal that plays the user's, and has to show there what the session's shows. */
class PainterTest {
    private static final WindowSize WINDOW = new WindowSize(20, 6);

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final List<TerminalEvent> userHears = new ArrayList<>();
    private Terminal user = new Terminal(WINDOW.columns(), WINDOW.rows(), 100, new Ears());
    private Painter painter = new Painter(wire, WINDOW, false);

    @Test
    void theScreenIsShownWithItsColoursAndItsCursor() throws IOException {
        painter.begin();
        show(session(20, 6, "plain\r\n\033[1;31mred\033[0m \u65e5\u672c\033[4;3H"));
        assertThat(seen().ansi())
                .isEqualTo(session(20, 6, "plain\r\n\033[1;31mred\033[0m \u65e5\u672c")
                        .snapshot()
                        .ansi());
        assertThat(seen().cursorRow()).isEqualTo(3);
        assertThat(seen().cursorColumn()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverASessionPrintsTheUserSeesTheSame(boolean withStatus) throws IOException {
        painter = new Painter(wire, WINDOW, withStatus);
        painter.begin();
        int rows = painter.room().rows();
        Terminal session = session(20, rows, "");
        Random random = new Random(7);
        String[] pieces = {
            "word ",
            "\r\n",
            "\n",
            "\033[A",
            "\033[2J",
            "\033[H",
            "\033[1;33m",
            "\033[m",
            "\033[2;4r",
            "\033[r",
            "\033M",
            "\033[L",
            "\033[M",
            "\033[?1049h",
            "\033[?1049l",
            "\u65e5",
            "\033[44m\033[K",
            "x".repeat(25),
            "\033[5;5H",
            "\0337",
            "\0338",
            "\033[?25l",
            "\033[?25h",
            "\033c"
        };
        for (int i = 0; i < 2000; i++) {
            feed(session, pieces[random.nextInt(pieces.length)]);
            if (random.nextInt(3) == 0) {
                show(session);
                assertThat(seen().ansi().subList(0, rows))
                        .isEqualTo(session.snapshot().ansi());
                assertThat(seen().cursorVisible()).isEqualTo(session.snapshot().cursorVisible());
            }
        }
    }

    @Test
    void onlyWhatHasChangedIsPainted() throws IOException {
        painter.begin();
        Terminal session = session(20, 6, "one\r\ntwo\r\nthree");
        show(session);
        feed(session, "!");
        painter.paint(session.snapshot(), List.of());
        assertThat(sent()).contains("three!").doesNotContain("one").doesNotContain("two");
    }

    @Test
    void whatScrollsIsMovedAndNotPaintedAgain() throws IOException {
        painter.begin();
        Terminal session = session(20, 6, "a1\r\nb2\r\nc3\r\nd4\r\ne5\r\nf6");
        show(session);
        feed(session, "\r\ng7");
        painter.paint(session.snapshot(), List.of());
        String sent = sent();
        assertThat(sent).contains("g7").doesNotContain("f6");
        feed(user, sent);
        assertThat(seen().lines()).containsExactly("b2", "c3", "d4", "e5", "f6", "g7");
    }

    @Test
    void theStatusLineHasTheBottomRowAndNothingElseGetsThere() throws IOException {
        painter = new Painter(wire, WINDOW, true);
        painter.begin();
        painter.status(" idle \033[2J and more than fits");
        show(session(20, 5, "1\r\n2\r\n3\r\n4\r\n5\r\n6"));
        assertThat(painter.room()).isEqualTo(new WindowSize(20, 5));
        assertThat(seen().lines()).containsExactly("2", "3", "4", "5", "6", " idle [2J and more t");
    }

    @Test
    void aWindowOfTwoRowsHasNoStatusLine() throws IOException {
        painter = new Painter(wire, new WindowSize(20, 2), true);
        assertThat(painter.room()).isEqualTo(new WindowSize(20, 2));
        assertThat(painter.hasStatusRow()).isFalse();
    }

    @Test
    void ofASessionThatIsHigherTheLowerPartIsShownAndOfAWiderOneTheLeft() throws IOException {
        painter.begin();
        show(session(30, 8, "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\nabcdefghijklmnopqrstuvwxyz"));
        assertThat(seen().lines().subList(0, 5)).containsExactly("3", "4", "5", "6", "7");
        assertThat(seen().lines().get(5)).startsWith("abcdefghijklmnopqrs");
    }

    @Test
    void ofASessionThatIsHigherTheCursorIsAlwaysSeen() throws IOException {
        painter.begin();
        show(session(20, 12, "top\033[12Hbottom\033[2;4H"));
        assertThat(seen().lines().getLast()).isEmpty();
        assertThat(seen().cursorRow()).isZero();
    }

    @Test
    void ofASmallerSessionTheRestOfTheWindowIsBlank() throws IOException {
        painter.begin();
        show(session(20, 6, "1\r\n2\r\n3\r\n4\r\n5\r\n6"));
        show(session(10, 3, "x"));
        assertThat(seen().lines()).containsExactly("x", "", "", "", "", "");
    }

    @Test
    void theKeyboardAndTheMouseAreAsTheProgramWantsThem() throws IOException {
        painter.begin();
        show(session(20, 6, "\033[?1h\033=\033[?1002;1006;2004;1004h\033[>5u"));
        assertThat(seen().modes())
                .contains(
                        Mode.APPLICATION_CURSOR_KEYS,
                        Mode.APPLICATION_KEYPAD,
                        Mode.MOUSE_DRAG,
                        Mode.MOUSE_SGR,
                        Mode.BRACKETED_PASTE,
                        Mode.FOCUS_REPORTS);
        assertThat(seen().keyboardFlags()).isEqualTo(5);
        show(session(20, 6, ""));
        assertThat(seen().modes()).doesNotContain(Mode.MOUSE_DRAG, Mode.BRACKETED_PASTE, Mode.APPLICATION_KEYPAD);
        assertThat(seen().keyboardFlags()).isZero();
    }

    @Test
    void inTheEndTheTerminalIsAsItWas() throws IOException {
        feed(user, "$ coop attach\r\n");
        painter = new Painter(wire, WINDOW, true);
        painter.begin();
        painter.status("status");
        show(session(20, 5, "\033[?1049h\033[?1h\033[?1002;2004h\033[>1u\033[?25l\033[31m\033]2;title\007text"));
        painter.notice("lost");
        painter.end();
        flush();
        assertThat(seen().alternate()).isFalse();
        assertThat(seen().lines()).startsWith("$ coop attach", "");
        assertThat(seen().modes()).isEqualTo(Mode.initial());
        assertThat(seen().keyboardFlags()).isZero();
        feed(user, "1\r\n2\r\n3\r\n4\r\n5\r\n6");
        assertThat(seen().ansi()).as("no margins, no colour").containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void aNoticeStaysUntilItIsTakenBackAndThenTheRowIsTheSessions() throws IOException {
        painter.begin();
        Terminal session = session(20, 6, "1\r\n2\r\n3\r\n4\r\n5\r\n6");
        show(session);
        painter.notice("lost");
        flush();
        assertThat(seen().lines().getLast()).isEqualTo(" lost");
        feed(session, "\r\n7");
        show(session);
        assertThat(seen().lines()).containsExactly("2", "3", "4", "5", "6", " lost");
        painter.notice("");
        show(session);
        assertThat(seen().lines()).containsExactly("2", "3", "4", "5", "6", "7");
    }

    @Test
    void anotherWindowIsPaintedAnew() throws IOException {
        painter.begin();
        Terminal session = session(20, 6, "one\r\ntwo");
        show(session);
        user = new Terminal(30, 4, 0, new Ears());
        feed(user, "garbage\r\n\r\n\r\ngarbage");
        painter.startOver(new WindowSize(30, 4));
        show(session);
        assertThat(seen().lines()).containsExactly("one", "two", "", "");
    }

    @Test
    void bellsTitlesAndNotificationsArePassedOnWithoutControls() throws IOException {
        painter.begin();
        painter.paint(
                session(20, 6, "\033]2;a title\033\\").snapshot(),
                List.of(new TerminalEvent.Bell(), new TerminalEvent.Notification("done\007\033[2J")));
        flush();
        assertThat(userHears)
                .contains(
                        new TerminalEvent.Bell(),
                        new TerminalEvent.Notification("done[2J"),
                        new TerminalEvent.Title("a title"));
    }

    private static Terminal session(int columns, int rows, String printed) {
        Terminal session = new Terminal(columns, rows, 0, _ -> {});
        feed(session, printed);
        return session;
    }

    private static void feed(Terminal terminal, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    private void show(Terminal session) throws IOException {
        painter.paint(session.snapshot(), List.of());
        flush();
    }

    private void flush() {
        feed(user, sent());
    }

    private String sent() {
        String sent = wire.toString(StandardCharsets.UTF_8);
        wire.reset();
        return sent;
    }

    private Snapshot seen() {
        return user.snapshot();
    }

    private final class Ears implements TerminalListener {
        @Override
        public void answer(byte[] bytes) {
            throw new AssertionError("the painter asked the user's terminal something");
        }

        @Override
        public void event(TerminalEvent event) {
            userHears.add(event);
        }
    }
}
