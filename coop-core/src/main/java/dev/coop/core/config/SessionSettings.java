package dev.coop.core.config;

import dev.coop.core.pty.WindowSize;
import java.util.Optional;

/**
 * What a session's program and terminal are like.
 *
 * @param columns as asked for
 * @param rows as asked for
 * @param term what the program is told, as {@code TERM}
 * @param ringBytes the newest output that is kept
 * @param answersChecksums DECRQCRA
 * @param agent what the program is; without it, its name tells
 */
public record SessionSettings(
        Optional<Integer> columns,
        Optional<Integer> rows,
        String term,
        int ringBytes,
        boolean answersChecksums,
        Optional<String> agent) {
    private static final WindowSize WITHOUT_TERMINAL =
            new WindowSize(Settings.COLS.fallback(), Settings.ROWS.fallback());

    static SessionSettings of(Configuration from) {
        return new SessionSettings(
                from.given(Settings.COLS),
                from.given(Settings.ROWS),
                from.get(Settings.TERM),
                from.get(Settings.RING_SIZE),
                from.get(Settings.VT_DECRQCRA),
                from.get(Settings.AGENT));
    }

    /**
     * What was asked for wins; where nothing was, the size of the terminal that it is shown in, or else one that is wide
     * enough for programs not to wrap what other programs read.
     */
    public WindowSize size(Optional<WindowSize> shownIn) {
        WindowSize otherwise = shownIn.orElse(WITHOUT_TERMINAL);
        return new WindowSize(columns.orElse(otherwise.columns()), rows.orElse(otherwise.rows()));
    }
}
