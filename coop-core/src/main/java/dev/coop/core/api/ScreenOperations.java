package dev.coop.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.session.Lines;
import dev.coop.core.session.Search;
import dev.coop.core.vt.Line;
import dev.coop.core.vt.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is on the screen, and what has been. */
public final class ScreenOperations {
    /** Lines of one answer: as long as an answer of some hundred kilobytes. */
    static final int MAX_LINES = 5000;

    private static final int DEFAULT_LINES = 500;
    private static final int DEFAULT_SEARCH_MS = 1000;
    private static final int MAX_SEARCH_MS = 10_000;

    private ScreenOperations() {}

    public static final Operation<ScreenRequest, Screen> SCREEN = Operation.of(
                    "screen",
                    Scope.SESSION,
                    Role.OBSERVE,
                    ScreenRequest.class,
                    Screen.class,
                    "The screen as it is now.")
            .get("screen")
            .ws("screen:get", "screen")
            .rpc("GetScreen")
            .by(ScreenOperations::screen);

    public static final Operation<Operation.None, Text> SCREEN_TEXT = Operation.of(
                    "screen_text",
                    Scope.SESSION,
                    Role.OBSERVE,
                    Operation.None.class,
                    Text.class,
                    "The screen as plain text.")
            .get("screen/text")
            .by((context, _) -> context.session()
                    .snapshot()
                    .thenApplyAsync(s -> Text.plain(String.join("\n", s.lines())), context.executor()));

    public static final Operation<ScrollbackRequest, Scrollback> SCROLLBACK = Operation.of(
                    "scrollback",
                    Scope.SESSION,
                    Role.OBSERVE,
                    ScrollbackRequest.class,
                    Scrollback.class,
                    "Lines of the history and of the screen behind it, by number.")
            .get("screen/scrollback")
            .ws("scrollback:get", "scrollback")
            .rpc("GetScrollback")
            .by((context, request) -> context.session()
                    .lines(request.from(), request.limit())
                    .thenApplyAsync(Scrollback::of, context.executor()));

    public static final Operation<SearchRequest, Found> SEARCH = Operation.of(
                    "search",
                    Scope.SESSION,
                    Role.OBSERVE,
                    SearchRequest.class,
                    Found.class,
                    "Finds text or a regular expression in history and screen.")
            .get("screen/search")
            .ws("screen:search", "screen:found")
            .rpc("SearchScreen")
            .by(ScreenOperations::search);

    public static final Operation<Operation.None, Dumped> DUMP = Operation.of(
                    "dump",
                    Scope.SESSION,
                    Role.OBSERVE,
                    Operation.None.class,
                    Dumped.class,
                    "The screen as escape sequences for another terminal, and the offset from where to go on.")
            .get("dump")
            .ws("dump:get", "dump")
            .rpc("GetDump")
            .by((context, _) -> dump(context));

    static final List<Operation<?, ?>> ALL = List.of(SCREEN, SCREEN_TEXT, SCROLLBACK, SEARCH, DUMP);

    /**
     * How one wants the screen.
     *
     * @param format {@code json}: line by line; {@code ansi} or {@code html}: drawn, as one text
     * @param since a screen that shows no more output than this {@code seq} need not be sent again
     */
    public record ScreenRequest(
            boolean cursor, String format, @Nullable Long since) {
        public ScreenRequest {
            format = Check.or(format, "json");
            if (!List.of("json", "ansi", "html").contains(format)) {
                throw Refusal.badField("format", "format has to be json, ansi or html");
            }
            if (since != null) {
                since = Check.notNegative("since", since);
            }
        }
    }

    /**
     * The screen.
     *
     * @param seq grows with every byte of output, across respawns too
     * @param drawn with another format than {@code json}: all of it as one text
     * @param unchanged there is nothing newer than the {@code since} of the request, and no lines are sent
     */
    public record Screen(
            List<String> lines,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> ansi,

            int cols,
            int rows,
            boolean altScreen,
            @Nullable Cursor cursor,
            long seq,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Text drawn,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unchanged) {
        public static Screen of(Snapshot snapshot, ScreenRequest request) {
            Long since = request.since();
            boolean unchanged = since != null && snapshot.offset() <= since;
            boolean lines = !unchanged && request.format().equals("json");
            return new Screen(
                    lines ? snapshot.lines() : List.of(),
                    lines ? snapshot.ansi() : null,
                    snapshot.columns(),
                    snapshot.height(),
                    snapshot.alternate(),
                    request.cursor() ? new Cursor(snapshot.cursorRow(), snapshot.cursorColumn()) : null,
                    snapshot.offset(),
                    unchanged ? null : drawn(snapshot, request),
                    unchanged);
        }

        private static @Nullable Text drawn(Snapshot snapshot, ScreenRequest request) {
            return switch (request.format()) {
                case "ansi" -> Text.plain(String.join("\n", snapshot.ansi()));
                case "html" -> Text.html(snapshot.html(request.cursor()));
                default -> null;
            };
        }

        /** As WebSocket clients know it. */
        public Screen withoutAnsi() {
            return new Screen(lines, null, cols, rows, altScreen, cursor, seq, drawn, unchanged);
        }
    }

    /** 0-based. */
    public record Cursor(int row, int col) {}

    public record ScrollbackRequest(Long from, Integer limit) {
        public ScrollbackRequest {
            from = Check.notNegative("from", Check.or(from, 0L));
            limit = Check.inRange("limit", Check.or(limit, DEFAULT_LINES), 1, MAX_LINES);
        }
    }

    /**
     * Lines by number.
     *
     * @param first the number of the first line: lines are numbered for ever
     * @param next what to ask for next
     */
    public record Scrollback(long first, long next, List<String> lines, List<String> ansi) {
        static Scrollback of(Lines lines) {
            return new Scrollback(
                    lines.first(),
                    lines.first() + lines.lines().size(),
                    lines.lines().stream().map(Line::text).toList(),
                    lines.lines().stream().map(Line::ansi).toList());
        }
    }

    /** One of text and regex. */
    public record SearchRequest(
            @Nullable String text, @Nullable String regex, Integer timeoutMs) {
        public SearchRequest {
            timeoutMs = Check.inRange("timeout_ms", Check.or(timeoutMs, DEFAULT_SEARCH_MS), 1, MAX_SEARCH_MS);
        }
    }

    public record Found(List<Match> matches, boolean truncated) {}

    /**
     * Where it was found.
     *
     * @param from the first column, in UTF-16 units of the line's text
     */
    public record Match(long line, int from, int to, String text) {}

    /**
     * The screen as sequences.
     *
     * @param data in base64
     */
    public record Dumped(String data, long offset, int cols, int rows) {}

    private static CompletableFuture<Screen> screen(Context context, ScreenRequest request) {
        return context.session().snapshot().thenApplyAsync(s -> Screen.of(s, request), context.executor());
    }

    private static CompletableFuture<Dumped> dump(Context context) {
        return context.session()
                .dump()
                .thenApplyAsync(
                        dump -> new Dumped(
                                Base64.getEncoder()
                                        .encodeToString(dump.sequences().getBytes(StandardCharsets.UTF_8)),
                                dump.offset(),
                                context.session().size().columns(),
                                context.session().size().rows()),
                        context.executor());
    }

    private static CompletableFuture<Found> search(Context context, SearchRequest request) {
        Duration deadline = Duration.ofMillis(request.timeoutMs);
        Search search = compiled(request);
        return context.api().workers().call(() -> {
            try {
                List<Match> matches = search.in(context.session(), deadline).stream()
                        .map(m -> new Match(m.line(), m.from(), m.to(), m.text()))
                        .toList();
                return new Found(matches, matches.size() == Search.MAX_MATCHES);
            } catch (Search.DeadlinePassed passed) {
                throw Refusal.of(ErrorCode.TOO_LARGE, String.valueOf(passed.getMessage()))
                        .withField("regex")
                        .withHint("a simpler expression, or a larger timeout_ms");
            }
        });
    }

    private static Search compiled(SearchRequest request) {
        if ((request.text == null) == (request.regex == null)) {
            throw Refusal.badField("text", "exactly one of text and regex is needed");
        }
        try {
            return request.text != null
                    ? Search.literal(request.text)
                    : Search.regex(Check.required("regex", request.regex));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badField(request.text != null ? "text" : "regex", String.valueOf(wrong.getMessage()));
        }
    }
}
