package dev.coop.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a host in the background prints: lines for who started it, and sentences for the user. Those are passed on at once,
 * or, while the terminal shows the program, when that is over.
 */
final class HostVoice implements Runnable {
    /**
     * The host listens, and its program runs.
     *
     * @param name by which client commands find it
     */
    record Ready(String name, Path socket) {}

    private static final String READY = "coop-ready\t";
    private static final String ENDED = "coop-ended\t";

    /** Sentences; a host that says more while nobody can read it says nothing new. */
    private static final int MAX_KEPT = 100;

    private final InputStream words;
    private final PrintWriter errors;
    private final List<String> kept = new ArrayList<>();
    private final CompletableFuture<Optional<Ready>> ready = new CompletableFuture<>();
    private final CompletableFuture<Optional<Integer>> ended = new CompletableFuture<>();
    private boolean quiet;

    /** @param errors takes the sentences for the user */
    HostVoice(InputStream words, PrintWriter errors) {
        this.words = words;
        this.errors = errors;
    }

    /** As the host says it. */
    static String ready(Ready it) {
        return READY + it.name() + "\t" + it.socket();
    }

    /** As the host says it. */
    static String ended(int code) {
        return ENDED + code;
    }

    /** Empty if it ended before that. */
    CompletableFuture<Optional<Ready>> ready() {
        return ready;
    }

    /** The exit code of a host that came to an end in order; empty of one that just stopped talking. */
    CompletableFuture<Optional<Integer>> ended() {
        return ended;
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException broken) {
            // As good as its end: what matters is how the process ended.
            say("coop: the host can't be heard any more");
        }
        ready.complete(Optional.empty());
        ended.complete(Optional.empty());
    }

    private void take(String line) {
        if (line.startsWith(READY)) {
            String[] parts = line.substring(READY.length()).split("\t", 2);
            keepQuiet();
            ready.complete(Optional.of(new Ready(parts[0], Path.of(parts[1]))));
        } else if (line.startsWith(ENDED)) {
            ended.complete(Optional.of(Integer.valueOf(line.substring(ENDED.length()))));
        } else if (!line.startsWith(SettingFlags.WARNING)) {
            // Warnings of settings are left out: whoever started the host has read the same settings and said so.
            say(line);
        }
    }

    private synchronized void keepQuiet() {
        quiet = true;
    }

    private synchronized void say(String sentence) {
        if (!quiet) {
            errors.println(sentence);
        } else if (kept.size() < MAX_KEPT) {
            kept.add(sentence);
        }
    }

    /** The terminal is the user's own again. */
    synchronized void speakUp() {
        quiet = false;
        kept.forEach(errors::println);
        kept.clear();
    }
}
