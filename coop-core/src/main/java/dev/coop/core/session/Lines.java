package dev.coop.core.session;

import dev.coop.core.vt.Line;
import java.util.List;

/**
 * A range of a session's lines at one moment.
 *
 * @param first the number of the first; lines are numbered for ever, and those of the screen follow the history's
 * @param lines in order; fewer than asked for where there are no more
 */
public record Lines(long first, List<Line> lines) {
    public Lines {
        lines = List.copyOf(lines);
    }
}
