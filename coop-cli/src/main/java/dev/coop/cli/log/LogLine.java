package dev.coop.cli.log;

import dev.coop.cli.wire.Json;
import dev.coop.transport.admission.Redaction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.event.Level;

/**
 * Something that happened. What looks like a token is taken out of it, wherever it came from.
 *
 * @param context of the thread: which session and which request it was about
 */
record LogLine(
        Instant time,
        Level level,
        String logger,
        String message,
        Map<String, String> context,
        Optional<Throwable> failure) {
    /** Characters; the rest of a longer one would be data, not news. */
    private static final int MAX_MESSAGE = 4096;

    private static final int MAX_FAILURE = 16_384;

    String json() {
        Json line = Json.object()
                .with("time", time.toString())
                .with("level", level.name().toLowerCase(Locale.ROOT))
                .with("logger", logger)
                .with("message", words());
        for (Map.Entry<String, String> entry : new TreeMap<>(context).entrySet()) {
            line = line.with(entry.getKey(), cut(entry.getValue(), MAX_MESSAGE));
        }
        return failure.isPresent() ? line.with("error", trace(failure.get())).toString() : line.toString();
    }

    String text() {
        StringBuilder line = new StringBuilder()
                .append(time)
                .append(' ')
                .append("%-5s".formatted(level))
                .append(' ')
                .append(logger.substring(logger.lastIndexOf('.') + 1))
                .append(": ")
                .append(oneLine(words()));
        new TreeMap<>(context)
                .forEach((key, value) ->
                        line.append(' ').append(key).append('=').append(oneLine(cut(value, MAX_MESSAGE))));
        failure.ifPresent(thrown -> line.append('\n').append(trace(thrown).stripTrailing()));
        return line.toString();
    }

    private String words() {
        return cut(message, MAX_MESSAGE);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return cut(text.toString(), MAX_FAILURE);
    }

    private static String cut(String text, int most) {
        String safe = Redaction.of(text);
        return safe.length() <= most ? safe : safe.substring(0, most) + "…";
    }

    /** Nobody is to begin a line of the log that is not ours. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
