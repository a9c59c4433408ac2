package dev.coop.cli.attach;

import dev.coop.core.pty.WindowSize;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The text of the bottom row: the session's state, how long it has run and its size, or the first line that a command
 * of the user's prints.
 *
 * <p>The command runs on a thread of its own, one at a time: the screen waits for no command.
 */
final class StatusLine {
    private static final String BUILT_IN = " [coop] {state} | {uptime}s | {cols}x{rows}";

    /** Bytes of a line that is read; no window is so wide. */
    private static final int MAX_BYTES = 8 << 10;

    /** A command that takes longer has failed. */
    private static final Duration COMMAND_TAKES_AT_MOST = Duration.ofSeconds(10);

    private final Optional<String> command;
    private final Duration interval;
    private String state = "unknown";
    private long startedNanos = System.nanoTime();
    private long dueNanos = System.nanoTime();
    private boolean running;
    private String shown = "";

    /**
     * Sets up a status line.
     *
     * @param command run by {@code sh -c}, with {@code {state}}, {@code {cols}}, {@code {rows}} and {@code {uptime}}
     *     replaced; empty for coop's own text
     */
    StatusLine(Optional<String> command, Duration interval) {
        this.command = command;
        this.interval = interval;
    }

    /** What the session does, and since when, as the host says it. */
    synchronized void state(HostEvent.State now) {
        // It becomes a word of a shell command.
        state = now.name().matches("[a-z_]{1,32}") ? now.name() : "unknown";
        if (now.uptimeSeconds() >= 0) {
            startedNanos = System.nanoTime() - TimeUnit.SECONDS.toNanos(now.uptimeSeconds());
        }
        dueNanos = System.nanoTime();
    }

    /** The text now. What is older than the interval is made anew. */
    synchronized String text(WindowSize size) {
        if (System.nanoTime() - dueNanos >= 0 && !running) {
            dueNanos = System.nanoTime() + interval.toNanos();
            if (command.isEmpty()) {
                shown = filled(BUILT_IN, size);
            } else {
                running = true;
                String filled = filled(command.get(), size);
                Thread.ofPlatform().daemon().name("coop-statusline").start(() -> run(filled));
            }
        }
        return shown;
    }

    private String filled(String template, WindowSize size) {
        long uptime = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos);
        return template.replace("{state}", state)
                .replace("{cols}", Integer.toString(size.columns()))
                .replace("{rows}", Integer.toString(size.rows()))
                .replace("{uptime}", Long.toString(uptime));
    }

    private void run(String filled) {
        String line = firstLine(filled).orElseGet(() -> " [coop] statusline cmd failed: " + command.orElse(""));
        synchronized (this) {
            shown = line;
            running = false;
        }
    }

    /** Empty when the command fails. */
    private static Optional<String> firstLine(String filled) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", filled)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!shell.waitFor(COMMAND_TAKES_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                shell.destroyForcibly();
                return Optional.empty();
            }
            String printed = new String(shell.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            return shell.exitValue() == 0
                    ? Optional.of(printed.lines().findFirst().orElse(""))
                    : Optional.empty();
        } catch (IOException noShell) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
