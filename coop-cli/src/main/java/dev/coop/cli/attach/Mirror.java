package dev.coop.cli.attach;

import dev.coop.core.pty.WindowSize;
import dev.coop.core.vt.Mode;
import dev.coop.core.vt.Snapshot;
import dev.coop.core.vt.Terminal;
import dev.coop.core.vt.TerminalEvent;
import dev.coop.core.vt.TerminalListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The session's terminal on this side. It answers no questions: the host's has. */
final class Mirror implements TerminalListener {
    /** Bells and the like between two pictures; more of them say nothing more. */
    private static final int MAX_EVENTS = 16;

    private final Terminal terminal;
    private WindowSize size;
    private final Queue<TerminalEvent> events = new ArrayDeque<>();

    /** As the dump has it; what rang before rings no more. */
    Mirror(HostEvent.Dumped dump) {
        size = dump.size();
        terminal = new Terminal(size.columns(), size.rows(), 0, this);
        byte[] sequences = dump.sequences().getBytes(StandardCharsets.UTF_8);
        terminal.feed(sequences, 0, sequences.length);
        events.clear();
    }

    void feed(byte[] bytes, int from, int length) {
        terminal.feed(bytes, from, length);
    }

    void resize(WindowSize to) {
        size = to;
        terminal.resize(to.columns(), to.rows());
    }

    WindowSize size() {
        return size;
    }

    Snapshot snapshot() {
        return terminal.snapshot();
    }

    /** The program is in the middle of a picture, and says so. */
    boolean isDrawing() {
        return terminal.is(Mode.SYNCHRONIZED_UPDATE);
    }

    /** What the program said beside what it drew, since the last call. */
    List<TerminalEvent> takeEvents() {
        List<TerminalEvent> taken = new ArrayList<>(events);
        events.clear();
        return taken;
    }

    @Override
    public void answer(byte[] bytes) {
        // The host's terminal has answered already; a second answer would be typed into the program.
    }

    @Override
    public void event(TerminalEvent event) {
        if (events.size() < MAX_EVENTS) {
            events.add(event);
        }
    }
}
