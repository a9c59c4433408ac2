package dev.coop.core.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an agent asks, as far as it is known. Several sources see the same dialog, and each knows another part of it: the
 * hook has the tool and its input, the screen the labels of the options.
 *
 * @param subtype which of its kind, as {@code trust} or {@code theme_picker}
 * @param tool what it wants to use
 * @param input what for, as JSON or text
 * @param options the labels as shown, the first one first
 * @param questions what it asks, where it asks several things
 * @param current the question that is shown now, from 0
 */
public record Prompt(
        Kind kind,
        Optional<String> subtype,
        Optional<String> tool,
        Optional<String> input,
        List<String> options,
        List<Question> questions,
        int current) {

    /** What kind of answer it wants. */
    public enum Kind {
        /** May it do that? */
        PERMISSION,
        /** Is this what it is to do? */
        PLAN,
        /** Something that the user knows. */
        QUESTION,
        /** Something about itself, before it can work or in the middle of it. */
        SETUP;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of several questions, with the labels of its options. */
    public record Question(String text, List<String> options) {
        public Question {
            options = List.copyOf(options);
        }
    }

    public Prompt {
        options = List.copyOf(options);
        questions = List.copyOf(questions);
    }

    /** A dialog of which only the kind is known. */
    public static Prompt of(Kind kind) {
        return new Prompt(kind, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), 0);
    }

    public Prompt withSubtype(String name) {
        return new Prompt(kind, Optional.of(name), tool, input, options, questions, current);
    }

    public Prompt withTool(String name, String itsInput) {
        return new Prompt(kind, subtype, Optional.of(name), Optional.of(itsInput), options, questions, current);
    }

    public Prompt withInput(String text) {
        return new Prompt(kind, subtype, tool, Optional.of(text), options, questions, current);
    }

    public Prompt withOptions(List<String> labels) {
        return new Prompt(kind, subtype, tool, input, labels, questions, current);
    }

    public Prompt withQuestions(List<Question> asked, int shown) {
        return new Prompt(kind, subtype, tool, input, options, asked, shown);
    }

    /** This one, and where it knows nothing, what the other one knows of the same dialog. */
    public Prompt filledFrom(Prompt other) {
        return new Prompt(
                kind,
                subtype.or(() -> kind == other.kind ? other.subtype : Optional.empty()),
                tool.or(() -> other.tool),
                input.or(() -> other.input),
                options.isEmpty() ? other.options : options,
                questions.isEmpty() ? other.questions : questions,
                questions.isEmpty() ? other.current : current);
    }
}
