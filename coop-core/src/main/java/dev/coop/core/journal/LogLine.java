package dev.coop.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line of the log: {@code {"seq":N,"at":"2026-11-20T09:53:08.211Z","event":{…}}}.
 *
 * <p>The order of the members is fixed and there is no space between them, so that a number is found without a JSON
 * parser, from the first bytes of the line.
 */
final class LogLine {
    private static final byte[] SEQ = "{\"seq\":".getBytes(US_ASCII);
    private static final byte[] AT = ",\"at\":\"".getBytes(US_ASCII);
    private static final byte[] EVENT = "\",\"event\":".getBytes(US_ASCII);

    /** Digits of {@link Long#MAX_VALUE}; more can't be a number of ours. */
    private static final int MAX_DIGITS = 19;

    private final long seq;
    private final Instant at;
    private final byte[] event;

    LogLine(long seq, Instant at, byte[] event) {
        this.seq = seq;
        this.at = at;
        this.event = event;
    }

    long seq() {
        return seq;
    }

    Instant at() {
        return at;
    }

    /** The event's JSON. */
    byte[] event() {
        return event;
    }

    /** The line with its line break. */
    byte[] bytes() {
        var number = Long.toString(seq).getBytes(US_ASCII);
        var time = at.toString().getBytes(US_ASCII);
        var line = new byte[SEQ.length + number.length + AT.length + time.length + EVENT.length + event.length + 2];
        var end = 0;
        for (var part : new byte[][] {SEQ, number, AT, time, EVENT, event}) {
            System.arraycopy(part, 0, line, end, part.length);
            end += part.length;
        }
        line[end] = '}';
        line[end + 1] = '\n';
        return line;
    }

    /** The number at the start of a line, or -1 when that is not how a line starts. */
    static long seqOf(byte[] line) {
        if (!has(line, 0, SEQ)) {
            return -1;
        }
        var seq = 0L;
        var at = SEQ.length;
        for (; at < line.length && line[at] >= '0' && line[at] <= '9'; at++) {
            if (at - SEQ.length == MAX_DIGITS) {
                return -1;
            }
            seq = seq * 10 + line[at] - '0';
        }
        return at > SEQ.length && seq > 0 && has(line, at, AT) ? seq : -1;
    }

    /** Reads a line, given without its line break; empty when it is not a whole one. */
    static Optional<LogLine> parse(byte[] line) {
        var seq = seqOf(line);
        if (seq < 0) {
            return Optional.empty();
        }
        var timeAt = SEQ.length + Long.toString(seq).length() + AT.length;
        var timeEnd = timeAt;
        while (timeEnd < line.length && line[timeEnd] != '"') {
            timeEnd++;
        }
        var eventAt = timeEnd + EVENT.length;
        if (!has(line, timeEnd, EVENT) || line[line.length - 1] != '}' || !isObject(line, eventAt, line.length - 1)) {
            return Optional.empty();
        }
        try {
            var at = Instant.parse(new String(line, timeAt, timeEnd - timeAt, US_ASCII));
            return Optional.of(new LogLine(seq, at, Arrays.copyOfRange(line, eventAt, line.length - 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the bytes are a JSON object on one line, as far as brackets, strings and control characters tell: enough
     * to know a whole line from a torn one without parsing values.
     */
    static boolean isObject(byte[] json, int from, int to) {
        if (to - from < 2 || json[from] != '{') {
            return false;
        }
        var depth = 0;
        var inString = false;
        var escaped = false;
        for (var i = from; i < to; i++) {
            var b = json[i];
            if (b >= 0 && b < ' ') {
                return false;
            }
            if (escaped) {
                escaped = false;
            } else if (inString) {
                escaped = b == '\\';
                inString = b != '"';
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return b == '}' && i == to - 1;
            }
        }
        return false;
    }

    private static boolean has(byte[] line, int at, byte[] part) {
        return at >= 0
                && at + part.length <= line.length
                && Arrays.equals(line, at, at + part.length, part, 0, part.length);
    }
}
