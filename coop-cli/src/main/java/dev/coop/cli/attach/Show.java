package dev.coop.cli.attach;

import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session as the user sees it: takes what the host sends, and paints it at once when that is a little, and some sixty
 * times a second when it is much.
 */
final class Show {
    /** Between two pictures: what no eye sees need not be painted. */
    static final Duration FRAME = Duration.ofMillis(16);

    /** A picture that a program has begun and does not end is shown as it is. */
    private static final Duration PICTURE_TAKES_AT_MOST = Duration.ofMillis(200);

    private final Painter painter;
    private final Supplier<WindowSize> window;
    private @Nullable Mirror mirror;
    private volatile boolean startOver;
    private boolean dirty;
    private long paintedAt = System.nanoTime() - PICTURE_TAKES_AT_MOST.toNanos();

    /** @param window the size of the user's terminal; asked again after {@link #startOver} */
    Show(OutputStream screen, Supplier<WindowSize> window, boolean withStatus) {
        this.window = window;
        this.painter = new Painter(screen, window.get(), withStatus);
    }

    void begin() throws IOException {
        painter.begin();
    }

    void end() throws IOException {
        painter.end();
    }

    /** How large the session's terminal should be. */
    WindowSize room() {
        return painter.room();
    }

    /** Another thread says that the user's terminal has another size, or shows something else than it should. */
    void startOver() {
        startOver = true;
    }

    /** Paints everything anew if {@link #startOver} was called; returns the room there is now. */
    Optional<WindowSize> takeNewRoom() throws IOException {
        if (!startOver) {
            return Optional.empty();
        }
        startOver = false;
        painter.startOver(window.get());
        dirty = true;
        return Optional.of(painter.room());
    }

    void show(HostEvent.Dumped dump) {
        mirror = new Mirror(dump);
        dirty = true;
    }

    void feed(byte[] bytes, int from, int length) {
        if (mirror != null) {
            mirror.feed(bytes, from, length);
            dirty = true;
        }
    }

    /** Whether the session's terminal is known to have this size. */
    boolean has(WindowSize size) {
        return mirror != null && mirror.size().equals(size);
    }

    void status(String text) {
        dirty |= painter.status(text);
    }

    boolean hasStatusRow() {
        return painter.hasStatusRow();
    }

    /** Something that the user should know, in the bottom row; empty for nothing. */
    void notice(String text) throws IOException {
        dirty |= painter.notice(text);
    }

    boolean isDirty() {
        return dirty;
    }

    /** The program is in the middle of a picture. */
    boolean mustWait() {
        return mirror != null && mirror.isDrawing();
    }

    /** Paints what is due: when nothing more has come, or the last picture is old enough. */
    void paint(boolean quiet) throws IOException {
        if (!dirty || mirror == null) {
            return;
        }
        Duration since = Duration.ofNanos(System.nanoTime() - paintedAt);
        if (mirror.isDrawing() ? since.compareTo(PICTURE_TAKES_AT_MOST) >= 0 : quiet || since.compareTo(FRAME) >= 0) {
            paintNow();
        }
    }

    /** Paints what there is. */
    void paintNow() throws IOException {
        if (mirror != null) {
            painter.paint(mirror.snapshot(), List.copyOf(mirror.takeEvents()));
            paintedAt = System.nanoTime();
            dirty = false;
        }
    }
}
