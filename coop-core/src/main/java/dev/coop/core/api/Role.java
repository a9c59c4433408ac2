package dev.coop.core.api;

/** What somebody may do; each may also do what the ones before may. */
public enum Role {
    /** Look. */
    OBSERVE(1),
    /** Type, answer, resize, signal. */
    DRIVE(2),
    /** Start and end sessions and the host, change credentials. */
    ADMIN(3);

    private final int rank;

    Role(int rank) {
        this.rank = rank;
    }

    public boolean covers(Role needed) {
        return rank >= needed.rank;
    }
}
