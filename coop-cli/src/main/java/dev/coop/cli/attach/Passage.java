package dev.coop.cli.attach;

import dev.coop.cli.terminal.ScreenState;
import dev.coop.core.pty.WindowSize;
import dev.coop.core.vt.QuestionFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session in a terminal that has the session's size: what the program prints goes there byte for byte, all but the
 * questions that coop answers, because two answers to one question would be typed into the program.
 *
 * <p>A terminal that falls further behind than the host's journal reaches back gets the screen as it is by then. While
 * somebody else's smaller window makes the session smaller than this one, the screen is painted instead: a terminal of
 * another size would make something else of the bytes.
 */
final class Passage implements View {
    /** Bytes; some reads of a pseudo-terminal in one write. */
    private static final int BLOCK = 64 << 10;

    private final OutputStream screen;
    private final Supplier<WindowSize> wanted;
    private final Supplier<WindowSize> window;
    private final byte[] filtered = new byte[BLOCK + QuestionFilter.MAX_HELD];
    private Mirror mirror;
    private QuestionFilter questions = new QuestionFilter();
    private @Nullable Show picture;
    private volatile boolean startOver;
    private boolean joined;

    /**
     * @param wanted what size the session is to have
     * @param window the size of the user's terminal
     */
    Passage(OutputStream screen, Supplier<WindowSize> wanted, Supplier<WindowSize> window) {
        this.screen = screen;
        this.wanted = wanted;
        this.window = window;
        this.mirror = new Mirror(new HostEvent.Dumped("", 0, wanted.get()));
    }

    @Override
    public void begin() {}

    @Override
    public void end(boolean cutOff) throws IOException {
        if (picture != null) {
            picture.end(cutOff);
            return;
        }
        screen.write(filtered, 0, questions.finish(filtered));
        write(ScreenState.undo(mirror.snapshot(), cutOff));
    }

    @Override
    public WindowSize room() {
        return wanted.get();
    }

    @Override
    public WindowSize roomNow() {
        return wanted.get();
    }

    @Override
    public void startOver() {
        startOver = true;
    }

    @Override
    public Optional<WindowSize> takeNewRoom() throws IOException {
        if (!startOver) {
            return Optional.empty();
        }
        startOver = false;
        if (picture != null) {
            picture.startOver();
            var _ = picture.takeNewRoom();
        }
        return Optional.of(room());
    }

    /** From the first byte on: the host was started a moment ago. */
    @Override
    public OptionalLong joinsAt() {
        OptionalLong at = joined ? OptionalLong.empty() : OptionalLong.of(0);
        joined = true;
        return at;
    }

    @Override
    public boolean isComplete() {
        return picture == null;
    }

    @Override
    public void show(HostEvent.Dumped dump) throws IOException {
        if (dump.size().equals(wanted.get())) {
            if (picture != null) {
                picture.end(true);
                picture = null;
            }
            questions = new QuestionFilter();
            write(ScreenState.redraw(dump.sequences()));
        } else {
            if (picture == null) {
                write(ScreenState.undo(mirror.snapshot(), true));
                picture = new Show(screen, window, false);
                picture.begin();
            }
            picture.show(dump);
        }
        mirror = new Mirror(dump);
    }

    @Override
    public void feed(byte[] bytes, int from, int length) throws IOException {
        if (picture != null) {
            picture.feed(bytes, from, length);
            return;
        }
        mirror.feed(bytes, from, length);
        for (int at = from; at < from + length; at += BLOCK) {
            int count = Math.min(BLOCK, from + length - at);
            screen.write(filtered, 0, questions.filter(bytes, at, count, filtered));
        }
    }

    @Override
    public boolean has(WindowSize size) {
        if (picture != null) {
            return picture.has(size);
        }
        if (!size.equals(wanted.get())) {
            return false;
        }
        mirror.resize(size);
        return true;
    }

    @Override
    public boolean hasStatusRow() {
        return false;
    }

    @Override
    public void status(String text) {
        // There is no place for one.
    }

    @Override
    public void notice(String text) throws IOException {
        if (picture != null) {
            picture.notice(text);
        }
    }

    @Override
    public boolean isDirty() {
        return picture != null && picture.isDirty();
    }

    @Override
    public boolean mustWait() {
        return picture != null && picture.mustWait();
    }

    @Override
    public void paint(boolean quiet) throws IOException {
        if (picture != null) {
            picture.paint(quiet);
        }
    }

    @Override
    public void paintNow() throws IOException {
        if (picture != null) {
            picture.paintNow();
        }
    }

    private void write(String text) throws IOException {
        screen.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
