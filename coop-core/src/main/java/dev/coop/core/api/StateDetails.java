package dev.coop.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coop.core.agent.AgentError;
import dev.coop.core.agent.AgentState;
import dev.coop.core.agent.Claim;
import dev.coop.core.agent.Prompt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What belongs to a state beside its name, as clients are told; null where the state has no such thing. */
public record StateDetails(
        @Nullable PromptContext prompt,
        @Nullable String errorDetail,
        @Nullable String errorCategory,
        @Nullable String parkedReason,
        @Nullable Long resumeAtEpochMs,
        HealthOperations.Exit exit) {

    /**
     * What the agent asks.
     *
     * @param optionsFallback whether the options are made up, because none could be read
     * @param ready whether nothing more will become known of it
     */
    public record PromptContext(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String subtype,

            @Nullable String tool,
            @Nullable String input,
            List<String> options,
            boolean optionsFallback,
            List<Question> questions,
            int questionCurrent,
            boolean ready) {}

    /** One of the things that the agent asks. */
    public record Question(String question, List<String> options) {}

    public static StateDetails of(AgentState state) {
        StateDetails none = new StateDetails(null, null, null, null, null, HealthOperations.Exit.of(state));
        return switch (state) {
            case Claim.Prompting(Prompt prompt) -> new StateDetails(context(prompt), null, null, null, null, none.exit);
            case Claim.Failed(AgentError error) ->
                new StateDetails(null, error.detail(), error.category().wireName(), null, null, none.exit);
            case AgentState.Parked(String reason, Instant resumesAt) ->
                new StateDetails(null, null, null, reason, resumesAt.toEpochMilli(), none.exit);
            default -> none;
        };
    }

    private static PromptContext context(Prompt prompt) {
        return new PromptContext(
                prompt.kind().wireName(),
                prompt.subtype().orElse(null),
                prompt.tool().orElse(null),
                prompt.input().orElse(null),
                prompt.options(),
                false,
                prompt.questions().stream()
                        .map(each -> new Question(each.text(), each.options()))
                        .toList(),
                prompt.current(),
                true);
    }
}
