package dev.coop.core.api;

import static java.util.Map.entry;

import dev.coop.core.agent.AgentKind;
import dev.coop.core.agent.ErrorCategory;
import dev.coop.core.agent.Prompt;
import dev.coop.core.agent.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the fields of requests and answers mean, in words for people who write clients.
 *
 * <p>A field means the same wherever it occurs; where that is not so, or more can be said, the name of its record stands
 * before it. The description of the interface and the documentation are made from this, and a test fails where a field
 * has no words, or words have no field.
 */
public final class Glossary {
    private Glossary() {}

    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("accept", "Yes or no to a permission or a plan."),
            entry("accepted", "Always true: the host begins to end."),
            entry("agent", "Which agent the program is."),
            entry("agent_id", "Which of the agents that the session's own has started; empty for that one itself."),
            entry("ago_ms", "How long ago it began to say so, in milliseconds."),
            entry("alt_screen", "Whether the program shows the alternate screen."),
            entry("ansi", "The same lines with their colours and attributes as SGR sequences."),
            entry("bytes_read", "What the program has printed, in bytes, ever since its session began."),
            entry("bytes_written", "Bytes that were taken."),
            entry("Status.bytes_written", "What was typed into the program, in bytes, ever since its session began."),
            entry("claim", "What it says that the agent does."),
            entry("col", "Counted from 0."),
            entry("cols", "Columns of the terminal, 1 to 2000."),
            entry("Size.cols", "Columns of the terminal; 0 without a session."),
            entry("command", "The program and its arguments."),
            entry("content_type", "What kind of text it is, as HTTP says it."),
            entry("cursor", "Where the cursor is; null if it was not asked for."),
            entry("ScreenRequest.cursor", "Whether the answer is to say where the cursor is."),
            entry("data", "Bytes, in base64."),
            entry("Dumped.data", "Escape sequences that show the screen in another terminal, in base64."),
            entry(
                    "UploadRequest.data",
                    "The file, in base64, standard or for URLs; 10 MiB at most, or what limit-upload allows."),
            entry("degraded", "What does not work as it should, in words."),
            entry("delivered", "Always true: the signal was sent."),
            entry("detection_cause", "What that source saw."),
            entry("detection_tier", "Who says what the agent does, best first; none while nobody does."),
            entry("directory", "Where the program starts; without it the host's own directory."),
            entry(
                    "drawn",
                    "With another format than json: all of it as one text, in place of the lines. Over HTTP that text"
                            + " is the answer."),
            entry("elapsed_ms", "How long it took, in milliseconds."),
            entry("ending", "Always true: the program is hung up, and killed if it does not end."),
            entry("enter", "Whether Enter is pressed after the text."),
            entry("env", "Variables for the program, added to those of the host."),
            entry("epoch", "Counts the starts of the session's program, from 1; 0 without a session."),
            entry("error_category", "What can be done about the error."),
            entry("error_detail", "What went wrong, in the agent's words; while the state is error."),
            entry("excerpt", "What it saw: the program's own words, not to be trusted."),
            entry("exit_code", "With which the program ended by itself."),
            entry("filename", "A name without a path; what it must not hold becomes _, and a taken one gets a number."),
            entry("first", "The number of the first line of the answer: lines are numbered for ever."),
            entry("format", "Line by line; or drawn, as one text."),
            entry("from", "The first column, in UTF-16 units of the line's text."),
            entry("ScrollbackRequest.from", "The number of the first line that is wanted, or the oldest one held."),
            entry("WaitRequest.from", "Whether what is on the screen already counts, or only what is new."),
            entry("group", "To all processes of the program's group; else to the program alone."),
            entry(
                    "idle_ms",
                    "For idle_output: how long nothing may be printed, in milliseconds, 1 to 86400000 (a day)."),
            entry("keys", "Names of keys, in their order; see docs/keys.md. An unknown one, and none is pressed."),
            entry("OutputRequest.limit", "Bytes at most, 1 to 1048576."),
            entry("ScrollbackRequest.limit", "Lines at most, 1 to 5000."),
            entry("line", "The line's number, as in scrollback."),
            entry("lines", "Lines as plain text, without the blanks at their ends."),
            entry("match", "Where the text or the expression was found."),
            entry("matches", "Where it was found, from the first line on."),
            entry("message", "What the agent is told."),
            entry("met", "Whether what was waited for has come."),
            entry("missed", "Lines that came and went before anybody could look at them."),
            entry("name", "The session's name."),
            entry("CreateRequest.name", "The session's name; without it that of its program."),
            entry("next", "The number of the line behind the last one: what to ask for next."),
            entry("next_offset", "The offset behind the last byte: what to ask for next."),
            entry("offset", "Offset of the first byte, counted from the session's beginning, for ever."),
            entry("Dumped.offset", "Offset of the first byte that the screen does not show: go on from here."),
            entry("OutputRequest.offset", "Where to begin; what is no longer held begins at the oldest byte."),
            entry("Waited.offset", "How many bytes had been printed when it ended."),
            entry("input", "What it wants to do, as the agent puts it."),
            entry("option", "The number of one of the options, from 1."),
            entry("options", "The labels of the options, the first one first; empty where none are known."),
            entry("options_fallback", "Whether the options are made up, because none could be read."),
            entry("path", "Where the file is, for the program to read."),
            entry("pid", "The program's process id; null before it is started."),
            entry("parked_reason", "Why the agent waits; while the state is parked."),
            entry("prompt", "What the agent asks; null if nothing."),
            entry("question", "What is asked."),
            entry("question_current", "The number of the question that is shown now, from 0."),
            entry("questions", "The questions, where several are asked at a time."),
            entry("PromptContext.ready", "Whether nothing more will become known of it."),
            entry("rank", "What became of its word."),
            entry("ready", "Whether the agent has been seen doing anything since its start."),
            entry("reason", "Why the wait ended."),
            entry("resume_at_epoch_ms", "When the agent goes on; while the state is parked."),
            entry("row", "Counted from 0."),
            entry("rows", "Lines of the terminal, 1 to 2000."),
            entry("Size.rows", "Lines of the terminal; 0 without a session."),
            entry("rule", "By which rule of that source."),
            entry("screen_seq", "How many bytes had been printed: another number, another screen."),
            entry("seq", "How many bytes had been printed: grows with the output, across restarts too."),
            entry("session", "The session's name."),
            entry("session_id", "A UUID, another one for each epoch; empty without a session."),
            entry("sessions", "The sessions, oldest first."),
            entry("Health.sessions", "How many sessions the host has."),
            entry("signal", "The number of the signal that ended the program."),
            entry(
                    "SignalRequest.signal",
                    "HUP, INT, QUIT, KILL, USR1, USR2, TERM, CONT, STOP, TSTP or WINCH, with or without SIG, or its"
                            + " number."),
            entry("since", "A seq: a screen that shows nothing newer is not sent again."),
            entry("since_seq", "The number of the event since which the state is what it is."),
            entry("source", "Who watches the agent."),
            entry("sources", "The last word of each source, the best source first."),
            entry("state", "What the agent does."),
            entry("subtype", "Which dialog of its kind."),
            entry("status", "Whether the host answers; the same word always."),
            entry("terminal", "The size again, where older clients look for it; over HTTP only."),
            entry("terminal_cols", "Columns of the terminal; 0 without a session."),
            entry("terminal_rows", "Lines of the terminal; 0 without a session."),
            entry("Text.text", "The text."),
            entry("TextInput.text", "What is typed, as it stands."),
            entry("Match.text", "What was found."),
            entry("SearchRequest.regex", "A regular expression to find within one line; either this or text."),
            entry("SearchRequest.text", "What to find; either this or regex."),
            entry("WaitRequest.text", "For text: what is to appear."),
            entry("WaitRequest.regex", "For regex: what is to appear, within one line."),
            entry("RespondRequest.text", "An answer in words."),
            entry("SearchRequest.timeout_ms", "How long it may take, in milliseconds, 1 to 10000."),
            entry("WaitRequest.timeout_ms", "How long to wait, in milliseconds, 0 to 86400000 (a day)."),
            entry("tier", "How good the source is, from 1, the best, to 5."),
            entry("to", "The column behind the last."),
            entry("tool", "What the agent wants to use."),
            entry("type", "What kind of answer is wanted."),
            entry("total_written", "How many bytes there are by now."),
            entry("truncated", "Whether there is more than is told."),
            entry("unchanged", "True where nothing is newer than the since of the request; no lines are sent then."),
            entry("until", "What to wait for."),
            entry("uptime_secs", "How long the host has been running, in seconds."),
            entry("url", "Where a browser on the host's machine finds it; absent where it listens on no port."),
            entry("version", "The host's version."),
            entry("why", "What became of its word, for a person."),
            entry("ws_clients", "How many WebSockets are open."));

    /** Where a field has one of few values. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            entry("agent", names(AgentKind.values())),
            entry(
                    "state",
                    List.of(
                            "starting",
                            "working",
                            "idle",
                            "prompt",
                            "error",
                            "parked",
                            "switching",
                            "exited",
                            "unknown")),
            entry("type", names(Prompt.Kind.values())),
            entry("error_category", names(ErrorCategory.values())),
            entry("rank", names(Standing.Rank.values())),
            entry("claim", List.of("working", "idle", "prompt", "error")),
            entry("detection_tier", List.of("1", "2", "3", "4", "5", "none")),
            entry("ScreenRequest.format", List.of("json", "ansi", "html")),
            entry("WaitRequest.until", names(WaitOperations.Kind.values())),
            entry("WaitRequest.from", List.of("screen", "now")),
            entry("Waited.reason", List.of("found", "quiet", "exited", "timeout")),
            entry("Health.status", List.of("running")),
            entry("Livez.status", List.of("alive")));

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * What a field means.
     *
     * @param field as it is called on the wire
     */
    public static Optional<String> words(Class<?> of, String field) {
        return Optional.ofNullable(WORDS.get(key(of, field))).or(() -> Optional.ofNullable(WORDS.get(field)));
    }

    /** Which values a field can have, if they are few; else empty. */
    public static List<String> values(Class<?> of, String field) {
        return VALUES.getOrDefault(key(of, field), VALUES.getOrDefault(field, List.of()));
    }

    private static String key(Class<?> of, String field) {
        return of.getSimpleName() + "." + field;
    }

    /** Every field, or record and field, that has an entry. */
    static List<String> entries() {
        return List.copyOf(WORDS.keySet());
    }
}
