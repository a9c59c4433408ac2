package dev.coop.core.agent;

/**
 * Who watches an agent, those first that are believed first. Sources of one tier are equals: the newest word of them
 * counts.
 */
public enum Source {
    /** What the agent reports as it happens. */
    HOOK(1, "hook"),
    /** Where the agent writes down its own state. */
    STATE_FILE(1, "file"),
    /** The agent's record of the conversation. */
    LOG(2, "log"),
    /** What it prints for programs. */
    STDOUT(3, "stdout"),
    /** The process: whether it lives, and whether it says anything. */
    PROCESS(4, "process"),
    /** What a person would see. */
    SCREEN(5, "screen"),
    /** The window's title. */
    TITLE(5, "title"),
    /** What the program tells its terminal of itself, in sequences made for that. */
    STATUS(5, "status");

    private final int tier;
    private final String wireName;

    Source(int tier, String wireName) {
        this.tier = tier;
        this.wireName = wireName;
    }

    /** From 1, the best, to 5. */
    public int tier() {
        return tier;
    }

    public String wireName() {
        return wireName;
    }
}
