package dev.coop.cli.attach;

import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session as a picture: takes what the host sends, and paints it at once when that is a little, and some sixty times a
 * second when it is much.
 */
final class Show implements View {
    /** Between two pictures: what no eye sees need not be painted. */
    static final Duration FRAME = Duration.ofMillis(16);

    /** A picture that a program has begun and does not end is shown as it is. */
    private static final Duration PICTURE_TAKES_AT_MOST = Duration.ofMillis(200);

    private final Painter painter;
    private final Supplier<WindowSize> window;
    private final boolean withStatus;
    private @Nullable Mirror mirror;
    private volatile boolean startOver;
    private boolean dirty;
    private long paintedAt = System.nanoTime() - PICTURE_TAKES_AT_MOST.toNanos();

    /** @param window the size of the user's terminal; asked again after {@link #startOver} */
    Show(OutputStream screen, Supplier<WindowSize> window, boolean withStatus) {
        this.window = window;
        this.withStatus = withStatus;
        this.painter = new Painter(screen, window.get(), withStatus);
    }

    @Override
    public void begin() throws IOException {
        painter.begin();
    }

    @Override
    public void end(boolean cutOff) throws IOException {
        painter.end();
    }

    @Override
    public WindowSize room() {
        return painter.room();
    }

    @Override
    public WindowSize roomNow() {
        return Painter.room(window.get(), withStatus);
    }

    /** Each picture needs the screen first. */
    @Override
    public OptionalLong joinsAt() {
        return OptionalLong.empty();
    }

    @Override
    public boolean isComplete() {
        return false;
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
        painter.startOver(window.get());
        dirty = true;
        return Optional.of(painter.room());
    }

    @Override
    public void show(HostEvent.Dumped dump) {
        mirror = new Mirror(dump);
        dirty = true;
    }

    @Override
    public void feed(byte[] bytes, int from, int length) {
        if (mirror != null) {
            mirror.feed(bytes, from, length);
            dirty = true;
        }
    }

    @Override
    public boolean has(WindowSize size) {
        return mirror != null && mirror.size().equals(size);
    }

    @Override
    public void status(String text) {
        dirty |= painter.status(text);
    }

    @Override
    public boolean hasStatusRow() {
        return painter.hasStatusRow();
    }

    @Override
    public void notice(String text) throws IOException {
        dirty |= painter.notice(text);
    }

    @Override
    public boolean isDirty() {
        return dirty;
    }

    @Override
    public boolean mustWait() {
        return mirror != null && mirror.isDrawing();
    }

    @Override
    public void paint(boolean quiet) throws IOException {
        if (!dirty || mirror == null) {
            return;
        }
        Duration since = Duration.ofNanos(System.nanoTime() - paintedAt);
        if (mirror.isDrawing() ? since.compareTo(PICTURE_TAKES_AT_MOST) >= 0 : quiet || since.compareTo(FRAME) >= 0) {
            paintNow();
        }
    }

    @Override
    public void paintNow() throws IOException {
        if (mirror != null) {
            painter.paint(mirror.snapshot(), List.copyOf(mirror.takeEvents()));
            paintedAt = System.nanoTime();
            dirty = false;
        }
    }
}
