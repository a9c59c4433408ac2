package dev.coop.transport.grpc;

import dev.coop.core.api.StateDetails;
import dev.coop.proto.v1.PromptContext;
import dev.coop.proto.v1.QuestionContext;

/** What an agent asks, as gRPC's clients are told. */
final class Prompts {
    private Prompts() {}

    static PromptContext context(StateDetails.PromptContext prompt) {
        PromptContext.Builder message = PromptContext.newBuilder()
                .setType(prompt.type())
                .addAllOptions(prompt.options())
                .setOptionsFallback(prompt.optionsFallback())
                .setQuestionCurrent(prompt.questionCurrent())
                .setReady(prompt.ready());
        if (prompt.subtype() != null) {
            message.setSubtype(prompt.subtype());
        }
        if (prompt.tool() != null) {
            message.setTool(prompt.tool());
        }
        if (prompt.input() != null) {
            message.setInput(prompt.input());
        }
        for (StateDetails.Question each : prompt.questions()) {
            message.addQuestions(
                    QuestionContext.newBuilder().setQuestion(each.question()).addAllOptions(each.options()));
        }
        return message.build();
    }
}
