package dev.coop.core.agent.generic;

import dev.coop.core.agent.AgentError;
import dev.coop.core.agent.Claim;
import dev.coop.core.agent.ErrorCategory;
import dev.coop.core.agent.Prompt;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a program tells its terminal of itself: its reports by the Program Status Protocol, of which the newest of each
 * part counts, or else the progress that it shows (OSC 9;4). One thread's.
 */
public final class ProgramStatus {
    /** Parts of a program. A report on one more takes the place of that on the part longest silent. */
    static final int MAX_PARTS = 256;

    /** Of OSC 9;4. */
    private static final int PROGRESS_RUNNING = 1;

    private static final int PROGRESS_ERROR = 2;
    private static final int PROGRESS_INDETERMINATE = 3;

    private final Map<String, StatusReport> reports = new LinkedHashMap<>();
    private boolean reported;
    private int progress;

    /** What the program says, and the rule by which it is read. */
    public record Told(Claim claim, String rule) {}

    /** OSC 7501. */
    public void report(String text) {
        Optional<StatusReport> parsed = StatusReport.parse(text);
        if (parsed.isEmpty()) {
            return;
        }
        reported = true;
        StatusReport report = parsed.get();
        if (report.state() == StatusReport.State.CLEAR) {
            reports.keySet()
                    .removeIf(
                            id -> report.id().isEmpty() || id.equals(report.id()) || id.startsWith(report.id() + "/"));
            return;
        }
        reports.remove(report.id());
        reports.put(report.id(), report);
        if (reports.size() > MAX_PARTS) {
            reports.remove(reports.keySet().iterator().next());
        }
    }

    /** OSC 9;4. Of a program that reports, the progress is decoration. */
    public void progress(int state) {
        progress = state;
    }

    /** OSC 133;A: a shell asks for its next command, so what ran is over; how it ended is still worth knowing. */
    public void shellPrompt() {
        reports.values()
                .removeIf(report ->
                        report.state() != StatusReport.State.DONE && report.state() != StatusReport.State.ERROR);
        progress = 0;
    }

    /** What the program is doing by its own words; empty when it says nothing. */
    public Optional<Told> told() {
        if (!reported) {
            return byProgress();
        }
        // Of equally urgent ones the newest, which is the last.
        return reports.values().stream()
                .max(Comparator.comparing(StatusReport::state))
                .map(this::told);
    }

    private Told told(StatusReport report) {
        return switch (report.state()) {
            case BLOCKED ->
                new Told(
                        new Claim.Prompting(prompt(report)),
                        "blocked(" + report.kind().orElse("") + ")");
            case ERROR ->
                new Told(
                        new Claim.Failed(new AgentError(ErrorCategory.of(report.message()), report.message())),
                        "error");
            case WORKING -> working(report);
            case DONE -> new Told(new Claim.Idle(false), "done");
            case IDLE, CLEAR -> new Told(new Claim.Idle(false), "idle");
        };
    }

    /** When the whole is at rest and only a part works, that goes on in the background. */
    private Told working(StatusReport report) {
        StatusReport whole = reports.get("");
        boolean inBackground = whole != null && whole.state() != StatusReport.State.WORKING;
        return inBackground
                ? new Told(new Claim.Idle(true), "background")
                : new Told(new Claim.Working(), report.id().isEmpty() ? "working" : "part");
    }

    private static Prompt prompt(StatusReport report) {
        Prompt.Kind kind = switch (report.kind().orElse("").toLowerCase(Locale.ROOT)) {
            case "permission" -> Prompt.Kind.PERMISSION;
            case "plan" -> Prompt.Kind.PLAN;
            case "auth", "login", "setup" -> Prompt.Kind.SETUP;
            default -> Prompt.Kind.QUESTION;
        };
        Prompt prompt = Prompt.of(kind);
        return report.message().isEmpty() ? prompt : prompt.withInput(report.message());
    }

    private Optional<Told> byProgress() {
        return switch (progress) {
            case PROGRESS_RUNNING, PROGRESS_INDETERMINATE -> Optional.of(new Told(new Claim.Working(), "progress"));
            case PROGRESS_ERROR ->
                Optional.of(new Told(
                        new Claim.Failed(new AgentError(ErrorCategory.OTHER, "the program shows an error")),
                        "progress"));
            default -> Optional.empty();
        };
    }
}
