package dev.coop.core.session;

import dev.coop.core.vt.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Looks for text in a session's history and on its screen, line by line, oldest first.
 *
 * <p>The lines are fetched in slices, so the terminal's thread is held only for the copy of one, and searched by the
 * caller's thread. A regular expression can take for ever on a line that suits it badly; the deadline ends that too.
 */
public final class Search {
    /** More would be a dump, not an answer. */
    public static final int MAX_MATCHES = 1000;

    /** Copying as many takes some tenths of a millisecond. */
    private static final int SLICE_LINES = 500;

    /** Where text was found. Lines are numbered as in {@link Session#lines}; columns count UTF-16 units of the line's text. */
    public record Match(long line, int from, int to, String text) {}

    /** The search was given up: it would have taken longer than its caller wants to wait. */
    public static final class DeadlinePassed extends Exception {
        private static final long serialVersionUID = 1L;

        private DeadlinePassed(Duration deadline) {
            super("the search took longer than " + deadline.toMillis() + " ms and was given up", null, false, false);
        }
    }

    private final Pattern pattern;

    private Search(Pattern pattern) {
        this.pattern = pattern;
    }

    public static Search literal(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text: must not be empty");
        }
        return new Search(Pattern.compile(text, Pattern.LITERAL));
    }

    /** A regular expression of {@link Pattern}; a bad one is refused with what is wrong and where. */
    public static Search regex(String expression) {
        if (expression.isEmpty()) {
            throw new IllegalArgumentException("regex: must not be empty");
        }
        try {
            return new Search(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("regex: " + e.getDescription() + " at " + e.getIndex(), e);
        }
    }

    /** At most {@link #MAX_MATCHES} matches; empty ones don't count. */
    public List<Match> in(Session session, Duration deadline) throws DeadlinePassed {
        long end = System.nanoTime() + deadline.toNanos();
        List<Match> matches = new ArrayList<>();
        long next = 0;
        while (true) {
            Lines slice = session.lines(next, SLICE_LINES).join();
            if (slice.lines().isEmpty()) {
                return matches;
            }
            long number = slice.first();
            for (Line line : slice.lines()) {
                try {
                    if (!find(number++, line.text(), end, matches)) {
                        return matches;
                    }
                } catch (TimedText.OutOfTime e) {
                    throw new DeadlinePassed(deadline);
                }
            }
            next = number;
        }
    }

    /** False when there are enough. */
    private boolean find(long number, String text, long end, List<Match> matches) {
        Matcher matcher = pattern.matcher(new TimedText(text, end));
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                matches.add(new Match(
                        number, matcher.start(), matcher.end(), text.substring(matcher.start(), matcher.end())));
                if (matches.size() == MAX_MATCHES) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A text that a matcher can read only until its time is over. */
    private record TimedText(String text, long end) implements CharSequence {
        private static final class OutOfTime extends RuntimeException {
            private static final long serialVersionUID = 1L;

            OutOfTime() {
                super(null, null, false, false);
            }
        }

        @Override
        public char charAt(int index) {
            if (System.nanoTime() - end > 0) {
                throw new OutOfTime();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
