package dev.coop.core.vt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A terminal for tests: takes text, shows lines with {@code ·} for a blank in between, and keeps the answers. */
final class Tty implements TerminalListener {
    final Terminal terminal;
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    int frames;
    final List<TerminalEvent> events = new ArrayList<>();

    Tty(int columns, int rows) {
        this(columns, rows, 100);
    }

    Tty(int columns, int rows, int historyLines) {
        this(columns, rows, new TerminalOptions(historyLines, false));
    }

    Tty(int columns, int rows, TerminalOptions options) {
        terminal = new Terminal(columns, rows, options, this);
    }

    Tty feed(String text) {
        return feed(text.getBytes(StandardCharsets.UTF_8));
    }

    Tty feed(byte[] bytes) {
        terminal.feed(bytes, 0, bytes.length);
        return this;
    }

    List<String> lines() {
        return terminal.snapshot().lines();
    }

    String line(int row) {
        return lines().get(row);
    }

    String ansi(int row) {
        return terminal.snapshot().ansi().get(row).replace("\033", "^");
    }

    /** Row and column, 0-based. */
    String cursor() {
        Snapshot s = terminal.snapshot();
        return s.cursorRow() + "," + s.cursorColumn();
    }

    List<String> history() {
        return terminal.history(Integer.MAX_VALUE).stream().map(Line::text).toList();
    }

    String answers() {
        return answers.toString(StandardCharsets.UTF_8).replace("\033", "^").replace("\007", "^G");
    }

    @Override
    public void answer(byte[] bytes) {
        answers.writeBytes(bytes);
    }

    @Override
    public void frameEnd() {
        frames++;
    }

    @Override
    public void event(TerminalEvent event) {
        events.add(event);
    }
}
