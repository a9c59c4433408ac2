package dev.coop.cli;

import dev.coop.core.pty.ExitStatus;
import dev.coop.core.session.Session;
import dev.coop.core.vt.Line;
import dev.coop.core.vt.Snapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program that runs without a terminal of the user's: to its end, then its final screen is printed as text. */
final class Headless {
    private final Session session;
    private final Ending ending;
    private final PrintWriter out;

    Headless(Session session, Ending ending, PrintWriter out) {
        this.session = session;
        this.ending = ending;
        this.out = out;
    }

    /** Returns the exit code, when the text has been taken. */
    int run(boolean withHistory) throws IOException {
        ExitStatus status = ending.end().join();
        List<Line> history = withHistory ? session.history(Integer.MAX_VALUE).join() : List.of();
        for (String line : text(history, session.snapshot().join())) {
            // Not println: the end of a line is the same everywhere.
            out.print(line + "\n");
        }
        if (out.checkError()) {
            throw new IOException("the screen could not be printed: stdout is closed or full");
        }
        return ExitCode.of(status, ending.stage());
    }

    /** The history's lines and the screen's, without blank ones at the end. */
    static List<String> text(List<Line> history, Snapshot screen) {
        List<String> lines = new ArrayList<>(Stream.concat(history.stream().map(Line::text), screen.lines().stream())
                .toList());
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }
}
