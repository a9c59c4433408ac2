package dev.coop.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.session.Search;
import dev.coop.core.session.TooManyWaitsException;
import dev.coop.core.session.Until;
import dev.coop.core.session.WaitResult;
import dev.coop.core.session.WaitResult.Outcome;
import dev.coop.core.session.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Waiting for something to happen in a session, without asking again and again. */
public final class WaitOperations {
    private static final int DEFAULT_TIMEOUT_MS = 30_000;
    private static final int MAX_MS = (int) Waits.MAX_TIME.toMillis();

    private WaitOperations() {}

    public static final Operation<WaitRequest, Waited> WAIT = Operation.of(
                    "wait",
                    Scope.SESSION,
                    Role.OBSERVE,
                    WaitRequest.class,
                    Waited.class,
                    "Answers when a text is on the screen, when it is quiet, when the program has ended, or in time.")
            .post("wait")
            .ws("wait", "waited")
            .rpc("Wait")
            .by(WaitOperations::await);

    static final List<Operation<?, ?>> ALL = List.of(WAIT);

    /** What can be waited for. */
    enum Kind {
        TEXT,
        REGEX,
        IDLE_OUTPUT,
        EXIT;

        static Kind of(String name) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return kind;
                }
            }
            throw Refusal.badField("until", "until has to be text, regex, idle_output or exit");
        }
    }

    /**
     * What to wait for, and how long.
     *
     * @param from {@code screen}: what is there already counts; {@code now}: only what is new
     */
    public record WaitRequest(
            String until,
            @Nullable String text,
            @Nullable String regex,
            @Nullable Integer idleMs,
            String from,
            Integer timeoutMs) {
        public WaitRequest {
            Check.required("until", until);
            from = Check.or(from, "screen");
            if (!from.equals("screen") && !from.equals("now")) {
                throw Refusal.badField("from", "from has to be screen or now");
            }
            timeoutMs = Check.inRange("timeout_ms", Check.or(timeoutMs, DEFAULT_TIMEOUT_MS), 0, MAX_MS);
        }

        Until condition() {
            Until.From since = from.equals("now") ? Until.From.NOW : Until.From.SCREEN;
            return switch (Kind.of(until)) {
                case TEXT -> new Until.Found(search("text", text), since);
                case REGEX -> new Until.Found(search("regex", regex), since);
                case IDLE_OUTPUT -> new Until.Quiet(Duration.ofMillis(Check.inRange("idle_ms", idleMs, 1, MAX_MS)));
                case EXIT -> new Until.Ended();
            };
        }

        private static Search search(String field, @Nullable String wanted) {
            try {
                String expression = Check.required(field, wanted);
                return field.equals("text") ? Search.literal(expression) : Search.regex(expression);
            } catch (IllegalArgumentException wrong) {
                throw Refusal.badField(field, String.valueOf(wrong.getMessage()));
            }
        }
    }

    /**
     * How it ended.
     *
     * @param met whether what was waited for has come
     * @param reason {@code found}, {@code quiet}, {@code exited} or {@code timeout}
     * @param missed lines that came and went before anybody could look at them
     */
    public record Waited(
            boolean met,
            String reason,
            @JsonInclude(JsonInclude.Include.NON_NULL) ScreenOperations.@Nullable Match match,
            long offset,
            long elapsedMs,
            long missed) {
        static Waited of(WaitResult result, boolean forTheEnd) {
            ScreenOperations.Match match = result.match()
                    .map(m -> new ScreenOperations.Match(m.line(), m.from(), m.to(), m.text()))
                    .orElse(null);
            boolean met = result.outcome() == Outcome.FOUND
                    || result.outcome() == Outcome.QUIET
                    || (result.outcome() == Outcome.ENDED && forTheEnd);
            String reason = switch (result.outcome()) {
                case FOUND -> "found";
                case QUIET -> "quiet";
                case ENDED -> "exited";
                case TIMED_OUT -> "timeout";
            };
            return new Waited(
                    met, reason, match, result.offset(), result.elapsed().toMillis(), result.missed());
        }
    }

    private static CompletableFuture<Waited> await(Context context, WaitRequest request) {
        Until until = request.condition();
        CompletableFuture<WaitResult> wait;
        try {
            wait = context.host().waits().until(context.session(), until, Duration.ofMillis(request.timeoutMs()));
        } catch (TooManyWaitsException many) {
            throw Refusal.of(ErrorCode.OVERLOADED, String.valueOf(many.getMessage()));
        }
        CompletableFuture<Waited> answer = wait.handleAsync(
                (result, failure) -> {
                    if (failure == null) {
                        return Waited.of(result, until instanceof Until.Ended);
                    }
                    throw refused(failure);
                },
                context.executor());
        // Whoever gives up waiting for the answer ends the wait.
        var _ = answer.whenComplete((_, _) -> wait.cancel(false));
        return answer;
    }

    private static RuntimeException refused(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Search.DeadlinePassed passed
                ? Refusal.badField("regex", String.valueOf(passed.getMessage())).withHint("a simpler expression")
                : new CompletionException(cause);
    }
}
