package dev.coop.bench;

/** How much a run measures. */
enum Scale {
    /** For the page: about half an hour. */
    FULL(5, 256L << 20, 64L << 20, 400, 20_000, 60, 15),
    /** For a look: the same rows, fewer rounds, smaller files. */
    QUICK(3, 64L << 20, 16L << 20, 100, 5_000, 10, 3);

    /** Counted rounds of each contender. */
    final int rounds;
    /** What the child of a single session writes in a round. */
    final long sessionBytes;
    /** What each of several children writes in a round. */
    final long sharedBytes;
    /** Programs started for one spawn figure. */
    final int spawns;
    /** Bytes echoed one by one. */
    final int echoes;
    /** How long an idle process is watched. */
    final int idleSeconds;
    /** Starts of the command line. */
    final int starts;

    Scale(int rounds, long sessionBytes, long sharedBytes, int spawns, int echoes, int idleSeconds, int starts) {
        this.rounds = rounds;
        this.sessionBytes = sessionBytes;
        this.sharedBytes = sharedBytes;
        this.spawns = spawns;
        this.echoes = echoes;
        this.idleSeconds = idleSeconds;
        this.starts = starts;
    }
}
