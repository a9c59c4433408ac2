package dev.coop.core.api;

/** Why something was not done. Each transport maps these once. */
public enum ErrorCode {
    NOT_READY("The agent, or its terminal, is not there yet; ask again soon."),
    EXITED("The agent's program has ended."),
    AGENT_BUSY("The agent is doing something else."),
    NO_PROMPT("The agent does not ask anything."),
    SWITCH_IN_PROGRESS("Another switch is waiting or under way."),
    UNAUTHORIZED("Who asks is not known: a token is missing or wrong."),
    BAD_REQUEST("The request makes no sense; the field says where."),
    NO_DRIVER("coop cannot do this with this program."),
    INTERNAL("A fault of coop's own; its log has the request's id."),
    NOT_FOUND("There is nothing by that name."),
    METHOD_NOT_ALLOWED("It is there, but not for this method."),
    FORBIDDEN("Who asks is known, and may not do this."),
    CONFLICT("It can't be done as things are."),
    TOO_LARGE("More than coop takes at once."),
    OVERLOADED("More than coop can take now; try again later.");

    private final String meaning;

    ErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }
}
