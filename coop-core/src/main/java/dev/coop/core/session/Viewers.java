package dev.coop.core.session;

import dev.coop.core.pty.WindowSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who looks at a session through a window of his own, and what size that gives the session: the smallest of all, side by
 * side, so that everybody sees the whole screen.
 *
 * <p>Whoever just sets a size is no viewer, and his holds until a viewer's window changes or the smallest one leaves. When
 * the last viewer leaves, the size stays.
 *
 * @param windows by viewer
 */
public record Viewers(Map<Object, WindowSize> windows) {
    public static final Viewers NONE = new Viewers(Map.of());

    public Viewers {
        windows = Map.copyOf(windows);
    }

    /**
     * What a viewer's coming or going does.
     *
     * @param size what the session gets; empty if it keeps what it has
     */
    public record Change(Viewers viewers, Optional<WindowSize> size) {}

    /** A viewer has come, or has another window. */
    public Change with(Object viewer, WindowSize window) {
        Map<Object, WindowSize> more = new LinkedHashMap<>(windows);
        more.put(viewer, window);
        Viewers next = new Viewers(more);
        return new Change(next, next.smallest());
    }

    /** A viewer has left; one who never was there changes nothing. */
    public Change without(Object viewer) {
        Map<Object, WindowSize> fewer = new LinkedHashMap<>(windows);
        fewer.remove(viewer);
        Viewers next = new Viewers(fewer);
        Optional<WindowSize> size = next.smallest();
        return new Change(next, size.equals(smallest()) ? Optional.empty() : size);
    }

    private Optional<WindowSize> smallest() {
        return windows.values().stream()
                .reduce((a, b) -> new WindowSize(Math.min(a.columns(), b.columns()), Math.min(a.rows(), b.rows())));
    }
}
