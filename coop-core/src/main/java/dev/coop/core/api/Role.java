package dev.coop.core.api;

/** What a caller may do. Each role may do what the ones before it may. */
public enum Role {
    /** Look: screen, output, state, events. */
    OBSERVE(1),
    /** Also type, answer, signal and resize. */
    DRIVE(2),
    /** Also create and end sessions, switch credentials, shut down. */
    ADMIN(3);

    private final int level;

    Role(int level) {
        this.level = level;
    }

    public boolean covers(Role needed) {
        return level >= needed.level;
    }
}
